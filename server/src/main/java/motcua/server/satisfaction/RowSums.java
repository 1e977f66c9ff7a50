package motcua.server.satisfaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds counts up to rows: what was served, by key and mode; what may be told of levels, by scale. */
final class RowSums {
    private final Map<Key, Sum> sums = new TreeMap<>(
            Comparator.comparing(Key::office).thenComparing(Key::key).thenComparing(Key::mode));

    private record Key(String office, String key, String mode) {}

    private static final class Sum {
        long served;
        long rated;
        long excluded;
        long flagged;
        long notRated;
        long deviceDown;
        long notAsked;
        long pending;
        boolean counted;
        final Map<String, Tally> levels = new TreeMap<>();
    }

    /** Adds what everyone may know: outcomes, no levels. */
    void served(String office, String key, CellQueries.ServiceCount count) {
        Sum sum = sum(office, key, count.mode());
        sum.counted = true;
        sum.served += count.n();
        switch (count.outcome()) {
            case "RATED" -> {
                sum.rated += count.n();
                if (isExcluded(count.excluded())) {
                    sum.excluded += count.n();
                } else if (!count.excluded().isEmpty()) {
                    sum.flagged += count.n();
                }
            }
            case "NOT_RATED" -> sum.notRated += count.n();
            case "DEVICE_DOWN" -> sum.deviceDown += count.n();
            case "NOT_ASKED" -> sum.notAsked += count.n();
            default -> sum.pending += count.n();
        }
    }

    /** Adds levels that the asker may see. */
    void levels(String office, String key, String mode, Tally tally) {
        sum(office, key, mode).levels.merge(tally.scale(), tally, Tally::plus);
    }

    /** Whether a decision took this rating out. */
    static boolean isExcluded(String excluded) {
        return excluded.equals("VOID") || excluded.equals("CONTEST");
    }

    private Sum sum(String office, String key, String mode) {
        return sums.computeIfAbsent(new Key(office, key, mode), k -> new Sum());
    }

    /** Rows in order of office, key and mode; a row for each scale where there are several. */
    List<SatisfactionRow> rows() {
        List<SatisfactionRow> rows = new ArrayList<>();
        sums.forEach((key, sum) -> {
            if (sum.levels.isEmpty()) {
                rows.add(row(key, sum, null));
            } else {
                sum.levels.values().forEach(tally -> rows.add(row(key, sum, tally)));
            }
        });
        return rows;
    }

    /** One total for each mode and scale, most services first. */
    List<SatisfactionRow> totals(Map<String, List<Tally>> levelsByMode) {
        Map<String, Sum> byMode = new HashMap<>();
        sums.forEach((key, sum) -> {
            Sum total = byMode.computeIfAbsent(key.mode, m -> new Sum());
            total.counted |= sum.counted;
            total.served += sum.served;
            total.rated += sum.rated;
            total.excluded += sum.excluded;
            total.flagged += sum.flagged;
            total.notRated += sum.notRated;
            total.deviceDown += sum.deviceDown;
            total.notAsked += sum.notAsked;
            total.pending += sum.pending;
        });
        levelsByMode.forEach((mode, tallies) -> {
            Sum total = byMode.computeIfAbsent(mode, m -> new Sum());
            tallies.forEach(tally -> total.levels.merge(tally.scale(), tally, Tally::plus));
        });
        List<SatisfactionRow> rows = new ArrayList<>();
        byMode.forEach((mode, sum) -> {
            Key key = new Key("", "", mode);
            if (sum.levels.isEmpty()) {
                rows.add(row(key, sum, null));
            } else {
                sum.levels.values().forEach(tally -> rows.add(row(key, sum, tally)));
            }
        });
        rows.sort(Comparator.<SatisfactionRow>comparingLong(r -> -orZero(r.served()))
                .thenComparingLong(r -> -orZero(r.valid()))
                .thenComparing(r -> r.mode() + " " + r.scale()));
        return rows;
    }

    private static long orZero(@Nullable Long n) {
        return n == null ? 0 : n;
    }

    private static SatisfactionRow row(Key key, Sum sum, @Nullable Tally tally) {
        Optional<Tally> shown = Optional.ofNullable(tally);
        return new SatisfactionRow(
                key.key,
                key.office.isEmpty() ? null : key.office,
                key.mode,
                shown.map(Tally::scale).orElse(""),
                sum.counted ? sum.served : null,
                sum.counted ? sum.rated : null,
                shown.map(Tally::n).orElse(null),
                shown.map(Tally::levels).orElse(null),
                shown.map(Tally::satisfied).orElse(null),
                shown.flatMap(Tally::rate).orElse(null),
                shown.flatMap(Tally::interval).map(Interval::low).orElse(null),
                shown.flatMap(Tally::interval).map(Interval::high).orElse(null),
                sum.counted ? sum.excluded : null,
                sum.counted ? sum.flagged : null,
                sum.counted ? sum.notRated : null,
                sum.counted ? sum.deviceDown : null,
                sum.counted ? sum.notAsked : null,
                sum.counted ? sum.pending : null);
    }
}
