package motcua.kiosk.clock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.ClockAnchor;

/**
 * What the journal tells of true time: the anchors of each boot, and the order of the boots. The same records give the same
 * answers on kiosk and server.
 *
 * <p>Safe for any thread.
 */
public final class AnchorHistory {
    private static final long DRIFT_PER = ClockAnchor.DRIFT_PER;

    /** In the order of the journal. */
    private final Map<String, BootTime> boots = new LinkedHashMap<>();

    /** Error of an anchor for a moment of its boot, in 1/5 000 ms. */
    private static long cost(ClockAnchor anchor, long upMs) {
        return anchor.errorMs() * DRIFT_PER + Math.abs(upMs - anchor.upMs());
    }

    private static TimeInterval at(ClockAnchor anchor, long upMs) {
        long middle = anchor.wallMs() + upMs - anchor.upMs();
        long error = (cost(anchor, upMs) + DRIFT_PER - 1) / DRIFT_PER;
        return new TimeInterval(middle - error, middle + error, true);
    }

    private static final class BootTime {
        /** In the order of the journal. */
        private final List<ClockAnchor> anchors = new ArrayList<>();

        private List<ClockAnchor> believed = List.of();
        private long firstUpMs = Long.MAX_VALUE;
        private long lastUpMs = Long.MIN_VALUE;

        void add(ClockAnchor anchor) {
            anchors.add(anchor);
            believed = ClockAnchor.believed(anchors, each -> each);
        }

        /** The anchor with the least error at the moment; of equal ones the earliest in the journal. */
        Optional<ClockAnchor> best(long upMs) {
            return best(upMs, source -> true);
        }

        Optional<ClockAnchor> best(long upMs, Predicate<AnchorSource> wanted) {
            ClockAnchor best = null;
            for (ClockAnchor each : believed) {
                if (wanted.test(each.source()) && (best == null || cost(each, upMs) < cost(best, upMs))) {
                    best = each;
                }
            }
            return Optional.ofNullable(best);
        }
    }

    /** Takes in that a record was made at a moment of a boot; records come in the order of the journal. */
    public synchronized void seen(String boot, long upMs) {
        BootTime time = boots.computeIfAbsent(boot, name -> new BootTime());
        time.firstUpMs = Math.min(time.firstUpMs, upMs);
        time.lastUpMs = Math.max(time.lastUpMs, upMs);
    }

    /** Takes in an anchor; anchors come in the order of the journal. */
    public synchronized void anchored(ClockAnchor anchor) {
        seen(anchor.boot(), anchor.upMs());
        boots.computeIfAbsent(anchor.boot(), name -> new BootTime()).add(anchor);
    }

    /**
     * The latest moment that was certainly over by now, milliseconds since 1970 UTC: measured, not said by anyone. Empty while
     * nothing was measured.
     */
    public synchronized OptionalLong notBefore() {
        return boots.values().stream()
                .flatMap(boot -> boot.believed.stream())
                .filter(anchor -> anchor.source().measured())
                .mapToLong(anchor -> anchor.wallMs() - anchor.errorMs())
                .max();
    }

    /** Whether true time could be {@code wallMs} ± {@code errorMs} at a moment of a boot, as far as was measured. */
    public synchronized boolean possible(ClockAnchor said) {
        BootTime own = boots.get(said.boot());
        boolean contradicted = own != null
                && own.believed.stream().anyMatch(each -> each.source().measured() && each.contradicts(said));
        OptionalLong over = notBefore();
        return said.credible()
                && !contradicted
                && (over.isEmpty() || said.wallMs() + said.errorMs() >= over.getAsLong());
    }

    /**
     * Where the true time of a moment lies. A boot without an anchor lies between its neighbours that have one, of which a
     * person's word is none; empty if there is none on either side.
     */
    public synchronized Optional<TimeInterval> trueTimeOf(String boot, long upMs) {
        BootTime own = boots.get(boot);
        if (own == null) {
            return Optional.empty();
        }
        Optional<ClockAnchor> best = own.best(upMs);
        if (best.isPresent()) {
            return best.map(anchor -> at(anchor, upMs));
        }
        long earliest = Long.MIN_VALUE;
        long latest = Long.MAX_VALUE;
        boolean before = true;
        for (Map.Entry<String, BootTime> each : boots.entrySet()) {
            BootTime time = each.getValue();
            if (each.getKey().equals(boot)) {
                before = false;
            } else if (before) {
                Optional<ClockAnchor> last = time.best(time.lastUpMs, source -> source != AnchorSource.PERSON);
                if (last.isPresent()) {
                    earliest = at(last.get(), time.lastUpMs).earliestMs();
                }
            } else if (latest == Long.MAX_VALUE) {
                Optional<ClockAnchor> first = time.best(time.firstUpMs, source -> source != AnchorSource.PERSON);
                if (first.isPresent()) {
                    latest = at(first.get(), time.firstUpMs).latestMs();
                }
            }
        }
        if (earliest == Long.MIN_VALUE && latest == Long.MAX_VALUE) {
            return Optional.empty();
        }
        return Optional.of(new TimeInterval(earliest, Math.max(earliest, latest), false));
    }
}
