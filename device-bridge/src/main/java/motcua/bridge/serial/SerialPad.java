package motcua.bridge.serial;

import static java.util.Objects.requireNonNull;

import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import motcua.bridge.pad.PadDisplay;
import motcua.bridge.pad.PadListener;
import motcua.bridge.pad.PadState;
import motcua.bridge.pad.RatingPad;
import org.jspecify.annotations.Nullable;

/**
 * A pad known by its number, or a port on which something is wrong. Remembers what it was told, so that the port on
 * which it shows up next can tell it again.
 */
final class SerialPad implements RatingPad {
    private static final int NO_COUNTER_ASKED = -1;

    private final String id;
    private final LongSupplier upMs;
    private final ListenerThread calls;
    private final PadListener listener;

    private PadState state;
    private @Nullable PadPort port;
    private @Nullable PadDisplay display;
    private long displaySinceMs;
    private int counter = NO_COUNTER_ASKED;
    private boolean closed;
    private @Nullable Report waiting;

    SerialPad(String id, PadState state, LongSupplier upMs, ListenerThread calls, PadListener listener) {
        this.id = id;
        this.state = state;
        this.upMs = upMs;
        this.calls = calls;
        this.listener = listener;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public synchronized PadState state() {
        return state;
    }

    @Override
    public void show(PadDisplay next) {
        requireNonNull(next, "display");
        PadPort at;
        synchronized (this) {
            display = next;
            displaySinceMs = upMs.getAsLong();
            at = port;
        }
        if (at != null) {
            at.tellDisplay(this);
        }
    }

    @Override
    public void bindCounter(int number) {
        if (number < 0 || number > 255) {
            throw new IllegalArgumentException("counter must be 0 to 255, not " + number);
        }
        PadPort at;
        synchronized (this) {
            counter = number;
            at = port;
        }
        if (at != null) {
            at.tellCounter(this);
        }
    }

    @Override
    public void close() {
        PadPort at;
        synchronized (this) {
            closed = true;
            display = new PadDisplay.Closed();
            at = port;
        }
        if (at != null) {
            at.tellDisplay(this);
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** The port on which the pad talks now; null while it is down. */
    synchronized @Nullable PadPort port() {
        return port;
    }

    synchronized void at(@Nullable PadPort now) {
        port = now;
    }

    /** What the pad must be told to show now; null when nobody has said. */
    synchronized PadMessage.@Nullable Show wantedShow() {
        if (display instanceof PadDisplay.Closed) {
            return new PadMessage.Show(PadMessage.Show.CLOSED, 0, 0);
        }
        if (display instanceof PadDisplay.Ready ready) {
            return new PadMessage.Show(PadMessage.Show.READY, ready.keyMask(), 0);
        }
        if (display instanceof PadDisplay.Invite invite) {
            if (invite.duration().isZero()) {
                return new PadMessage.Show(PadMessage.Show.INVITE, invite.keyMask(), 0);
            }
            long leftMs = displaySinceMs + invite.duration().toMillis() - upMs.getAsLong();
            int tenths = (int) Math.max(0, (leftMs + 50) / 100);
            return tenths == 0
                    ? new PadMessage.Show(PadMessage.Show.READY, invite.keyMask(), 0)
                    : new PadMessage.Show(PadMessage.Show.INVITE, invite.keyMask(), tenths);
        }
        return null;
    }

    /** The counter number that the pad must have; null when nobody has said. */
    synchronized @Nullable Integer wantedCounter() {
        return counter == NO_COUNTER_ASKED ? null : counter;
    }

    /** Changes the state, and tells the listener unless only the count of bad frames differs. */
    synchronized void update(UnaryOperator<PadState> change) {
        PadState before = state;
        state = change.apply(before);
        if (closed || state.equals(States.withBadFrames(before, state.badFrames()))) {
            return;
        }
        Report unread = waiting;
        if (unread != null && States.sameButDetails(unread.state, state)) {
            unread.state = state;
            return;
        }
        Report report = new Report(state);
        waiting = report;
        calls.call(() -> deliver(report));
    }

    private void deliver(Report report) {
        PadState told;
        synchronized (this) {
            told = report.state;
            if (waiting == report) {
                waiting = null;
            }
            if (closed) {
                return;
            }
        }
        listener.onState(this, told);
    }

    /** A state that the listener has not seen yet; guarded by the pad. */
    private static final class Report {
        private PadState state;

        Report(PadState state) {
            this.state = state;
        }
    }
}
