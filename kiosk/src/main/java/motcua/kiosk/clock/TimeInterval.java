package motcua.kiosk.clock;

/**
 * Where true time lies, milliseconds since 1970 UTC, both ends included.
 *
 * @param dated true if an anchor of the same boot gave it; false if only the boots around it did (mark UNDATED)
 */
public record TimeInterval(long earliestMs, long latestMs, boolean dated) {
    public TimeInterval {
        if (earliestMs > latestMs) {
            throw new IllegalArgumentException("earliest " + earliestMs + " is after latest " + latestMs);
        }
    }

    /** The moment in the middle. */
    public long middleMs() {
        return earliestMs + (latestMs - earliestMs) / 2;
    }

    /** Whether a moment lies inside. */
    public boolean contains(long ms) {
        return earliestMs <= ms && ms <= latestMs;
    }
}
