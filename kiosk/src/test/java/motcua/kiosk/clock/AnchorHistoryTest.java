package motcua.kiosk.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.ClockAnchor;
import org.junit.jupiter.api.Test;

/** Generated lives of a kiosk, with drifting crystals and boots without any clock, against the truth. */
class AnchorHistoryTest {
    private static final long NOON = 1_772_427_600_000L;
    private static final int LIVES = 1_000;

    private record Moment(String boot, long upMs, long trueMs) {}

    @Test
    void alwaysContainsTheTruthAndIsNoWiderThanItMustBe() {
        long seed = new Random().nextLong();
        System.out.println("AnchorHistoryTest seed " + seed);
        for (int life = 0; life < LIVES; life++) {
            live(new Random(seed + life), "seed " + seed + " life " + life);
        }
    }

    private static void live(Random random, String name) {
        AnchorHistory history = new AnchorHistory();
        List<Moment> moments = new ArrayList<>();
        List<ClockAnchor> anchors = new ArrayList<>();
        long trueMs = 1_790_000_000_000L + random.nextInt(1_000_000_000);
        int boots = 1 + random.nextInt(5);
        for (int b = 0; b < boots; b++) {
            String boot = "%032x".formatted(b);
            boolean clockless = random.nextInt(3) == 0;
            double drift = 1 + (random.nextDouble() * 2 - 1) * 200e-6 * 0.999;
            double upMs = random.nextInt(10_000);
            trueMs += random.nextInt(3_600_000);
            for (int i = 0; i < 30; i++) {
                int step = random.nextInt(3_600_000);
                upMs += step * drift;
                trueMs += step;
                long up = (long) upMs;
                history.seen(boot, up);
                moments.add(new Moment(boot, up, trueMs));
                if (!clockless && random.nextInt(6) == 0) {
                    long errorMs = 2L + random.nextInt(2_000);
                    long said = trueMs + random.nextLong(-errorMs + 1, errorMs);
                    ClockAnchor anchor = new ClockAnchor(boot, up, said, errorMs, AnchorSource.SERVER);
                    anchors.add(anchor);
                    history.anchored(anchor);
                }
            }
        }
        for (Moment moment : moments) {
            Optional<TimeInterval> interval = history.trueTimeOf(moment.boot(), moment.upMs());
            List<ClockAnchor> own = anchors.stream()
                    .filter(anchor -> anchor.boot().equals(moment.boot()))
                    .toList();
            if (own.isEmpty()) {
                assertThat(interval.map(TimeInterval::dated)).as(name).isNotEqualTo(Optional.of(true));
                assertThat(interval.isEmpty()).as(name).isEqualTo(anchors.isEmpty());
            } else {
                double least = own.stream()
                        .mapToDouble(anchor -> anchor.errorMs() + 200e-6 * Math.abs(anchor.upMs() - moment.upMs()))
                        .min()
                        .orElseThrow();
                assertThat(interval.orElseThrow().dated()).as(name).isTrue();
                assertThat(interval.get().latestMs() - interval.get().earliestMs())
                        .as(name)
                        .isLessThanOrEqualTo((long) Math.ceil(2 * least) + 2);
            }
            interval.ifPresent(known -> assertThat(known.contains(moment.trueMs()))
                    .as("%s: %s contains %s", name, known, moment)
                    .isTrue());
        }
    }

    @Test
    void ofEquallyGoodAnchorsTakesTheFirst() {
        AnchorHistory history = new AnchorHistory();
        history.anchored(new ClockAnchor("a", 1_000, NOON, 10, AnchorSource.NTP));
        history.anchored(new ClockAnchor("a", 3_000, NOON + 2_100, 10, AnchorSource.NTP));
        assertThat(history.trueTimeOf("a", 2_000)).contains(new TimeInterval(NOON + 989, NOON + 1_011, true));
    }
}
