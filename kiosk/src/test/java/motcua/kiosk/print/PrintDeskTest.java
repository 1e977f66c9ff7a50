package motcua.kiosk.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import motcua.bridge.printer.EscPosPrinter;
import motcua.bridge.printer.JobResult;
import motcua.bridge.printer.PrinterCondition;
import motcua.bridge.printer.PrinterTiming;
import motcua.bridge.simulated.PrinterFault;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.PrintResult;
import motcua.contract.body.RecordBody;
import motcua.contract.body.TicketPrinted;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.TestJournals;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.slip.Slips;
import motcua.kiosk.slip.TicketSlip;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a ticket to paper and to its records, through the real driver and a printer that is strict about its bytes. */
class PrintDeskTest {
    private static final PrinterTiming QUICK = new PrinterTiming(2_000, 50, 3_000, 10_000, 20, 100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final SteppedClock clock = SteppedClock.at(TestJournals.MORNING);
    private final List<PrintProgress> told = new CopyOnWriteArrayList<>();
    private final AtomicBoolean full = new AtomicBoolean();
    private VirtualPrinter printer;
    private Journal journal;
    private PrintDesk desk;

    @BeforeEach
    void open() throws IOException {
        printer = VirtualPrinter.open(384, 0, new Random(3));
        start();
    }

    /** Starts a kiosk over the journal as it is. */
    private void start() throws IOException {
        journal = TestJournals.open(folder, clock);
        Counters counters = new Counters(
                body -> {
                    if (full.get()) {
                        throw TestJournals.full();
                    }
                    return journal.append(body);
                },
                journal::gen,
                () -> new Moment(clock.boot(), clock.upMs(), clock.wallMs(), true),
                new Random(1));
        desk = new PrintDesk(counters, PaperWidth.MM_58, 18_000, () -> System.nanoTime() / 1_000_000);
        journal.replay((gen, record) -> counters.replay(record));
        counters.start();
        desk.addListener(told::add);
        desk.attach(EscPosPrinter.open(printer.address(), desk, QUICK, () -> System.nanoTime() / 1_000_000));
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

    private <T extends RecordBody> List<T> records(Class<T> type) {
        List<T> bodies = new ArrayList<>();
        for (JournalRecord record : TestJournals.all(journal)) {
            if (RecordType.named(record.header().type()).orElseThrow().bodyClass() == type) {
                try {
                    bodies.add(record.body(type));
                } catch (MalformedJson e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return bodies;
    }

    private TicketPrinted copy(int number) {
        await().atMost(PATIENCE).until(() -> records(TicketPrinted.class).size() >= number);
        return records(TicketPrinted.class).get(number - 1);
    }

    private void until(PrinterCondition condition) {
        await().atMost(PATIENCE).until(() -> desk.state().orElseThrow().condition() == condition);
    }

    private static TicketSlip ticket(int n) {
        TicketSlip slip = Slips.ticket();
        return new TicketSlip(
                "%016x".formatted(n),
                slip.office(),
                "A%03d".formatted(n),
                slip.subject(),
                slip.counters(),
                slip.ahead(),
                slip.expected(),
                slip.issuedAt(),
                false,
                false,
                false,
                false,
                false,
                slip.lookUp());
    }

    @Test
    void aTicketComesOutAsDrawnAndItsRecordSaysSo() {
        until(PrinterCondition.READY);
        desk.print(ticket(20));
        TicketPrinted record = copy(1);
        assertThat(record.ticket()).isEqualTo("%016x".formatted(20));
        assertThat(record.copy()).isEqualTo(1);
        assertThat(record.result()).isEqualTo(PrintResult.PRINTED);
        assertThat(record.numberSent()).isTrue();
        assertThat(record.detail()).matches("[0-9]+ mm");
        assertThat(printer.slips())
                .containsExactly(ticket(20).draw(PaperWidth.MM_58).raster());
        assertThat(printer.mistakes()).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> desk.progress(record.ticket()).orElseThrow().phase() == PrintPhase.PRINTED);
        assertThat(told.get(0).phase()).isEqualTo(PrintPhase.WAITING);
        assertThat(told).extracting(PrintProgress::fraction).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void scenario30WithoutPaperTheTicketIsRefusedAtOnceAndComesOutOnceThereIsPaper() {
        until(PrinterCondition.READY);
        printer.become(PrinterCondition.PAPER_OUT);
        until(PrinterCondition.PAPER_OUT);
        desk.print(ticket(21));
        assertThat(copy(1))
                .isEqualTo(new TicketPrinted("%016x".formatted(21), 1, PrintResult.NOT_PRINTED, false, "PAPER_OUT"));
        printer.become(PrinterCondition.READY);
        TicketPrinted second = copy(2);
        assertThat(second.copy()).isEqualTo(2);
        assertThat(second.result()).isEqualTo(PrintResult.PRINTED);
        // No number had left for the printer, so this is the first paper with it.
        assertThat(printer.slips())
                .containsExactly(ticket(21).draw(PaperWidth.MM_58).raster());
    }

    @Test
    void onceTheNumberWasSentEveryFurtherCopySaysThatItIsOne() {
        until(PrinterCondition.READY);
        printer.faultAt(9_000, PrinterFault.COVER_OPEN, 0);
        desk.print(ticket(22));
        TicketPrinted first = copy(1);
        assertThat(first.result()).isEqualTo(PrintResult.NOT_PRINTED);
        assertThat(first.numberSent()).isTrue();
        printer.become(PrinterCondition.READY);
        assertThat(copy(2).result()).isEqualTo(PrintResult.PRINTED);
        assertEndsWithReprint(ticket(22));
        desk.print(ticket(22));
        assertThat(copy(3).copy()).isEqualTo(3);
        assertEndsWithReprint(ticket(22));
    }

    private void assertEndsWithReprint(TicketSlip slip) {
        var out = printer.lastSlip().orElseThrow();
        var expected = slip.asReprint().draw(PaperWidth.MM_58).raster();
        assertThat(out.rows(out.height() - expected.height(), out.height()))
                .isEqualTo(expected.rows(0, expected.height()));
    }

    @Test
    void scenario26ATicketFromBeforeAPowerCutIsPrintedAgainAsACopy() throws IOException {
        until(PrinterCondition.READY);
        desk.print(ticket(23));
        assertThat(copy(1).result()).isEqualTo(PrintResult.PRINTED);
        long used = desk.paperLeft().usedMm();
        assertThat(used).isPositive();
        stop();
        start();
        until(PrinterCondition.READY);
        assertThat(desk.paperLeft().usedMm()).isEqualTo(used);
        desk.reprint(ticket(23));
        assertThat(copy(2).copy()).isEqualTo(2);
        assertEndsWithReprint(ticket(23));
        // Nothing is known about this one: its first copy may have been under way.
        desk.reprint(ticket(24));
        assertThat(copy(3).copy()).isEqualTo(1);
        assertEndsWithReprint(ticket(24));
    }

    @Test
    void aCopyThatMayBeOutIsNotTriedAgainByItself() {
        until(PrinterCondition.READY);
        printer.faultAt(bytes(ticket(25)) - 1, PrinterFault.GARBAGE, 0);
        desk.print(ticket(25));
        assertThat(copy(1).result()).isEqualTo(PrintResult.UNKNOWN);
        printer.become(PrinterCondition.READY);
        until(PrinterCondition.READY);
        desk.print(ticket(26));
        assertThat(copy(2).ticket()).isEqualTo("%016x".formatted(26));
        assertThat(records(TicketPrinted.class)).hasSize(2);
    }

    /** A little less than how many bytes are sent for a ticket: its dots without what is white on the right. */
    private static int bytes(TicketSlip slip) {
        var raster = slip.draw(PaperWidth.MM_58).raster();
        int bytes = 0;
        for (int top = 0; top < raster.height(); top += 24) {
            int bottom = Math.min(top + 24, raster.height());
            int used = 1;
            for (int y = top; y < bottom; y++) {
                for (int x = 0; x < raster.width(); x++) {
                    used = raster.black(x, y) ? Math.max(used, x / 8 + 1) : used;
                }
            }
            bytes += used * (bottom - top);
        }
        return bytes;
    }

    @Test
    void eachConditionIsOneRecordAndAFullDiskOnlyDelaysIt() throws IOException {
        until(PrinterCondition.READY);
        full.set(true);
        printer.become(PrinterCondition.PAPER_LOW);
        until(PrinterCondition.PAPER_LOW);
        printer.become(PrinterCondition.READY);
        until(PrinterCondition.READY);
        full.set(false);
        await().atMost(PATIENCE).until(() -> records(DeviceChanged.class).size() == 3);
        assertThat(records(DeviceChanged.class))
                .extracting(DeviceChanged::state)
                .containsExactly("READY", "PAPER_LOW", "READY");
        stop();
        start();
        until(PrinterCondition.READY);
        desk.paperChanged(18_000);
        assertThat(records(DeviceChanged.class))
                .extracting(DeviceChanged::state)
                .containsExactly("READY", "PAPER_LOW", "READY", "PAPER_NEW");
    }

    @Test
    void aTrialSlipOrADaySlipIsNoConditionOfThePrinter() throws IOException {
        until(PrinterCondition.READY);
        assertThat(desk.tryOut(ticket(27)).orElseThrow().outcome()).isEqualTo(JobResult.Outcome.PRINTED);
        stop();
        start();
        until(PrinterCondition.READY);
        desk.print(Slips.day());
        await().atMost(PATIENCE).until(() -> records(DeviceChanged.class).size() >= 3);
        stop();
        start();
        until(PrinterCondition.READY);
        desk.paperChanged(18_000);
        assertThat(records(DeviceChanged.class))
                .extracting(DeviceChanged::state)
                .containsExactly("READY", "TRIAL_SLIP", "DAY_SLIP", "PAPER_NEW");
    }

    @Test
    void theRollIsMeasuredFromWhenItWasPutIn() {
        until(PrinterCondition.READY);
        assertThat(desk.paperLeft()).isEqualTo(new PaperLeft(18_000, 0, 200));
        desk.print(ticket(1));
        desk.print(ticket(2));
        int each = Integer.parseInt(copy(2).detail().replace(" mm", ""));
        assertThat(desk.paperLeft()).isEqualTo(new PaperLeft(18_000, 2L * each, (18_000 - 2 * each) / each));
        desk.paperChanged(30_000);
        assertThat(desk.paperLeft()).isEqualTo(new PaperLeft(30_000, 0, 30_000 / 90));
    }

    @Test
    void aDaySlipWaitsForPaper() {
        until(PrinterCondition.READY);
        printer.become(PrinterCondition.PAPER_OUT);
        until(PrinterCondition.PAPER_OUT);
        desk.print(Slips.day());
        await().atMost(PATIENCE)
                .until(() -> records(DeviceChanged.class).stream()
                        .anyMatch(each -> each.state().equals("DAY_SLIP")));
        printer.become(PrinterCondition.READY);
        await().atMost(PATIENCE)
                .until(() -> records(DeviceChanged.class).stream()
                        .anyMatch(each -> each.state().equals("DAY_SLIP")
                                && String.valueOf(each.detail()).endsWith("PRINTED")
                                && !String.valueOf(each.detail()).contains("NOT_PRINTED")));
        assertThat(printer.slips())
                .containsExactly(Slips.day().draw(PaperWidth.MM_58).raster());
    }
}
