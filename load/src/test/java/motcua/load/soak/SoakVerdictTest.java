package motcua.load.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SoakVerdictTest {
    private static final double MIB = 1024 * 1024;

    @Test
    void aHeapFullOfGarbageIsNoGrowth() {
        Soak soak = new Soak(7);
        soak.residentMiBAnHour = 12;

        SoakVerdict verdict = soak.judged();

        assertThat(verdict.steady()).isTrue();
        assertThat(verdict.resident().anHour()).isGreaterThan(11);
    }

    @Test
    void oneObjectKeptAPressIsFoundAtAnyRate() {
        for (int rate : List.of(2, 7, 40)) {
            Soak soak = new Soak(rate);
            soak.liveBytesAPress = 32;

            assertThat(soak.judged().grows()).as("%d presses a second", rate).containsExactly("live heap");
            assertThat(soak.judged().steady()).isFalse();
        }
    }

    @Test
    void nativeMemoryThatGrowsWithTimeOrWithPressesIsFoundAtAnyRate() {
        for (int rate : List.of(2, 7, 40)) {
            Soak withTime = new Soak(rate);
            withTime.nativeMiBAnHour = 2;
            assertThat(withTime.judged().grows())
                    .as("%d presses a second", rate)
                    .containsExactly("native memory", "spare native memory");

            Soak withPresses = new Soak(rate);
            withPresses.nativeMiBAnHour = 300 * 3_600 * rate / MIB;
            assertThat(withPresses.judged().grows())
                    .as("%d presses a second", rate)
                    .containsExactly("native memory", "spare native memory");
        }
    }

    @Test
    void memoryThatTheCLibraryNeverGivesBackIsFound() {
        Soak soak = new Soak(7);
        soak.spareMiBAnHour = 2;

        assertThat(soak.judged().grows()).containsExactly("spare native memory");
    }

    @Test
    void compiledCodeMayGrowWithUseButNotByMoreThanTheBar() {
        Soak soak = new Soak(40);
        soak.codeBytesAPress = 16;
        assertThat(soak.judged().steady()).isTrue();

        soak.codeBytesAPress = 160;
        assertThat(soak.judged().grows()).containsExactly("compiled code");
    }

    @Test
    void whatGrewOnlyInTheWarmUpIsNoGrowth() {
        Soak soak = new Soak(7);
        soak.warmUpMiB = 40;

        assertThat(soak.judged().steady()).isTrue();
    }

    @Test
    void aRunThatIsTooShortToTellIsNotCalledSteady() {
        Soak soak = new Soak(7);
        soak.hours = 0.1;

        SoakVerdict verdict = soak.judged();

        assertThat(verdict.steady()).isNull();
        assertThat(verdict.undecided()).isNotEmpty();
        assertThat(verdict.grows()).isEmpty();
    }

    @Test
    void filesThreadsAndALogThatPileUpAreFound() {
        Soak soak = new Soak(7);
        soak.filesAnHour = 12;
        assertThat(soak.judged().grows()).containsExactly("open files", "threads");

        soak.filesAnHour = 0;
        soak.logMiB = 33;
        assertThat(soak.judged().grows()).containsExactly("log");
    }

    /** Three hours of samples with some noise, in which nothing grows unless it is set to. */
    private static final class Soak {
        private final int rate;
        private final SplittableRandom random = new SplittableRandom(1);
        private double hours = 3;
        private double residentMiBAnHour;
        private double nativeMiBAnHour;
        private double spareMiBAnHour;
        private double codeBytesAPress;
        private double liveBytesAPress;
        private double warmUpMiB;
        private double filesAnHour;
        private double logMiB = 4;

        Soak(int rate) {
            this.rate = rate;
        }

        SoakVerdict judged() {
            List<SoakSample> samples = new ArrayList<>();
            int number = (int) (hours * 240);
            for (int i = 0; i < number; i++) {
                double hour = i / 240.0;
                long presses = Math.round(hour * 3_600 * rate);
                double code = 20 + codeBytesAPress * presses / MIB;
                double cold = warmUpMiB * Math.min(1, hour / (0.35 * hours));
                double beside = 120 + cold + nativeMiBAnHour * hour + random.nextDouble();
                samples.add(new SoakSample(
                        hour,
                        presses,
                        beside + code + 30 + residentMiBAnHour * hour,
                        code,
                        beside + spareMiBAnHour * hour,
                        i % 12 == 0
                                ? new SoakSample.Kept(
                                        11 + cold / 10 + liveBytesAPress * presses / MIB + random.nextDouble() / 20,
                                        beside)
                                : null,
                        25 + (int) (filesAnHour * hour),
                        40 + (int) (filesAnHour * hour),
                        logMiB));
            }
            return SoakVerdict.of(samples);
        }
    }
}
