package motcua.bridge.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequenceWideningTest {

    @Test
    void withoutAnythingStoredTheNumberStandsAsItIs() {
        assertThat(SequenceWidening.widen(65535, OptionalLong.empty())).isEqualTo(65535);
    }

    @Test
    void goesOnAcrossTheWrap() {
        assertThat(SequenceWidening.widen(0, OptionalLong.of(65535))).isEqualTo(65536);
        assertThat(SequenceWidening.widen(65535, OptionalLong.of(65536))).isEqualTo(65535);
        assertThat(SequenceWidening.widen(3, OptionalLong.of(5 * 65536 - 2))).isEqualTo(5 * 65536 + 3);
    }

    @Test
    void nothingBeforeTheBeginningIsSaidToBeStored() {
        assertThat(SequenceWidening.widen(65530, OptionalLong.of(3))).isEqualTo(65530);
    }

    @Test
    void findsEveryNumberWithinHalfARound() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200_000; round++) {
            long last = random.nextLong(1L << 40) + 65536;
            long truth = last + random.nextLong(-32768, 32768);
            assertThat(SequenceWidening.widen((int) (truth & 0xFFFF), OptionalLong.of(last)))
                    .as("seed %d, last %d", seed, last)
                    .isEqualTo(truth);
        }
    }
}
