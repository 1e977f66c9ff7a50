package motcua.server.satisfaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import motcua.server.counting.CellDeltas;
import motcua.server.counting.CellKey;
import motcua.server.counting.CellTable;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Late records, corrections and decisions change days that people have seen. Whoever looks after every change and subtracts any two
 * of the looks must learn of nobody: between them a figure stays, or it moves by five ratings and more, not all of them bad.
 */
class LooksOverTimeTest {
    private static final LocalDate FROM = LocalDate.of(2026, 7, 1);
    private static final LocalDate TO = LocalDate.of(2026, 9, 30);
    private static final List<Dimension> TABLES = List.of(
            Dimension.OFFICE,
            Dimension.DAY,
            Dimension.COUNTER,
            Dimension.CLERK,
            Dimension.FIELD,
            Dimension.PROCEDURE,
            Dimension.HOUR);
    private static final Clock OCTOBER = Clock.fixed(Instant.parse("2026-10-02T02:00:00Z"), Satisfaction.ZONE);
    /** The quarter's last month still runs. */
    private static final Clock SEPTEMBER = Clock.fixed(Instant.parse("2026-09-20T02:00:00Z"), Satisfaction.ZONE);

    @TempDir
    Path folder;

    /** One rated service as the cells see it. */
    private record Rating(LocalDate day, int hour, int counter, String clerk, String field, int level) {
        CellKey service(String excluded) {
            return new CellKey(
                    CellTable.SERVICE,
                    "REAL",
                    day.toString(),
                    hour,
                    "o",
                    counter,
                    clerk,
                    "VISIT",
                    "PROCEDURE",
                    field,
                    "HL5/1",
                    "RATED",
                    level,
                    excluded);
        }

        CellKey procedure(String excluded) {
            return new CellKey(
                    CellTable.PROCEDURE,
                    "REAL",
                    day.toString(),
                    "o",
                    counter,
                    clerk,
                    "VISIT",
                    field,
                    "p-" + field,
                    "HL5/1",
                    "RATED",
                    level,
                    excluded);
        }
    }

    /** What a look says: levels by table and row. */
    private static Map<String, List<Long>> look(Database database, Clock clock) {
        Satisfaction fresh = new Satisfaction(database, clock);
        Map<String, List<Long>> seen = new TreeMap<>();
        for (Dimension by : TABLES) {
            SatisfactionAnswer answer = fresh.safe(
                    new SatisfactionQuestion(by, FROM, TO, Set.of("o"), Optional.of(Realm.REAL), Optional.of("VISIT")));
            answer.rows().forEach(row -> put(seen, by + " " + row.key(), row));
            answer.totals().forEach(row -> put(seen, by + " total", row));
        }
        return seen;
    }

    private static void put(Map<String, List<Long>> seen, String what, SatisfactionRow row) {
        if (row.levels() != null) {
            assertThat(Tally.isSafe(row.valid(), row.satisfied()))
                    .as("%s: %s", what, row.levels())
                    .isTrue();
            seen.put(what, row.levels());
        }
    }

    private static void apply(Database database, Clock clock, CellDeltas deltas) {
        database.write(connection -> {
            deltas.apply(connection, database.dialect(), clock.millis());
            return true;
        });
    }

    private static void add(CellDeltas deltas, Rating rating, String excluded, int n) {
        deltas.add(rating.service(excluded), n);
        deltas.add(rating.procedure(excluded), n);
    }

    private static Rating any(Random random) {
        LocalDate day = FROM.plusDays(random.nextInt(80));
        int counter = 1 + random.nextInt(3);
        String clerk = random.nextInt(20) == 0 ? "c9" : "c" + counter;
        String field = random.nextInt(30) == 0 ? "le-hoi" : counter == 3 ? "dat-dai" : "ho-tich";
        return new Rating(
                day, 8 + random.nextInt(4), counter, clerk, field, random.nextInt(3) > 0 ? 1 : 3 + random.nextInt(3));
    }

    private static void checkPairs(String run, List<Map<String, List<Long>>> looks) {
        for (int i = 0; i < looks.size(); i++) {
            for (int j = i + 1; j < looks.size(); j++) {
                Map<String, List<Long>> later = looks.get(j);
                String pair = run + ", looks " + i + " and " + j + ": ";
                looks.get(i).forEach((what, levels) -> {
                    List<Long> other = later.get(what);
                    if (other != null && !other.equals(levels)) {
                        checkStep(pair + what, levels, other);
                    }
                });
            }
        }
    }

    private static void checkStep(String what, List<Long> before, List<Long> after) {
        long n = 0;
        long satisfied = 0;
        for (int level = 1; level <= before.size(); level++) {
            long step = after.get(level - 1) - before.get(level - 1);
            n += step;
            satisfied += level <= 2 ? step : 0;
        }
        assertThat(Tally.isSafe(Math.abs(n), Math.abs(satisfied)))
                .as("%s moves from %s to %s", what, before, after)
                .isTrue();
    }

    private interface Scene {
        void play(Database database, List<Rating> there, Random random, String run) throws Exception;
    }

