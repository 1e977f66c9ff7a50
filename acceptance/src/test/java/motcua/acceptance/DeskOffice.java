package motcua.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import motcua.bridge.pad.PadState;
import motcua.bridge.printer.EscPosPrinter;
import motcua.bridge.printer.PrinterTiming;
import motcua.bridge.simulated.SimulatedPad;
import motcua.bridge.simulated.SimulatedPads;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.RecordBody;
import motcua.contract.body.TicketOrigin;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.clock.ClockAnchors;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.config.HttpConfig;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.desk.DeskRoutes;
import motcua.kiosk.desk.LeaderRoutes;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeDraft;
import motcua.kiosk.office.OfficeSeed;
import motcua.kiosk.pads.PadDesk;
import motcua.kiosk.print.IssuedSlips;
import motcua.kiosk.print.PrintDesk;
import motcua.kiosk.print.PrinterRoutes;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.setup.SetupRoutes;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.ticket.HelpCalls;
import motcua.kiosk.ticket.PrintedSlips;
import motcua.kiosk.ticket.Slips;
import motcua.kiosk.ticket.TicketRoutes;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.KioskWeb;
import motcua.kiosk.web.LiveFeed;
import motcua.kiosk.web.PageRoutes;
import motcua.kiosk.web.WebSessions;
import org.jspecify.annotations.Nullable;

/**
 * The office with tickets of {@link SampleOffice}, reception days and an open counter 4, with a pad at counter 1, over a real journal and real HTTP, under
 * a clock that only moves when told to, and with PINs that are cheap to check. Monday, 23 November 2026, 08:42. One test thread.
 */
final class DeskOffice implements AutoCloseable {
    private static final Instant MONDAY = Instant.parse("2026-11-23T01:42:00Z");
    private static final int CHEAP_PIN = 1_000;
    private static final int ROLL_MM = 50_000;
    /** A slip is out at once. */
    private static final int UNPACED = 0;

    private static final PrinterTiming QUICK = new PrinterTiming(2_000, 50, 3_000, 10_000, 20, 100);
    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration LONG_STEP = Duration.ofMillis(250);

    private final Path folder;
    private final SteppedClock clock;
    private final int port;
    private final @Nullable VirtualPrinter paper;
    private Running now;
    private int wishes;
    private volatile boolean recording = true;

    /** What a power cut ends. */
    private record Running(
            Journal journal,
            Counters counters,
            Tickets tickets,
            Office office,
            ClockAnchors anchors,
            SimulatedPads driver,
            PadDesk pads,
            PrintDesk prints,
            HelpCalls help,
            LiveFeed feed,
            KioskWeb web) {}

    /** A number that was taken: its ticket and what stands on it. */
    record Taken(String ticket, String label) {}

    private DeskOffice(Path folder, boolean trusted, @Nullable VirtualPrinter paper) throws IOException {
        this.folder = folder;
        this.paper = paper;
        clock = trusted ? SteppedClock.at(MONDAY) : SteppedClock.unset();
        port = FreePort.find();
        now = start();
    }

    static DeskOffice open(Path folder) throws Exception {
        return seeded(new DeskOffice(folder, true, null));
    }

    /** The same on a clock that nobody trusts. */
    static DeskOffice withoutTime(Path folder) throws Exception {
        return seeded(new DeskOffice(folder, false, null));
    }

    static DeskOffice withPrinter(Path folder) throws Exception {
        return seeded(
                new DeskOffice(folder, true, VirtualPrinter.open(PaperWidth.MM_80.dots(), UNPACED, new Random(11))));
    }

