package motcua.kiosk.clock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.contract.body.ClockAnchor;

/**
 * What the journal tells of true time: the anchors of each boot, and the order of the boots. The same records give the same
 * answers on kiosk and server.
 *
 * <p>Safe for any thread.
 */
public final class AnchorHistory {
    /** Worst drift of a Pi's crystal, parts per million. Source: design 4. */
    public static final long DRIFT_PPM = 200;

    private static final long MILLION = 1_000_000;

    /** In the order of the journal. */
    private final Map<String, BootTime> boots = new LinkedHashMap<>();

    /** Error of an anchor for a moment of its boot, in millionths of a millisecond. */
    private static long cost(ClockAnchor anchor, long upMs) {
        return anchor.errorMs() * MILLION + Math.abs(upMs - anchor.upMs()) * DRIFT_PPM;
    }

    private static TimeInterval at(ClockAnchor anchor, long upMs) {
        long middle = anchor.wallMs() + upMs - anchor.upMs();
        long error = (cost(anchor, upMs) + MILLION - 1) / MILLION;
        return new TimeInterval(middle - error, middle + error, true);
    }

    private static final class BootTime {
        /** In the order of the journal. */
        private final List<ClockAnchor> anchors = new ArrayList<>();

        private long firstUpMs = Long.MAX_VALUE;
        private long lastUpMs = Long.MIN_VALUE;

        /** The anchor with the least error at the moment; of equal ones the earliest in the journal. */
        Optional<ClockAnchor> best(long upMs) {
            ClockAnchor best = null;
            for (ClockAnchor each : anchors) {
                if (best == null || cost(each, upMs) < cost(best, upMs)) {
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
        boots.computeIfAbsent(anchor.boot(), name -> new BootTime()).anchors.add(anchor);
    }

    /**
     * Where the true time of a moment lies. A boot without an anchor lies between its neighbours that have one; empty if there is
     * none on either side.
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
                Optional<ClockAnchor> last = time.best(time.lastUpMs);
                if (last.isPresent()) {
                    earliest = at(last.get(), time.lastUpMs).earliestMs();
                }
            } else if (latest == Long.MAX_VALUE) {
                Optional<ClockAnchor> first = time.best(time.firstUpMs);
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
