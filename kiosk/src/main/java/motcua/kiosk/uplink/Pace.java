package motcua.kiosk.uplink;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many bytes may be under way: what the link carries in its shortest round trip and {@value #RESERVE_MS} ms more, so that the
 * link never idles and a live record waits behind little backlog. Carried means receipted. For one thread.
 */
final class Pace {
    /** Least bytes under way: a handful of records, to find out what the link carries. */
    static final long LEAST = 8 * 1024;

    /** What the server may take to store a batch and vouch for it while the link stays busy. */
    static final long RESERVE_MS = 450;

    private static final long SECOND_MS = 1_000;

    private final Deque<Carried> carried = new ArrayDeque<>();
    private long sum;
    private long roundTripMs = SECOND_MS;

    private record Carried(long upMs, long bytes) {}

    /** A new connection, perhaps by another way: what was known of the link is forgotten. */
    void connected() {
        carried.clear();
        sum = 0;
        roundTripMs = SECOND_MS;
    }

    /**
     * @param upMs when the receipt came
     * @param tookMs since the bytes were sent; on a full line that is longer than its own round trip, never shorter
     */
    void carried(long upMs, long bytes, long tookMs) {
        carried.add(new Carried(upMs, bytes));
        sum += bytes;
        roundTripMs = Math.min(roundTripMs, tookMs);
    }

    long allowed(long upMs) {
        Carried oldest = carried.peek();
        while (oldest != null && oldest.upMs() <= upMs - SECOND_MS) {
            sum -= oldest.bytes();
            carried.remove();
            oldest = carried.peek();
        }
        return Math.max(LEAST, sum * (roundTripMs + RESERVE_MS) / SECOND_MS);
    }
}
