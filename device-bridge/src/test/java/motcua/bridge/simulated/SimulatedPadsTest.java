package motcua.bridge.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import motcua.bridge.pad.PadDisplay;
import motcua.bridge.pad.PadIdentity;
import motcua.bridge.pad.PadListener;
import motcua.bridge.pad.PadPress;
import motcua.bridge.pad.PadState;
import motcua.bridge.pad.PadState.Connection;
import motcua.bridge.pad.RatingPad;
import motcua.bridge.pad.Shown;
import org.junit.jupiter.api.Test;

/** A simulated pad does what the firmware does, when it does it; no test here waits. */
class SimulatedPadsTest {
    private static final int ALL = 0b11111;

    private final Kiosk kiosk = new Kiosk();
    private long nowMs = 1_000;
    private final SimulatedPads pads = SimulatedPads.stepped(List.of("quầy 1"), kiosk, () -> nowMs, new Random(1));
    private final SimulatedPad pad = pads.pad("quầy 1").orElseThrow();

    @Test
    void aPressIsSeenWithin60MsAndRecordedOnceStored() {
        invite();
        pad.press(2);
        pass(60);
        assertThat(pad.shown()).isEqualTo(Shown.SEEN);
        assertThat(kiosk.stored).singleElement().satisfies(press -> {
            assertThat(press.key()).isEqualTo(2);
            assertThat(press.seq()).isEqualTo(1);
            assertThat(press.ageMs().orElseThrow()).isBetween(8L, 60L);
            assertThat(press.pad()).isEqualTo(pad.identity());
        });
        pass(200);
        assertThat(pad.shown()).isEqualTo(Shown.RECORDED);
        pass(1_020);
        assertThat(pad.shown()).isEqualTo(Shown.INVITE);
        assertThat(pad.state().pending()).isZero();
    }

    @Test
    void aPressThatIsNotStoredIsSavingAfterASecondAndOfferedUntilItIs() {
        invite();
        kiosk.failing = true;
        pad.press(5);
        pass(980);
        assertThat(pad.shown()).isEqualTo(Shown.SEEN);
        pass(60);
        assertThat(pad.shown()).isEqualTo(Shown.SAVING);
        assertThat(kiosk.offers).isBetween(4, 6);
        assertThat(pad.state().pending()).isEqualTo(1);
        kiosk.failing = false;
        pass(260);
        assertThat(pad.shown()).isEqualTo(Shown.RECORDED);
        assertThat(kiosk.stored).hasSize(1);
    }

    @Test
    void withoutTheKioskItShowsItsFaultAfterThreeSecondsAndKeepsThePresses() {
        invite();
        pad.breakLine();
        pass(2_900);
        assertThat(pad.shown()).isEqualTo(Shown.INVITE);
        assertThat(pad.state().connection()).isEqualTo(Connection.UP);
        pass(200);
        assertThat(pad.shown()).isEqualTo(Shown.FAULT);
        assertThat(pad.state().connection()).isEqualTo(Connection.DOWN);
        pad.press(1);
        pass(60);
        assertThat(pad.shown()).isEqualTo(Shown.SEEN);
        pass(2_000);
        assertThat(pad.shown()).isEqualTo(Shown.FAULT);
        assertThat(kiosk.stored).isEmpty();
        pad.mendLine();
        pass(100);
        assertThat(kiosk.stored)
                .singleElement()
                .satisfies(press -> assertThat(press.ageMs().orElseThrow()).isBetween(2_000L, 2_200L));
    }

    @Test
    void theInvitationIsEndedByThePadItself() {
        pad.show(new PadDisplay.Invite(ALL, Duration.ofSeconds(30)));
        pass(29_900);
        assertThat(pad.shown()).isEqualTo(Shown.INVITE);
        pass(200);
        assertThat(pad.shown()).isEqualTo(Shown.READY);
    }

    @Test
    void anInvitationThatWasInterruptedByAPowerCutGoesOnForItsRestOnly() {
        pad.show(new PadDisplay.Invite(ALL, Duration.ofSeconds(30)));
        pass(10_000);
        pad.unplug();
        pass(10_000);
        pad.plug();
        pass(9_900);
        assertThat(pad.shown()).isEqualTo(Shown.INVITE);
        pass(200);
        assertThat(pad.shown()).isEqualTo(Shown.READY);
    }

