package motcua.server.dates;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import motcua.contract.body.ClockAnchor;

/**
 * The anchors of one boot of one kiosk, and the true time of any moment of it. Of those that are
 * {@linkplain ClockAnchor#believed believed}, a moment takes the one with the least {@code errorMs + 200 ppm × distance}.
 * Immutable; the order in which anchors came does not matter.
 */
public final class BootAnchors {
    /** No anchor: nothing is dated. */
    public static final BootAnchors NONE = new BootAnchors(List.of());

    private static final long DRIFT_PER = ClockAnchor.DRIFT_PER;

    private final List<Anchor> all;
    private final List<Anchor> believed;

    private BootAnchors(List<Anchor> all) {
        this.all = all;
        this.believed = ClockAnchor.believed(all, Anchor::said);
    }

    /** The anchors that the records of a boot say. */
    public static BootAnchors of(List<Anchor> anchors) {
        List<Anchor> credible = anchors.stream()
                .filter(each -> each.said().credible())
                .distinct()
                .toList();
        return credible.isEmpty() ? NONE : new BootAnchors(credible);
    }

    /** The same with one more. */
    public BootAnchors with(Anchor anchor) {
        List<Anchor> more = new ArrayList<>(all);
        more.add(anchor);
        return of(more);
    }

    /** The local hour at {@code upMs} of the boot; negative means before it. */
    public LocalHour at(long upMs) {
        OptionalLong ms = trueMs(upMs);
        return ms.isPresent() ? LocalHour.of(ms.getAsLong()) : LocalHour.UNDATED;
    }

    /** True time in milliseconds since 1970 UTC at {@code upMs} of the boot; empty without an anchor. */
    public OptionalLong trueMs(long upMs) {
        Anchor best = null;
        for (Anchor each : believed) {
            if (best == null || better(each, best, upMs)) {
                best = each;
            }
        }
        return best == null ? OptionalLong.empty() : OptionalLong.of(best.wallMs() + upMs - best.upMs());
    }

    private static boolean better(Anchor one, Anchor other, long upMs) {
        int difference = Long.compare(cost(one, upMs), cost(other, upMs));
        return difference < 0 || (difference == 0 && Anchor.PLACE.compare(one, other) < 0);
    }

    /** Possible error at a moment, in 1/5 000 ms. */
    private static long cost(Anchor anchor, long upMs) {
        return anchor.errorMs() * DRIFT_PER + Math.abs(upMs - anchor.upMs());
    }

    /** A span of a boot, both ends included. */
    public record Span(long fromUpMs, long toUpMs) {}

    /**
     * Where a new anchor may change dates: everywhere if others are believed no more, or again, because of it; else the moments
     * at which it is not worse than all of these; empty if there are none. All costs rise equally fast with distance, so that
     * this is one span around the anchor.
     */
    public Optional<Span> reach(Anchor added) {
        List<Anchor> after = with(added).believed;
        if (!after.contains(added)) {
            return Optional.empty();
        }
        if (!after.containsAll(believed) || after.size() > believed.size() + 1) {
            return Optional.of(new Span(Long.MIN_VALUE, Long.MAX_VALUE));
        }
        long from = Long.MIN_VALUE;
        long to = Long.MAX_VALUE;
        for (Anchor other : believed) {
            long ahead = (added.errorMs() - other.errorMs())
                    * DRIFT_PER; // > 0: the new one is worse by this at equal distance
            long distance = added.upMs() - other.upMs();
            if (ahead > Math.abs(distance)) {
                return Optional.empty();
            }
            if (-ahead > Math.abs(distance)) {
                continue; // the new one is better everywhere
            }
            // Between the two the costs meet at middle + ahead/2; beyond the other one it stays as it is there.
            long middle = Math.floorDiv(added.upMs() + other.upMs(), 2);
            if (distance > 0 && Math.abs(ahead) < distance) {
                from = Math.max(from, middle + Math.floorDiv(ahead, 2) - 1);
            } else if (distance < 0 && Math.abs(ahead) < -distance) {
                to = Math.min(to, middle - Math.floorDiv(ahead, 2) + 1);
            }
        }
        return Optional.of(new Span(from, to));
    }
}
