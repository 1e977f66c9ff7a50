package motcua.acceptance.printer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
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
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.PrintResult;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketPrinted;
import motcua.contract.body.Verdict;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.clock.SystemKioskClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.Served;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;
import motcua.kiosk.pads.PadDesk;
import motcua.kiosk.print.IssuedSlips;
import motcua.kiosk.print.PrintDesk;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketState;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.slip.Slip;
import motcua.kiosk.slip.TicketSlip;
import org.awaitility.Awaitility;

/**
 * An office with a wired ticket key, no screen and a printer that fails again and again: one ticket after another is taken from the
 * queue, printed, and called once it is live. After each, what the real journal says is compared with the paper that came out. While the
 * printer is in trouble somebody presses a key of a counter's pad.
 */
final class FaultLane implements AutoCloseable {
    /** Rows on both sides of where an original and a copy begin to differ: paper with all of them is one or the other. */
    private static final int TELLING_ROWS = 40;

    private static final int MEASURED = 5;
    private static final int MOST_REPRINTS = 8;
    private static final int BOOT_MS = 60;
    /** Of a line that stays meanwhile, longer than a question waits for its answer, as of real printers. */
    private static final int SERIAL_BOOT_MS = 2_000;
    /** A silent printer costs a quarter of a second; the rest is patience for a busy machine. */
    private static final PrinterTiming TIMING = new PrinterTiming(250, 100, 500, 3_000, 20, 100);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int RATED_COUNTER = 1;
    private static final int CALLING_COUNTER = 2;
    private static final String PAD = "pad-1";
    private static final int LEVELS = 5;
    private static final int LAST_NUMBER = 999;
    /** Drawing takes longer than all the rest, so numbers come again; paper of the ticket before is never looked at. */
    private static final int NUMBERS = 8;

    private static final Map<String, Slip> DRAWN = new ConcurrentHashMap<>();

    private final Form form;
    private final Journal journal;
    private final VirtualPrinter printer;
    private final PrintDesk desk;
    private final Counters counters;
    private final Tickets tickets;
    private final IssuedSlips slips;
    private final SimulatedPads pads;
    private final SimulatedPad pad;
    private final PaperStrip strip;
    private final List<RecordBody> records = new CopyOnWriteArrayList<>();
    private long pressedNs = System.nanoTime();
    private volatile long recordedNs = pressedNs;
    private PrinterFault fault = PrinterFault.STALL; // the last that was arranged
    private int number;
    private int healed;
    private FaultTally tally = FaultTally.NOTHING;

    /** How the printer hangs on the kiosk. */
    enum Line {
        TCP,
        SERIAL
    }

    /** A printer of one kind. */
    record Form(PaperWidth paper, Line line) {}

    /** Something that happens after so many more bytes. */
    record Hit(PrinterFault fault, long offset) {}

    FaultLane(Form form, Path folder, long seed) throws IOException {
        this.form = form;
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
        printer = switch (form.line) {
            case TCP -> VirtualPrinter.open(form.paper.dots(), 0, new Random(seed));
            case SERIAL ->
                VirtualPrinter.openOnSerialPort(form.paper.dots(), 0, folder.resolve("ttyS0"), new Random(seed));
        };
        strip = new PaperStrip(printer);
        tickets = new Tickets(
                counters,
                () -> new Moment(clock.boot(), clock.upMs(), clock.wallMs(), true),
                moment -> Optional.empty());
        desk = new PrintDesk(counters, form.paper, this::drawn, 50_000, clock::upMs);
        slips = new IssuedSlips(
                tickets,
                counters,
                desk,
                () -> new Moment(clock.boot(), clock.upMs(), clock.wallMs(), true),
                () -> false,
                true,
                Optional::empty,
                () -> new IssuedSlips.Chain(journal.headSeq(), 0, "00"));
        tickets.addListener(slips);
        counters.join((at, body) -> {
            records.add(body);
            if (body instanceof Press) {
                recordedNs = System.nanoTime();
            }
        });
        desk.attach(EscPosPrinter.open(printer.address(), desk, TIMING, clock::upMs));
        counters.append(settings());
        counters.append(new PracticeChanged(false, "test"));
        counters.signIn(RATED_COUNTER, "an");
        counters.signIn(CALLING_COUNTER, "binh");
        PadDesk padDesk = new PadDesk(counters, clock::upMs);
        counters.addListener(any -> padDesk.showAll());
        pads = SimulatedPads.open(List.of(PAD), padDesk, clock::upMs);
        padDesk.attach(pads);
        counters.bindPad(PAD, RATED_COUNTER);
        pad = pads.pad(PAD).orElseThrow();
    }

