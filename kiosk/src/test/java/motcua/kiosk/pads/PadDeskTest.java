package motcua.kiosk.pads;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.bridge.pad.Shown;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Outcome;
import motcua.contract.body.PadBound;
import motcua.contract.body.Press;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.WindowExpired;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.counter.Served;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated pads on a real journal. */
class PadDeskTest {
    @TempDir
    Path folder;

    private TestKiosk kiosk;

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUp(folder).staffed();
        kiosk.pass(Duration.ofSeconds(4)); // the pads start
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    @Test
    void theClerkKeyFinishesAVisitAndTheNextPressRatesIt() {
        kiosk.press(1, 6);
        kiosk.press(1, 2);

        ServiceFinished finished = kiosk.records(ServiceFinished.class).get(0);
        Press press = kiosk.records(Press.class).get(0);
        assertThat(finished.visit().clerk()).isEqualTo("nguyen-thi-mau");
        assertThat(press.service()).isEqualTo(finished.service());
        assertThat(press.verdict()).isEqualTo(Verdict.COUNTS);
        assertThat(press.level()).isEqualTo(2);
        assertThat(press.ageMs()).isNotNull();
        assertThat(kiosk.pad(1).shown()).isEqualTo(Shown.RECORDED);
    }

    @Test
    void twoStrokesOfTheClerkKeyInOneGoAreOneVisit() {
        kiosk.press(1, 6);
        kiosk.press(1, 6);

        assertThat(kiosk.records(ServiceFinished.class)).hasSize(1);

        kiosk.pass(Duration.ofSeconds(3));
        kiosk.press(1, 6);
        assertThat(kiosk.records(ServiceFinished.class)).hasSize(2);
    }

    @Test
    void anOpenCounterTakesEachPressAsAVisitAndNoClerkKey() {
        kiosk.press(2, 1);
        kiosk.press(2, 6);

        assertThat(kiosk.records(ServiceFinished.class)).isEmpty();
        assertThat(kiosk.records(Press.class).get(0).opens()).isNotNull();
    }

    @Test
    void aPadThatIsNotBoundHasItsPressesKeptForNoCounter() {
        kiosk.counters.bindPad("mau-1", 0);
        kiosk.press(1, 1);

        Press press = kiosk.records(Press.class).get(0);
        assertThat(press.counter()).isZero();
        assertThat(press.verdict()).isEqualTo(Verdict.UNMATCHED);
    }

