package motcua.load.storm;

import java.util.random.RandomGenerator;

/** The kiosk's rule of waiting between tries: a random part of a limit that doubles up to a minute. For one thread. */
final class JitteredWait {
    private static final long FIRST_MS = 1_000;

    private final RandomGenerator random;
    private final long mostMs;
    private long limitMs;

    /** @param mostMs the limit from which it starts: a kiosk that was away for long has reached it */
    JitteredWait(RandomGenerator random, long mostMs) {
        this.random = random;
        this.mostMs = mostMs;
        this.limitMs = mostMs;
    }

    long nextMs() {
        long wait = random.nextLong(limitMs + 1);
        limitMs = Math.min(mostMs, limitMs * 2);
        return wait;
    }

    /** The server answered. */
    void reset() {
        limitMs = Math.min(FIRST_MS, mostMs);
    }
}
