package motcua.kiosk.counter;

import static motcua.contract.body.Outcome.DEVICE_DOWN;
import static motcua.contract.body.Outcome.NOT_ASKED;
import static motcua.contract.body.Outcome.NOT_RATED;
import static motcua.contract.body.Verdict.COUNTS;
import static motcua.contract.body.Verdict.DUPLICATE;
import static motcua.contract.body.Verdict.STUCK;
import static motcua.contract.body.Verdict.UNMATCHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import motcua.contract.body.Mode;
import motcua.contract.body.Press;
import motcua.contract.body.WindowExpired;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Design 5 "Window", one test a rule; numbers are those of the scenarios in domain g. */
class CounterWindowsTest {
    private final SteppedCounter counter = SteppedCounter.visits();

    @Test
    void aPressInTheWindowCountsForTheVisitThatOpenedIt() {
        String service = counter.finish();

        Press press = counter.afterSeconds(20).press(2);

        assertThat(press.verdict()).isEqualTo(COUNTS);
        assertThat(press.service()).isEqualTo(service);
        assertThat(press.level()).isEqualTo(2);
        assertThat(press.flags()).isEmpty();
    }

    @Test
    void scenario7TheLastPressWithinTenSecondsOfTheFirstCounts() {
        String service = counter.finish();
        counter.press(1);

        Press second = counter.after(Duration.ofMillis(9_999)).press(5);

        assertThat(second.verdict()).isEqualTo(COUNTS);
        assertThat(counter.levelOf(service)).isEqualTo(5);
    }

    @Test
    void scenario7APressAfterTheCorrectionSpanIsADuplicateAndChangesNothing() {
        String service = counter.finish();
        counter.press(1);

        Press later = counter.afterSeconds(10).press(5);

        assertThat(later.verdict()).isEqualTo(DUPLICATE);
        assertThat(later.service()).isEqualTo(service);
        assertThat(counter.levelOf(service)).isEqualTo(1);
    }

    @Test
    void theCorrectionSpanRunsFromTheFirstPressNotFromTheLast() {
        counter.finish();
        counter.press(1);
        counter.afterSeconds(9).press(2);

        assertThat(counter.afterSeconds(2).press(3).verdict()).isEqualTo(DUPLICATE);
    }

    @Test
    void aPressJustBeforeTheEndStillHasItsWholeCorrectionSpan() {
        String service = counter.finish(null, 30_000);
        counter.afterSeconds(29).press(5);

        counter.afterSeconds(8).press(1);

        assertThat(counter.levelOf(service)).isEqualTo(1);
    }

    @Test
    void scenario8TheWindowStaysWithItsVisitUntilTheNextFinish() {
        String first = counter.finish();
        String second = counter.afterSeconds(60).finish();

        assertThat(counter.outcomesOf(first)).containsExactly(NOT_RATED);
        assertThat(counter.press(1).service()).isEqualTo(second);
    }

    @Test
    void theNextFinishEndsACorrectionSpanEarly() {
        String first = counter.finish();
        counter.press(1);
        String second = counter.afterSeconds(3).finish();

        counter.afterSeconds(1).press(5);

        assertThat(counter.levelOf(first)).isEqualTo(1);
        assertThat(counter.levelOf(second)).isEqualTo(5);
    }

    @Test
    void scenario8ATapThatComesAfterTheNextFinishRatesNeitherTheNextVisitNorItsOwnAgain() {
        String first = counter.finish();
        counter.press(KeyPress.onScreen(1, first));
        String second = counter.afterSeconds(3).finish();

        Press late = counter.afterSeconds(1).press(KeyPress.onScreen(5, first));

        assertThat(late.verdict()).isNotEqualTo(COUNTS);
        assertThat(late.service()).isNotEqualTo(second);
        assertThat(counter.levelOf(first)).isEqualTo(1);
        assertThat(counter.press(KeyPress.onScreen(2, second)).verdict()).isEqualTo(COUNTS);
        assertThat(counter.levelOf(second)).isEqualTo(2);
        assertThat(counter.press(KeyPress.onScreen(2, "")).verdict()).isEqualTo(UNMATCHED);
    }

    @Test
    void scenario9APressWithoutAWindowIsUnmatched() {
        Press press = counter.press(5);

        assertThat(press.verdict()).isEqualTo(UNMATCHED);
        assertThat(press.service()).isNull();
        assertThat(press.level()).isEqualTo(5);
    }

    @Test
    void aPressAfterTheWindowRanOutIsUnmatchedAndTheVisitStaysNotRated() {
        String service = counter.finish();

        Press press = counter.afterSeconds(120).press(1);

        assertThat(press.verdict()).isEqualTo(UNMATCHED);
        assertThat(counter.outcomesOf(service)).containsExactly(NOT_RATED);
    }