    private static DeskOffice seeded(DeskOffice office) throws IOException, OfficeDraft.Mistake {
        Path seed = office.folder.resolve("seed.json");
        Files.writeString(
                seed,
                SampleOffice.withPlainPins(SampleOffice.withTickets(300, SampleOffice.SIMULATED_PAD))
                        .replace(
                                "{\"number\":3,", "{\"number\":4,\"name\":\"Quầy 4\",\"mode\":\"OPEN\"},{\"number\":3,")
                        .replace("\"queues\":[", """
                                "queues":[
                                  {"id":"tiep-dan","letter":"T","name":"Tiếp công dân","kind":"RECEPTION","counters":[2]},"""));
        office.now.office().seed(OfficeSeed.read(seed));
        office.pass(Duration.ofSeconds(2));
        return office;
    }

    private Running start() throws IOException {
        Journal journal = Journal.open(
                new JournalConfig(folder.resolve("journal"), "kiosk-ban-lam-viec", true, "test"),
                SigningKey.loadOrCreate(folder.resolve("device.key")),
                clock,
                new Random(5));
        Counters counters =
                new Counters(journal::append, journal::gen, this::moment, new Random(7 + journal.headSeq()));
        Tickets tickets = new Tickets(counters, this::moment, moment -> Optional.empty());
        ClockAnchors anchors = new ClockAnchors(clock, journal::append);
        PrintDesk prints = new PrintDesk(counters, PaperWidth.MM_80, ROLL_MM, clock::upMs);
        journal.replay((gen, record) -> {
            anchors.take(record);
            counters.replay(record);
        });
        counters.start();
        tickets.keepNotes(folder.resolve("visit-notes.json"));
        LiveFeed feed = new LiveFeed();
        counters.addListener(counter -> feed.changed());
        Office office = Office.open(folder.resolve("office.json"), counters, this::moment, CHEAP_PIN);
        tickets.hours(office::calendar);
        PadDesk pads = new PadDesk(counters, clock::upMs);
        counters.addListener(counter -> pads.showAll());
        SimulatedPads driver =
                SimulatedPads.stepped(List.of(SampleOffice.SIMULATED_PAD), pads, clock::upMs, new Random(3));
        pads.attach(driver);
        IssuedSlips slips = new IssuedSlips(
                tickets,
                counters,
                prints,
                this::moment,
                journal::practice,
                true,
                Optional::empty,
                () -> new IssuedSlips.Chain(journal.headSeq(), 0, "00"));
        tickets.addListener(slips);
        if (paper != null) {
            prints.addWatcher(state -> feed.changed());
            prints.attach(EscPosPrinter.open(paper.address(), prints, QUICK, () -> System.nanoTime() / 1_000_000));
        }
        HelpCalls help = new HelpCalls(clock::upMs, feed::changed);
        HandClock hand = new HandClock(anchors);
        Doorkeeper doorkeeper = new Doorkeeper(counters, office, new WebSessions(clock::upMs), true);
        KioskWeb web = KioskWeb.start(
                new HttpConfig("127.0.0.1", port),
                doorkeeper,
                List.of(
                        new PageRoutes(),
                        new TicketRoutes(
                                office,
                                counters,
                                tickets,
                                paper == null ? Slips.NO_PRINTER : new PrintedSlips(prints),
                                help,
                                feed,
                                this::moment,
                                journal::practice,
                                () -> recording),
                        new LeaderRoutes(office),
                        new PrinterRoutes(prints, slips, tickets),
                        new DeskRoutes(
                                office,
                                counters,
                                tickets,
                                prints,
                                doorkeeper,
                                feed,
                                hand,
                                journal::practice,
                                () -> recording,
                                help::waiting)));
        return new Running(journal, counters, tickets, office, anchors, driver, pads, prints, help, feed, web);
    }

    private final class HandClock implements SetupRoutes.Clock {
        private final ClockAnchors anchors;

        HandClock(ClockAnchors anchors) {
            this.anchors = anchors;
        }

        @Override
        public boolean trusted() {
            return anchors.trusted();
        }

        @Override
        public long wallMs() {
            return clock.wallMs();
        }

