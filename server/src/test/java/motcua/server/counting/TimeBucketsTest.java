package motcua.server.counting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The buckets of waiting and service times. */
class TimeBucketsTest {
    /** Bounds worked out by hand: 1 s times 2^(i/8), rounded to the millisecond. */
    @ParameterizedTest
    @CsvSource({
        "-5, 0",
        "0, 0",
        "999, 0",
        "1000, 1",
        "1090, 1",
        "1091, 2",
        "1999, 8",
        "2000, 9",
        "59999, 48",
        "61034, 48",
        "64000, 49",
        "300000, 66",
        "65535999, 128",
        "65536000, 129",
        "9223372036854775807, 129"
    })
    void aTimeFallsIntoItsBucket(long ms, int bucket) {
        assertThat(TimeBuckets.of(ms)).isEqualTo(bucket);
    }

    @Test
    void bucketsLeaveNoGapAndAreNineHundredthsWide() {
        for (int bucket = 1; bucket < TimeBuckets.count(); bucket++) {
            long low = TimeBuckets.lowestMs(bucket);
            assertThat(TimeBuckets.of(low)).as("the lowest of %d", bucket).isEqualTo(bucket);
            assertThat(TimeBuckets.of(low - 1)).as("just under %d", bucket).isEqualTo(bucket - 1);
            if (bucket > 1) {
                double width = (double) low / TimeBuckets.lowestMs(bucket - 1);
                assertThat(width).as("width of %d", bucket - 1).isBetween(1.0895, 1.0915);
            }
        }
        assertThat(TimeBuckets.count()).isEqualTo(130);
        assertThat(TimeBuckets.lowestMs(0)).isZero();
    }
}
