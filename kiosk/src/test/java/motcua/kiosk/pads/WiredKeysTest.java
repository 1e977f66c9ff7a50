package motcua.kiosk.pads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import motcua.bridge.simulated.SimulatedKeys;
import motcua.bridge.simulated.SimulatedLamps;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Kind;
import motcua.contract.body.Outcome;
import motcua.contract.body.Press;
import motcua.contract.body.PressSource;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.WindowExpired;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.PadHealth;
import motcua.kiosk.counter.Served;
import motcua.kiosk.journal.JournalFailure;
import motcua.kiosk.journal.TestJournals;
import motcua.kiosk.ticket.TicketKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and lamps on the kiosk's own pins, played by their simulated siblings: a clerk's key and a rating row at counter 2. */
class WiredKeysTest {
    private static final List<String> NAMES =
            List.of("next-2", "rate-2-1", "rate-2-2", "rate-2-3", "rate-2-4", "rate-2-5");

    @TempDir
    Path folder;

    private TestKiosk kiosk;
    private WiredKeys wired;
    private SimulatedKeys keys;
    private final SimulatedLamps lamps = new SimulatedLamps(List.of("invite-2"));

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUp(folder).staffed();
        kiosk.counters.signIn(2, "thu");
        wire();
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    private void wire() {
        wired = new WiredKeys(
                kiosk.counters,
                NAMES,
                kiosk.clock::upMs,
                kiosk.pads::trying,
                kiosk.lost::add,
                new TicketKeys(kiosk.tickets, kiosk::now)::pressed);
        keys = new SimulatedKeys(NAMES, wired, kiosk.clock::upMs);
        wired.attach(lamps);
        wired.onState(keys.state());
        kiosk.wires = wired::state;
    }

    private void pass(Duration time) {
        kiosk.pass(time);
        wired.showAll();
    }

    @Test
    void aPressThatWasNotStoredIsCountedAsLost() {
        AtomicBoolean full = new AtomicBoolean();
        Counters counters = new Counters(
                body -> {
                    if (full.get()) {
                        throw TestJournals.full();
                    }
                    return kiosk.journal.append(body);
                },
                kiosk.journal::gen,
                () -> new Moment(kiosk.clock.boot(), kiosk.clock.upMs(), kiosk.clock.wallMs(), true),
                new Random(1));
        kiosk.journal.replay((gen, record) -> counters.replay(record));
        WiredKeys refused =
                new WiredKeys(counters, NAMES, kiosk.clock::upMs, () -> false, kiosk.lost::add, (key, ageMs) -> {});
        full.set(true);
        SimulatedKeys wires = new SimulatedKeys(NAMES, refused, kiosk.clock::upMs);

        assertThatThrownBy(() -> wires.press("rate-2-4")).isInstanceOf(JournalFailure.class);
        assertThatThrownBy(() -> wires.press("next-2")).isInstanceOf(JournalFailure.class);

        assertThat(kiosk.lost).containsExactly(2, 2);
    }

    @Test
    void theWiredClerkKeyEndsAVisitAndTheWiredRowRatesIt() {
        assertThat(lamps.lit()).isEmpty();
        keys.press("next-2");
        wired.showAll();
        assertThat(lamps.lit()).containsExactly("invite-2");
        pass(Duration.ofSeconds(2));
        keys.press("rate-2-4");

        ServiceFinished finished = kiosk.records(ServiceFinished.class).get(0);
        Press press = kiosk.records(Press.class).get(0);
        assertThat(finished.visit().counter()).isEqualTo(2);
        assertThat(finished.visit().clerk()).isEqualTo("thu");
        assertThat(press.source()).isEqualTo(PressSource.GPIO);
        assertThat(press.verdict()).isEqualTo(Verdict.COUNTS);
        assertThat(press.service()).isEqualTo(finished.service());
        assertThat(press.level()).isEqualTo(4);
        assertThat(press.pad()).isNull();
        pass(Duration.ofSeconds(11));
        assertThat(lamps.lit()).isEmpty();
    }

    @Test
    void twoStrokesInOneGoAreOneVisitAndAPressWithoutAVisitIsKept() {
        keys.press("rate-2-1");
        keys.press("next-2");
        pass(Duration.ofMillis(500));
        keys.press("next-2");

        assertThat(kiosk.records(ServiceFinished.class)).hasSize(1);
        assertThat(kiosk.records(Press.class)).extracting(Press::verdict).containsExactly(Verdict.UNMATCHED);
    }

    @Test
    void brokenWiresAreSeenAndTheVisitIsDeviceDownNotSilence() {
        keys.breakWires();
        kiosk.counters.finish(2, Served.about(Kind.PROCEDURE, null, List.of()));
        pass(Duration.ofSeconds(121));

        assertThat(kiosk.records(WindowExpired.class))
                .extracting(WindowExpired::outcome)
                .containsExactly(Outcome.DEVICE_DOWN);
        assertThat(kiosk.records(DeviceChanged.class))
                .filteredOn(change -> change.device().equals("pad:gpio-2"))
                .extracting(DeviceChanged::state)
                .containsExactly("UP", "DOWN");
        assertThat(kiosk.status().get().devices())
                .filteredOn(device -> device.name().matches("gpio-2|simulated keys"))
                .extracting(
                        device -> device.name() + " " + device.counter() + " " + device.state() + " " + device.detail())
                .containsExactly("gpio-2 2 DOWN null", "simulated keys null DOWN the wires are broken");

        keys.mendWires();
        assertThat(kiosk.status().get().devices())
                .filteredOn(device -> device.name().matches("gpio-2|simulated keys"))
                .extracting(device -> device.state())
                .containsOnly("UP");
    }

    @Test
    void lostEdgesAreWrittenDownForTheRatingRow() {
        wired.onLost(3);
        assertThat(kiosk.records(DeviceChanged.class))
                .filteredOn(change -> change.state().equals("GAP"))
                .extracting(DeviceChanged::device, DeviceChanged::counter, DeviceChanged::detail)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("pad:gpio-2", 2, "3 edges of wired keys lost"));
    }

    @Test
    void whileATechnicianTriesKeysAPressBelongsToNoCounter() {
        kiosk.counters.finish(2, Served.about(Kind.PROCEDURE, null, List.of()));
        kiosk.pads.startTrial(0);
        keys.press("rate-2-5");

        assertThat(kiosk.records(Press.class))
                .extracting(Press::counter, Press::verdict)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(0, Verdict.UNMATCHED));
    }

    @Test
    void aPadThatATechnicianChoseForTheCounterStaysChosen() throws Exception {
        kiosk.counters.bindPad("mau-2", 2);
        kiosk.close();
        kiosk = TestKiosk.open(folder, kiosk.clock);
        wire();

        assertThat(kiosk.counters.pads())
                .filteredOn(pad -> pad.counter() == 2)
                .extracting(PadHealth::pad)
                .containsExactly("mau-2");
    }
}
