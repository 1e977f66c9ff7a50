package motcua.kiosk.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void aLinkThatHasCarriedNothingGetsAFewRecords() {
        assertThat(pace.allowed(0)).isEqualTo(Pace.LEAST);
        pace.carried(0, 1_000, 10);
        assertThat(pace.allowed(1)).isEqualTo(Pace.LEAST);
    }

    @Test
    void aShortLineIsFilledForHalfASecond() {
        pace.carried(0, 64_000, 50);
        assertThat(pace.allowed(999)).isEqualTo(32_000);
    }

    @Test
    void whatWaitedInAFullLineDoesNotMakeItLonger() {
        pace.carried(0, 10_000, 50);
        pace.carried(500, 54_000, 900);
        assertThat(pace.allowed(999)).isEqualTo(32_000);
    }

    @Test
    void aLineOfALongRoundTripMayGrow() {
        pace.carried(0, 64_000, 2_000);
        assertThat(pace.allowed(999)).isEqualTo(64_000 * 1_450 / 1_000);
    }

    @Test
    void whatWasCarriedMoreThanASecondAgoSaysNothing() {
        pace.carried(0, 50_000, 550);
        pace.carried(600, 30_000, 550);
        assertThat(pace.allowed(999)).isEqualTo(80_000);
        assertThat(pace.allowed(1_000)).isEqualTo(30_000);
        assertThat(pace.allowed(1_600)).isEqualTo(Pace.LEAST);
    }

    @Test
    void aNewConnectionStartsAnew() {
        pace.carried(0, 64_000, 10);
        pace.connected();
        assertThat(pace.allowed(1)).isEqualTo(Pace.LEAST);
        pace.carried(2, 64_000, 2_000);
        assertThat(pace.allowed(3)).isEqualTo(64_000 * 1_450 / 1_000);
    }
}
