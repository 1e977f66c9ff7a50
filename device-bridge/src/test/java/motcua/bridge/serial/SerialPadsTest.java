package motcua.bridge.serial;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import motcua.bridge.pad.PadDisplay;
import motcua.bridge.pad.PadIdentity;
import motcua.bridge.pad.PadState;
import motcua.bridge.pad.PadState.Connection;
import motcua.bridge.pad.RatingPad;
import motcua.bridge.serial.PadMessage.Counter;
import motcua.bridge.serial.PadMessage.Ping;
import motcua.bridge.serial.PadMessage.Show;
import motcua.bridge.simulated.Pty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver as it ships, through jSerialComm, on pseudo-terminals of the kernel. */
class SerialPadsTest {
    private static final long PAD = 0x1234_5678L;
    private static final long EPOCH = 0x9ABC_DEF0L;
    private static final PadIdentity IDENTITY = new PadIdentity(PAD, EPOCH);
    private static final SerialTiming QUICK = new SerialTiming(30, 100, 100, 2_000, 600, 5_000, 50, 200);

    @TempDir
    Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closesEverythingAndLeavesNoThread() throws Exception {
        listener.disk.countDown();
        for (AutoCloseable each : open) {
            each.close();
        }
        assertThat(driverThreads()).isEmpty();
    }

    @Test
    void aPressIsAcknowledgedOnlyAfterTheListenerHasStoredIt() {
        listener.disk = new CountDownLatch(1);
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        pads();
        pad.press(7, 3, 12);
        until(() -> listener.offered.size() == 1);
        int sent = pad.pressesSent();

        until(() -> pad.pressesSent() > sent + 5);
        assertThat(pad.acks()).isEmpty();
        assertThat(listener.offered).hasSize(1);

        listener.disk.countDown();
        until(() -> pad.pending() == 0);
        assertThat(listener.stored).singleElement().satisfies(press -> {
            assertThat(press.pad()).isEqualTo(IDENTITY);
            assertThat(press.seq()).isEqualTo(7);
            assertThat(press.key()).isEqualTo(3);
            assertThat(press.ageMs()).isEqualTo(OptionalLong.of(12));
        });
        assertThat(pad.acks()).containsOnly(7);
    }

    @Test
    void aSlowCommitDoesNotStopTheSignsOfLife() {
        listener.disk = new CountDownLatch(1);
        ScriptedPad slow = pad(PAD, EPOCH, "port-a");
        ScriptedPad other = pad(PAD + 1, EPOCH, "port-b");
        pads();
        slow.press(1, 1);
        until(() -> listener.offered.size() == 1);
        int slowPings = slow.heard(Ping.class).size();
        int otherPings = other.heard(Ping.class).size();

        // 20 pings at 100 ms each: a commit of two seconds
        until(() -> slow.heard(Ping.class).size() >= slowPings + 20
                && other.heard(Ping.class).size() >= otherPings + 20);

        assertThat(slow.acks()).isEmpty();
        listener.disk.countDown();
        until(() -> slow.pending() == 0);
        assertThat(listener.states).noneMatch(state -> state.connection() == Connection.DOWN);
    }

    @Test
    void aPressThatIsNotStoredIsOfferedAgainAndStoredOnce() {
        listener.failures.set(3);
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        pads();
        pad.press(1, 5);
        until(() -> pad.pending() == 0);
        assertThat(listener.offered).hasSize(4);
        assertThat(listener.storedSeqs()).containsExactly(1L);
        assertThat(pad.acks()).containsOnly(1);
    }

    @Test
    void aPressThatIsStoredAlreadyIsAcknowledgedAndNotOfferedAgain() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads first = pads();
        pad.press(1, 5);
        until(() -> pad.pending() == 0);
        first.close();

        pad.press(1, 5); // the acknowledgement did not get into the pad's EEPROM before the power went
        pads();
        until(() -> pad.pending() == 0);

