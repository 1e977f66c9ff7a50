package motcua.acceptance.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code motcua.seeds} lives from {@code motcua.seed} on; one seed gives one life. */
class DatesAgainstTheTruthTest {
    @TempDir
    Path folder;

    @Test
    void theStatedBoundAlwaysContainsTheTruth() throws IOException {
        long seed = Long.getLong("motcua.seed", System.nanoTime());
        int lives = Integer.getInteger("motcua.seeds", 10_000);
        System.out.println("DatesAgainstTheTruthTest seed " + seed);
        long dated = 0;
        long undated = 0;
        long lies = 0;
        long byBattery = 0;
        long refused = 0;
        long widest = 0;
        for (int life = 0; life < lives; life++) {
            try {
                GeneratedLife.Outcome outcome = new GeneratedLife(seed + life, folder).live();
                dated += outcome.dated();
                undated += outcome.undated();
                lies += outcome.lies();
                byBattery += outcome.byBattery();
                refused += outcome.refusedWords();
                widest = Math.max(widest, outcome.widestMs());
            } catch (AssertionError e) {
                throw new AssertionError("-Dmotcua.seeds=1 -Dmotcua.seed=" + (seed + life) + ": " + e.getMessage(), e);
            }
        }
        System.out.printf(
                "%d lives: %d moments dated (%d by a battery clock), widest bound %d s; %d undated, %d in boots of which only an"
                        + " untruth is known; %d untruths refused%n",
                lives, dated, byBattery, widest / 1_000, undated, lies, refused);
        assertThat(dated).as("moments dated").isGreaterThan(lives);
        assertThat(undated).as("moments in no period").isPositive();
        assertThat(byBattery).as("moments dated by a battery clock alone").isPositive();
        assertThat(refused).as("untruths refused").isPositive();
    }
}