    @Test
    void aPressOfferedAgainIsStoredOnce() {
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 5, 1, 10L, false, false, false);
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 5, 1, 10L, false, false, false);
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 4, 1, 10L, false, false, false);

        assertThat(kiosk.records(Press.class)).hasSize(1);
    }

    @Test
    void aClerkKeyOfferedAgainAfterACrashFinishesOnce() throws Exception {
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 5, 6, 10L, false, false, false);
        kiosk.close();
        kiosk = TestKiosk.open(folder, kiosk.clock);
        kiosk.pass(Duration.ofSeconds(10));

        kiosk.counters.padPress("mau-1", "00000001", "00000002", 5, 6, null, false, false, false);
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 5, 6, 10_050L, false, false, false);

        assertThat(kiosk.records(ServiceFinished.class)).hasSize(1);
    }

    @Test
    void visitsEndedWhileTheKioskWasDownAreAllFinished() throws Exception {
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 5, 6, 10L, false, false, false);
        kiosk.close();
        kiosk = TestKiosk.open(folder, kiosk.clock);
        kiosk.pass(Duration.ofMinutes(5));

        kiosk.counters.padPress("mau-1", "00000001", "00000002", 6, 6, 240_000L, false, false, false);
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 7, 6, 120_000L, false, false, false);
        kiosk.counters.padPress(
                "mau-1", "00000001", "00000002", 8, 6, 119_000L, false, false, false); // a second stroke
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 9, 6, 3_000L, false, false, false);

        assertThat(kiosk.records(ServiceFinished.class)).hasSize(4);
    }

    @Test
    void aStrokeThatWaitedInThePadWhileTheOneBeforeWasStoredIsAVisit() throws Exception {
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 5, 6, 20_000L, false, false, false);
        kiosk.close();
        kiosk = TestKiosk.open(folder, kiosk.clock);

        kiosk.counters.padPress("mau-1", "00000001", "00000002", 6, 6, 1_000L, false, false, false);

        assertThat(kiosk.records(ServiceFinished.class)).hasSize(2);
    }

    @Test
    void aStrokeOfTheClerkKeyIsNoGapInThePadsNumbers() throws Exception {
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 5, 1, 10L, false, false, false);
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 6, 6, 10L, false, false, false);

        assertThat(kiosk.counters.lastSeq("00000001", "00000002")).hasValue(6);
        kiosk.close();
        kiosk = TestKiosk.open(folder, kiosk.clock);
        assertThat(kiosk.counters.lastSeq("00000001", "00000002")).hasValue(6);
    }

    @Test
    void aClerkKeyOfAStartedVisitOfferedAgainAfterAPowerCutFinishesOnce() throws Exception {
        kiosk.counters.startService(1);
        kiosk.pass(Duration.ofMinutes(3));
        kiosk.counters.padPress("mau-1", "00000001", "00000002", 5, 6, 10L, false, false, false);
        kiosk.close();
        kiosk.clock.reboot(java.time.Instant.ofEpochMilli(kiosk.clock.wallMs() + 60_000));
        kiosk = TestKiosk.open(folder, kiosk.clock);

        kiosk.counters.padPress("mau-1", "00000001", "00000002", 5, 6, null, false, false, false);

        assertThat(kiosk.records(ServiceFinished.class))
                .singleElement()
                .satisfies(finished -> assertThat(finished.visit().serviceMs()).isBetween(179_000L, 181_000L));
    }

    @Test
    void afterARestartEveryPressIsKnownSoNoneIsStoredTwice() throws Exception {
        kiosk.press(1, 6);
        kiosk.press(1, 3);
        Press stored = kiosk.records(Press.class).get(0);
        kiosk.close();

        kiosk = TestKiosk.open(folder, kiosk.clock);

        assertThat(kiosk.counters.lastSeq(stored.pad(), stored.padEpoch()).orElseThrow())
                .isEqualTo(stored.padSeq());
        kiosk.counters.padPress("mau-1", stored.pad(), stored.padEpoch(), stored.padSeq(), 3, 50L, false, false, false);
        assertThat(kiosk.records(Press.class)).hasSize(1);
    }

    @Test
    void aPadOfAStaffedCounterIsReadyInvitesForAVisitAndIsReadyAgain() {
        assertThat(kiosk.pad(1).shown()).isEqualTo(Shown.READY);

        kiosk.counters.finish(1, Served.about(motcua.contract.body.Kind.PROCEDURE, null, List.of()));
        kiosk.pass(Duration.ofMillis(500));
        assertThat(kiosk.pad(1).shown()).isEqualTo(Shown.INVITE);

        kiosk.pass(Duration.ofMinutes(2));
        assertThat(kiosk.pad(1).shown()).isEqualTo(Shown.READY);
        assertThat(kiosk.records(WindowExpired.class))
                .extracting(WindowExpired::outcome)
                .containsExactly(Outcome.NOT_RATED);
    }

    @Test
    void aPadIsClosedWhileNobodyIsSignedIn() {
        kiosk.counters.signOut(kiosk.counters.session(1).orElseThrow());
        kiosk.pass(Duration.ofMillis(500));

        assertThat(kiosk.pad(1).shown()).isEqualTo(Shown.CLOSED);
        assertThat(kiosk.pad(2).shown()).isEqualTo(Shown.INVITE);
    }

    @Test
    void aPadUnpluggedForTheWholeWindowIsInTheJournalAndMakesTheVisitDeviceDown() {
        kiosk.pad(1).unplug();
        kiosk.pass(Duration.ofSeconds(6));
        kiosk.counters.finish(1, Served.about(motcua.contract.body.Kind.PROCEDURE, null, List.of()));
        kiosk.pass(Duration.ofSeconds(121));

        assertThat(states("pad:mau-1")).containsExactly("UP", "DOWN");
        assertThat(kiosk.records(WindowExpired.class))
                .extracting(WindowExpired::outcome)
                .containsExactly(Outcome.DEVICE_DOWN);

        kiosk.pad(1).plug();
        kiosk.pass(Duration.ofSeconds(6));
        assertThat(states("pad:mau-1")).containsExactly("UP", "DOWN", "UP");
    }

    @Test
    void scenario31AHeldKeyIsStuckInTheJournalUntilItIsReleased() {
        kiosk.pad(1).hold(3);
        kiosk.pass(Duration.ofSeconds(8));
        assertThat(states("pad:mau-1")).endsWith("STUCK");

        kiosk.pad(1).release(3);
        kiosk.pass(Duration.ofSeconds(3));
        assertThat(states("pad:mau-1")).endsWith("UNSTUCK");
    }

    @Test
    void anOpenedCaseIsInTheJournal() {
        kiosk.pad(1).lid(true);
        kiosk.pass(Duration.ofSeconds(3));
        kiosk.pad(1).lid(false);
        kiosk.pass(Duration.ofSeconds(3));

        assertThat(states("pad:mau-1")).containsExactly("UP", "LID_OPEN", "LID_CLOSED");
    }

    @Test
    void pressingAnyKeyInSetupBindsThatPadAndTheTrialCountsNothing() {
        kiosk.pads.startTrial(2);
        kiosk.press(2, 4);
        kiosk.press(2, 5);

        assertThat(kiosk.counters.counterOfPad("mau-2")).isEqualTo(2);
        assertThat(kiosk.pads.test().waitingFor()).isZero();
        assertThat(kiosk.pads.test().pads())
                .filteredOn(seen -> seen.pad().equals("mau-2"))
                .extracting(PadTest.Seen::keys)
                .containsExactly(0b11000);
        assertThat(kiosk.records(Press.class))
                .allSatisfy(press -> assertThat(press.counter()).isZero());
    }

    @Test
    void bindingAPadUnbindsTheOneThatWasThere() {
        kiosk.counters.bindPad("mau-2", 1);

        assertThat(kiosk.counters.counterOfPad("mau-1")).isZero();
        assertThat(kiosk.counters.counterOfPad("mau-2")).isEqualTo(1);
        assertThat(kiosk.records(PadBound.class)).endsWith(new PadBound("mau-1", 0), new PadBound("mau-2", 1));
    }

    private List<String> states(String device) {
        return kiosk.records(DeviceChanged.class).stream()
                .filter(changed -> changed.device().equals(device))
                .map(DeviceChanged::state)
                .toList();
    }
}