    private void on(Store store, Scene scene) throws Exception {
        for (long seed = 1; seed <= 2; seed++) {
            Random random = new Random(seed);
            try (Database database = TestDatabases.open(store, folder)) {
                List<Rating> there = new ArrayList<>();
                CellDeltas deltas = new CellDeltas();
                int n = 200 + random.nextInt(600);
                for (int i = 0; i < n; i++) {
                    there.add(any(random));
                    add(deltas, there.get(i), "", 1);
                }
                apply(database, SEPTEMBER, deltas);
                scene.play(database, there, random, store + ", seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void lateRatingsMoveAFigureOnlyInStepsThatTellOfNobody(Store store) throws Exception {
        on(store, (database, there, random, run) -> {
            List<Map<String, List<Long>>> looks = new ArrayList<>();
            for (int step = 0; step < 24; step++) {
                Clock clock = step < 8 ? SEPTEMBER : OCTOBER;
                looks.add(look(database, clock));
                CellDeltas deltas = new CellDeltas();
                int n = random.nextInt(4) == 0 ? 12 : 1 + random.nextInt(2);
                for (int i = 0; i < n; i++) {
                    there.add(any(random));
                    add(deltas, there.get(there.size() - 1), "", 1);
                }
                apply(database, clock, deltas);
            }
            looks.add(look(database, OCTOBER));
            checkPairs(run, looks);
            assertThat(sum(looks.get(looks.size() - 1).get("COUNTER total")))
                    .as("%s: of %d, what is told follows what came, but for what waits", run, there.size())
                    .isBetween(there.size() - 30L, (long) there.size());
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void decisionsMoveAFigureOnlyInStepsThatTellOfNobody(Store store) throws Exception {
        on(store, (database, there, random, run) -> {
            List<Map<String, List<Long>>> looks = new ArrayList<>();
            looks.add(look(database, OCTOBER));
            int before = there.size();
            for (int step = 0; step < 16; step++) {
                CellDeltas deltas = new CellDeltas();
                int n = random.nextInt(4) == 0 ? 9 : 1 + random.nextInt(2);
                for (int i = 0; i < n; i++) {
                    Rating contested = there.remove(random.nextInt(there.size()));
                    add(deltas, contested, "", -1);
                    add(deltas, contested, "CONTEST", 1);
                }
                apply(database, OCTOBER, deltas);
                looks.add(look(database, OCTOBER));
            }
            // A row that stands for several may take in another one that was told before; all others, and the totals,
            // only shrink.
            looks.forEach(each -> each.keySet().removeIf(what -> what.endsWith(" " + SatisfactionRow.MERGED)));
            checkPairs(run, looks);
            assertThat(sum(looks.get(looks.size() - 1).get("COUNTER total")))
                    .as("%s: %d were, %d are left", run, before, there.size())
                    .isBetween((long) there.size() - 30, (long) before - 5);
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aDayNobodyHasSeenMayStillGrow(Store store) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            LocalDate seen = LocalDate.of(2026, 9, 8);
            CellDeltas deltas = new CellDeltas();
            for (int i = 0; i < 7; i++) {
                add(deltas, new Rating(seen, 9, 1, "c1", "ho-tich", 1), "", 1);
            }
            apply(database, SEPTEMBER, deltas);
            assertThat(look(database, SEPTEMBER)).containsEntry("DAY 2026-09-08", List.of(7L, 0L, 0L, 0L, 0L));

            add(deltas, new Rating(seen, 9, 1, "c1", "ho-tich", 5), "", 1);
            for (int i = 0; i < 6; i++) {
                add(deltas, new Rating(seen.plusDays(1), 9, 1, "c1", "ho-tich", 2), "", 1);
            }
            apply(database, SEPTEMBER, deltas);

            assertThat(look(database, SEPTEMBER))
                    .as("the late press waits")
                    .containsEntry("DAY 2026-09-08", List.of(7L, 0L, 0L, 0L, 0L))
                    .as("a whole day that came late is told")
                    .containsEntry("DAY 2026-09-09", List.of(0L, 6L, 0L, 0L, 0L));
            SatisfactionQuestion september = new SatisfactionQuestion(
                    Dimension.DAY, FROM, TO, Set.of("o"), Optional.of(Realm.REAL), Optional.empty());
            assertThat(new Satisfaction(database, SEPTEMBER).safe(september).late())
                    .isEqualTo(1);
            assertThat(new Satisfaction(database, SEPTEMBER)
                            .exact(september)
                            .total()
                            .valid())
                    .as("an auditor sees all at once")
                    .isEqualTo(14);
            for (int i = 0; i < 5; i++) {
                add(deltas, new Rating(seen, 10, 2, "c2", "ho-tich", 2), "", 1);
            }
            apply(database, SEPTEMBER, deltas);
            assertThat(look(database, OCTOBER))
                    .as("six that came late are told when the month is over")
                    .containsEntry("DAY 2026-09-08", List.of(7L, 5L, 0L, 0L, 1L));
        }
    }

    private static long sum(List<Long> levels) {
        return levels.stream().mapToLong(Long::longValue).sum();
    }
}
