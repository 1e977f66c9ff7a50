package motcua.load.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrendTest {
    @Test
    void aSteadyGrowthIsFoundAndAJumpyLevelIsNone() {
        Trend growing = overAnHour(i -> 150 + 5 * i / 100.0 + i % 2);
        assertThat(growing.anHour()).isCloseTo(5, within(0.1));
        assertThat(growing.anHour() - 2 * growing.error()).isGreaterThan(4);

        Trend level = overAnHour(i -> 150 + (i * 37) % 11);
        assertThat(level.anHour() - 2 * level.error()).isLessThan(1);
    }

    /** A walk has no trend, but neighbours that resemble each other; a line through all points believes in one nearly always. */
    @Test
    void aWalkIsSeldomTakenForATrend() {
        int taken = 0;
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] walk = new double[1_000];
            for (int i = 1; i < walk.length; i++) {
                walk[i] = walk[i - 1] * 0.98 + random.nextDouble() - 0.5;
            }
            Trend trend = Trend.of(IntStream.range(0, walk.length)
                    .mapToObj(i -> new Trend.Point(i / 1_000.0, walk[i]))
                    .toList());
            taken += Math.abs(trend.anHour()) > 2 * trend.error() ? 1 : 0;
        }
        assertThat(taken).isLessThan(20);
    }

    @Test
    void ofTwoPointsNothingCanBeSaid() {
        Trend unknown = Trend.of(List.of(new Trend.Point(0, 1), new Trend.Point(1, 2)));

        assertThat(unknown.error()).isInfinite();
    }

    private static Trend overAnHour(IntToDoubleFunction value) {
        return Trend.of(IntStream.range(0, 100)
                .mapToObj(i -> new Trend.Point(i / 100.0, value.applyAsDouble(i)))
                .toList());
    }
}
