package motcua.kiosk.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import motcua.bridge.printer.EscPosPrinter;
import motcua.bridge.printer.PrinterCondition;
import motcua.bridge.printer.PrinterTiming;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.PrintResult;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketPrinted;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.TestJournals;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketState;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.ticket.PrintedSlips;
import motcua.kiosk.ticket.SlipState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An office with wired ticket keys, a printer and no screen: what makes a number live is paper alone. */
class PrinterWithoutVoiceTest {
    private static final PrinterTiming USUAL = new PrinterTiming(2_000, 50, 3_000, 3_000, 20, 100);
    /** Nobody need wait for a printer that says nothing. */
    private static final PrinterTiming IMPATIENT = new PrinterTiming(50, 500, 30_000, 100, 20, 100);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More than stand on a board. */
    private static final int MANY = 10;

    @TempDir
    Path folder;

    private final SteppedClock clock = SteppedClock.at(TestJournals.MORNING);
    private final List<TicketPrinted> copies = new CopyOnWriteArrayList<>();
    private VirtualPrinter printer;
    private Journal journal;
    private Tickets tickets;
    private PrintDesk desk;
    private IssuedSlips slips;

    @BeforeEach
    void open() throws IOException {
        printer = VirtualPrinter.open(384, 0, new Random(1));
    }

    /** Starts a kiosk over the journal as it is. */
    private void start(PrinterTiming timing) throws IOException {
        journal = TestJournals.open(folder, clock);
        Counters counters = new Counters(journal::append, journal::gen, this::now, new Random(5));
        tickets = new Tickets(counters, this::now, moment -> Optional.empty());
        desk = new PrintDesk(counters, PaperWidth.MM_58, 50_000, PrinterWithoutVoiceTest::upMs);
        copies.clear();
        counters.join((at, body) -> {
            if (body instanceof TicketPrinted copy) {
                copies.add(copy);
            }
        });
        journal.replay((gen, record) -> counters.replay(record));
        counters.start();
        slips = new IssuedSlips(
                tickets,
                counters,
                desk,
                this::now,
                () -> false,
                true,
                Optional::empty,
                () -> new IssuedSlips.Chain(9, 0, "ab".repeat(32)));
        tickets.addListener(slips);
        if (counters.settings().isEmpty()) {
            counters.append(settings());
        }
        desk.attach(EscPosPrinter.open(printer.address(), desk, timing, PrinterWithoutVoiceTest::upMs));
    }

    @AfterEach
    void close() throws IOException {
        stop();
        printer.close();
    }

    private void stop() throws IOException {
        desk.close();
        journal.close();
    }

    private Ticket key(String wish) {
        return tickets.issue(new TicketWish(wish, "thu-tuc", null, "Hộ tịch", false, TicketOrigin.KEY, false));
    }

    private TicketPrinted copy(int number) {
        await().atMost(PATIENCE).until(() -> copies.size() >= number);
        return copies.get(number - 1);
    }

    private TicketState state(Ticket ticket) {
        return tickets.ticket(ticket.id()).orElseThrow().state();
    }

    private void until(PrinterCondition condition) {
        await().atMost(PATIENCE).until(() -> desk.state().orElseThrow().condition() == condition);
    }

    @Test
    void thePaperOfAPrinterThatHasNeverAnsweredMakesNumbersLive() throws Exception {
        printer.voice(false);
        start(IMPATIENT);
        List<Ticket> taken = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            taken.add(key("phim-" + i));
            assertThat(copy(i + 1).result()).isEqualTo(PrintResult.UNKNOWN);
        }
        await().atMost(PATIENCE).until(() -> printer.slipsCut() == MANY);
        assertThat(taken).allSatisfy(each -> assertThat(state(each)).isEqualTo(TicketState.WAITING));
        assertThat(tickets.perhapsOut()).isEmpty();
        assertThat(new PrintedSlips(desk).of(taken.get(0).id()).phase())
                .as("nobody claims that it came out")
                .isEqualTo(SlipState.Phase.UNKNOWN);

        stop();
        start(IMPATIENT);
        assertThat(tickets.waitingFor(1))
                .as("also after a restart")
                .isEqualTo(taken.stream()
                        .map(each -> tickets.ticket(each.id()).orElseThrow())
                        .toList());
        Ticket next = key("after the restart");
        assertThat(copy(MANY + 1).result()).isEqualTo(PrintResult.UNKNOWN);
        assertThat(state(next)).isEqualTo(TicketState.WAITING);
    }

    @Test
    void onceAPrinterHasAnsweredItsSilenceMakesNoNumberLiveUntilACopyComesOut() throws Exception {
        start(USUAL);
        until(PrinterCondition.READY);
        printer.fallSilentAfterTheNextSlip();
        Ticket unsure = key("paper came, but nobody says so");
        assertThat(copy(1).result()).isEqualTo(PrintResult.UNKNOWN);
        assertThat(copy(1).numberSent()).isTrue();
        assertThat(printer.slipsCut()).isEqualTo(1);
        Ticket none = key("nothing was sent to it any more");
        await().atMost(PATIENCE).until(() -> !desk.coming(none.id()) || copies.size() > 1);
        assertThat(copy(2).result()).isEqualTo(PrintResult.NOT_PRINTED);
        assertNobodyIsCalled(unsure, none);

        stop();
        printer.voice(true);
        start(USUAL);
        assertNobodyIsCalled(unsure, none);
        until(PrinterCondition.READY);
        slips.reprint(tickets.ticket(unsure.id()).orElseThrow(), false);
        await().atMost(PATIENCE)
                .until(() -> copies.stream()
                        .anyMatch(each -> each.ticket().equals(unsure.id()) && each.result() == PrintResult.PRINTED));
        assertThat(tickets.callNext(1).map(Ticket::id)).hasValue(unsure.id());
        assertThat(state(none)).isEqualTo(TicketState.RESERVED);
    }

    private void assertNobodyIsCalled(Ticket unsure, Ticket none) {
        assertThat(state(unsure)).isEqualTo(TicketState.RESERVED);
        assertThat(state(none)).isEqualTo(TicketState.RESERVED);
        assertThat(tickets.perhapsOut()).extracting(Ticket::id).containsExactly(unsure.id());
        assertThat(tickets.callNext(1)).isEmpty();
    }

    private static SettingsApplied settings() {
        return new SettingsApplied(
                1,
                "LOCAL",
                new SettingsApplied.Office("xa-thu", "UBND xã Thử"),
                List.of(new SettingsApplied.Counter(1, "Một", Mode.TICKET)),
                List.of(),
                "HL5/1",
                120_000,
                List.of(new SettingsApplied.Queue("thu-tuc", "A", "K", "Thủ tục", Kind.PROCEDURE, List.of(1), null)));
    }

    private Moment now() {
        return new Moment(clock.boot(), clock.upMs(), clock.wallMs(), true);
    }

    private static long upMs() {
        return System.nanoTime() / 1_000_000;
    }
}
