package motcua.kiosk.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import motcua.contract.body.Mode;
import motcua.contract.body.Press;
import motcua.contract.body.Verdict;
import motcua.contract.scale.Scale;
import org.junit.jupiter.api.Test;

/** What becomes of presses when the scale of a counter changes under them. */
class ScaleChangeTest {
    /** Key 3 is dark, and key 4 means level 3. */
    private static final Scale SECOND = new Scale(
            "HL5",
            2,
            "4 mức",
            List.of(
                    new Scale.Level(1, 1, 1, "Rất hài lòng", "Very satisfied", true),
                    new Scale.Level(2, 2, 2, "Hài lòng", "Satisfied", true),
                    new Scale.Level(3, 4, 4, "Chưa hài lòng", "Not satisfied", false)));

    @Test
    void anOpenWindowEndsOnTheScaleItBeganWithAndTheNextVisitIsRatedOnTheNewOne() {
        SteppedCounter counter = SteppedCounter.visits();
        String first = counter.finish();
        counter.change(SECOND);

        assertThat(counter.windows.scale(counter.now)).contains(SteppedCounter.FIVE);
        assertThat(counter.press(3).level()).as("dark on the new scale").isEqualTo(3);
        assertThat(counter.press(4).level()).as("a correction").isEqualTo(4);
        counter.afterSeconds(11);
        assertThat(counter.windows.scale(counter.now)).contains(SECOND);

        String second = counter.finish();
        assertThat(counter.press(3).verdict()).isEqualTo(Verdict.UNMATCHED);
        counter.press(4);
        assertThat(counter.levelOf(first)).isEqualTo(4);
        assertThat(counter.levelOf(second)).isEqualTo(3);
        assertThat(counter.finished()).extracting(each -> each.visit().scale()).containsExactly("HL5/1", SECOND.key());
    }

    @Test
    void aPressThatArrivesLateIsReadOnTheScaleOfItsTime() {
        SteppedCounter counter = SteppedCounter.visits().pad(false);
        String first = counter.finish();
        counter.afterSeconds(130);
        counter.change(SECOND);
        counter.afterSeconds(60);

        counter.pad(true).press(4, 180_000L);

        assertThat(counter.levelOf(first)).isEqualTo(4);
    }

    @Test
    void atACounterThatAlwaysInvitesALatePressIsAVisitOnTheScaleOfItsTime() {
        SteppedCounter counter = SteppedCounter.open();
        counter.afterSeconds(60).change(SECOND);
        counter.afterSeconds(5);

        Press late = counter.press(4, 10_000L);
        Press now = counter.press(4);

        assertThat(late.level()).isEqualTo(4);
        assertThat(late.opens().scale()).isEqualTo("HL5/1");
        assertThat(now.level()).isEqualTo(3);
        assertThat(now.opens().scale()).isEqualTo(SECOND.key());
    }

    @Test
    void whereNobodyKnowsTheScaleKeysAreDarkAndNoPressIsLost() {
        CounterWindows windows = new CounterWindows(1, Mode.OPEN, null);
        SteppedCounter counter = SteppedCounter.open();

        Press press = windows.press(
                counter.now, 1, KeyPress.onScreen(2, null), () -> counter.visit(null), () -> "%016x".formatted(1));

        assertThat(windows.scale(counter.now)).isEmpty();
        assertThat(press.verdict()).isEqualTo(Verdict.UNMATCHED);
        assertThat(press.level()).isNull();
    }
}
