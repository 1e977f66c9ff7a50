package motcua.kiosk.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import motcua.contract.body.Mode;
import motcua.contract.body.Press;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.WindowExpired;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state after a kill between any two records is the state the records give, and every visit is accounted for. */
class WindowsRebuiltFromTheJournalTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void replayAfterAKillBetweenAnyTwoRecordsGivesTheSameViewAndTheSameVerdicts(long seed) {
        SteppedCounter lived = playADay(seed);

        for (int kept = 0; kept <= lived.journal.size(); kept++) {
            SteppedCounter first = survivor(lived, kept);
            SteppedCounter second = survivor(lived, kept);
            assertThat(first.view()).as("seed %d, %d records", seed, kept).isEqualTo(second.view());
            assertThat(first.windows.unsettled()).isEqualTo(unsettled(first.journal));
            assertThat(first.press(3)).isEqualTo(second.press(3));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void afterAKillBetweenAnyTwoRecordsEveryVisitIsStillRatedOrExpiredOnce(long seed) {
        SteppedCounter lived = playADay(seed);

        for (int kept = 0; kept <= lived.journal.size(); kept++) {
            SteppedCounter survivor = survivor(lived, kept);
            survivor.reboot(Duration.ofMinutes(5), seed % 2 == 0);
            survivor.finish();
            survivor.afterSeconds(301);

            assertThat(survivor.windows.unsettled()).isEmpty();
            assertThat(unsettled(survivor.journal))
                    .as("seed %d, %d records", seed, kept)
                    .isEmpty();
            assertThat(expiries(survivor.journal)).doesNotHaveDuplicates();
        }
    }

    private static SteppedCounter survivor(SteppedCounter lived, int kept) {
        SteppedCounter survivor = new SteppedCounter(Mode.VISIT, SteppedCounter.FIVE);
        survivor.journal.addAll(lived.journal.subList(0, kept));
        if (kept > 0) {
            survivor.now = lived.journal.get(kept - 1).at().minus(-1);
        }
        survivor.services = 1_000;
        survivor.rebuild();
        return survivor;
    }

    private static SteppedCounter playADay(long seed) {
        Random random = new Random(seed);
        SteppedCounter counter = SteppedCounter.visits();
        List<Consumer<SteppedCounter>> acts = List.of(
                SteppedCounter::finish,
                SteppedCounter::finish,
                c -> c.press(1 + random.nextInt(5)),
                c -> c.press(1 + random.nextInt(5)),
                c -> c.press(1 + random.nextInt(5), (long) random.nextInt(200_000)),
                c -> c.press(1 + random.nextInt(5), null),
                c -> c.pressHeld(2),
                c -> c.pad(random.nextBoolean()));
        for (int i = 0; i < 60; i++) {
            counter.after(Duration.ofMillis(random.nextInt(70_000)));
            acts.get(random.nextInt(acts.size())).accept(counter);
        }
        return counter;
    }

    private static List<String> unsettled(List<SteppedCounter.Entry> journal) {
        List<String> open = new ArrayList<>();
        for (SteppedCounter.Entry entry : journal) {
            RecordBody body = entry.body();
            if (body instanceof ServiceFinished finished) {
                open.add(finished.service());
            } else if (body instanceof WindowExpired expired) {
                open.remove(expired.service());
            } else if (body instanceof Press press && press.verdict() == Verdict.COUNTS) {
                open.remove(press.service());
            }
        }
        return open;
    }

    private static List<String> expiries(List<SteppedCounter.Entry> journal) {
        Set<String> rated = new HashSet<>();
        List<String> expired = new ArrayList<>();
        for (SteppedCounter.Entry entry : journal) {
            if (entry.body() instanceof WindowExpired window) {
                expired.add(window.service());
                assertThat(rated).doesNotContain(window.service());
            } else if (entry.body() instanceof Press press && press.verdict() == Verdict.COUNTS) {
                rated.add(press.service());
            }
        }
        return expired;
    }
}