    @Test
    void unpluggedItIsDarkAndItsLogSurvivesWithoutAges() {
        invite();
        kiosk.failing = true;
        pad.press(3);
        pass(100);
        pad.unplug();
        pass(20);
        assertThat(pad.lamps()).isEqualTo(LampsView.DARK);
        assertThat(pad.state().connection()).isEqualTo(Connection.DOWN);
        pad.press(1); // nobody notices
        kiosk.failing = false;
        pass(60_000);
        assertThat(kiosk.stored).isEmpty();
        pad.plug();
        pass(100);
        assertThat(kiosk.stored).singleElement().satisfies(press -> {
            assertThat(press.key()).isEqualTo(3);
            assertThat(press.ageMs()).isEmpty();
        });
        assertThat(kiosk.states)
                .extracting(PadState::connection)
                .containsSubsequence(Connection.UP, Connection.DOWN, Connection.UP);
    }

    @Test
    void anAcknowledgementThatIsLostCostsNothing() {
        invite();
        pad.press(3);
        kiosk.whileStoring = pad::unplug;
        pass(60);
        kiosk.whileStoring = () -> {};
        assertThat(kiosk.stored).hasSize(1);
        assertThat(pad.state().pending()).isEqualTo(1);
        pad.plug();
        pass(100);
        assertThat(kiosk.stored).hasSize(1);
        assertThat(pad.state().pending()).isZero();
    }

    @Test
    void theLogHolds64PressesAndRefusesTheNewest() {
        invite();
        kiosk.failing = true;
        for (int n = 0; n < 64; n++) {
            pad.press(1 + n % 5);
            pass(200);
        }
        assertThat(pad.state().pending()).isEqualTo(64);
        assertThat(pad.state().refused()).isZero();
        pad.press(4);
        pass(40);
        assertThat(pad.shown()).isEqualTo(Shown.NOT_RECORDED);
        assertThat(pad.state().refused()).isEqualTo(1);
        kiosk.failing = false;
        pass(2_000);
        assertThat(kiosk.stored).hasSize(64);
        assertThat(kiosk.stored).extracting(PadPress::seq).first().isEqualTo(1L);
        assertThat(pad.state().pending()).isZero();
    }

    @Test
    void aHeldKeyIsOnePressAndStuckAfterFiveSecondsUntilReleased() {
        invite();
        pad.hold(2);
        pass(4_900);
        assertThat(pad.state().keysDown()).isEqualTo(0b10);
        assertThat(pad.state().stuckMask()).isZero();
        pass(200);
        assertThat(pad.state().stuckMask()).isEqualTo(0b10);
        pass(20_000);
        pad.release(2);
        pass(100);
        assertThat(pad.state().stuckMask()).isZero();
        assertThat(kiosk.stored).hasSize(1);
        assertThat(kiosk.states).extracting(PadState::stuckMask).containsSubsequence(0, 0b10, 0);
    }

    @Test
    void aKeyHeldAtItsStartIsNoPressUntilReleasedOnce() {
        pad.unplug();
        pad.hold(1);
        pad.plug();
        pass(1_000);
        assertThat(kiosk.stored).isEmpty();
        pad.release(1);
        pass(100);
        pad.press(1);
        pass(100);
        assertThat(kiosk.stored).hasSize(1);
    }

    @Test
    void aClosedPadIsDarkAndSilentAndKeepsPresses() {
        pad.show(new PadDisplay.Closed());
        pass(2_000); // its start is over
        pad.press(5);
        for (int n = 0; n < 100; n++) {
            pass(20);
            assertThat(pad.lamps().lamps()).containsOnly(false);
            assertThat(pad.lamps().buzzer()).isFalse();
        }
        assertThat(kiosk.stored).hasSize(1);
    }

    @Test
    void theClerksKeyMovesTheHeartbeatLampOnly() {
        invite();
        List<LampsView> without = film(1_000); // one round of the invitation
        pad.press(6);
        List<LampsView> with = film(1_000);
        assertThat(with)
                .extracting(LampsView::lamps)
                .isEqualTo(without.stream().map(LampsView::lamps).toList());
        assertThat(with).extracting(LampsView::buzzer).containsOnly(false);
        assertThat(with).extracting(LampsView::heartbeat).contains(true, false);
        assertThat(kiosk.stored).singleElement().matches(PadPress::isClerkKey);
    }

    @Test
    void fromTwoMetresEveryPressLooksAndSoundsTheSame() {
        List<LampsView> first = filmOfAPress(1);
        assertThat(first).extracting(LampsView::buzzer).contains(true);
        for (int key = 2; key <= 5; key++) {
            List<LampsView> other = filmOfAPress(key);
            assertThat(withoutBlink(other, key)).isEqualTo(withoutBlink(first, 1));
            assertThat(blink(other, key)).isEqualTo(blink(first, 1)).isBetween(70L, 90L);
        }
    }

