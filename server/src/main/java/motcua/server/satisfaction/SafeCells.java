package motcua.server.satisfaction;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The fixed table of cells of one office, mode and scale that roles below auditor may see: unit × day, unit × {counter |
 * field | clerk | procedure} × month, unit × hour of week × quarter.
 *
 * <p>Days come first. A day of five ratings or more, not all unsatisfied, is a cell of its own from the next morning
 * on. When a month is over its other days form one cell, or, if even that is not safe, are left out of every table: what
 * was shown already could otherwise be taken away from the total. All monthly tables divide the same remaining ratings.
 * Each is made safe by itself (small rows merged, the next smallest with them) and then against every table before it in
 * the order above ({@link Differencing}); the later table gives way. A quarter's hours are made safe against the tables
 * of its three months.
 */
final class SafeCells {
    /** An order for keys of several texts. */
    static final Comparator<List<String>> BY_TEXT = Comparator.comparing(texts -> String.join("\n", texts));

    private static final List<Dimension> MONTHLY = List.of(Dimension.COUNTER, Dimension.FIELD, Dimension.CLERK);

    private final List<SafeCell> cells = new ArrayList<>();
    private final String office;
    private final String mode;
    private final String scale;
    private final List<RatedCell> rated;
    private final List<ProcedureCell> procedures;
    private final LocalDate today;
    private final Map<YearMonth, Month> months = new TreeMap<>();

    private record Month(Set<LocalDate> days, Map<Dimension, Partition> tables) {}

    private SafeCells(
            String office,
            String mode,
            String scale,
            List<RatedCell> rated,
            List<ProcedureCell> procedures,
            LocalDate today) {
        this.office = office;
        this.mode = mode;
        this.scale = scale;
        this.rated = rated;
        this.procedures = procedures;
        this.today = today;
    }

    /**
     * The safe cells of whole months or quarters of cells.
     *
     * @param rated all valid ratings of these months, of any office, mode and scale
     * @param procedures the same by procedure
     * @param fine whether the tables below days and months are built
     * @param today local date; steps that end before it are closed
     */
    static List<SafeCell> of(List<RatedCell> rated, List<ProcedureCell> procedures, boolean fine, LocalDate today) {
        Map<List<String>, List<RatedCell>> groups = new HashMap<>();
        for (RatedCell cell : rated) {
            groups.computeIfAbsent(List.of(cell.office(), cell.mode(), cell.scale()), k -> new ArrayList<>())
                    .add(cell);
        }
        Map<List<String>, List<ProcedureCell>> byProcedure = new HashMap<>();
        for (ProcedureCell cell : procedures) {
            byProcedure
                    .computeIfAbsent(List.of(cell.office(), cell.mode(), cell.scale()), k -> new ArrayList<>())
                    .add(cell);
        }
        List<SafeCell> all = new ArrayList<>();
        groups.forEach((key, group) -> {
            SafeCells safe = new SafeCells(
                    key.get(0), key.get(1), key.get(2), group, byProcedure.getOrDefault(key, List.of()), today);
            safe.build(fine);
            all.addAll(safe.cells);
        });
        return all;
    }

    private void build(boolean fine) {
        Map<YearMonth, List<RatedCell>> byMonth = new TreeMap<>();
        for (RatedCell cell : rated) {
            byMonth.computeIfAbsent(YearMonth.from(cell.day()), m -> new ArrayList<>())
                    .add(cell);
        }
        byMonth.forEach((month, group) -> buildMonth(month, group, fine));
        if (fine) {
            months.keySet().stream().map(SafeCells::quarterStart).distinct().forEach(this::buildQuarter);
        }
    }

    private void buildMonth(YearMonth month, List<RatedCell> group, boolean fine) {
        boolean closed = month.atEndOfMonth().isBefore(today);
        Map<LocalDate, Tally> days = new TreeMap<>();
        for (RatedCell cell : group) {
            if (cell.day().isBefore(today)) {
                days.merge(cell.day(), Tally.none(scale).plus(cell.level(), cell.n()), Tally::plus);
            }
        }
        Set<LocalDate> shown = new HashSet<>();
        Set<String> small = new HashSet<>();
        Tally rest = Tally.none(scale);
        for (Map.Entry<LocalDate, Tally> day : days.entrySet()) {
            if (day.getValue().isSafe()) {
                shown.add(day.getKey());
                add(
                        Dimension.DAY,
                        day.getKey(),
                        day.getKey(),
                        Set.of(day.getKey().toString()),
                        day.getValue());
            } else {
                small.add(day.getKey().toString());
                rest = rest.plus(day.getValue());
            }
        }
        if (!closed) {
            return;
        }
        if (rest.isSafe()) {
            small.forEach(day -> shown.add(LocalDate.parse(day)));
            add(Dimension.DAY, month.atDay(1), month.atEndOfMonth(), small, rest);
        }
        if (shown.isEmpty()) {
            return;
        }
        Tally total = shown.stream()
                .map(day -> days.getOrDefault(day, Tally.none(scale)))
                .reduce(Tally.none(scale), Tally::plus);
        add(Dimension.MONTH, month.atDay(1), month.atEndOfMonth(), Set.of(month.toString()), total);
        months.put(month, new Month(shown, tables(month, group, shown, small, rest.isSafe(), fine)));
    }

