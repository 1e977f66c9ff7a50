package motcua.kiosk.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void aLinkThatHasCarriedNothingGetsAFewRecords() {
        assertThat(pace.allowed(0)).isEqualTo(Pace.LEAST);
        pace.carried(0, 1_000);
        assertThat(pace.allowed(1)).isEqualTo(Pace.LEAST);
    }

    @Test
    void aShortLineIsFilledForLessThanASecond() {
        pace.roundTrip(50);
        pace.carried(0, 64_000);
        assertThat(pace.allowed(999)).isEqualTo(32_000);
    }

    @Test
    void aLongLineIsKeptFullForItsWholeRoundTrip() {
        pace.roundTrip(1_550);
        pace.carried(0, 64_000);
        assertThat(pace.allowed(999)).isEqualTo(128_000);
    }

    @Test
    void whatWasCarriedMoreThanASecondAgoSaysNothing() {
        pace.roundTrip(550);
        pace.carried(0, 50_000);
        pace.carried(600, 30_000);
        assertThat(pace.allowed(999)).isEqualTo(80_000);
        assertThat(pace.allowed(1_000)).isEqualTo(30_000);
        assertThat(pace.allowed(1_600)).isEqualTo(Pace.LEAST);
    }

    @Test
    void anAnswerThatTookForeverDoesNotOpenTheGates() {
        pace.roundTrip(3_600_000);
        pace.carried(0, 20_000);
        assertThat(pace.allowed(0)).isEqualTo(20_000 * (3_000 + Pace.RESERVE_MS) / 1_000);
    }
}
