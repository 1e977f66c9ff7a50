package motcua.acceptance.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A week without a network, then the backlog drains, over a village's line and over a fast one, while people press. */
class LongAbsenceTest {
    /** Records of the week in the quick form; {@code script/long/drain} asks for 50,000. */
    private static final int BACKLOG = Integer.getInteger("motcua.backlog", 3_000);
    /** How long the narrow line is measured. */
    private static final Duration NARROW = Duration.ofSeconds(Integer.getInteger("motcua.narrow", 5));

    private static final long VILLAGE_BITS = 256_000;
    /** Bound for a press during a drain. */
    private static final long LIVE_MS = 2_000;

    @TempDir
    Path folder;

    @Test
    void scenario27ALivePressIsThereWithinTwoSecondsWhileAWeeksBacklogDrains() throws Exception {
        try (NetworkedOffice office = NetworkedOffice.embedded(folder, "bay-ngay")) {
            office.backlog(BACKLOG, 7);
            office.line().rate(VILLAGE_BITS);
            office.startKiosk();
            await("the drain begins")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> office.stored() > 40);

            long bytes = office.line().bytesUp();
            long begin = System.nanoTime();
            List<Long> narrow = new ArrayList<>();
            while (System.nanoTime() - begin < NARROW.toNanos()) {
                narrow.add(office.pressMs(1 + narrow.size() % 5));
            }
            double used = (office.line().bytesUp() - bytes) * 8e9 / (System.nanoTime() - begin) / VILLAGE_BITS;

            long waiting = office.recorded() - office.stored();
            office.line().rate(0);
            begin = System.nanoTime();
            List<Long> fast = new ArrayList<>();
            while (office.recorded() - office.stored() > 10) {
                fast.add(office.pressMs(1 + fast.size() % 5));
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "LongAbsenceTest {\"narrowBits\":%d,\"used\":%.3f,\"narrowPresses\":%d,\"narrowP50Ms\":%d,"
                            + "\"narrowP99Ms\":%d,\"records\":%d,\"seconds\":%.2f,\"fastPresses\":%d,\"fastMaxMs\":%d}%n",
                    VILLAGE_BITS,
                    used,
                    narrow.size(),
                    quantile(narrow, 0.5),
                    quantile(narrow, 0.99),
                    waiting,
                    seconds,
                    fast.size(),
                    quantile(fast, 1));
            office.awaitDrained();
            office.checkInvariant();

            assertThat(used).as("share of the narrow line that is used").isGreaterThanOrEqualTo(0.8);
            assertThat(quantile(narrow, 0.99))
                    .as("ms of a press over the narrow line, p99")
                    .isLessThanOrEqualTo(LIVE_MS);
            assertThat(fast).as("ms of presses during the fast drain").allMatch(each -> each <= LIVE_MS);
        }
    }

    private static long quantile(List<Long> figures, double share) {
        List<Long> ascending = figures.stream().sorted().toList();
        return ascending.isEmpty() ? 0 : ascending.get((int) Math.ceil(share * ascending.size()) - 1);
    }
}
