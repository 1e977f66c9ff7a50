package motcua.kiosk.queue;

import java.util.HashSet;
import java.util.Set;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.kiosk.counter.Moment;
import org.jspecify.annotations.Nullable;

/** What the journal says about whether the office's day may be over. Not safe for several threads. */
final class Shift {
    private final Set<String> sessions = new HashSet<>();
    private @Nullable Moment lastOut;
    private boolean byHand;
    private boolean changed;
    private boolean dayClosed;

    void apply(ClerkSignedIn in) {
        sessions.add(in.session());
    }

    void apply(Moment when, ClerkSignedOut out) {
        sessions.remove(out.session());
        lastOut = when;
        byHand = out.reason().equals("CLERK");
    }

    /** Something happened to a ticket of the day. */
    void changed() {
        changed = true;
    }

    /** A ticket was taken on a day that is known, so that day goes on. */
    void goesOn() {
        dayClosed = false;
    }

    /**
     * The day was written down.
     *
     * @param dated whether it was known which one: else it may have been a break
     */
    void closed(boolean dated) {
        changed = false;
        dayClosed |= dated;
    }

    /**
     * Another day is the present one.
     *
     * @param withTickets whether some were taken on it before that was known
     */
    void begin(boolean withTickets) {
        changed = withTickets;
        dayClosed = false;
    }

    /** Whether there is something to write down that was not. */
    boolean unwritten() {
        return changed;
    }

    boolean dayClosed() {
        return dayClosed;
    }

    /** When the last clerk went, absent while one is there or none ever was. */
    @Nullable
    Moment allGoneAt() {
        return sessions.isEmpty() ? lastOut : null;
    }

    /** Whether the clerk who went last said so, and was not signed out by the kiosk. */
    boolean byHand() {
        return byHand;
    }
}
