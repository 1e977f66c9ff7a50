package motcua.kiosk.uplink;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many bytes may be under way: what the link carried in the last second, so that a live record never waits behind more than
 * about a second of backlog. Carried means receipted. For one thread.
 */
final class Pace {
    /** Least bytes under way: a handful of records, to find out what the link carries. */
    static final long LEAST = 8 * 1024;

    private static final long SECOND_MS = 1_000;

    private final Deque<Carried> carried = new ArrayDeque<>();
    private long sum;

    private record Carried(long upMs, long bytes) {}

    void carried(long upMs, long bytes) {
        carried.add(new Carried(upMs, bytes));
        sum += bytes;
    }

    long allowed(long upMs) {
        Carried oldest = carried.peek();
        while (oldest != null && oldest.upMs() <= upMs - SECOND_MS) {
            sum -= oldest.bytes();
            carried.remove();
            oldest = carried.peek();
        }
        return Math.max(LEAST, sum);
    }
}
