package motcua.server.dates;

import java.util.Comparator;

/**
 * At {@code upMs} of a boot the true time was {@code wallMs}, give or take {@code errorMs}.
 *
 * @param epoch of the record that says so, with {@code seq} its place
 * @param upMs milliseconds since the boot
 * @param wallMs milliseconds since 1970 UTC
 */
public record Anchor(String epoch, long seq, long upMs, long wallMs, long errorMs) {
    /** Ties between equally good anchors go to the lowest seq, then epoch. */
    static final Comparator<Anchor> PLACE =
            Comparator.comparingLong(Anchor::seq).thenComparing(Anchor::epoch);

    /** 2020-01-01 UTC: before any kiosk of ours existed. */
    private static final long EARLIEST_MS = 1_577_836_800_000L;
    /** 2100-01-01 UTC. */
    private static final long LATEST_MS = 4_102_444_800_000L;
    /** An error above a year says nothing. */
    private static final long LARGEST_ERROR_MS = 366L * 86_400_000;
    /** 1 000 years of uptime, to keep the arithmetic in range. */
    private static final long LARGEST_UP_MS = 1_000L * LARGEST_ERROR_MS;

    /** Whether it can be true at all; one that cannot dates nothing. */
    public boolean credible() {
        return wallMs >= EARLIEST_MS
                && wallMs < LATEST_MS
                && errorMs >= 0
                && errorMs <= LARGEST_ERROR_MS
                && upMs >= 0
                && upMs <= LARGEST_UP_MS;
    }
}
