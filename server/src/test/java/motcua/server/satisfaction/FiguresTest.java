package motcua.server.satisfaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void countsHavePointsBetweenThousands() {
        assertThat(Figures.count(0)).isEqualTo("0");
        assertThat(Figures.count(999)).isEqualTo("999");
        assertThat(Figures.count(2449)).isEqualTo("2.449");
        assertThat(Figures.count(1234567)).isEqualTo("1.234.567");
    }

    @Test
    void decimalsRoundHalfUpWithAComma() {
        assertThat(Figures.percent(0.975)).isEqualTo("97,5\u00a0%");
        assertThat(Figures.percent(0.9185)).isEqualTo("91,9\u00a0%");
        assertThat(Figures.percent(0.28549999)).isEqualTo("28,5\u00a0%");
        assertThat(Figures.percent(0.2855)).isEqualTo("28,6\u00a0%");
        assertThat(Figures.percent(1)).isEqualTo("100,0\u00a0%");
        assertThat(Figures.percent(1, 3)).isEqualTo("33,3\u00a0%");
        assertThat(Figures.decimal(1234.56, 1)).isEqualTo("1.234,6");
        assertThat(Figures.decimal(0.96, 1)).isEqualTo("1,0");
        assertThat(Figures.decimal(1.46, 2)).isEqualTo("1,46");
    }

    @Test
    void differencesHaveASignAndNoNegativeZero() {
        assertThat(Figures.points(0.006)).isEqualTo("+0,6");
        assertThat(Figures.points(-0.097)).isEqualTo("\u22129,7");
        assertThat(Figures.points(-0.0001)).isEqualTo("0,0");
        assertThat(Figures.points(0.0001)).isEqualTo("0,0");
        assertThat(Figures.pointRange(new Interval(-0.147, -0.049))).isEqualTo("\u221214,7\u00a0…\u00a0\u22124,9");
    }

    @Test
    void daysAreWrittenDayFirst() {
        assertThat(Figures.day(LocalDate.of(2026, 10, 2))).isEqualTo("02/10/2026");
    }
}
