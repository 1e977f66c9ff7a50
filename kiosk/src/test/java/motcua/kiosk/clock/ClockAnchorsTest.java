package motcua.kiosk.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.ClockAnchor;
import org.junit.jupiter.api.Test;

class ClockAnchorsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T05:00:00Z");

    private final SteppedClock clock = SteppedClock.unset();
    private final List<ClockAnchor> journal = new ArrayList<>();
    private final ClockAnchors anchors = new ClockAnchors(clock, journal::add);

    private void passes(Duration time) {
        clock.advance(time);
    }

    @Test
    void aTimeHoldsForTheMomentItWasReadAndNotForTheMomentItIsWritten() {
        long read = clock.upMs();
        passes(Duration.ofSeconds(30)); // the journal waited for the disk
        anchors.learned(read, NOON.toEpochMilli(), 50, AnchorSource.NTP);

        assertThat(journal)
                .singleElement()
                .satisfies(anchor -> assertThat(anchor.upMs()).isEqualTo(read));
        assertThat(clock.wallMs()).isEqualTo(NOON.plusSeconds(30).toEpochMilli());
    }

    @Test
    void networkTimeThatIsLostWhileItIsReadIsNotTaken() {
        boolean[] asked = new boolean[1];
        anchors.ask(() -> {
            boolean first = !asked[0];
            asked[0] = true;
            return first ? OptionalLong.of(50) : OptionalLong.empty();
        });
        assertThat(journal).isEmpty();
    }

    @Test
    void whatCannotBeIsNotWritten() {
        anchors.learned(clock.upMs(), 5_000, 50, AnchorSource.NTP);
        assertThat(journal).isEmpty();
        assertThat(anchors.trusted()).isFalse();
    }

    @Test
    void twoMeasurementsThatContradictEachOtherDoNotFillTheJournal() {
        anchors.learned(clock.upMs(), NOON.toEpochMilli(), 5, AnchorSource.SERVER);
        for (int n = 0; n < 600; n++) {
            passes(Duration.ofSeconds(30));
            anchors.learned(
                    clock.upMs(), NOON.plusSeconds(3_600 + 30 * (n + 1)).toEpochMilli(), 9_000, AnchorSource.NTP);
        }
        assertThat(journal)
                .as("the server's, network time's, and none more in five hours")
                .hasSize(2);
    }

    @Test
    void aCorrectedDateIsTheDateOfTheWholeBoot() {
        long start = clock.upMs();
        anchors.learned(start, NOON.minus(Duration.ofDays(31)).toEpochMilli(), 60_000, AnchorSource.PERSON);
        passes(Duration.ofHours(3));
        anchors.learned(clock.upMs(), NOON.toEpochMilli(), 60_000, AnchorSource.PERSON);

        TimeInterval first = anchors.trueTimeOf(clock.boot(), start).orElseThrow();
        assertThat(first.contains(NOON.minus(Duration.ofHours(3)).toEpochMilli()))
                .isTrue();
    }
}
