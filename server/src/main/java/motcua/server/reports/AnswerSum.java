package motcua.server.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;
import org.jspecify.annotations.Nullable;

/** Adds up answers to the same question about days of offices that have no day of an office in common. */
final class AnswerSum {
    private AnswerSum() {}

    /** Rows of one key and mode: their counts stand once for all scales. */
    private record Key(String office, String key, String mode) {}

    /** The sum of answers about parts of a period; one alone is taken as it is. */
    static SatisfactionAnswer of(LocalDate from, LocalDate to, List<SatisfactionAnswer> parts) {
        SatisfactionAnswer first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        List<SatisfactionRow> totals =
                sum(parts.stream().map(SatisfactionAnswer::totals).toList());
        totals.sort(Comparator.<SatisfactionRow>comparingLong(r -> -RowTables.orZero(r.served()))
                .thenComparingLong(r -> -RowTables.orZero(r.valid()))
                .thenComparing(r -> r.mode() + " " + r.scale()));
        return new SatisfactionAnswer(
                first.by(),
                first.realm(),
                from,
                to,
                end(parts, SatisfactionAnswer::levelsFrom, Comparator.naturalOrder()),
                end(parts, SatisfactionAnswer::levelsTo, Comparator.reverseOrder()),
                first.exact(),
                totals.isEmpty() ? SatisfactionRow.NOTHING : totals.get(0),
                totals,
                sum(parts.stream().map(SatisfactionAnswer::rows).toList()),
                parts.stream().mapToLong(SatisfactionAnswer::undated).max().orElse(0),
                parts.stream().mapToLong(SatisfactionAnswer::late).sum());
    }

    private static @Nullable LocalDate end(
            Collection<SatisfactionAnswer> parts,
            Function<SatisfactionAnswer, @Nullable LocalDate> day,
            Comparator<LocalDate> order) {
        return parts.stream()
                .map(day)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(order)
                .orElse(null);
    }

    private static List<SatisfactionRow> sum(List<List<SatisfactionRow>> parts) {
        Map<Key, List<SatisfactionRow>> counts = new TreeMap<>(
                Comparator.comparing(Key::office).thenComparing(Key::key).thenComparing(Key::mode));
        Map<Key, Map<String, Tally>> tallies = new TreeMap<>(
                Comparator.comparing(Key::office).thenComparing(Key::key).thenComparing(Key::mode));
        for (List<SatisfactionRow> part : parts) {
            Map<Key, SatisfactionRow> once = new TreeMap<>(
                    Comparator.comparing(Key::office).thenComparing(Key::key).thenComparing(Key::mode));
            for (SatisfactionRow row : part) {
                Key key = new Key(RowTables.orEmpty(row.office()), row.key(), RowTables.orEmpty(row.mode()));
                once.putIfAbsent(key, row);
                Tally tally = row.tally();
                if (tally != null) {
                    tallies.computeIfAbsent(key, k -> new TreeMap<>()).merge(tally.scale(), tally, Tally::plus);
                }
            }
            once.forEach((key, row) ->
                    counts.computeIfAbsent(key, k -> new ArrayList<>()).add(row));
        }
        List<SatisfactionRow> rows = new ArrayList<>();
        counts.forEach((key, same) -> {
            Map<String, Tally> byScale = tallies.getOrDefault(key, Map.of());
            if (byScale.isEmpty()) {
                rows.add(row(key, same, null));
            }
            byScale.values().forEach(tally -> rows.add(row(key, same, tally)));
        });
        return rows;
    }

    private static SatisfactionRow row(Key key, List<SatisfactionRow> same, @Nullable Tally told) {
        Optional<Tally> tally = Optional.ofNullable(told);
        return new SatisfactionRow(
                key.key,
                key.office.isEmpty() ? null : key.office,
                key.mode,
                tally.map(Tally::scale).orElse(""),
                sum(same, SatisfactionRow::served),
                sum(same, SatisfactionRow::rated),
                // A reason has no levels: its count is how often it was chosen.
                tally.map(Tally::n).orElseGet(() -> sum(same, SatisfactionRow::valid)),
                tally.map(Tally::levels).orElse(null),
                tally.map(Tally::satisfied).orElse(null),
                tally.flatMap(Tally::rate).orElse(null),
                tally.flatMap(Tally::interval).map(Interval::low).orElse(null),
                tally.flatMap(Tally::interval).map(Interval::high).orElse(null),
                sum(same, SatisfactionRow::excluded),
                sum(same, SatisfactionRow::flagged),
                sum(same, SatisfactionRow::notRated),
                sum(same, SatisfactionRow::deviceDown),
                sum(same, SatisfactionRow::notAsked),
                sum(same, SatisfactionRow::pending));
    }

    /** The sum of what is known; null if nothing is. */
    private static @Nullable Long sum(List<SatisfactionRow> rows, Function<SatisfactionRow, @Nullable Long> count) {
        Long sum = null;
        for (SatisfactionRow row : rows) {
            Long one = count.apply(row);
            if (one != null) {
                sum = one + RowTables.orZero(sum);
            }
        }
        return sum;
    }
}
