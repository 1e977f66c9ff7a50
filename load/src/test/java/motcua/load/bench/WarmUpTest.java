package motcua.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WarmUpTest {
    @Test
    void goesOnWhileSlicesBecomeCheaper() {
        WarmUp warmUp = new WarmUp();
        double cost = 100;
        for (int i = 0; i < WarmUp.MOST_SLICES; i++) {
            assertThat(warmUp.goesOn()).as("slice %d", i).isTrue();
            warmUp.add(cost);
            cost *= 0.98;
        }
        assertThat(warmUp.goesOn()).as("an end to it").isFalse();
    }

    @Test
    void endsWhenTheCostStays() {
        WarmUp warmUp = new WarmUp();
        for (int i = 0; i < 2 * WarmUp.WINDOW; i++) {
            assertThat(warmUp.goesOn()).as("slice %d", i).isTrue();
            warmUp.add(i < WarmUp.WINDOW / 3 ? 300 : 100 + i % 3);
        }
        assertThat(warmUp.goesOn()).isFalse();
    }

    @Test
    void oneSliceThatWasDisturbedDoesNotProlongIt() {
        WarmUp warmUp = new WarmUp();
        for (int i = 0; i < 2 * WarmUp.WINDOW; i++) {
            warmUp.add(i == WarmUp.WINDOW - 1 ? 1_000 : 100);
        }
        assertThat(warmUp.goesOn()).isFalse();
    }
}
