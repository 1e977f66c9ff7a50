package motcua.acceptance.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Gives inputs to a target and checks what must hold for every one: it is done soon, and takes little memory. */
final class Limits {
    /** An input over a limit is given again: classes are loaded once and machines are busy at times, a bad input is bad each time. */
    private static final int TRIES = 8;
    /** Bytes that an input may make the product allocate on the calling thread. */
    private static final long MOST_BYTES = 32L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Limits() {}

    static void attack(Target target, byte[] input) throws IOException {
        long most = target.mostMillis(input);
        long millis = Long.MAX_VALUE;
        long bytes = Long.MAX_VALUE;
        for (int n = 0; n < TRIES && (millis > most || bytes > MOST_BYTES); n++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            target.attack(input.clone());
            millis = Math.min(millis, (System.nanoTime() - start) / 1_000_000);
            bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - allocated);
        }
        if (bytes > MOST_BYTES) {
            throw new AssertionError("an input of " + input.length + " bytes takes " + bytes + " bytes of memory");
        }
        if (millis > most) {
            throw new AssertionError("an input of " + input.length + " bytes takes " + millis + " ms");
        }
    }
}
