package motcua.server.satisfaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairStatisticsTest {
    @ParameterizedTest
    @CsvSource({"100, 80", "200, 134", "500, 223", "1000, 286", "2449, 344", "5000, 371"})
    void soManyRatingsAreNeededForFivePoints(long services, long needed) {
        assertThat(SampleSize.needed(services, SampleSize.USUAL_MARGIN)).isEqualTo(needed);
    }

    @Test
    void ninetyBallotsOf2449ReachTenPoints() {
        assertThat(SampleSize.reached(2449, 90)).isCloseTo(.103, within(.0005));
        assertThat(SampleSize.reached(90, 90)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "14.99, Tốt",
        "15, Xuất sắc",
        "18, Xuất sắc",
        "12, Tốt",
        "11.99, Khá",
        "9, Khá",
        "8.99, Trung bình",
        "6, Trung bình",
        "5.99, Yếu",
        "0, Yếu"
    })
    void theLowerBoundBelongsToTheGrade(BigDecimal points, String grade) {
        assertThat(Grade.of(points).vi()).isEqualTo(grade);
    }

    @Test
    void pointsThatNobodyCanHaveAreRefused() {
        assertThatThrownBy(() -> Grade.of(new BigDecimal("18.01"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Grade.of(new BigDecimal("-0.01"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClerkOfHardFieldsIsComparedWithHardFields() {
        Tally land = tally(800, 200);
        Tally civil = tally(950, 50);
        Tally all = land.plus(civil);
        Tally own = tally(830, 170);

        FieldAdjusted adjusted = FieldAdjusted.of(
                own, Map.of("dat-dai", 800L, "ho-tich", 200L), Map.of("dat-dai", land, "ho-tich", civil), all);

        assertThat(adjusted.expected()).as("0.8 × 80 % + 0.2 × 95 %").isCloseTo(.83, within(1e-9));
        assertThat(adjusted.difference()).isCloseTo(0, within(1e-9));
        assertThat(adjusted.isSame()).isTrue();
        assertThat(Interval.ofDifference(own.satisfied(), own.n(), all.satisfied(), all.n())
                        .holdsZero())
                .as("raw, against the whole office, the same clerk would look lower than the level")
                .isFalse();
        assertThat(FieldAdjusted.of(tally(60, 40), Map.of("dat-dai", 100L), Map.of("dat-dai", land), all)
                        .interval()
                        .high())
                .as("60 % where the field has 80 %")
                .isNegative();
    }

    @Test
    void aFieldThatMayNotBeToldIsReplacedByTheOffice() {
        Tally all = tally(900, 100);
        assertThat(FieldAdjusted.of(tally(40, 10), Map.of("it-gap", 50L), Map.of(), all)
                        .expected())
                .isCloseTo(.9, within(1e-9));
    }

    private static Tally tally(long good, long bad) {
        return new Tally("HL5/1", List.of(good, 0L, 0L, 0L, bad), good);
    }
}
