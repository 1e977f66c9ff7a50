package motcua.kiosk.counter;

import motcua.contract.body.Boot;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.CounterPaused;
import motcua.contract.body.DayClosed;
import motcua.contract.body.PadBound;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.ServiceStarted;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketPrinted;
import motcua.contract.body.TicketReinstated;
import motcua.contract.body.TicketShown;
import motcua.contract.body.TicketTransferred;
import motcua.contract.body.WindowExpired;

/** Which counter's screens may look different after a record. */
final class Concerned {
    static final int ALL = 0;
    static final int NONE = -1;

    private Concerned() {}

    /** @return number of a counter, {@link #ALL} or {@link #NONE}; of a changed device only the counters know */
    static int by(RecordBody body) {
        if (body instanceof Boot
                || body instanceof SettingsApplied
                || body instanceof TicketIssued
                || body instanceof TicketShown
                || body instanceof TicketPrinted
                || body instanceof TicketReinstated
                || body instanceof DayClosed
                || body instanceof PracticeChanged
                || body instanceof CounterPaused
                || body instanceof PadBound) {
            return ALL;
        } else if (body instanceof ClerkSignedIn in) {
            return in.counter();
        } else if (body instanceof ClerkSignedOut out) {
            return out.counter();
        } else if (body instanceof ServiceStarted begun) {
            return begun.counter();
        } else if (body instanceof ServiceFinished finished) {
            return finished.visit().counter();
        } else if (body instanceof TicketHeld held) {
            return held.counter();
        } else if (body instanceof TicketTransferred transferred) {
            return transferred.from();
        } else if (body instanceof TicketNoShow absent) {
            return absent.counter();
        } else if (body instanceof TicketLeft left) {
            Integer counter = left.counter();
            return counter == null ? ALL : counter;
        } else if (body instanceof TicketCalled called) {
            return called.counter();
        } else if (body instanceof WindowExpired expired) {
            return expired.counter();
        } else if (body instanceof Press press) {
            return press.counter();
        }
        return NONE;
    }
}
