package motcua.server.satisfaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A table being made safe: its rows, of which some get merged until none of them tells too much. */
final class Partition {
    private final List<Row> rows = new ArrayList<>();

    /** @param cells what the row has of the cells of the universe: n and satisfied by number of the cell */
    private record Row(Set<String> keys, Tally tally, Map<Integer, long[]> cells) {
        private Row merged(Row other) {
            Set<String> both = new TreeSet<>(keys);
            both.addAll(other.keys);
            Map<Integer, long[]> sum = new HashMap<>(cells);
            other.cells.forEach((cell, n) -> sum.merge(cell, n, (x, y) -> new long[] {x[0] + y[0], x[1] + y[1]}));
            return new Row(both, tally.plus(other.tally), sum);
        }
    }

    /** One contribution to a row: {@code n} ratings of {@code level} in the given cell of the universe. */
    record Part(String key, int cell, int level, long n) {}

    Partition(String scale, List<Part> parts) {
        Map<String, Map<Integer, Long>> levels = new TreeMap<>();
        Map<String, Map<Integer, long[]>> cells = new HashMap<>();
        for (Part part : parts) {
            levels.computeIfAbsent(part.key, k -> new TreeMap<>()).merge(part.level, part.n, Long::sum);
            long[] sums = cells.computeIfAbsent(part.key, k -> new LinkedHashMap<>())
                    .computeIfAbsent(part.cell, c -> new long[2]);
            sums[0] += part.n;
            sums[1] += Tally.isSatisfied(scale, part.level) ? part.n : 0;
        }
        levels.forEach((key, counts) -> {
            Tally tally = Tally.none(scale);
            for (Map.Entry<Integer, Long> count : counts.entrySet()) {
                tally = tally.plus(count.getKey(), count.getValue());
            }
            rows.add(new Row(Set.of(key), tally, cells.getOrDefault(key, Map.of())));
        });
    }

    /**
     * Merges all rows that are not safe into one, and another one into it while that one is not safe: the
     * one that meets it inside most rows of the tables before, of several the smallest.
     */
    void mergeSmall(List<Partition> before) {
        List<Row> small = rows.stream().filter(r -> !r.tally.isSafe()).toList();
        if (small.isEmpty()) {
            return;
        }
        rows.removeAll(small);
        List<Row> within = before.stream().flatMap(table -> table.rows.stream()).toList();
        Row rest = small.stream().reduce(Row::merged).orElseThrow();
        while (!rest.tally.isSafe() && !rows.isEmpty()) {
            Row partner = partnerOf(rest, within);
            rows.remove(partner);
            rest = rest.merged(partner);
        }
        if (rest.tally.isSafe()) {
            rows.add(rest);
        }
    }

    /**
     * Merges rows of this table until no difference with a table shown before tells too much.
     *
     * @param sameRatings whether both tables divide the same ratings; otherwise a rating may stand in several rows here
     */
    void mergeAgainst(Partition before, boolean sameRatings) {
        Map<Integer, Integer> rowOfCell = new HashMap<>();
        for (int a = 0; a < before.rows.size(); a++) {
            for (Integer cell : before.rows.get(a).cells.keySet()) {
                rowOfCell.put(cell, a);
            }
        }
        while (rows.size() > 1) {
            Optional<Leak> leak = leakAgainst(before, rowOfCell, sameRatings);
            if (leak.isEmpty()) {
                return;
            }
            Row row = rows.remove(leak.get().row);
            Row partner = partnerOf(row, List.of(before.rows.get(leak.get().before)));
            rows.remove(partner);
            rows.add(partner.merged(row));
        }
    }

    /** A row of this table whose difference with rows of the table before tells too much. */
    private record Leak(int before, int row) {}

    private Optional<Leak> leakAgainst(Partition before, Map<Integer, Integer> rowOfCell, boolean sameRatings) {
        long[][] shared = new long[before.rows.size()][rows.size()];
        long[][] satisfied = new long[before.rows.size()][rows.size()];
        for (int b = 0; b < rows.size(); b++) {
            for (Map.Entry<Integer, long[]> cell : rows.get(b).cells.entrySet()) {
                Integer a = rowOfCell.get(cell.getKey());
                if (a != null) {
                    shared[a][b] += cell.getValue()[0];
                    satisfied[a][b] += cell.getValue()[1];
                }
            }
        }
        if (!sameRatings) {
            return leakOfOverlapping(before, shared);
        }
        return new Differencing(shared, satisfied).leak().map(leak -> new Leak(leak.first(), leak.second()));
    }

    /**
     * Where services may stand in several rows no exact difference exists; what single rows of the two tables tell by
     * subtraction is checked, and what a row leaves of the total.
     */
    private Optional<Leak> leakOfOverlapping(Partition before, long[][] shared) {
        long total = before.rows.stream().mapToLong(r -> r.tally.n()).sum();
        for (int b = 0; b < rows.size(); b++) {
            long n = rows.get(b).tally.n();
            if (isTelling(total - n)) {
                return Optional.of(new Leak(0, b));
            }
            for (int a = 0; a < before.rows.size(); a++) {
                if (shared[a][b] == n && isTelling(before.rows.get(a).tally.n() - n)) {
                    return Optional.of(new Leak(a, b));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isTelling(long rest) {
        return rest > 0 && rest < Tally.LEAST_SHOWN;
    }

    /** The row that meets the row inside most of the given rows of other tables; of several the smallest. */
    private Row partnerOf(Row row, List<Row> within) {
        List<Row> meeting = within.stream().filter(a -> overlap(a, row) > 0).toList();
        return rows.stream()
                .min(Comparator.<Row>comparingLong(r ->
                                -meeting.stream().filter(a -> overlap(a, r) > 0).count())
                        .thenComparing(r -> r.tally.n())
                        .thenComparing(r -> String.join(",", r.keys)))
                .orElseThrow();
    }

    private static long overlap(Row one, Row two) {
        return two.cells.entrySet().stream()
                .filter(e -> one.cells.containsKey(e.getKey()))
                .mapToLong(e -> e.getValue()[0])
                .sum();
    }

    /** Adds the rows of another table of the same kind, e.g. of another month. */
    void addAll(Partition other) {
        rows.addAll(other.rows);
    }

    /** Rows as they may be shown. */
    List<Shown> shown() {
        return rows.stream().map(r -> new Shown(r.keys, r.tally)).toList();
    }

    /** One row that may be shown. */
    record Shown(Set<String> keys, Tally tally) {}
}
