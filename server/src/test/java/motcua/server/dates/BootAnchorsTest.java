package motcua.server.dates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.ClockAnchor;
import org.junit.jupiter.api.Test;

class BootAnchorsTest {
    private static final List<AnchorSource> SOURCES = List.of(AnchorSource.values());
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long NOON = 1_772_427_600_000L; // 2026-03-02 12:00 in Vietnam

    private static Anchor anchor(long seq, long upMs, long wallMs, long errorMs) {
        return anchor(seq, upMs, wallMs, errorMs, AnchorSource.NTP);
    }

    private static Anchor anchor(long seq, long upMs, long wallMs, long errorMs, AnchorSource source) {
        return new Anchor("00000000000000aa", seq, new ClockAnchor("b", upMs, wallMs, errorMs, source));
    }

    @Test
    void takesTheAnchorOfLeastErrorAndDrift() {
        BootAnchors anchors = BootAnchors.of(List.of(
                anchor(1, 0, NOON, 1_000), // 1 000 ms at 0, and 0.2 ms more a second
                anchor(2, 10_000_000, NOON + 10_000_000 + 777, 0)));
        assertThat(anchors.trueMs(0)).hasValue(NOON);
        assertThat(anchors.trueMs(4_000_000)).hasValue(NOON + 4_000_000 + 777); // 1 800 against 1 200
        assertThat(anchors.trueMs(2_000_000)).hasValue(NOON + 2_000_000); // 1 400 against 1 600
    }

    @Test
    void aTieGoesToTheLowestSeq() {
        List<Anchor> two = new ArrayList<>(List.of(anchor(9, 0, NOON + 5, 10), anchor(3, 0, NOON, 10)));
        assertThat(BootAnchors.of(two).trueMs(100)).hasValue(NOON + 100);
        Collections.reverse(two);
        assertThat(BootAnchors.of(two).trueMs(100)).hasValue(NOON + 100);
    }

    @Test
    void dayAndHourAreThoseOfVietnam() {
        BootAnchors anchors = BootAnchors.of(List.of(anchor(1, 0, NOON, 0)));
        assertThat(anchors.at(0)).isEqualTo(new LocalHour("2026-03-02", 12));
        assertThat(anchors.at(12L * 3_600_000 - 1)).isEqualTo(new LocalHour("2026-03-02", 23));
        assertThat(anchors.at(12L * 3_600_000)).isEqualTo(new LocalHour("2026-03-03", 0));
        assertThat(anchors.at(-13L * 3_600_000)).isEqualTo(new LocalHour("2026-03-01", 23));
    }

    @Test
    void withoutACredibleAnchorNothingIsDated() {
        assertThat(BootAnchors.NONE.at(5)).isEqualTo(LocalHour.UNDATED);
        assertThat(BootAnchors.of(List.of(anchor(1, 0, 5_000, 0), anchor(2, 0, Long.MAX_VALUE, 0)))
                        .at(5))
                .as("1970 and the end of time")
                .isEqualTo(LocalHour.UNDATED);
    }

    @Test
    void aWordAgainstAMeasurementOrALaterWordDatesNothingAtAnyDistance() {
        Anchor mistyped = anchor(1, 0, NOON - 365 * DAY, 60_000, AnchorSource.PERSON);
        Anchor wrongBattery = anchor(2, 1_000, NOON + 900 * DAY, 2_000, AnchorSource.RTC);
        Anchor corrected = anchor(3, 2 * HOUR, NOON + 2 * HOUR, 60_000, AnchorSource.PERSON);
        Anchor measured = anchor(4, 6 * DAY, NOON + 6 * DAY, 40, AnchorSource.SERVER);

        assertThat(BootAnchors.of(List.of(mistyped)).trueMs(5)).hasValue(NOON - 365 * DAY + 5);
        assertThat(BootAnchors.of(List.of(mistyped, wrongBattery, corrected)).trueMs(5))
                .hasValue(NOON + 5);
        assertThat(BootAnchors.of(List.of(measured, mistyped, wrongBattery)).trueMs(5))
                .as("six days of drift are more than the minute of the wrong word")
                .hasValue(NOON + 5);
        assertThat(BootAnchors.of(List.of(mistyped)).reach(measured))
                .as("all of the boot is dated anew")
                .hasValue(new BootAnchors.Span(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Test
    void reachHoldsEveryMomentThatANewAnchorDatesAnew() {
        long seed = Long.getLong("motcua.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            List<Anchor> anchors = new ArrayList<>();
            for (int k = random.nextInt(5); k >= 0; k--) {
                anchors.add(draw(random, k + 1));
            }
            Anchor added = draw(random, random.nextInt(9));
            BootAnchors before = BootAnchors.of(anchors);
            BootAnchors after = before.with(added);
            Optional<BootAnchors.Span> reach = before.reach(added);
            for (long up = 0; up <= 1_000; up += 7) {
                if (!before.trueMs(up).equals(after.trueMs(up))) {
                    long at = up;
                    assertThat(reach)
                            .as("seed " + seed)
                            .hasValueSatisfying(span ->
                                    assertThat(at).as("seed " + seed).isBetween(span.fromUpMs(), span.toUpMs()));
                }
            }
        }
    }

    /** Errors near the differences of their drifts, so that crossings fall into the span looked at. */
    private static Anchor draw(SplittableRandom random, long seq) {
        long up = random.nextLong(1_000_000);
        return anchor(
                seq,
                up % 1_000,
                NOON + random.nextLong(1_000_000),
                up % 2 == 0 ? 0 : random.nextLong(2),
                SOURCES.get(random.nextInt(4)));
    }
}
