package motcua.server.counting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.contract.body.Kind;
import motcua.contract.body.Outcome;
import motcua.contract.scale.ScaleShape;

/**
 * What one service counts as: the cells in which it is one. A pure function of the fold of all its records and decisions.
 *
 * <p>The counting press gives the level; else the expiry gives NOT_RATED, DEVICE_DOWN or NOT_ASKED; else it is PENDING (a service
 * without a window is NOT_ASKED from the start). A service of which the visit itself is not stored yet counts nowhere.
 */
final class Contribution {
    static final String RATED = "RATED";
    static final String PENDING = "PENDING";
    static final String VOID = "VOID";
    static final String CONTEST = "CONTEST";
    static final String WAIT = "WAIT";
    static final String SERVICE = "SERVICE";

    private Contribution() {}

    /** The cells of a service, each counting one. */
    static List<CellKey> of(ServiceFold s) {
        if (s.visitSeq == 0) {
            return List.of();
        }
        List<CellKey> cells = new ArrayList<>(4);
        String outcome = outcome(s);
        int level = outcome.equals(RATED) ? s.level : 0;
        String excluded = excluded(s);
        cells.add(new CellKey(
                CellTable.SERVICE,
                s.realm,
                s.day,
                s.hour,
                s.office,
                s.counter,
                s.clerk,
                s.mode,
                s.kind,
                s.field,
                s.scale,
                outcome,
                level,
                excluded));
        if (s.kind.equals(Kind.PROCEDURE.name())) {
            for (String procedure : s.procedures.split(ServiceFold.PROCEDURE_SEPARATOR, -1)) {
                cells.add(new CellKey(
                        CellTable.PROCEDURE,
                        s.realm,
                        s.day,
                        s.office,
                        s.counter,
                        s.clerk,
                        s.mode,
                        s.field,
                        procedure,
                        s.scale,
                        outcome,
                        level,
                        excluded));
            }
        }
        if (!s.decision.equals(VOID)) {
            addTime(cells, s, WAIT, s.waitMs);
            addTime(cells, s, SERVICE, s.serviceMs);
        }
        if (level > 0 && s.decision.isEmpty()) {
            addReasons(cells, s, level);
        }
        return cells;
    }

    private static String outcome(ServiceFold s) {
        if (!s.press.isNone()) {
            return RATED;
        }
        if (!s.expiry.isEmpty()) {
            return s.expiry;
        }
        return s.windowMs == 0 ? Outcome.NOT_ASKED.name() : PENDING;
    }

    /** A decision excludes; a flag of the counting press only marks. */
    private static String excluded(ServiceFold s) {
        return s.decision.isEmpty() ? s.flag : s.decision;
    }

    private static void addTime(List<CellKey> cells, ServiceFold s, String measure, long ms) {
        if (ms >= 0) {
            cells.add(new CellKey(
                    CellTable.TIME,
                    s.realm,
                    s.day,
                    s.office,
                    s.counter,
                    s.mode,
                    s.kind,
                    s.field,
                    measure,
                    TimeBuckets.of(ms)));
        }
    }

    /** Reasons under a key that names no scale wait for the recount by a version that can read it. */
    private static void addReasons(List<CellKey> cells, ServiceFold s, int level) {
        Optional<ScaleShape> scale = ScaleShape.of(s.scale);
        if (s.reasons.isEmpty() || scale.isEmpty() || level > scale.get().levels()) {
            return;
        }
        int satisfied = scale.get().isSatisfied(level) ? 1 : 0;
        for (String reason : s.reasons.split(ServiceFold.PROCEDURE_SEPARATOR, -1)) {
            cells.add(new CellKey(
                    CellTable.REASON,
                    s.realm,
                    s.day,
                    s.office,
                    s.counter,
                    s.clerk,
                    s.field,
                    s.mode,
                    satisfied,
                    reason));
        }
    }
}