    @Test
    void theLidAndTheCounterAreTold() {
        pad.lid(true);
        pad.bindCounter(12);
        pass(20);
        assertThat(pad.state().lidOpen()).isTrue();
        assertThat(pad.state().counterShown()).isEqualTo(12);
        assertThat(kiosk.states).anyMatch(PadState::lidOpen);
        pad.unplug();
        pad.plug();
        pass(500);
        assertThat(pad.shown()).isEqualTo(Shown.BOOT);
        // one long blink and two short ones
        assertThat(film(1_600)).extracting(view -> view.lamps().get(0)).contains(true, false);
        pass(20);
        assertThat(pad.shown()).isEqualTo(Shown.READY);
    }

    @Test
    void aPressTwiceInOneMomentIsTwoPresses() {
        invite();
        pad.press(4);
        pad.press(4);
        pass(500);
        assertThat(kiosk.stored).hasSize(2);
    }

    @Test
    void namesMustDifferAndKeysMustExist() {
        assertThatThrownBy(() -> SimulatedPads.stepped(List.of("a", "a"), kiosk, () -> 0, new Random()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pad.press(7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pad.press(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void openedTheyLiveByThemselvesAndShowSavingDuringASlowCommit() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        Kiosk slow = new Kiosk();
        slow.whileStoring = () -> {
            try {
                disk.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        long start = System.nanoTime();
        SimulatedPads living = SimulatedPads.open(List.of("một"), slow, () -> (System.nanoTime() - start) / 1_000_000);
        SimulatedPad one = living.simulated().get(0);
        one.press(3);
        await().until(() -> one.shown() == Shown.SAVING);
        disk.countDown();
        await().until(() -> one.shown() == Shown.RECORDED);
        assertThat(slow.stored).hasSize(1);
        living.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("simulated-pads"));
    }

    private void invite() {
        pad.show(new PadDisplay.Invite(ALL, Duration.ZERO));
        pass(20);
    }

    private void pass(long ms) {
        long end = nowMs + ms;
        while (nowMs < end) {
            nowMs = Math.min(end, nowMs + 10);
            pads.step();
        }
    }

    private List<LampsView> film(long ms) {
        List<LampsView> film = new ArrayList<>();
        for (long at = 0; at < ms; at += 10) {
            pass(10);
            film.add(pad.lamps());
        }
        return film;
    }

    private List<LampsView> filmOfAPress(int key) {
        nowMs = (nowMs / 100_000 + 1) * 100_000; // the same place in every rhythm
        pads.step();
        pad.show(new PadDisplay.Ready(ALL));
        pass(20);
        invite();
        pad.press(key);
        return film(4_000);
    }

    private static List<LampsView> withoutBlink(List<LampsView> film, int key) {
        List<LampsView> without = new ArrayList<>();
        boolean blinking = true;
        boolean sounded = false;
        for (LampsView view : film) {
            sounded |= view.buzzer();
            blinking &= !sounded || view.buzzer();
            if (sounded && blinking) {
                List<Boolean> lamps = new ArrayList<>(view.lamps());
                lamps.set(key - 1, false);
                without.add(new LampsView(lamps, view.buzzer(), view.heartbeat()));
            } else {
                without.add(view);
            }
        }
        return without;
    }

    private static long blink(List<LampsView> film, int key) {
        return film.stream()
                        .filter(view -> view.buzzer() && view.lamps().get(key - 1))
                        .count()
                * 10;
    }

    private static final class Kiosk implements PadListener {
        private final List<PadPress> stored = new ArrayList<>();
        private final List<PadState> states = new ArrayList<>();
        private volatile boolean failing;
        private volatile Runnable whileStoring = () -> {};
        private int offers;

        @Override
        public synchronized OptionalLong lastSeq(PadIdentity identity) {
            return stored.stream().mapToLong(PadPress::seq).max().stream()
                    .boxed()
                    .map(OptionalLong::of)
                    .findFirst()
                    .orElse(OptionalLong.empty());
        }

        @Override
        public void onPress(RatingPad from, PadPress press) throws Exception {
            offers++;
            whileStoring.run();
            if (failing) {
                throw new IOException("the disk is full");
            }
            synchronized (this) {
                stored.add(press);
            }
        }

        @Override
        public void onState(RatingPad from, PadState state) {
            states.add(state);
        }
    }
}
