package motcua.kiosk.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Thousands of kiosks that lost their server at once do not come back at once; in virtual time, with a fixed seed. */
class BackoffTest {
    private static final int KIOSKS = 2_000;
    private static final int SECOND = 1_000;

    private final SplittableRandom seeds = new SplittableRandom(20_260_701);

    /** Reads a kiosk's waits one after another and counts in which second it tries. */
    private static void tries(Backoff backoff, long fromMs, int[] bySecond) {
        long at = fromMs;
        while (true) {
            at += backoff.nextMs();
            if (at >= (long) bySecond.length * SECOND) {
                return;
            }
            bySecond[(int) (at / SECOND)]++;
        }
    }

    @Test
    void aLongOutageSpreadsTheTriesOfAllKiosksEvenly() {
        int[] bySecond = new int[600];
        for (int i = 0; i < KIOSKS; i++) {
            Backoff backoff = new Backoff(seeds.split());
            long away = 0;
            while (away < 10 * Backoff.MOST_MS) {
                away += backoff.nextMs();
            }
            tries(backoff, 0, bySecond);
        }
        // At first one in 60 s each, 33 a second; after a minute e times that; then one in 30 s, 67 a second. Five
        // sigma beside.
        assertThat(Arrays.stream(bySecond).max().orElseThrow()).isLessThan(91 + 48);
        assertThat(Arrays.stream(bySecond).min().orElseThrow()).isGreaterThan(33 - 29);
    }

    @Test
    void theFirstTriesAreSpreadOverTheirLimitAndNobodyWaitsLongerThanAMinute() {
        long[] sums = new long[12];
        long[] shortest = new long[12];
        long[] longest = new long[12];
        for (int i = 0; i < KIOSKS; i++) {
            Backoff backoff = new Backoff(seeds.split());
            for (int failures = 0; failures < sums.length; failures++) {
                long wait = backoff.nextMs();
                sums[failures] += wait;
                shortest[failures] = i == 0 ? wait : Math.min(shortest[failures], wait);
                longest[failures] = Math.max(longest[failures], wait);
            }
        }
        for (int failures = 0; failures < sums.length; failures++) {
            long limit = Math.min(Backoff.MOST_MS, Backoff.FIRST_MS << failures);
            assertThat(shortest[failures]).as("of wait %d", failures).isLessThan(limit / 50);
            assertThat(longest[failures]).as("of wait %d", failures).isBetween(limit - limit / 50, limit);
            assertThat(sums[failures] / (double) KIOSKS)
                    .as("mean of wait %d", failures)
                    .isBetween(0.47 * limit, 0.53 * limit);
        }
    }

    @Test
    void afterAnAnswerItBeginsAnew() {
        Backoff backoff = new Backoff(seeds.split());
        for (int i = 0; i < 20; i++) {
            backoff.nextMs();
        }
        for (int i = 0; i < 100; i++) {
            backoff.reset();
            assertThat(backoff.nextMs()).isLessThanOrEqualTo(Backoff.FIRST_MS);
        }
    }
}
