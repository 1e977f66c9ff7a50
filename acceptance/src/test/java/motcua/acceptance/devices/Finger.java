package motcua.acceptance.devices;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Pushes a key to ground whose contact bounces on the way down and up, a little slower than people do. */
final class Finger {
    /** Data sheets give 10 ms; the test's debounce time must be well above, since an emulated machine is slow. */
    private static final long BOUNCE_MS = 8;

    /** Longer than any debounce time in use, with room for an emulated machine that is kept waiting. */
    private static final long STABLE_MS = 500;

    private final Pl061 pins;

    Finger(Pl061 pins) {
        this.pins = pins;
    }

    void push(int line) throws IOException {
        pins.drive(line, false, true, false);
        pause(BOUNCE_MS);
        pins.drive(line, true, false);
        pause(BOUNCE_MS);
        pins.drive(line, true, false);
        pause(STABLE_MS);
        pins.drive(line, true, false, true);
        pause(BOUNCE_MS);
        pins.drive(line, false, true);
        pause(STABLE_MS);
    }

    private static void pause(long ms) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