    @Test
    void scenario9MoreThanThreePressesInTenSecondsAreFlaggedButNotDropped() {
        counter.finish();
        for (int i = 0; i < 3; i++) {
            assertThat(counter.afterSeconds(2).press(1).flags()).isEmpty();
        }

        Press fourth = counter.afterSeconds(2).press(1);

        assertThat(fourth.flags()).containsExactly("BURST");
        assertThat(fourth.verdict()).isEqualTo(COUNTS);
        assertThat(counter.afterSeconds(10).press(1).flags()).isEmpty();
    }

    @Test
    void scenario15APressAfterAVeryShortServiceCountsAndIsFlagged() {
        counter.finish(29_999L, 120_000);
        assertThat(counter.press(1).flags()).containsExactly("SHORT");

        counter.afterSeconds(60).finish(30_000L, 120_000);
        assertThat(counter.press(1).flags()).isEmpty();
    }

    @Test
    void scenario31AHeldKeyIsStuckAndOtherKeysKeepCounting() {
        String service = counter.finish();

        assertThat(counter.pressHeld(3).verdict()).isEqualTo(STUCK);
        assertThat(counter.pressHeld(3).service()).isNull();
        assertThat(counter.afterSeconds(1).press(1).verdict()).isEqualTo(COUNTS);
        assertThat(counter.levelOf(service)).isEqualTo(1);
    }

    @Test
    void twoKeysPressedTogetherAreFlaggedAndTheLastOneCounts() {
        String service = counter.finish();
        counter.press(1);

        Press second = counter.after(Duration.ofMillis(120)).press(5);

        assertThat(second.flags()).containsExactly("TWO_KEYS");
        assertThat(counter.levelOf(service)).isEqualTo(5);
    }

    @Test
    void aKeyPressedWhileAnotherIsDownIsFlagged() {
        counter.finish();

        Press press = counter.press(KeyPress.onPad(2, "1a2b3c4d", "00000001", 9L, 0L, false, true, counter.lastHeard));

        assertThat(press.flags()).containsExactly("TWO_KEYS");
    }

    @Test
    void aKeyTheScaleLeavesDarkIsUnmatchedWithoutALevel() {
        SteppedCounter three = new SteppedCounter(Mode.VISIT, SteppedCounter.THREE);
        three.finish();

        Press dark = three.press(4);

        assertThat(dark.verdict()).isEqualTo(UNMATCHED);
        assertThat(dark.level()).isNull();
        assertThat(three.press(3).level()).isEqualTo(3);
    }

    @Test
    void aLatePressOfKnownAgeCountsInTheWindowOpenAtThatAge() {
        String first = counter.finish();
        counter.afterSeconds(30);
        String second = counter.finish();
        counter.afterSeconds(40);

        Press late = counter.press(4, 60_000L);

        assertThat(late.service()).isEqualTo(first);
        assertThat(late.verdict()).isEqualTo(COUNTS);
        assertThat(late.flags()).containsExactly("LATE");
        assertThat(counter.levelOf(second)).isNull();
    }

    @Test
    void aLatePressOfKnownAgeStillCountsAfterTheExpiryRecord() {
        String service = counter.finish();
        counter.afterSeconds(300);
        assertThat(counter.outcomesOf(service)).containsExactly(NOT_RATED);

        assertThat(counter.press(2, 250_000L).verdict()).isEqualTo(COUNTS);
        assertThat(counter.levelOf(service)).isEqualTo(2);
    }

    @Test
    void aLatePressMadeBeforeEveryWindowIsUnmatched() {
        counter.afterSeconds(100).finish();

        assertThat(counter.afterSeconds(10).press(2, 11_000L).verdict()).isEqualTo(UNMATCHED);
    }

    @Test
    void aLatePressDoesNotOverruleOneMadeAfterIt() {
        String service = counter.finish();
        counter.afterSeconds(20).press(1);

        Press late = counter.afterSeconds(2).press(5, 5_000L);

        assertThat(late.verdict()).isEqualTo(DUPLICATE);
        assertThat(counter.levelOf(service)).isEqualTo(1);
    }

    @Test
    void aPressOfUnknownAgeCountsIfOnlyOneWindowWasOpenSinceThePadWasHeard() {
        String service = counter.finish();
        counter.afterSeconds(5).pad(false).afterSeconds(30).pad(true);

        Press press = counter.press(3, null);

        assertThat(press.verdict()).isEqualTo(COUNTS);
        assertThat(press.service()).isEqualTo(service);
        assertThat(press.ageMs()).isNull();
        assertThat(press.flags()).containsExactly("LATE");
    }

