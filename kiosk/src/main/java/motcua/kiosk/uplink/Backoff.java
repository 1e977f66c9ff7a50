package motcua.kiosk.uplink;

import java.util.random.RandomGenerator;

/** Waits between tries: a random part of a limit that doubles (full jitter), so that many kiosks do not come at once. */
final class Backoff {
    static final long FIRST_MS = 1_000;
    static final long MOST_MS = 60_000;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after one more failure. */
    long nextMs() {
        long limit = Math.min(MOST_MS, FIRST_MS << Math.min(failures, 16));
        failures++;
        return random.nextLong(limit + 1);
    }

    /** Something succeeded. */
    void reset() {
        failures = 0;
    }
}
