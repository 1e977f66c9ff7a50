package motcua.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.bridge.simulated.SimulatedKeys;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketOrigin;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.pads.WiredKeys;
import motcua.kiosk.queue.Refusal;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ticket keys on the kiosk's own pins, played by their simulated sibling. */
class TicketKeysTest {
    private static final List<String> NAMES = List.of("ticket-A", "ticket-C", "ticket-priority", "ticket-Z");

    @TempDir
    Path folder;

    private TestKiosk kiosk;
    private SimulatedKeys keys;

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUp(folder);
        TicketOffice.giveQueues(kiosk, null);
        WiredKeys wired = new WiredKeys(
                kiosk.counters,
                NAMES,
                kiosk.clock::upMs,
                kiosk.pads::trying,
                kiosk.lost::add,
                new TicketKeys(kiosk.tickets, kiosk::now)::pressed);
        keys = new SimulatedKeys(NAMES, wired, kiosk.clock::upMs);
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    @Test
    void aKeyTakesATicketOfItsSeriesAndNobodyIsCalledByAnUntoldNumber() {
        keys.press("ticket-A");
        keys.press("ticket-C");
        keys.press("ticket-priority");

        assertThat(kiosk.records(TicketIssued.class))
                .extracting(TicketIssued::label, TicketIssued::priority, TicketIssued::origin)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("A001", false, TicketOrigin.KEY),
                        org.assertj.core.groups.Tuple.tuple("C001", false, TicketOrigin.KEY),
                        org.assertj.core.groups.Tuple.tuple("K001", true, TicketOrigin.KEY));
        assertThat(kiosk.tickets.reserved()).extracting(Ticket::state).containsOnly(TicketState.RESERVED);
        assertThat(kiosk.tickets.waiting()).isZero();
    }

    @Test
    void twoStrokesWithinTwoSecondsAreOneTicket() {
        keys.press("ticket-A");
        kiosk.pass(Duration.ofMillis(TicketKeys.ONE_WISH_MS - 20));
        keys.press("ticket-A");
        assertThat(kiosk.records(TicketIssued.class)).hasSize(1);

        kiosk.pass(Duration.ofMillis(20));
        keys.press("ticket-A");
        assertThat(kiosk.records(TicketIssued.class)).hasSize(2);
    }

    @Test
    void nothingHappensWhereNoTicketIsToBeHad() {
        keys.press("ticket-Z");
        kiosk.closed = Refusal.Reason.NOT_OPEN;
        keys.press("ticket-A");
        kiosk.closed = null;
        kiosk.pads.startTrial(1);
        keys.press("ticket-A");

        assertThat(kiosk.records(TicketIssued.class)).isEmpty();
        assertThat(kiosk.lost).isEmpty();
    }
}
