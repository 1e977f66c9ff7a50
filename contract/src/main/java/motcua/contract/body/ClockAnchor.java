package motcua.contract.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * At {@code upMs} of {@code boot} the true time was {@code wallMs} ± {@code errorMs}. Dates of all records of that boot follow
 * from its anchors alone: of those that are {@linkplain #believed believed}, a moment takes the one with the least
 * {@code errorMs} and drift.
 */
public record ClockAnchor(String boot, long upMs, long wallMs, long errorMs, AnchorSource source)
        implements RecordBody {
    /** A quartz without temperature control drifts at most 200 ppm: 1/5 000 of the time that passes. Source: design 4. */
    public static final long DRIFT_PER = 5_000;

    /** 2020-01-01 UTC: before any kiosk of ours existed. */
    private static final long EARLIEST_MS = 1_577_836_800_000L;
    /** 2100-01-01 UTC. */
    private static final long LATEST_MS = 4_102_444_800_000L;
    /** An error above a year says nothing. */
    private static final long LARGEST_ERROR_MS = 366L * 86_400_000;
    /** 1 000 years of uptime, to keep the arithmetic in range. */
    private static final long LARGEST_UP_MS = 1_000L * LARGEST_ERROR_MS;

    private static final Comparator<ClockAnchor> LATEST_FIRST = Comparator.comparingLong(ClockAnchor::upMs)
            .reversed()
            .thenComparingLong(ClockAnchor::errorMs)
            .thenComparingLong(ClockAnchor::wallMs)
            .thenComparing(ClockAnchor::source);

    public ClockAnchor {
        if (errorMs < 0) {
            throw new IllegalArgumentException("errorMs is negative: " + errorMs);
        }
    }

    /** Whether it can be true at all; one that cannot dates nothing. */
    public boolean credible() {
        return wallMs >= EARLIEST_MS
                && wallMs < LATEST_MS
                && errorMs <= LARGEST_ERROR_MS
                && upMs >= 0
                && upMs <= LARGEST_UP_MS;
    }

    /** Whether this and another credible anchor of the same boot cannot both be true, however the crystal drifted between them. */
    public boolean contradicts(ClockAnchor other) {
        long apart = Math.abs((wallMs - upMs) - (other.wallMs - other.upMs));
        return apart > errorMs + other.errorMs + Math.abs(upMs - other.upMs) / DRIFT_PER + 1;
    }

    /**
     * Those of one boot's anchors that date: the credible ones, without what a battery clock or a person said against a
     * measurement, or against what a battery clock or a person said later in that boot. So a mistyped date ends with its
     * correction or the first contact, for the moments before it too. A function of the anchors, whatever their order.
     *
     * @return those believed, in the given order
     */
    public static <T> List<T> believed(List<T> all, Function<T, ClockAnchor> anchorOf) {
        List<ClockAnchor> standing = new ArrayList<>();
        List<ClockAnchor> words = new ArrayList<>();
        for (T each : all) {
            ClockAnchor anchor = anchorOf.apply(each);
            if (anchor.credible()) {
                (anchor.source.measured() ? standing : words).add(anchor);
            }
        }
        words.sort(LATEST_FIRST);
        for (ClockAnchor word : words) {
            if (standing.stream().noneMatch(word::contradicts)) {
                standing.add(word);
            }
        }
        return all.stream()
                .filter(each -> standing.contains(anchorOf.apply(each)))
                .toList();
    }
}
