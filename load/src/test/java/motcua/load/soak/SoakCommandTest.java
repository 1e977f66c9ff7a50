package motcua.load.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakCommandTest {
    @Test
    void aSteadyGrowthIsFoundAndAJumpyLevelIsNone() {
        List<SoakCommand.Sample> growing = IntStream.range(0, 100)
                .mapToObj(i -> new SoakCommand.Sample(i / 100.0, 150 + 5 * i / 100.0 + i % 2, 20))
                .toList();
        SoakCommand.Fit found = SoakCommand.Fit.of(growing);
        assertThat(found.slope()).isCloseTo(5, within(0.1));
        assertThat(found.slope() - 2 * found.error()).isGreaterThan(1);
        List<SoakCommand.Sample> level = IntStream.range(0, 100)
                .mapToObj(i -> new SoakCommand.Sample(i / 100.0, 150 + (i * 37) % 11, 20))
                .toList();
        SoakCommand.Fit none = SoakCommand.Fit.of(level);
        assertThat(none.slope() - 2 * none.error()).isLessThan(1);
    }
}