    private Map<Dimension, Partition> tables(
            YearMonth month,
            List<RatedCell> group,
            Set<LocalDate> shown,
            Set<String> small,
            boolean restIsShown,
            boolean fine) {
        Map<Dimension, Partition> tables = new EnumMap<>(Dimension.class);
        if (!fine) {
            return tables;
        }
        Predicate<LocalDate> inside = shown::contains;
        Partition days = partition(group, inside, cell -> cell.key(Dimension.DAY));
        if (restIsShown) {
            days = partition(
                    group, inside, cell -> small.contains(cell.day().toString()) ? "rest" : cell.key(Dimension.DAY));
        }
        tables.put(Dimension.DAY, days);
        for (Dimension dimension : MONTHLY) {
            Partition table = partition(group, inside, cell -> cell.key(dimension));
            table.mergeSmall(tables.entrySet().stream()
                    .filter(before -> before.getKey() != Dimension.DAY)
                    .map(Map.Entry::getValue)
                    .toList());
            tables.values().forEach(before -> table.mergeAgainst(before, true));
            tables.put(dimension, table);
            show(dimension, month.atDay(1), month.atEndOfMonth(), table);
        }
        buildProcedures(month, group, inside, tables);
        return tables;
    }

    private void buildProcedures(
            YearMonth month, List<RatedCell> group, Predicate<LocalDate> inside, Map<Dimension, Partition> tables) {
        List<ProcedureCell> mine = procedures.stream()
                .filter(p -> YearMonth.from(p.day()).equals(month) && inside.test(p.day()))
                .toList();
        if (mine.isEmpty()) {
            return;
        }
        long services = group.stream()
                .filter(c -> inside.test(c.day()))
                .mapToLong(RatedCell::n)
                .sum();
        long rows = mine.stream().mapToLong(ProcedureCell::n).sum();
        // Cells of the two tables are matched by counter, field, clerk and day, the finest that both have.
        Map<String, Integer> numbers = new HashMap<>();
        List<Partition.Part> parts = new ArrayList<>();
        for (ProcedureCell cell : mine) {
            parts.add(new Partition.Part(cell.procedure(), number(numbers, cell), cell.level(), cell.n()));
        }
        Partition table = new Partition(scale, parts);
        table.mergeSmall(List.of());
        for (Dimension before : List.of(Dimension.DAY, Dimension.COUNTER, Dimension.FIELD, Dimension.CLERK)) {
            Partition earlier = tables.get(before);
            if (earlier != null) {
                List<Partition.Part> cells = new ArrayList<>();
                Map<String, String> rowOfKey = new HashMap<>();
                for (Partition.Shown row : earlier.shown()) {
                    row.keys().forEach(key -> rowOfKey.put(key, String.join("\n", row.keys())));
                }
                for (RatedCell cell : group) {
                    if (inside.test(cell.day())) {
                        String key = rowOfKey.getOrDefault(cell.key(before), "rest");
                        cells.add(new Partition.Part(key, number(numbers, cell), cell.level(), cell.n()));
                    }
                }
                table.mergeAgainst(new Partition(scale, cells), rows == services);
            }
        }
        show(Dimension.PROCEDURE, month.atDay(1), month.atEndOfMonth(), table);
    }

    private static int number(Map<String, Integer> numbers, ProcedureCell cell) {
        return numbers.computeIfAbsent(
                cell.day() + "\n" + cell.counter() + "\n" + cell.field() + "\n" + cell.clerk(), k -> numbers.size());
    }

    private static int number(Map<String, Integer> numbers, RatedCell cell) {
        return numbers.computeIfAbsent(
                cell.day() + "\n" + cell.counter() + "\n" + cell.field() + "\n" + cell.clerk(), k -> numbers.size());
    }

    private void buildQuarter(YearMonth first) {
        List<YearMonth> three = List.of(first, first.plusMonths(1), first.plusMonths(2));
        if (!first.plusMonths(2).atEndOfMonth().isBefore(today)) {
            return;
        }
        Set<LocalDate> days = new HashSet<>();
        Map<Dimension, Partition> before = new EnumMap<>(Dimension.class);
        for (YearMonth month : three) {
            Month tables = months.get(month);
            if (tables != null) {
                days.addAll(tables.days);
                tables.tables.forEach((dimension, table) -> {
                    Partition sum = before.computeIfAbsent(dimension, d -> new Partition(scale, List.of()));
                    sum.addAll(table);
                });
            }
        }
        if (days.isEmpty()) {
            return;
        }
        Partition table = partition(rated, days::contains, cell -> cell.key(Dimension.HOUR));
        table.mergeSmall(List.of());
        before.values().forEach(earlier -> table.mergeAgainst(earlier, true));
        show(Dimension.HOUR, first.atDay(1), first.plusMonths(2).atEndOfMonth(), table);
    }

    private Partition partition(List<RatedCell> group, Predicate<LocalDate> inside, Function<RatedCell, String> key) {
        List<Partition.Part> parts = new ArrayList<>();
        for (RatedCell cell : group) {
            if (inside.test(cell.day())) {
                parts.add(new Partition.Part(key.apply(cell), numberOf(cell), cell.level(), cell.n()));
            }
        }
        return new Partition(scale, parts);
    }

    private final Map<List<Object>, Integer> numbers = new HashMap<>();

    private int numberOf(RatedCell cell) {
        return numbers.computeIfAbsent(
                List.of(cell.day(), cell.hour(), cell.counter(), cell.clerk(), cell.field()), k -> numbers.size());
    }

    private void show(Dimension dimension, LocalDate from, LocalDate to, Partition table) {
        for (Partition.Shown row : table.shown()) {
            add(dimension, from, to, row.keys(), row.tally());
        }
    }

    private void add(Dimension dimension, LocalDate from, LocalDate to, Set<String> keys, Tally tally) {
        cells.add(new SafeCell(office, mode, dimension, from, to, keys, tally));
    }

    /** First month of the quarter of a month. */
    static YearMonth quarterStart(YearMonth month) {
        return YearMonth.of(month.getYear(), (month.get(IsoFields.QUARTER_OF_YEAR) - 1) * 3 + 1);
    }
}