    @Test
    void aPressOfUnknownAgeIsUnmatchedIfTwoWindowsWereOpenSinceThePadWasHeard() {
        counter.finish();
        counter.afterSeconds(5).pad(false).afterSeconds(30);
        counter.finish();

        assertThat(counter.afterSeconds(5).press(3, null).verdict()).isEqualTo(UNMATCHED);
    }

    @Test
    void aPressOfUnknownAgeIsUnmatchedIfNoWindowWasOpenSinceThePadWasHeard() {
        counter.finish();
        counter.afterSeconds(130).pad(false).afterSeconds(30).pad(true);

        assertThat(counter.press(3, null).verdict()).isEqualTo(UNMATCHED);
    }

    @Test
    void aPressOfUnknownAgeNeverChangesACertainRating() {
        String service = counter.finish();
        counter.press(1);
        counter.lastHeard = counter.now;

        assertThat(counter.afterSeconds(60).press(5, null).verdict()).isEqualTo(DUPLICATE);
        assertThat(counter.levelOf(service)).isEqualTo(1);
    }

    @Test
    void afterARebootAPressOfUnknownAgeCountsIfExactlyOneWindowWasOpen() {
        String service = counter.finish();
        counter.reboot(Duration.ofMinutes(20), false);
        assertThat(counter.outcomesOf(service)).containsExactly(DEVICE_DOWN);

        assertThat(counter.press(2, null).verdict()).isEqualTo(COUNTS);
        assertThat(counter.levelOf(service)).isEqualTo(2);
    }

    @Test
    void afterARebootAPressOfKnownAgeCountsIfBothClocksAreTrusted() {
        String service = counter.finish();
        counter.reboot(Duration.ofMinutes(20), true);

        Press press = counter.press(2, Duration.ofMinutes(19).toMillis());

        assertThat(press.service()).isEqualTo(service);
        assertThat(press.verdict()).isEqualTo(COUNTS);
    }

    @Test
    void afterARebootWithoutAClockAPressOfKnownAgeIsNotGuessed() {
        counter.finish();
        counter.reboot(Duration.ofMinutes(20), false);

        assertThat(counter.press(2, Duration.ofMinutes(19).toMillis()).verdict())
                .isEqualTo(UNMATCHED);
    }

    @Test
    void aWindowGoesOnAfterARestartThatWasQuick() {
        String service = counter.finish();
        counter.reboot(Duration.ofSeconds(40), true).pad(true);

        assertThat(counter.outcomesOf(service)).isEmpty();
        assertThat(counter.afterSeconds(20).press(1).service()).isEqualTo(service);
    }

    @Test
    void aPadDownForTheWholeWindowIsDeviceDownNotSilence() {
        counter.pad(false);
        String service = counter.finish();

        counter.afterSeconds(120);

        assertThat(counter.outcomesOf(service)).containsExactly(DEVICE_DOWN);
    }

    @Test
    void aPadDownAtTheEndOfTheWindowIsDeviceDown() {
        String service = counter.finish();
        counter.afterSeconds(60).pad(false).afterSeconds(60);

        assertThat(counter.outcomesOf(service)).containsExactly(DEVICE_DOWN);
    }

    @Test
    void aPadThatCameUpInTheWindowCouldHaveBeenPressed() {
        counter.pad(false);
        String service = counter.finish();
        counter.afterSeconds(60).pad(true).afterSeconds(60);

        assertThat(counter.outcomesOf(service)).containsExactly(NOT_RATED);
    }

    @Test
    void aCounterWithoutAnyRatingDeviceIsNotAsked() {
        counter.noDevice();

        String service = counter.finish();

        assertThat(counter.finished().get(0).windowMs()).isZero();
        assertThat(counter.outcomesOf(service)).containsExactly(NOT_ASKED);
        assertThat(counter.afterSeconds(300).outcomesOf(service)).hasSize(1);
    }

    @Test
    void killedBeforeItWroteThatNobodyWasAskedItWritesSoAtTheStart() {
        counter.noDevice();
        String service = counter.finish();
        counter.journal.remove(counter.journal.size() - 1);
        assertThat(counter.outcomesOf(service)).isEmpty();

        counter.reboot(Duration.ofSeconds(10), true);

        assertThat(counter.outcomesOf(service)).containsExactly(NOT_ASKED);
    }

    @Test
    void aRatedVisitNeverExpires() {
        String service = counter.finish();
        counter.press(3);
        counter.afterSeconds(500).finish();

        assertThat(counter.outcomesOf(service)).isEmpty();
    }

