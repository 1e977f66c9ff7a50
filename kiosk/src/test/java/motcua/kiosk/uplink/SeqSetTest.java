package motcua.kiosk.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A set of ranges behaves as the set of its numbers. */
class SeqSetTest {
    private static final int HISTORIES = 500;

    @Test
    void isASetOfNumbers() {
        long seed = new SplittableRandom().nextLong();
        System.out.println("SeqSetTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int history = 0; history < HISTORIES; history++) {
            List<Integer> steps =
                    random.ints(random.nextInt(31), 0, 8_000).boxed().toList();
            compareWithAModel(steps);
        }
    }

    private static void compareWithAModel(List<Integer> steps) {
        SeqSet set = new SeqSet();
        BitSet model = new BitSet();
        for (int step : steps) {
            int first = 1 + step % 60;
            int last = first + step / 60 % 12 - 1;
            if (step / 720 % 3 == 0) {
                set.remove(first, last);
                model.clear(first, Math.max(first, last + 1));
            } else {
                set.add(first, last);
                model.set(first, Math.max(first, last + 1));
            }
            for (int seq = 1; seq <= 80; seq++) {
                assertThat(set.firstMissing(seq)).isEqualTo(model.nextClearBit(seq));
                int present = model.nextSetBit(seq);
                assertThat(set.firstPresent(seq)).isEqualTo(present < 0 ? Long.MAX_VALUE : present);
                assertThat(set.containsAll(1, seq)).isEqualTo(model.nextClearBit(1) > seq);
            }
            long missing = set.missing(80).stream()
                    .mapToLong(gap -> gap[1] - gap[0] + 1)
                    .sum();
            assertThat(missing).isEqualTo(80 - model.cardinality());
        }
    }
}
