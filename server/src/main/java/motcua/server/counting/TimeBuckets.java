package motcua.server.counting;

import java.util.Arrays;

/**
 * Logarithmic buckets for waiting and service times: bucket 0 is below one second, then eight a doubling (each about 9 % wide),
 * the last one is 2^16 seconds (18 hours) and longer.
 */
public final class TimeBuckets {
    private static final int PER_DOUBLING = 8;
    private static final int DOUBLINGS = 16;
    /** Lower bound in ms of bucket i + 1. */
    private static final long[] BOUNDS = new long[PER_DOUBLING * DOUBLINGS + 1];

    static {
        for (int i = 0; i < BOUNDS.length; i++) {
            BOUNDS[i] = StrictMath.round(1000 * StrictMath.pow(2, (double) i / PER_DOUBLING));
        }
    }

    private TimeBuckets() {}

    /** The bucket of a time in milliseconds; negative ones are 0. */
    public static int of(long ms) {
        int found = Arrays.binarySearch(BOUNDS, ms);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Number of buckets. */
    public static int count() {
        return BOUNDS.length + 1;
    }

    /** Between shortest and longest time in the bucket by the same factor, in milliseconds; none in it is off by 5 %. */
    public static long middleMs(int bucket) {
        if (bucket == 0) {
            return BOUNDS[0] / 2;
        }
        long low = BOUNDS[bucket - 1];
        return bucket == BOUNDS.length ? low : Math.round(Math.sqrt((double) low * BOUNDS[bucket]));
    }

    /** Shortest time in the bucket, in milliseconds. */
    public static long lowestMs(int bucket) {
        return bucket == 0 ? 0 : BOUNDS[bucket - 1];
    }
}
