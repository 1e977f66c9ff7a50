package motcua.server.satisfaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCellsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final List<Dimension> TABLES =
            List.of(Dimension.DAY, Dimension.COUNTER, Dimension.FIELD, Dimension.CLERK, Dimension.HOUR);

    /**
     * Whoever holds all answers adds any rows of one table and takes away any rows of another one that lie inside: what is
     * left must be nothing, or five and more with somebody satisfied. All pairs of tables; of each, all single rows, the
     * whole, and 200 random sums, with all rows of the other table that fit inside taken away. Independent of the code
     * under test: it works on the single services.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noSubtractionOfTwoAnswersTellsAboutFewerThanFive(long seed) {
        Random random = new Random(seed);
        List<RatedCell> services = office(random);
        List<SafeCell> all = SafeCells.of(services, List.of(), true, TODAY);
        Map<Dimension, List<Set<Integer>>> tables = new HashMap<>();
        for (Dimension dimension : TABLES) {
            tables.put(
                    dimension,
                    all.stream()
                            .filter(c -> c.dimension() == dimension)
                            .map(c -> members(c, services, all))
                            .toList());
        }
        for (Dimension one : TABLES) {
            for (Dimension other : TABLES) {
                checkPair(seed, random, services, one, tables.get(one), other, tables.get(other));
            }
        }
    }

    private static void checkPair(
            long seed,
            Random random,
            List<RatedCell> services,
            Dimension one,
            List<Set<Integer>> rows,
            Dimension other,
            List<Set<Integer>> others) {
        List<Set<Integer>> sums = new ArrayList<>(rows);
        for (int i = 0; i < 200 && rows.size() > 1; i++) {
            double share = random.nextDouble();
            Set<Integer> sum = rows.stream()
                    .filter(r -> random.nextDouble() < share)
                    .flatMap(Set::stream)
                    .collect(Collectors.toSet());
            sums.add(sum);
        }
        sums.add(rows.stream().flatMap(Set::stream).collect(Collectors.toSet()));
        for (Set<Integer> sum : sums) {
            Set<Integer> rest = new HashSet<>(sum);
            others.stream().filter(sum::containsAll).forEach(rest::removeAll);
            long n = rest.stream().mapToLong(i -> services.get(i).n()).sum();
            long satisfied = rest.stream()
                    .filter(i -> services.get(i).level() <= 2)
                    .mapToLong(i -> services.get(i).n())
                    .sum();
            assertThat(n == 0 || n >= 5 && satisfied > 0)
                    .as("seed %d: %s minus %s leaves %d, %d of them satisfied", seed, one, other, n, satisfied)
                    .isTrue();
        }
    }

    /** Services a safe cell stands for; all monthly tables stand for the days that are shown. */
    private static Set<Integer> members(SafeCell cell, List<RatedCell> services, List<SafeCell> all) {
        Set<String> days = all.stream()
                .filter(c -> c.dimension() == Dimension.DAY)
                .flatMap(c -> c.keys().stream())
                .collect(Collectors.toSet());
        Set<Integer> members = new HashSet<>();
        for (int i = 0; i < services.size(); i++) {
            RatedCell service = services.get(i);
            if (days.contains(service.day().toString())
                    && !service.day().isBefore(cell.from())
                    && !service.day().isAfter(cell.to())
                    && cell.keys().contains(service.key(cell.dimension()))) {
                members.add(i);
            }
        }
        assertThat(members.stream().mapToLong(i -> services.get(i).n()).sum())
                .as("%s", cell)
                .isEqualTo(cell.tally().n());
        return members;
    }

    /** A small office as it is: counters with a usual clerk, stand-ins, a rare field, quiet Saturdays, few presses. */
    private static List<RatedCell> office(Random random) {
        List<RatedCell> services = new ArrayList<>();
        int perDay = 2 + random.nextInt(25);
        double unsatisfied = 0.05 + 0.4 * random.nextDouble();
        for (LocalDate day = LocalDate.of(2026, 7, 1); day.isBefore(TODAY); day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                continue;
            }
            int n = day.getDayOfWeek() == DayOfWeek.SATURDAY ? random.nextInt(3) : random.nextInt(2 * perDay + 1);
            for (int i = 0; i < n; i++) {
                int counter = 1 + random.nextInt(3);
                String clerk = random.nextDouble() < 0.03 ? "c9" : random.nextDouble() < 0.05 ? "c1" : "c" + counter;
                String field = random.nextDouble() < 0.02 ? "le-hoi" : counter == 3 ? "dat-dai" : "ho-tich";
                int level = random.nextDouble() < unsatisfied ? 3 + random.nextInt(3) : 1 + random.nextInt(2);
                services.add(new RatedCell(
                        "o", day, 7 + random.nextInt(9), counter, clerk, "VISIT", field, "HL5/1", level, 1));
            }
        }
        return services;
    }

    @Test
    void aStandInCannotBeHadByTakingTheUsualClerkFromTheCounter() {
        List<RatedCell> cells = List.of(
                cell("2026-09-01", 1, "A", 1, 50),
                cell("2026-09-01", 1, "B", 5, 3),
                cell("2026-09-01", 2, "C", 1, 37),
                cell("2026-09-01", 2, "C", 4, 3));

        List<SafeCell> safe = SafeCells.of(cells, List.of(), true, TODAY);

        assertThat(safe.stream().filter(c -> c.dimension() == Dimension.COUNTER))
                .hasSize(2);
        assertThat(safe.stream().filter(c -> c.dimension() == Dimension.CLERK).map(SafeCell::keys))
                .containsExactlyInAnyOrder(Set.of("A", "B"), Set.of("C"));
    }

    @Test
    void aUnanimousBadCellIsMergedEvenIfLarge() {
        List<RatedCell> cells = List.of(cell("2026-09-01", 1, "A", 5, 20), cell("2026-09-01", 2, "C", 1, 30));

        List<SafeCell> safe = SafeCells.of(cells, List.of(), true, TODAY);

        assertThat(safe.stream().filter(c -> c.dimension() == Dimension.COUNTER).map(SafeCell::keys))
                .containsExactly(Set.of("1", "2"));
    }

    @Test
    void theDayThatIsNotOverIsNotShown() {
        List<RatedCell> cells = List.of(
                cell(TODAY.toString(), 1, "A", 1, 50), cell(TODAY.minusDays(1).toString(), 1, "A", 1, 40));

        assertThat(SafeCells.of(cells, List.of(), true, TODAY))
                .singleElement()
                .satisfies(c -> assertThat(c.keys()).containsExactly("2026-11-19"));
    }

    @Test
    void smallDaysOfAMonthFormOneCellWhenItIsOver() {
        List<RatedCell> cells = List.of(
                cell("2026-09-01", 1, "A", 1, 4),
                cell("2026-09-02", 1, "A", 1, 3),
                cell("2026-09-03", 1, "A", 1, 9),
                cell("2026-11-03", 1, "A", 1, 4),
                cell("2026-11-04", 1, "A", 1, 4));

        List<SafeCell> days = SafeCells.of(cells, List.of(), false, TODAY).stream()
                .filter(c -> c.dimension() == Dimension.DAY)
                .toList();

        assertThat(days.stream().map(SafeCell::keys))
                .containsExactlyInAnyOrder(Set.of("2026-09-01", "2026-09-02"), Set.of("2026-09-03"));
    }

    @Test
    void aHiddenProcedureCannotBeHadByTakingTheOthersFromTheTotal() {
        List<RatedCell> cells = List.of(cell("2026-09-01", 1, "A", 1, 60), cell("2026-09-01", 1, "A", 4, 3));
        List<ProcedureCell> procedures = List.of(
                procedure("2026-09-01", "1.001193", 1, 40),
                procedure("2026-09-01", "2.000815", 1, 20),
                procedure("2026-09-01", "1.012812", 4, 3));

        List<SafeCell> safe = SafeCells.of(cells, procedures, true, TODAY).stream()
                .filter(c -> c.dimension() == Dimension.PROCEDURE)
                .toList();

        assertThat(safe.stream().map(SafeCell::keys))
                .containsExactlyInAnyOrder(Set.of("1.001193"), Set.of("1.012812", "2.000815"));
    }

    private static RatedCell cell(String day, int counter, String clerk, int level, long n) {
        return new RatedCell("o", LocalDate.parse(day), 9, counter, clerk, "VISIT", "f", "HL5/1", level, n);
    }

    private static ProcedureCell procedure(String day, String code, int level, long n) {
        return new ProcedureCell("o", LocalDate.parse(day), 1, "A", "VISIT", "f", code, "HL5/1", level, n);
    }
}
