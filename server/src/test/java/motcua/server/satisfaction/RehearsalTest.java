package motcua.server.satisfaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import motcua.server.counting.CellDeltas;
import motcua.server.counting.CellKey;
import motcua.server.counting.CellTable;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked in advance is told to nobody, and makes no later answer another one. */
class RehearsalTest {
    private static final LocalDate FROM = LocalDate.of(2026, 7, 1);
    private static final LocalDate TO = LocalDate.of(2026, 9, 30);
    private static final Clock OCTOBER = Clock.fixed(Instant.parse("2026-10-02T02:00:00Z"), Satisfaction.ZONE);
    private static final Set<String> BOTH = Set.of("seen", "new");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void aRehearsalTellsNothingForTheFirstTime(Store store) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            fill(database, "seen");
            fill(database, "new");
            Satisfaction asked = new Satisfaction(database, OCTOBER);

            rehearse(asked, BOTH);
            assertThat(marks(database)).isZero();

            asked.safe(question(Dimension.COUNTER, Set.of("seen")));
            long told = marks(database);
            assertThat(told).isPositive();
            rehearse(asked, BOTH);
            assertThat(marks(database)).as("the other office is not told of").isEqualTo(told);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void answersAfterARehearsalAreThoseWithoutOne(Store store) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            fill(database, "seen");
            fill(database, "new");
            new Satisfaction(database, OCTOBER).safe(question(Dimension.COUNTER, Set.of("seen")));
            // What comes after a look waits to be told, and a rehearsal must not tell it.
            CellDeltas late = new CellDeltas();
            for (int i = 0; i < 9; i++) {
                rating(late, "seen", LocalDate.of(2026, 8, 5), 2, 2);
            }
            apply(database, late);

            Satisfaction rehearsed = new Satisfaction(database, OCTOBER);
            rehearse(rehearsed, BOTH);
            assertThat(layers(database)).as("layers that were told").isZero();

            for (Dimension by : Dimension.values()) {
                SatisfactionQuestion question = question(by, BOTH);
                SatisfactionAnswer answer = rehearsed.safe(question);
                assertThat(answer).as("%s", by).isEqualTo(new Satisfaction(database, OCTOBER).safe(question));
                if (by == Dimension.COUNTER) {
                    assertThat(answer.rows().stream()
                                    .filter(row -> row.rate() != null)
                                    .map(SatisfactionRow::office)
                                    .distinct())
                            .containsExactlyInAnyOrderElementsOf(BOTH);
                }
            }
            assertThat(layers(database)).as("layers that are told by a look").isPositive();
        }
    }

    private static void rehearse(Satisfaction satisfaction, Set<String> offices) {
        Satisfaction rehearsal = satisfaction.rehearsal();
        for (Dimension by : Dimension.values()) {
            rehearsal.safe(question(by, offices));
        }
    }

    private static SatisfactionQuestion question(Dimension by, Set<String> offices) {
        return new SatisfactionQuestion(by, FROM, TO, offices, Optional.of(Realm.REAL), Optional.of("VISIT"));
    }

    private static void fill(Database database, String office) {
        Random random = new Random(office.length());
        CellDeltas deltas = new CellDeltas();
        for (int i = 0; i < 600; i++) {
            rating(deltas, office, FROM.plusDays(random.nextInt(90)), 1 + random.nextInt(3), 1 + random.nextInt(4));
        }
        apply(database, deltas);
    }

    private static void rating(CellDeltas deltas, String office, LocalDate day, int counter, int level) {
        deltas.add(
                new CellKey(
                        CellTable.SERVICE,
                        "REAL",
                        day.toString(),
                        9,
                        office,
                        counter,
                        "c" + counter,
                        "VISIT",
                        "PROCEDURE",
                        "ho-tich",
                        "HL5/1",
                        "RATED",
                        level,
                        ""),
                1);
        deltas.add(
                new CellKey(
                        CellTable.PROCEDURE,
                        "REAL",
                        day.toString(),
                        office,
                        counter,
                        "c" + counter,
                        "VISIT",
                        "ho-tich",
                        "p-" + counter,
                        "HL5/1",
                        "RATED",
                        level,
                        ""),
                1);
    }

    private static void apply(Database database, CellDeltas deltas) {
        database.write(connection -> {
            deltas.apply(connection, database.dialect(), OCTOBER.millis());
            return true;
        });
    }

    private static long marks(Database database) {
        return count(database, "SELECT COUNT(*) FROM published");
    }

    private static long layers(Database database) {
        return count(database, "SELECT COUNT(*) FROM late_cell WHERE layer > 0");
    }

    private static long count(Database database, String sql) {
        List<Long> n = database.reads()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).list());
        return n.get(0);
    }
}
