package motcua.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NavigableSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RangesTest {
    @Test
    void agreesWithASetOfNumbers() {
        long seed = Long.getLong("motcua.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            Ranges ranges = new Ranges();
            NavigableSet<Long> set = new TreeSet<>();
            for (int i = 0; i < 40; i++) {
                long first = 1 + random.nextLong(40);
                long last = first + random.nextLong(4);
                if (random.nextInt(4) == 0) {
                    ranges.remove(first);
                    set.remove(first);
                } else {
                    ranges.add(first, last);
                    for (long n = first; n <= last; n++) {
                        set.add(n);
                    }
                }
                check(ranges, set, seed);
            }
        }
    }

    private static void check(Ranges ranges, NavigableSet<Long> set, long seed) {
        long count = 0;
        long lastEnd = -1;
        for (var each : ranges.toMap().entrySet()) {
            assertThat(each.getKey()).as("ranges touch, seed " + seed).isGreaterThan(lastEnd + 1);
            lastEnd = each.getValue();
            count += each.getValue() - each.getKey() + 1;
        }
        assertThat(count).as("seed " + seed).isEqualTo(set.size());
        for (long n = 0; n < 50; n++) {
            assertThat(ranges.contains(n)).as("seed " + seed).isEqualTo(set.contains(n));
            Long floor = set.floor(n);
            assertThat(ranges.highestUpTo(n)).as("seed " + seed).isEqualTo(floor == null ? 0 : floor);
            long end = n - 1;
            while (set.contains(end + 1)) {
                end++;
            }
            assertThat(ranges.endFrom(n)).as("seed " + seed).isEqualTo(end);
        }
        assertThat(ranges.highest()).as("seed " + seed).isEqualTo(set.isEmpty() ? 0 : set.last());
    }
}
