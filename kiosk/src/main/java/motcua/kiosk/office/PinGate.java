package motcua.kiosk.office;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks PINs one at a time, so that guessing cannot take the machine from the citizens, and more slowly after failures.
 *
 * <p>After 5 wrong PINs of one person each further try must wait, 2 s at first and twice as long each time up to 5
 * minutes; others are not held up. Safe for any thread.
 */
public final class PinGate {
    /** Stands for everyone whom the office does not know, so that invented names fill no memory. */
    public static final String STRANGER = "stranger";

    private static final int FREE_TRIES = 5;
    private static final long FIRST_WAIT_MS = 2_000;
    private static final long LONGEST_WAIT_MS = 300_000;
    /** Checks that may stand in line; more are sent away. */
    private static final int WAITING = 4;

    private final Semaphore one = new Semaphore(1, true);
    private final LongSupplier upMs;
    private final Map<String, Failures> failures = new HashMap<>();

    private record Failures(int count, long notBeforeUpMs) {}

    /** @param upMs monotonic milliseconds */
    public PinGate(LongSupplier upMs) {
        this.upMs = upMs;
    }

    /** What a check came to. */
    public enum Result {
        RIGHT,
        WRONG,
        /** Not looked at: too many tries, come back later. */
        WAIT
    }

    /**
     * Checks the PIN of a person; takes some tenths of a second.
     *
     * @param person one of the office's own or {@link #STRANGER}: their failures are kept until the right PIN comes
     * @param expected absent if there is no such person: always wrong
     */
    public Result check(String person, @Nullable PinHash expected, String pin) {
        if (waitMs(person) > 0 || one.getQueueLength() >= WAITING) {
            return Result.WAIT;
        }
        one.acquireUninterruptibly();
        try {
            if (waitMs(person) > 0) {
                return Result.WAIT;
            }
            boolean right = PinHash.isPin(pin) && expected != null && expected.matches(pin);
            note(person, right);
            return right ? Result.RIGHT : Result.WRONG;
        } finally {
            one.release();
        }
    }

    /** How long the person must wait before the next try, 0 if not at all. */
    public synchronized long waitMs(String person) {
        Failures known = failures.get(person);
        return known == null ? 0 : Math.max(0, known.notBeforeUpMs - upMs.getAsLong());
    }

    /** Lets the person try at once again, as after a new PIN was given. */
    synchronized void forget(String person) {
        failures.remove(person);
    }

    private synchronized void note(String person, boolean right) {
        if (right) {
            failures.remove(person);
            return;
        }
        int count = 1 + (failures.containsKey(person) ? failures.get(person).count : 0);
        int over = Math.min(count - FREE_TRIES, 10);
        long wait = over < 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << over);
        failures.put(person, new Failures(count, upMs.getAsLong() + wait));
    }
}
