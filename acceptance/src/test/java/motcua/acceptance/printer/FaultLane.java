package motcua.acceptance.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import motcua.bridge.printer.EscPosPrinter;
import motcua.bridge.printer.PrinterCondition;
import motcua.bridge.printer.PrinterTiming;
import motcua.bridge.printer.Raster;
import motcua.bridge.simulated.PrinterFault;
import motcua.bridge.simulated.SimulatedPad;
import motcua.bridge.simulated.SimulatedPads;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.Press;
import motcua.contract.body.PrintResult;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketPrinted;
import motcua.contract.body.Verdict;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.clock.SystemKioskClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.Served;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;
import motcua.kiosk.pads.PadDesk;
import motcua.kiosk.print.PrintDesk;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.slip.Slip;
import motcua.kiosk.slip.TicketSlip;
import org.awaitility.Awaitility;

/**
 * A print desk over a real journal with a printer that fails again and again: one ticket after another, one fault in each, and after each the
 * paper is compared with the records. While the printer is in trouble somebody presses a key of the counter's pad.
 */
final class FaultLane implements AutoCloseable {
    /** Rows on both sides of where an original and a copy begin to differ: paper with all of them is one or the other. */
    private static final int TELLING_ROWS = 40;
    /** One dot of a row may have been added so that dots spell no command. */
    private static final int DOTS_ADDED = 2;

    private static final PaperWidth PAPER = PaperWidth.MM_58;
    private static final int MEASURED = 5;
    private static final int MOST_REPRINTS = 8;
    private static final int BOOT_MS = 60;
    /** A silent printer costs a quarter of a second; the rest is patience for a busy machine. */
    private static final PrinterTiming TIMING = new PrinterTiming(250, 100, 500, 3_000, 20, 100);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int COUNTER = 1;
    private static final String PAD = "pad-1";
    private static final int LEVELS = 5;
    /** Drawing takes longer than all the rest, so numbers come again; paper of the ticket before is never looked at. */
    private static final int NUMBERS = 8;

    private static final Map<TicketSlip, Slip> DRAWN = new ConcurrentHashMap<>();

    private final Journal journal;
    private final VirtualPrinter printer;
    private final PrintDesk desk;
    private final Counters counters;
    private final SimulatedPads pads;
    private final SimulatedPad pad;
    private final List<RecordBody> records = new CopyOnWriteArrayList<>();
    private final List<byte[]> strip = new ArrayList<>();
    private long pressedNs = System.nanoTime();
    private volatile long recordedNs = pressedNs;
    private int cuts;
    private int number;
    private Tally tally = Tally.NOTHING;

