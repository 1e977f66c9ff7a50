package motcua.server.satisfaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9|10|59,6–98,2",
                "10|10|72,2–100,0",
                "27|30|74,4–96,5",
                "30|30|88,6–100,0",
                "45|50|78,6–95,7",
                "90|100|82,6–94,5",
                "265|270|95,7–99,2",
                "0|10|0,0–27,8"
            })
    void isWilsonsAt95PerCent(long satisfied, long n, String expected) {
        assertThat(Figures.range(Interval.wilson(satisfied, n))).isEqualTo(expected);
    }

    @Test
    void ofADifferenceHoldsZeroWhenChanceAloneExplainsIt() {
        assertThat(Interval.ofDifference(1273, 1386, 1183, 1297).holdsZero()).isTrue();
        assertThat(Interval.ofDifference(268, 318, 283, 301).holdsZero()).isFalse();
    }

    @Test
    void ofNothingDoesNotExist() {
        assertThatThrownBy(() -> Interval.wilson(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Interval.wilson(3, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ratesAreEmptyUnderThirty() {
        assertThat(Tally.none("HL5/1").plus(1, 29).rate()).isEmpty();
        assertThat(Tally.none("HL5/1").plus(1, 29).interval()).isEmpty();
        assertThat(Tally.none("HL5/1").plus(1, 29).plus(3, 1).rate()).contains(29 / 30.0);
    }

    @Test
    void neutralIsNotSatisfied() {
        assertThat(Tally.none("HL5/1").plus(2, 4).plus(3, 9).satisfied()).isEqualTo(4);
        assertThat(Tally.none("HL3B/1").plus(1, 4).plus(2, 9).satisfied()).isEqualTo(4);
    }

    @Test
    void funnelWidensWithRealVariety() {
        List<Tally> alike = IntStream.range(0, 20)
                .mapToObj(i -> Tally.none("HL5/1").plus(1, 90).plus(4, 10))
                .toList();
        Funnel calm = Funnel.of(alike);
        assertThat(calm.dispersion()).isEqualTo(1);
        assertThat(calm.place(0.9, 100)).isEqualTo(Funnel.Place.SAME);
        assertThat(calm.place(0.70, 400)).isEqualTo(Funnel.Place.LOWER);
        List<Tally> varied = IntStream.range(0, 20)
                .mapToObj(i -> Tally.none("HL5/1").plus(1, 800 + 10L * i).plus(4, 200 - 10L * i))
                .toList();
        assertThat(Funnel.of(varied).dispersion()).isGreaterThan(5);
    }
}
