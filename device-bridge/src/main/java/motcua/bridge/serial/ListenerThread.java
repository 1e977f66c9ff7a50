package motcua.bridge.serial;

import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which the listener is called, {@code pads-listener}. It is never interrupted, because an interrupt
 * in the middle of a commit can close the listener's database.
 *
 * <p>The queue stays short by itself: each pad has at most one press in it, and its states replace each other.
 */
final class ListenerThread {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerThread.class);

    /** How long {@link #close} waits for a commit. Far longer than any disk takes that still works. */
    private static final long PATIENCE_MS = 30_000;

    private final LinkedBlockingQueue<Runnable> calls = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "pads-listener");
    private volatile boolean closed;

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void call(Runnable call) {
        calls.add(call);
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Lets the running call end and starts no other. */
    void close() {
        closed = true;
        calls.add(ListenerThread::nothing);
        if (isCurrent()) {
            return;
        }
        Threads.join(thread, PATIENCE_MS);
    }

    /** Wakes the thread. */
    private static void nothing() {}

    private void run() {
        while (!closed) {
            try {
                Runnable call = calls.take();
                if (!closed) {
                    call.run();
                }
            } catch (InterruptedException e) {
                LOG.warn("somebody interrupted the thread of the pads' listener; it goes on");
            } catch (Throwable e) {
                // The listener's bugs must not silence the pads.
                LOG.error("the pads' listener failed", e);
            }
        }
    }
}
