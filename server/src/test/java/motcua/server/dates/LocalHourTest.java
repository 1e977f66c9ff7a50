package motcua.server.dates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LocalHourTest {
    /** Whatever was asked before, also where Saigon's clocks went by other offsets than whole hours. */
    @Test
    void isTheCalendarsHourForAnyTime() {
        long seed = Long.getLong("motcua.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long any = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli() + random.nextLong(5_000_000_000_000L);
            for (long each : new long[] {any, any + random.nextLong(-3_600_000, 3_600_000), any}) {
                ZonedDateTime local = Instant.ofEpochMilli(each).atZone(ZoneId.of("Asia/Ho_Chi_Minh"));
                assertThat(LocalHour.of(each))
                        .as("seed %d, %d", seed, each)
                        .isEqualTo(new LocalHour(local.toLocalDate().toString(), local.getHour()));
            }
        }
    }
}
