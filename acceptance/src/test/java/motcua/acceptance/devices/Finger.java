package motcua.acceptance.devices;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Pushes a key to ground whose contact bounces on the way down and up. Nothing is timed by the host's clock: each bounce waits
 * until the machine has noticed the one before, and each level stays for a while by the machine's own clock.
 */
final class Finger {
    /** By the machine's clock; five times the usual debounce time. */
    private static final Duration STABLE = Duration.ofMillis(100);

    private static final Duration NOTICED = Duration.ofMinutes(3);

    private final GuestMachine guest;
    private final Pl061 pins;

    Finger(GuestMachine guest, Pl061 pins) {
        this.guest = guest;
        this.pins = pins;
    }

    /** Without debouncing this is five pushes. */
    void push(int line) throws IOException {
        drive(line, false, true, false);
        drive(line, true, false);
        drive(line, true, false);
        guest.rest(STABLE);
        drive(line, true, false, true);
        drive(line, false, true);
        guest.rest(STABLE);
    }

    private void drive(int line, boolean... high) throws IOException {
        pins.drive(line, high);
        Awaitility.await("the machine notices that line " + line + " has changed")
                .atMost(NOTICED)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !pins.hasEdgeNotTaken(line));
    }
}
