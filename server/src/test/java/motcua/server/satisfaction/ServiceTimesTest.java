package motcua.server.satisfaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import motcua.server.counting.CellDeltas;
import motcua.server.counting.CellKey;
import motcua.server.counting.CellTable;
import motcua.server.counting.TimeBuckets;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceTimesTest {
    private static final LocalDate FROM = LocalDate.of(2026, 9, 1);
    private static final LocalDate TO = LocalDate.of(2026, 9, 30);
    private static final double LARGEST_ERROR = 0.05;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void quantilesAreThoseOfTheTimesWithinFivePerCent(Store store) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("service times, seed " + seed);
        Random random = new Random(seed);
        List<Long> waits = new ArrayList<>();
        try (Database database = TestDatabases.open(store, folder)) {
            CellDeltas deltas = new CellDeltas();
            for (int i = 0; i < 201; i++) {
                long ms = 1_000 + Math.round(3_600_000 * random.nextDouble() * random.nextDouble());
                waits.add(ms);
                add(deltas, FROM.plusDays(random.nextInt(30)), 1, "TICKET", "WAIT", ms);
            }
            add(deltas, TO.plusDays(1), 1, "TICKET", "WAIT", 40_000_000);
            add(deltas, FROM.plusDays(3), 1, "VISIT", "WAIT", 40_000_000);
            apply(database, deltas);

            List<ServiceTimes.OfCounter> times = new ServiceTimes(database).of(Realm.REAL, "o", "TICKET", FROM, TO);

            assertThat(times).hasSize(1);
            ServiceTimes.Times waiting = times.get(0).waiting();
            assertThat(waiting.n()).as("of the period and the mode alone").isEqualTo(201);
            waits.sort(null);
            assertThat((double) waiting.medianMs().orElseThrow()).isCloseTo(waits.get(100), off(waits.get(100)));
            assertThat((double) waiting.ninthMs().orElseThrow()).isCloseTo(waits.get(180), off(waits.get(180)));
            assertThat(times.get(0).service().n()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void fewerThanThirtyServicesTellNoTime(Store store) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            CellDeltas deltas = new CellDeltas();
            for (int i = 0; i < 30; i++) {
                add(deltas, FROM, 1, "TICKET", "SERVICE", 300_000);
                if (i > 0) {
                    add(deltas, FROM, 2, "TICKET", "SERVICE", 300_000);
                }
            }
            apply(database, deltas);

            List<ServiceTimes.OfCounter> times = new ServiceTimes(database).of(Realm.REAL, "o", "TICKET", FROM, TO);

            assertThat(times.get(0).service().medianMs()).isPresent();
            assertThat(times.get(1).service().n()).isEqualTo(29);
            assertThat(times.get(1).service().medianMs()).isEmpty();
            assertThat(times.get(1).service().ninthMs()).isEmpty();
        }
    }

    @Test
    void noTimeIsFurtherFromTheMiddleOfItsBucketThanFivePerCent() {
        for (long ms = 1_000; ms < 60_000_000; ms += 1 + ms / 500) {
            assertThat((double) TimeBuckets.middleMs(TimeBuckets.of(ms))).isCloseTo((double) ms, off(ms));
        }
    }

    private static Offset<Double> off(long ms) {
        return within(LARGEST_ERROR * ms);
    }

    private static void add(CellDeltas deltas, LocalDate day, int counter, String mode, String measure, long ms) {
        deltas.add(
                new CellKey(
                        CellTable.TIME,
                        "REAL",
                        day.toString(),
                        "o",
                        counter,
                        mode,
                        "PROCEDURE",
                        "ho-tich",
                        measure,
                        TimeBuckets.of(ms)),
                1);
    }

    private static void apply(Database database, CellDeltas deltas) {
        database.write(connection -> {
            deltas.apply(connection, database.dialect(), 1);
            return true;
        });
    }
}
