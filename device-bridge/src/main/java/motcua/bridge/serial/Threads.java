package motcua.bridge.serial;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waiting for threads to end. */
final class Threads {
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    private Threads() {}

    /** Waits for the end of a thread; one that does not end is named in the log. */
    static void join(Thread thread, long patienceMs) {
        if (!await(thread, patienceMs)) {
            LOG.error("thread {} has not ended within {} ms", thread.getName(), patienceMs);
        }
    }

    /** Waits for the end of a thread, also when interrupted meanwhile; false if it still runs. */
    static boolean await(Thread thread, long patienceMs) {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + patienceMs * 1_000_000;
        while (thread.isAlive()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