    private static SettingsApplied settings() {
        return new SettingsApplied(
                1,
                "LOCAL",
                new SettingsApplied.Office("vi-du", "UBND xã Ví Dụ"),
                List.of(
                        new SettingsApplied.Counter(RATED_COUNTER, "Quầy 1", Mode.VISIT),
                        new SettingsApplied.Counter(CALLING_COUNTER, "Quầy 2", Mode.TICKET)),
                List.of(
                        new SettingsApplied.Clerk("an", "Nguyễn Thị An", null),
                        new SettingsApplied.Clerk("binh", "Trần Văn Bình", null)),
                "HL5/1",
                120_000,
                List.of(new SettingsApplied.Queue(
                        "thu-tuc", "A", "K", "Thủ tục", Kind.PROCEDURE, List.of(CALLING_COUNTER), null)));
    }

    /** How many bytes a ticket takes that nothing happens to; the least of some, since the printer is looked at in between too. */
    long bytesOfATicket() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < MEASURED; i++) {
            ready();
            long before = printer.received();
            run(List.of());
            least = Math.min(least, printer.received() - before);
        }
        return least;
    }

    /** One ticket: the first thing happens to its first copy, each other one when the one before was seen and ended. */
    void run(List<Hit> hits) {
        ready();
        records.clear();
        strip.tearOff();
        String when = form + " " + hits;
        int next = 0;
        if (!hits.isEmpty()) {
            arm(hits.get(next++));
        }
        Ticket ticket = tickets.issue(
                new TicketWish("phim-" + ++number, "thu-tuc", null, "Hộ tịch", false, TicketOrigin.KEY, false));
        String about = when + ", " + ticket.label();
        await("a fault, or a record of the first copy; " + about, () -> hit() || !copies().isEmpty());
        press();
        await("a record of the first copy; " + about, () -> !copies().isEmpty());
        int asked = 0;
        while (true) {
            int before = copies().size();
            if (hit()) {
                await(
                        "the fault is seen; " + about,
                        () -> copies().size() > before || !isReady() || !desk.coming(ticket.id()));
                notYetLive(ticket, about);
                Runnable then = next < hits.size() ? armed(hits.get(next++)) : printer::calm;
                heal(then);
                continue;
            }
            if (desk.coming(ticket.id())) {
                await("left alone, or a fault; " + about, () -> hit() || !desk.coming(ticket.id()));
                continue;
            }
            liveAsRecorded(ticket, about);
            if (isPrinted()) {
                break;
            }
            if (asked++ == MOST_REPRINTS) {
                wrong(FaultTally.lost("no paper after " + asked + " reprints; " + about + ", " + records));
                break;
            }
            await("ready, or a fault; " + about, () -> hit() || isReady());
            if (!hit()) {
                slips.reprint(ticket, false);
            }
        }
        printer.calm();
        if (hit()) {
            heal(printer::calm);
        }
        rated(about);
        ready();
        called(ticket, about);
        judge(ticket, !hits.isEmpty(), about);
    }

    private Runnable armed(Hit hit) {
        return () -> arm(hit);
    }

    private void arm(Hit hit) {
        fault = hit.fault;
        printer.faultAt(hit.offset, hit.fault, bootMs());
    }

    private int bootMs() {
        return form.line == Line.SERIAL ? SERIAL_BOOT_MS : BOOT_MS;
    }

    /** Whether something has happened that has not ended. */
    private boolean hit() {
        return printer.faults() > healed;
    }

    /** Ends what has happened, and lets {@code then} follow. */
    private void heal(Runnable then) {
        boolean restart = fault == PrinterFault.POWER_CYCLE;
        long end = System.nanoTime();
        healed++;
        if (!restart) {
            printer.become(PrinterCondition.READY);
        }
        then.run();
        await("ready again, or the next fault", () -> hit() || isReady());
        long ms = hit() ? 0 : (System.nanoTime() - end) / 1_000_000 - (restart ? bootMs() : 0);
        tally = tally.plus(FaultTally.recovered(Math.max(0, ms)));
    }

    // ---- beside the printer

    /** A visit ends and the citizen presses a key. */
    private void press() {
        counters.finish(RATED_COUNTER, Served.about(Kind.PROCEDURE, null, List.of()));
        pressedNs = System.nanoTime();
        pad.press(1 + number % LEVELS);
    }

    /** Whatever the printer does, the press counts. */
    private void rated(String about) {
        await("the press is recorded; " + about, () -> recordedNs - pressedNs > 0);
        Press press = only(Press.class);
        boolean counts = only(ServiceFinished.class).service().equals(press.service())
                && press.verdict() == Verdict.COUNTS
                && Integer.valueOf(1 + number % LEVELS).equals(press.level());
        if (counts) {
            boolean meanwhile = records.indexOf(press) < records.indexOf(copies().get(0));
            tally = tally.plus(FaultTally.rated((recordedNs - pressedNs) / 1_000_000, meanwhile));
        } else {
            wrong(FaultTally.unwritten("the press became " + press + "; " + about));
        }
    }

    private <T extends RecordBody> T only(Class<T> type) {
        return records.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    // ---- the queue

    private TicketState state(Ticket ticket) {
        return tickets.ticket(ticket.id()).orElseThrow().state();
    }

    /** While the printer is in trouble: a number that is live has its paper. */
    private void notYetLive(Ticket ticket, String about) {
        if (state(ticket) != TicketState.RESERVED && wholePapers(ticket) == 0) {
            wrong(FaultTally.tooSoon(about + ", " + records));
        }
    }

    /** Once the desk leaves it alone: the number is live if, and only if, the records say that its paper came out, and it did. */
    private void liveAsRecorded(Ticket ticket, String about) {
        notYetLive(ticket, about);
        boolean live = state(ticket) == TicketState.WAITING;
        if (live != isPrinted()) {
            wrong(FaultTally.unwritten("live: " + live + "; " + about + ", " + records));
        }
        if (!live && tickets.callNext(CALLING_COUNTER).isPresent()) {
            wrong(FaultTally.tooSoon("called; " + about + ", " + records));
        }
    }

    /** Whoever has the paper is called by it, and nobody else. */
    private void called(Ticket ticket, String about) {
        Optional<Ticket> called = tickets.callNext(CALLING_COUNTER);
        if (called.isEmpty() || !called.get().id().equals(ticket.id())) {
            wrong(FaultTally.lost("called instead: " + called + "; " + about));
        }
        if (called.isPresent()) {
            tickets.finish(CALLING_COUNTER, Served.UNKNOWN);
        }
    }

    // ---- what came out

    private Slip drawn(TicketSlip slip) {
        int sample = Integer.parseInt(slip.label().substring(1)) % NUMBERS;
        return drawn(sample, slip.reprint());
    }

    /** The same to look at for each eighth number, so that most need not be drawn. */
    private Slip drawn(int sample, boolean reprint) {
        return DRAWN.computeIfAbsent(form.paper + " " + sample + " " + reprint, key -> {
            TicketSlip slip = new TicketSlip(
                    "%016x".formatted(sample),
                    "UBND xã Ví Dụ",
                    "A%03d".formatted(sample),
                    "Hộ tịch",
                    List.of(CALLING_COUNTER),
                    3,
                    null,
                    LocalDateTime.of(2025, 9, 15, 8, 42),
                    false,
                    false,
                    false,
                    false,
                    false,
                    URI.create("https://motcua.example/x"));
            return (reprint ? slip.asReprint() : slip).draw(form.paper);
        });
    }

    private Slip original(Ticket ticket) {
        return drawn(Integer.parseInt(ticket.label().substring(1)) % NUMBERS, false);
    }

    private Slip copy(Ticket ticket) {
        return drawn(Integer.parseInt(ticket.label().substring(1)) % NUMBERS, true);
    }

    private int whole(Slip slip) {
        return strip.count(slip.raster(), slip.numberTop(), slip.raster().height());
    }

    private int wholePapers(Ticket ticket) {
        return whole(original(ticket)) + whole(copy(ticket));
    }

    /** Compares all the paper of a ticket with all its records. */
    private void judge(Ticket ticket, boolean faulty, String when) {
        Slip original = original(ticket);
        Slip copy = copy(ticket);
        int differs = firstDifference(original.raster(), copy.raster());
        int originals = strip.count(original.raster(), differs - TELLING_ROWS, differs + TELLING_ROWS);
        int marked = strip.count(copy.raster(), differs - TELLING_ROWS, differs + TELLING_ROWS);
        int wholeCopies = whole(copy);
        int whole = whole(original) + wholeCopies;
        List<TicketPrinted> tries = copies();
        String about = when + ", " + tries;
        long printed = count(tries, PrintResult.PRINTED);
        int unmarkedTries = 0;
        boolean sent = false;
        for (TicketPrinted each : tries) {
            unmarkedTries += sent ? 0 : 1;
            sent |= each.numberSent();
        }
        // A printer that ran out of paper prints the rest of what it holds once there is some.
        long sendings = tries.stream().filter(TicketPrinted::numberSent).count();
        if (whole == 0) {
            wrong(FaultTally.lost(about));
        }
        if (originals > 1) {
            wrong(FaultTally.twoAlike(originals + " papers; " + about));
        }
        boolean again = tries.size() > unmarkedTries;
        if (originals > unmarkedTries || again && isPrinted() && wholeCopies == 0) {
            wrong(FaultTally.unmarked(originals + " originals, " + marked + " copies; " + about));
        }
        if (whole < printed || whole > sendings || marked > tries.size() - unmarkedTries) {
            wrong(FaultTally.unwritten(whole + " whole papers, " + marked + " marked; " + about));
        }
        for (int i = 0; i < tries.size(); i++) {
            if (tries.get(i).copy() != i + 1 || !tries.get(i).ticket().equals(ticket.id())) {
                wrong(FaultTally.unwritten("copies are not counted; " + about));
            }
        }
        boolean seen = records.stream()
                .anyMatch(each -> each instanceof DeviceChanged changed
                        && changed.device().equals(PrintDesk.DEVICE)
                        && !changed.state().equals("READY"));
        if (faulty && !seen && tries.get(0).result() != PrintResult.PRINTED) {
            wrong(FaultTally.unwritten("the printer's trouble; " + about));
        }
        tally = tally.plus(
                FaultTally.ticket(marked, count(tries, PrintResult.UNKNOWN), count(tries, PrintResult.NOT_PRINTED)));
    }

    private static long count(List<TicketPrinted> tries, PrintResult result) {
        return tries.stream().filter(each -> each.result() == result).count();
    }

    private static int firstDifference(Raster a, Raster b) {
        int row = 0;
        while (Arrays.equals(a.rows(row, row + 1), b.rows(row, row + 1))) {
            row++;
        }
        return row;
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

    // ---- at the end

    /** Reads the journal from its first record: numbers follow each other, and who was called had a paper of which it is known. */
    FaultTally end() throws MalformedJson {
        Set<String> out = new HashSet<>();
        Set<String> calls = new HashSet<>();
        int issued = 0;
        List<JournalRecord> all = new ArrayList<>();
        journal.replay((gen, record) -> all.add(record));
        for (JournalRecord record : all) {
            RecordBody body = record.body(
                    RecordType.named(record.header().type()).orElseThrow().bodyClass());
            if (body instanceof TicketIssued taken) {
                if (taken.number() != issued++ % LAST_NUMBER + 1) {
                    wrong(FaultTally.unwritten("number " + taken.label() + " is the " + issued + "th"));
                }
            } else if (body instanceof TicketPrinted copy && copy.result() == PrintResult.PRINTED) {
                out.add(copy.ticket());
            } else if (body instanceof TicketCalled called) {
                calls.add(called.ticket());
                if (!out.contains(called.ticket())) {
                    wrong(FaultTally.tooSoon("called before its paper was written down: " + called));
                }
            }
        }
        if (calls.size() != issued) {
            wrong(FaultTally.lost(issued + " numbers and " + calls.size() + " called"));
        }
        printer.mistakes().forEach(each -> wrong(FaultTally.unwritten(form + ": no command of a printer: " + each)));
        return tally;
    }

    private void wrong(FaultTally what) {
        tally = tally.plus(what);
    }

    private boolean isReady() {
        return desk.state().orElseThrow().condition() == PrinterCondition.READY;
    }

    private void ready() {
        await("ready", this::isReady);
    }

    private static void await(String what, Callable<Boolean> until) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(3))
                .until(until);
    }

    @Override
    public void close() throws IOException {
        desk.close();
        pads.close();
        printer.close();
        journal.close();
    }
}
