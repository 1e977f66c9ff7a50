package motcua.kiosk.ticket;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A citizen at the ticket screen asks for a person. Not a record: somebody comes within minutes, or the citizen asks again. Safe
 * for any thread.
 */
public final class HelpCalls {
    /** After that nobody is waiting at the screen any more. */
    static final long KEPT_MS = 180_000;

    private final LongSupplier upMs;
    private final Runnable changed;
    private final AtomicReference<@Nullable Long> calledUpMs = new AtomicReference<>();

    /**
     * @param upMs monotonic milliseconds
     * @param changed runs after a call, and after its answer
     */
    public HelpCalls(LongSupplier upMs, Runnable changed) {
        this.upMs = upMs;
        this.changed = changed;
    }

    /** Somebody is asked to come. */
    public void call() {
        calledUpMs.set(upMs.getAsLong());
        changed.run();
    }

    /** Whether somebody is waiting for help. */
    public boolean waiting() {
        Long called = calledUpMs.get();
        return called != null && upMs.getAsLong() - called < KEPT_MS;
    }

    /** Somebody has gone there. */
    public void answered() {
        calledUpMs.set(null);
        changed.run();
    }
}
