package motcua.kiosk.counter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.TicketIssued;

/**
 * Keeps practice apart from what counts: a visit belongs to the one in which it began, and ends with it. A record carries the mark of
 * the time it is written, so nothing that began before a change may be written on after it. For one thread.
 */
final class PracticeSwitch {
    private final Visits visits;
    private final Map<Integer, CounterWindows> windows;
    private boolean practice = true; // a new kiosk practises
    private boolean used;

    PracticeSwitch(Visits visits, Map<Integer, CounterWindows> windows) {
        this.visits = visits;
        this.windows = windows;
    }

    /** What is to be written before the change, with the old mark: whoever is still asked to rate is asked no longer. */
    List<RecordBody> before(PracticeChanged change) {
        List<RecordBody> ends = new ArrayList<>();
        if (change.toPractice() != practice) {
            windows.values().forEach(each -> ends.addAll(each.endAsking()));
        }
        return ends;
    }

    void apply(Moment at, RecordBody body) {
        if (body instanceof PracticeChanged change && change.toPractice() != practice) {
            practice = change.toPractice();
            visits.forget();
            // Before the first visit there is nothing to keep apart, and what waits in a pad is of the first day.
            if (used) {
                windows.values().forEach(each -> each.beginAnew(at));
            }
        } else if (body instanceof Press || body instanceof ServiceFinished || body instanceof TicketIssued) {
            used = true;
        }
    }
}
