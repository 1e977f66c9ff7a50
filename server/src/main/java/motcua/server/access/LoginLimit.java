package motcua.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;

/**
 * Slows guessing down. Five tries a name and address, then one every three minutes; the same name from another address is
 * not touched, so nobody can lock a colleague out. An address has 60 tries over all names.
 */
public final class LoginLimit {
    /** Tries before waiting. */
    public static final int TRIES = 5;

    /** Time in which all tries come back. */
    public static final Duration WAIT = Duration.ofMinutes(15);

    private static final int TRIES_OF_ADDRESS = 60;
    private static final int MOST_REMEMBERED = 100_000;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final TimeMeter time;

    /** A limit by this clock. */
    public LoginLimit(Clock clock) {
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** Takes one try; false if there is none left. */
    public boolean allows(String name, String address) {
        return bucket("address " + address, TRIES_OF_ADDRESS).tryConsume(1)
                && bucket(key(name, address), TRIES).tryConsume(1);
    }

    /** Tries left for a name at an address. */
    public long left(String name, String address) {
        return bucket(key(name, address), TRIES).getAvailableTokens();
    }

    /** A good sign-in gives all tries back. */
    public void forget(String name, String address) {
        buckets.invalidate(key(name, address));
    }

    private static String key(String name, String address) {
        return "name " + address + " " + name;
    }

    private Bucket bucket(String key, int tries) {
        return buckets.get(
                key,
                k -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(tries).refillGreedy(tries, WAIT))
                        .withCustomTimePrecision(time)
                        .build());
    }
}