        assertThat(listener.offered).hasSize(1);
        assertThat(listener.storedSeqs()).containsExactly(1L);
    }

    @Test
    void aPressFromBeforeARestartOfThePadHasNoAge() {
        listener.disk = new CountDownLatch(1);
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        pad.press(1, 2, 40);
        pad.press(2, 4, 20);
        pad.restart();
        listener.disk.countDown();
        pads();
        until(() -> pad.pending() == 0);
        assertThat(listener.stored).hasSize(2).allMatch(press -> press.ageMs().isEmpty());
    }

    @Test
    void sequencesGoOnAcrossTheWrapAndARestartOfTheKiosk() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads first = pads();
        pad.press(65534, 1);
        pad.press(65535, 1);
        pad.press(0, 1);
        until(() -> pad.pending() == 0);
        first.close();
        pad.press(0, 1);
        pad.press(1, 1);
        pads();
        until(() -> pad.pending() == 0);
        assertThat(listener.storedSeqs()).containsExactly(65534L, 65535L, 65536L, 65537L);
        assertThat(listener.states).noneMatch(hasDetail("GAP"));
    }

    @Test
    void aGapInTheSequenceIsToldBeforeThePressBehindIt() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        pads();
        pad.press(10, 1);
        pad.press(14, 1);
        until(() -> pad.pending() == 0);
        assertThat(listener.storedSeqs()).containsExactly(10L, 14L);
        assertThat(listener.states).filteredOn(hasDetail("GAP 11-13")).hasSize(1);
        int behind = listener.told.indexOf(listener.stored.get(1));
        assertThat(listener.told.get(behind - 1))
                .isInstanceOfSatisfying(
                        PadState.class, state -> assertThat(state.detail()).isPresent());
    }

    @Test
    void aPadIsFoundAgainOnAnotherPort() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        RatingPad before = find(pads, PAD);
        before.show(new PadDisplay.Ready(0b11111));
        until(() -> !pad.heard(Show.class).isEmpty());
        unplug(pad, "port-a");
        until(() -> before.state().connection() == Connection.DOWN);

        ScriptedPad again = pad(PAD, EPOCH, "port-b");
        again.press(1, 1);
        until(() -> again.pending() == 0);

        assertThat(isUp(pads, PAD, "port-b")).isTrue();
        assertThat(find(pads, PAD)).isSameAs(before);
        until(() -> again.heard(Show.class).contains(new Show(Show.READY, 31, 0)));
        until(() -> pads.pads().size() == 1);
        assertThat(listener.states)
                .extracting(PadState::connection)
                .containsSubsequence(Connection.UP, Connection.DOWN, Connection.UP);
    }

    @Test
    void aPadThatMovesFasterThanItsLossIsSeenIsServedInItsNewPlace() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        pad.silent(true); // the adapter stays in, only the pad behind it is gone

        ScriptedPad again = pad(PAD, EPOCH, "port-b");
        again.press(1, 1);
        until(() -> again.pending() == 0);

        assertThat(isUp(pads, PAD, "port-b")).isTrue();
    }

    @Test
    void aPadThatFallsSilentIsDownAndComesBackByItself() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        pad.silent(true);
        until(() -> find(pads, PAD).state().connection() == Connection.DOWN);
        assertThat(find(pads, PAD).state().detail())
                .hasValueSatisfying(text -> assertThat(text).contains("silent"));
        pad.silent(false);
        until(() -> isUp(pads, PAD, "port-a"));
    }

    @Test
    void somethingElseOnThePortIsForeignAndCountedUntilAPadIsPluggedIn() throws Exception {
        Pty foreign = Pty.open();
        open.add(foreign);
        Path port = folder.resolve("port-a");
        foreign.plugInAs(port);
        Thread chatter = new Thread(() -> {
            byte[] nmea =
                    "$GPGGA,081836,3751.65,S,14507.36,E*75\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            while (!Thread.currentThread().isInterrupted()) {
                foreign.write(nmea);
                foreign.read(new byte[64], 20);
            }
        });
        chatter.start();
        SerialPads pads = pads();
        until(() -> trouble(pads, port, Connection.FOREIGN));
        long counted = pads.foreignBytes().get(0).count();
        until(() -> pads.foreignBytes().get(0).count() > counted + 2 * ForeignBytes.KEPT); // tried again and again
        assertThat(pads.foreignBytes().get(0).last()).hasSize(ForeignBytes.KEPT).contains((byte) '$');
        assertThat(pads.pads())
                .singleElement()
                .satisfies(pad -> assertThat(pad.id()).isEqualTo(port.toString()));
        chatter.interrupt();
        Threads.join(chatter, 5_000);
        foreign.close();

        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        pad.press(1, 1);
        until(() -> pad.pending() == 0);

        assertThat(pads.pads()).extracting(RatingPad::id).containsExactly("12345678");
        assertThat(pads.foreignBytes()).isEmpty();
    }

    @Test
    void aSecondPadOfTheSameNumberIsShownAndNotAcknowledged() {
        ScriptedPad first = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        ScriptedPad second = pad(PAD, EPOCH, "port-b");
        second.press(1, 5);
        until(() -> trouble(pads, folder.resolve("port-b"), Connection.CONFLICT));
        first.press(1, 1);
        first.press(2, 1);
        until(() -> first.pending() == 0);
        int sent = second.pressesSent();
        until(() -> second.pressesSent() > sent + 60); // both have talked for longer than a move could explain
        unplug(first, "port-a");
        until(() -> find(pads, PAD).state().connection() == Connection.DOWN);
        int sentAlone = second.pressesSent();
        until(() -> second.pressesSent() > sentAlone + 20);

        assertThat(second.acks()).isEmpty();
        assertThat(second.pending()).isEqualTo(1);
        assertThat(listener.stored).hasSize(2).allMatch(press -> press.key() == 1);
        assertThat(trouble(pads, folder.resolve("port-b"), Connection.CONFLICT)).isTrue();
    }

    @Test
    void aPressFarBehindTheLastStoredOneIsAnotherPadsAndNotSaidToBeStored() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        pad.press(1000, 1);
        until(() -> pad.pending() == 0);
        unplug(pad, "port-a");

        ScriptedPad clone = pad(PAD, EPOCH, "port-a"); // its EEPROM was copied, and it has stood on a shelf since
        clone.press(900, 5);
        until(() -> find(pads, PAD).state().connection() == Connection.CONFLICT);
        int sent = clone.pressesSent();
        until(() -> clone.pressesSent() > sent + 10);
        assertThat(clone.acks()).isEmpty();
        assertThat(listener.stored).hasSize(1);
    }

    @Test
    void aPadOfANewerProtocolIsShownAndNotTaken() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        pad.protocol(2);
        until(() -> trouble(pads, folder.resolve("port-a"), Connection.FOREIGN));
        assertThat(pads.pads())
                .extracting(each -> each.state().detail().orElse(""))
                .contains("a pad of protocol 2, this kiosk speaks 1");
        pad.press(1, 1);
        int sent = pad.pressesSent();
        until(() -> pad.pressesSent() > sent + 10);
        assertThat(pad.acks()).isEmpty();
        assertThat(listener.stored).isEmpty();

        pad.protocol(1);
        until(() -> pad.pending() == 0);
        assertThat(listener.stored).hasSize(1);
    }

    @Test
    void aPressOfAKeyThatDoesNotExistIsShownAndNotTaken() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        pad.press(1, 9);
        until(() -> listener.states.stream().anyMatch(hasDetail("press 1 has the unknown key 9")));
        assertThat(isUp(pads, PAD, "port-a")).isTrue();
        assertThat(pad.acks()).isEmpty();
        assertThat(listener.offered).isEmpty();
    }

    @Test
    void fiftyLossesOfTheLineLeakNoFileAndNoThread() throws Exception {
        ScriptedPad first = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        unplug(first, "port-a");
        until(() -> find(pads, PAD).state().connection() == Connection.DOWN);
        until(() -> driverThreads().size() == 2);
        long files = openFiles();
        for (int n = 0; n < 50; n++) {
            ScriptedPad pad = pad(PAD, EPOCH, "port-a");
            until(() -> isUp(pads, PAD, "port-a"));
            unplug(pad, "port-a");
            until(() -> find(pads, PAD).state().connection() == Connection.DOWN);
        }
        until(() -> driverThreads().size() == 2);
        assertThat(openFiles()).isLessThanOrEqualTo(files + 2);
    }

    @Test
    void aBlankPadGetsANumberOfItsOwn() {
        ScriptedPad pad = pad(0, 0, "port-a");
        SerialPads pads = pads();
        until(() -> pad.padId() != 0 && isUp(pads, pad.padId(), "port-a"));
        pad.press(1, 4);
        until(() -> pad.pending() == 0);
        assertThat(listener.stored).singleElement().satisfies(press -> {
            assertThat(press.pad().padId()).isEqualTo(pad.padId());
            assertThat(press.pad().epoch()).isNotZero();
        });
    }

    @Test
    void anotherPadBehindTheSameAdapterIsAnotherPad() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        pad.identity(PAD + 1, EPOCH + 1);
        until(() -> isUp(pads, PAD + 1, "port-a"));
        assertThat(find(pads, PAD).state().connection()).isEqualTo(Connection.DOWN);
    }

    @Test
    void aPadIsToldItsCounterAndWhatToShowAgainAfterARestart() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        find(pads, PAD).bindCounter(3);
        find(pads, PAD).show(new PadDisplay.Invite(0b00111, Duration.ofMinutes(2)));
        until(() -> pad.counter() == 3 && pad.shown() == Show.INVITE);
        assertThat(find(pads, PAD).state().counterShown()).isEqualTo(3);
        pad.heard().clear();

        pad.restart();

        until(() -> pad.shown() == Show.INVITE);
        assertThat(pad.heard(Show.class)).allSatisfy(show -> {
            assertThat(show.keys()).isEqualTo(0b00111);
            assertThat(show.duration()).isBetween(1, 1200);
        });
        assertThat(pad.heard(Counter.class)).isEmpty(); // the pad knows its counter still
    }

    @Test
    void anInvitationThatIsOverIsNotGivenAgain() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        find(pads, PAD).show(new PadDisplay.Invite(0b00111, Duration.ofMillis(200)));
        until(() -> pad.shown() == Show.INVITE);
        // The scripted pad does not end it by itself, so the driver must.
        until(() -> pad.shown() == Show.READY);
    }

    @Test
    void anOrderThatWasLostOnTheLineIsRepeated() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        find(pads, PAD).show(new PadDisplay.Invite(0b11111, Duration.ZERO));
        until(() -> pad.shown() == Show.INVITE);
        pad.forgetShow();
        until(() -> pad.shown() == Show.INVITE);
    }

    @Test
    void aPortThatCannotBeOpenedIsShownAndTriedAgain() throws Exception {
        Path port = folder.resolve("port-a");
        Files.writeString(port, "no terminal");
        SerialPads pads = pads();
        until(() -> trouble(pads, port, Connection.DOWN));
        assertThat(find(pads, port.toString()).state().detail())
                .hasValueSatisfying(text -> assertThat(text).startsWith("cannot open"));

        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        pad.press(1, 1);
        until(() -> pad.pending() == 0);
        until(() -> pads.pads().size() == 1);
    }

    @Test
    void aNamedPortThatIsNotThereIsShown() {
        Path port = folder.resolve("rating-pad");
        SerialPads pads = open(List.of(port.toString()));
        until(() -> trouble(pads, port, Connection.DOWN));
        ScriptedPad pad = pad(PAD, EPOCH, "rating-pad");
        until(() -> isUp(pads, PAD, "rating-pad"));
        unplug(pad, "rating-pad");
        until(() -> find(pads, PAD).state().connection() == Connection.DOWN);
        assertThat(pads.pads()).hasSize(1); // the pad itself says that it is gone
    }

    @Test
    void twoNamesOfOnePortAreOnePort() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        pad.plugInAs(folder.resolve("port-b"));
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        pad.press(1, 1);
        until(() -> pad.pending() == 0);
        assertThat(pads.pads()).hasSize(1);
    }

    @Test
    void garbageBetweenFramesIsCountedAndCostsNoPress() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        for (int seq = 1; seq <= 30; seq++) {
            byte[] garbage = new byte[1 + random.nextInt(120)];
            random.nextBytes(garbage);
            pad.raw(garbage);
            pad.press(seq, 1 + random.nextInt(5));
        }
        until(() -> pad.pending() == 0);
        assertThat(listener.storedSeqs()).as("seed %d", seed).hasSize(30).doesNotHaveDuplicates();
        assertThat(find(pads, PAD).state().badFrames()).isPositive();
    }

    @Test
    void aPadThatReadsNothingIsLetGoAndTheDriverCanStillBeClosed() {
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        until(() -> isUp(pads, PAD, "port-a"));
        pad.deaf(true);
        RatingPad rating = find(pads, PAD);
        until(() -> {
            for (int n = 0; n < 50; n++) {
                rating.show(new PadDisplay.Invite(31, Duration.ofMinutes(1)));
            }
            return rating.state().connection() == Connection.DOWN;
        });
        assertThat(rating.state().detail())
                .hasValueSatisfying(text -> assertThat(text).contains("takes no bytes"));
    }

    @Test
    void closingWaitsForTheCommitAndAcknowledgesIt() throws Exception {
        listener.disk = new CountDownLatch(1);
        ScriptedPad pad = pad(PAD, EPOCH, "port-a");
        SerialPads pads = pads();
        pad.press(1, 1);
        until(() -> listener.offered.size() == 1);
        Thread closing = new Thread(pads::close);
        closing.start();
        until(() -> driverThreads().stream().noneMatch(name -> name.equals("pads-scan")));
        assertThat(pad.acks()).isEmpty();
        listener.disk.countDown();
        Threads.join(closing, 10_000);
        until(() -> pad.pending() == 0);
    }

    @Test
    void patternsThatCannotMeanAPortAreRefused() {
        assertThatThrownBy(() -> open(List.of("ttyUSB0"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> open(List.of("/dev/*/pad"))).hasMessageContaining("/dev/*/pad");
    }

    private SerialPads pads() {
        return open(List.of(folder.resolve("port-*").toString()));
    }

    private SerialPads open(List<String> globs) {
        long start = System.nanoTime();
        SerialPads pads = SerialPads.open(
                globs,
                listener,
                () -> (System.nanoTime() - start) / 1_000_000,
                QUICK,
                JSerialCommLine::open,
                new Random());
        open.add(0, pads);
        return pads;
    }

    private ScriptedPad pad(long padId, long epoch, String port) {
        ScriptedPad pad = new ScriptedPad(padId, epoch).plugInAs(folder.resolve(port));
        open.add(pad);
        return pad;
    }

    private void unplug(ScriptedPad pad, String port) {
        pad.close();
        try {
            Files.delete(folder.resolve(port));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isUp(SerialPads pads, long padId, String port) {
        String id = String.format("%08x", padId);
        return pads.pads().stream()
                .anyMatch(pad -> pad.id().equals(id)
                        && pad.state().connection() == Connection.UP
                        && pad.state().name().equals(folder.resolve(port).toString()));
    }

    private static boolean trouble(SerialPads pads, Path port, Connection connection) {
        return pads.pads().stream()
                .anyMatch(pad -> pad.id().equals(port.toString()) && pad.state().connection() == connection);
    }

    private static RatingPad find(SerialPads pads, long padId) {
        return find(pads, String.format("%08x", padId));
    }

    private static RatingPad find(SerialPads pads, String id) {
        return pads.pads().stream()
                .filter(pad -> pad.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Predicate<PadState> hasDetail(String start) {
        return state -> state.detail().filter(text -> text.startsWith(start)).isPresent();
    }

    private static long openFiles() throws java.io.IOException {
        try (java.util.stream.Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static List<String> driverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("pad-") || name.startsWith("pads-"))
                .toList();
    }

    private static void until(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(10)).atMost(30, SECONDS).until(condition);
    }
}