        @Override
        public boolean possible(long wallMs, long errorMs) {
            return anchors.possible(wallMs, errorMs);
        }

        @Override
        public void learned(long wallMs, long errorMs, AnchorSource source) {
            anchors.learned(clock.upMs(), wallMs, errorMs, source);
        }
    }

    String url() {
        return now.web().url();
    }

    Tickets tickets() {
        return now.tickets();
    }

    Counters counters() {
        return now.counters();
    }

    /** A number taken on the ticket screen, which has shown it. */
    Taken take(@Nullable String procedure) {
        return take(procedure, false);
    }

    Taken take(@Nullable String procedure, boolean priority) {
        var ticket = now.tickets()
                .issue(new TicketWish(
                        "muon-" + now.journal().headSeq() + "-" + wishes++,
                        "thu-tuc",
                        procedure,
                        procedure == null ? null : "Hộ tịch",
                        priority,
                        TicketOrigin.SCREEN,
                        false));
        now.tickets().shown(ticket.id());
        return new Taken(ticket.id(), ticket.label());
    }

    /** By a wired key: no screen shows the number. */
    Taken takeByKey() {
        var ticket = now.tickets()
                .issue(new TicketWish("phim-" + wishes++, "thu-tuc", null, null, false, TicketOrigin.KEY, false));
        return new Taken(ticket.id(), ticket.label());
    }

    void callForHelp() {
        now.help().call();
    }

    /** Somebody presses the pad of counter 1; returns when the press is in the journal. */
    void press(int key) {
        pad().press(key);
        pass(Duration.ofMillis(400));
    }

    SimulatedPad pad() {
        return now.driver().pad(SampleOffice.SIMULATED_PAD).orElseThrow();
    }

    boolean padIsUp() {
        return pad().state().connection() == PadState.Connection.UP;
    }

    VirtualPrinter printer() {
        if (paper == null) {
            throw new IllegalStateException("this office has no printer");
        }
        return paper;
    }

    /** Lets time pass; whatever waits for it happens, and the screens are told. */
    void pass(Duration time) {
        Duration step = time.compareTo(Duration.ofSeconds(5)) > 0 ? LONG_STEP : STEP;
        for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(step)) {
            clock.advance(step);
            now.driver().step();
            now.counters().tick();
            now.pads().showAll();
            now.driver().step();
        }
        now.tickets().tick();
        now.feed().changed();
    }

    /** Lets much time pass at which nothing happens; a pad's line does not bear it. */
    void leap(Duration time) {
        clock.advance(time);
        now.counters().tick();
        now.tickets().tick();
        pass(Duration.ofSeconds(2));
    }

    void recording(boolean able) {
        recording = able;
        now.feed().changed();
    }

    /** The records of a kind, oldest first. */
    <T extends RecordBody> List<T> records(Class<T> type) {
        List<T> bodies = new ArrayList<>();
        now.journal().replay((gen, record) -> {
            if (RecordType.named(record.header().type()).orElseThrow().bodyClass() == type) {
                try {
                    bodies.add(record.body(type));
                } catch (MalformedJson e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        return bodies;
    }

    <T extends RecordBody> T last(Class<T> type) {
        List<T> all = records(type);
        return all.get(all.size() - 1);
    }

    /** The kiosk goes; its pages are left alone. */
    void gone() throws IOException {
        now.feed().close();
        now.web().close();
        now.prints().close();
        now.driver().close();
        now.journal().close();
    }

    /** The kiosk comes back at the same address, with what the journal says. */
    void back() throws IOException {
        clock.advance(Duration.ofSeconds(20));
        now = start();
        pass(Duration.ofSeconds(2));
    }

    private Moment moment() {
        return new Moment(clock.boot(), clock.upMs(), clock.wallMs(), clock.trust() == ClockTrust.TRUSTED);
    }

    @Override
    public void close() throws IOException {
        gone();
        if (paper != null) {
            paper.close();
        }
    }
}