    /**
     * What was seen.
     *
     * @param tickets how many were issued
     * @param faults how many faults happened while they were printed
     * @param marked copies that said so
     * @param unknown copies of which nobody knows whether they came out
     * @param refused copies that surely did not come out whole
     * @param slowestMs longest from the end of a fault until the printer was seen ready
     * @param ratings presses of the pad, each of which counted
     * @param slowestPressMs longest from a press until it was in the journal
     */
    record Tally(
            long tickets,
            long faults,
            long marked,
            long unknown,
            long refused,
            long slowestMs,
            long ratings,
            long slowestPressMs) {
        static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    tickets + other.tickets,
                    faults + other.faults,
                    marked + other.marked,
                    unknown + other.unknown,
                    refused + other.refused,
                    Math.max(slowestMs, other.slowestMs),
                    ratings + other.ratings,
                    Math.max(slowestPressMs, other.slowestPressMs));
        }
    }

    FaultLane(Path folder, long seed) throws IOException {
        SystemKioskClock clock = SystemKioskClock.open();
        journal = Journal.open(
                new JournalConfig(folder.resolve("journal"), "kiosk-1", true, "test"),
                SigningKey.generate(),
                clock,
                new Random(seed));
        counters = new Counters(
                journal::append,
                journal::gen,
                () -> new Moment(clock.boot(), clock.upMs(), clock.wallMs(), true),
                new Random(seed));
        printer = VirtualPrinter.open(PAPER.dots(), 0, new Random(seed));
        desk = new PrintDesk(counters, PAPER, FaultLane::drawn, 50_000, clock::upMs);
        counters.join((at, body) -> {
            records.add(body);
            if (body instanceof Press) {
                recordedNs = System.nanoTime();
            }
        });
        desk.attach(EscPosPrinter.open(printer.address(), desk, TIMING, clock::upMs));
        counters.append(new SettingsApplied(
                1,
                "LOCAL",
                new SettingsApplied.Office("vi-du", "UBND xã Ví Dụ"),
                List.of(new SettingsApplied.Counter(COUNTER, "Quầy 1", Mode.VISIT)),
                List.of(new SettingsApplied.Clerk("an", "Nguyễn Thị An", null)),
                "HL5/1",
                120_000,
                null));
        counters.signIn(COUNTER, "an");
        PadDesk padDesk = new PadDesk(counters, clock::upMs);
        counters.addListener(any -> padDesk.showAll());
        pads = SimulatedPads.open(List.of(PAD), padDesk, clock::upMs);
        padDesk.attach(pads);
        counters.bindPad(PAD, COUNTER);
        pad = pads.pad(PAD).orElseThrow();
    }

    private static TicketSlip ticket(int n) {
        return new TicketSlip(
                "%016x".formatted(n),
                "UBND xã Ví Dụ",
                "A%03d".formatted(n % NUMBERS),
                "Hộ tịch",
                List.of(1),
                3,
                null,
                LocalDateTime.of(2025, 9, 15, 8, 42),
                false,
                false,
                false,
                false,
                false,
                URI.create("https://motcua.example/x"));
    }

    /** The same to look at: a ticket's id is not on the paper. */
    private static TicketSlip sample(TicketSlip slip) {
        return ticket(Integer.parseInt(slip.label().substring(1)));
    }

    /** How many bytes a ticket takes that nothing happens to; the least of some, since the printer is looked at in between too. */
    long bytesOfATicket() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MEASURED; i++) {
            ready();
            long before = printer.received();
            run(PrinterFault.STALL, Long.MAX_VALUE / 2);
            least = Math.min(least, printer.received() - before);
        }
        return least;
    }

    /** One ticket, with the fault once {@code offset} more bytes have come. */
    void run(PrinterFault fault, long offset) {
        ready();
        records.clear();
        strip.clear();
        collect();
        strip.clear();
        int faults = printer.faults();
        TicketSlip slip = ticket(++number);
        printer.faultAt(offset, fault, BOOT_MS);
        desk.print(slip);
        await("a fault, or a record of the first copy", () -> printer.faults() > faults || !copies().isEmpty());
        press();
        await("a record of the first copy", () -> !copies().isEmpty());
        printer.calm();
        boolean happened = printer.faults() > faults;
        if (happened) {
            heal(fault);
        }
        settled(slip);
        for (int asked = 0; !isPrinted(); asked++) {
            assertThat(asked)
                    .as("reprints of %s, records %s", slip.label(), records)
                    .isLessThan(MOST_REPRINTS);
            ready();
            desk.reprint(slip);
            settled(slip);
        }
        rated(fault + " at byte " + offset);
        ready();
        collect();
        judge(slip, happened, fault + " at byte " + offset);
    }

    /** A visit ends and the citizen presses a key. */
    private void press() {
        counters.finish(COUNTER, Served.about(Kind.PROCEDURE, null, List.of()));
        pressedNs = System.nanoTime();
        pad.press(1 + number % LEVELS);
    }

    /** Whatever the printer does, the press counts. */
    private void rated(String when) {
        await("the press is recorded; " + when, () -> recordedNs - pressedNs > 0);
        Press press = last(Press.class);
        assertThat(press.service())
                .as(when)
                .isEqualTo(last(ServiceFinished.class).service());
        assertThat(press.verdict()).as(when).isEqualTo(Verdict.COUNTS);
        assertThat(press.level()).as(when).isEqualTo(1 + number % LEVELS);
        tally = tally.plus(new Tally(0, 0, 0, 0, 0, 0, 1, (recordedNs - pressedNs) / 1_000_000));
    }

    private <T extends RecordBody> T last(Class<T> type) {
        return records.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    private void heal(PrinterFault fault) {
        long end = System.nanoTime();
        if (fault != PrinterFault.POWER_CYCLE) {
            printer.become(PrinterCondition.READY);
        }
        ready();
        long ms = (System.nanoTime() - end) / 1_000_000 - (fault == PrinterFault.POWER_CYCLE ? BOOT_MS : 0);
        tally = tally.plus(new Tally(0, 1, 0, 0, 0, ms, 0, 0));
    }

    private void settled(TicketSlip slip) {
        await(slip.label() + " is left alone", () -> !desk.coming(slip.ticket()));
    }

    private void ready() {
        await("ready", () -> desk.state().orElseThrow().condition() == PrinterCondition.READY);
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> until) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(3))
                .until(until);
    }

    private List<TicketPrinted> copies() {
        return records.stream()
                .filter(TicketPrinted.class::isInstance)
                .map(TicketPrinted.class::cast)
                .toList();
    }

    private boolean isPrinted() {
        return copies().stream().anyMatch(copy -> copy.result() == PrintResult.PRINTED);
    }

    /** Takes the paper that came out since the last time. */
    private void collect() {
        List<Raster> slips = printer.slips();
        int fresh = printer.slipsCut() - cuts;
        cuts += fresh;
        assertThat(fresh).as("slips at once").isLessThanOrEqualTo(slips.size());
        for (Raster slip : slips.subList(slips.size() - fresh, slips.size())) {
            add(slip);
        }
        printer.hanging().ifPresent(this::add);
    }

    private void add(Raster paper) {
        for (int y = 0; y < paper.height(); y++) {
            strip.add(paper.rows(y, y + 1));
        }
    }

    private void judge(TicketSlip slip, boolean happened, String when) {
        Slip original = drawn(slip);
        Slip copy = drawn(slip.asReprint());
        int differs = firstDifference(original.raster(), copy.raster());
        int from = differs - TELLING_ROWS;
        int to = differs + TELLING_ROWS;
        List<TicketPrinted> tries = copies();
        String about = when + ", ticket " + slip.label() + ", " + tries;

        assertThat(printer.mistakes()).as(about).isEmpty();
        assertThat(tries).as(about).extracting(TicketPrinted::ticket).containsOnly(slip.ticket());
        for (int i = 0; i < tries.size(); i++) {
            assertThat(tries.get(i).copy()).as(about).isEqualTo(i + 1);
        }
        int originals = count(original.raster(), from, to);
        int marked = count(copy.raster(), from, to);
        assertThat(originals)
                .as("papers with the number that look valid; %s", about)
                .isLessThanOrEqualTo(1);
        int wholeOriginals =
                count(original.raster(), original.numberTop(), original.raster().height());
        int wholeCopies = count(copy.raster(), copy.numberTop(), copy.raster().height());
        assertThat(wholeOriginals + wholeCopies).as("whole tickets; %s", about).isPositive();
        long printed = tries.stream()
                .filter(each -> each.result() == PrintResult.PRINTED)
                .count();
        long unknown = tries.stream()
                .filter(each -> each.result() == PrintResult.UNKNOWN)
                .count();
        // A printer that ran out of paper prints the rest of what it holds once there is some.
        long sendings = tries.stream().filter(TicketPrinted::numberSent).count();
        assertThat((long) wholeOriginals + wholeCopies)
                .as("as many as the records say; %s", about)
                .isBetween(printed, sendings);
        boolean sent = false;
        int unmarkedTries = 0;
        for (TicketPrinted each : tries) {
            unmarkedTries += sent ? 0 : 1;
            sent |= each.numberSent();
        }
        assertThat(originals).as(about).isLessThanOrEqualTo(unmarkedTries);
        assertThat(marked)
                .as("copies after the number was sent; %s", about)
                .isLessThanOrEqualTo(tries.size() - unmarkedTries);
        if (tries.get(tries.size() - 1).result() == PrintResult.PRINTED && tries.size() > unmarkedTries) {
            assertThat(wholeCopies)
                    .as("the last one says that it is a copy; %s", about)
                    .isPositive();
        }
        boolean seen = records.stream()
                .anyMatch(each -> each instanceof DeviceChanged changed
                        && changed.device().equals(PrintDesk.DEVICE)
                        && !changed.state().equals("READY"));
        if (happened && tries.get(0).result() != PrintResult.PRINTED) {
            assertThat(seen)
                    .as("the printer's trouble is written down; %s, %s", about, records)
                    .isTrue();
        }
        tally = tally.plus(new Tally(
                1,
                0,
                marked,
                unknown,
                tries.stream()
                        .filter(each -> each.result() == PrintResult.NOT_PRINTED)
                        .count(),
                0,
                0,
                0));
    }

    private static Slip drawn(TicketSlip slip) {
        TicketSlip looks = slip.reprint() ? sample(slip).asReprint() : sample(slip);
        return DRAWN.computeIfAbsent(looks, each -> each.draw(PAPER));
    }

    private static int firstDifference(Raster a, Raster b) {
        int row = 0;
        while (Arrays.equals(a.rows(row, row + 1), b.rows(row, row + 1))) {
            row++;
        }
        return row;
    }

    /** How often rows of a slip are on the paper, one below another. */
    private int count(Raster slip, int from, int to) {
        int found = 0;
        for (int start = 0; start + to - from <= strip.size(); start++) {
            int y = 0;
            while (y < to - from && same(strip.get(start + y), slip.rows(from + y, from + y + 1))) {
                y++;
            }
            if (y == to - from) {
                found++;
                start += to - from - 1;
            }
        }
        return found;
    }

    private static boolean same(byte[] a, byte[] b) {
        int dots = 0;
        for (int i = 0; i < a.length && dots <= DOTS_ADDED; i++) {
            dots += Integer.bitCount((a[i] ^ b[i]) & 0xFF);
        }
        return dots <= DOTS_ADDED;
    }

    Tally tally() {
        return tally;
    }

    @Override
    public void close() throws IOException {
        desk.close();
        pads.close();
        printer.close();
        journal.close();
    }
}