    @Test
    void aWindowExpiresOnceAndNotBeforeItsTime() {
        counter.finish();

        assertThat(counter.after(Duration.ofMillis(119_999)).bodies(WindowExpired.class))
                .isEmpty();
        assertThat(counter.after(Duration.ofMillis(1)).bodies(WindowExpired.class))
                .hasSize(1);
        assertThat(counter.afterSeconds(100).bodies(WindowExpired.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, 29_999, 300_001})
    void aWindowShorterThan30sOrLongerThan300sIsRefused(long windowMs) {
        assertThatThrownBy(() -> counter.finish(null, windowMs)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {30_000, 300_000})
    void theShortestAndTheLongestWindowLastExactlyAsSaid(long windowMs) {
        counter.finish(null, windowMs);
        assertThat(counter.after(Duration.ofMillis(windowMs - 1)).press(1).verdict())
                .isEqualTo(COUNTS);

        counter.afterSeconds(60).finish(null, windowMs);
        assertThat(counter.after(Duration.ofMillis(windowMs)).press(1).verdict())
                .isEqualTo(UNMATCHED);
    }

    @Test
    void inModeOpenEachPressIsAVisitOfItsOwn() {
        SteppedCounter open = SteppedCounter.open();
        Press first = open.press(1);
        Press second = open.afterSeconds(10).press(5);

        assertThat(first.opens()).isNotNull();
        assertThat(second.opens()).isNotNull();
        assertThat(second.service()).isNotEqualTo(first.service());
        assertThat(second.verdict()).isEqualTo(COUNTS);
    }

    @Test
    void inModeOpenAPressWithinTenSecondsCorrectsTheVisitBefore() {
        SteppedCounter open = SteppedCounter.open();
        Press first = open.press(5);
        Press second = open.after(Duration.ofMillis(9_999)).press(1);

        assertThat(second.service()).isEqualTo(first.service());
        assertThat(second.opens()).isNull();
        assertThat(open.levelOf(first.service())).isEqualTo(1);
    }

    @Test
    void inModeOpenNothingExpires() {
        SteppedCounter open = SteppedCounter.open();
        open.press(5);

        assertThat(open.afterSeconds(10_000).bodies(WindowExpired.class)).isEmpty();
    }

    @Test
    void inModeOpenALatePressIsAVisitBeforeTheNewestOne() {
        SteppedCounter open = SteppedCounter.open();
        open.afterSeconds(100);
        Press live = open.press(1);

        Press late = open.afterSeconds(2).press(4, 60_000L);
        Press correction = open.afterSeconds(2).press(2);

        assertThat(late.opens()).isNotNull();
        assertThat(correction.service()).isEqualTo(live.service());
    }

    @Test
    void inModeOpenAHeldKeyAndADarkKeyMakeNoVisit() {
        SteppedCounter open = new SteppedCounter(Mode.OPEN, SteppedCounter.THREE);

        assertThat(open.pressHeld(1).opens()).isNull();
        assertThat(open.press(4).verdict()).isEqualTo(UNMATCHED);
        assertThat(open.press(5).service()).isNull();
    }

    @Test
    void theScreenAfterAPressLasts30sWhateverWasPressed() {
        for (int key = 1; key <= 5; key++) {
            SteppedCounter one = SteppedCounter.visits();
            one.finish();
            one.press(key);

            assertThat(one.view())
                    .isEqualTo(new CounterView(
                            1,
                            Mode.VISIT,
                            Phase.AFTER,
                            "%016x".formatted(1),
                            0,
                            10_000,
                            30_000,
                            CounterView.LastVisit.RATED));
            assertThat(one.afterSeconds(29).view().phase()).isEqualTo(Phase.AFTER);
            assertThat(one.afterSeconds(1).view().phase()).isEqualTo(Phase.READY);
        }
    }

    @Test
    void aCorrectionDoesNotMakeTheScreenAfterAPressLonger() {
        counter.finish();
        counter.press(1);
        counter.afterSeconds(5).press(2);

        assertThat(counter.view().afterLeftMs()).isEqualTo(25_000);
        assertThat(counter.view().redoLeftMs()).isEqualTo(5_000);
    }

    @Test
    void subjectsBelongToTheVisitRatedLessThan30sAgo() {
        String service = counter.finish();
        assertThat(counter.windows.serviceAfterPress(counter.now)).isNull();
        counter.press(1);

        counter.afterSeconds(29);
        assertThat(counter.windows.serviceAfterPress(counter.now)).isEqualTo(service);
        counter.afterSeconds(1);
        assertThat(counter.windows.serviceAfterPress(counter.now)).isNull();
    }
}
