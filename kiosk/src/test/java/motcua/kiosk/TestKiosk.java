package motcua.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import motcua.bridge.health.DeviceState;
import motcua.bridge.printer.PrinterState;
import motcua.bridge.simulated.SimulatedPad;
import motcua.bridge.simulated.SimulatedPads;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.RecordBody;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import motcua.contract.scale.Scale;
import motcua.kiosk.board.BoardRoutes;
import motcua.kiosk.clock.ClockAnchors;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.config.HttpConfig;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.desk.DeskRoutes;
import motcua.kiosk.desk.LeaderRoutes;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.TestJournals;
import motcua.kiosk.language.LanguagePacks;
import motcua.kiosk.language.LanguageRoutes;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeData;
import motcua.kiosk.office.OfficeDraft;
import motcua.kiosk.pads.PadDesk;
import motcua.kiosk.print.IssuedSlips;
import motcua.kiosk.print.PrintDesk;
import motcua.kiosk.print.PrinterRoutes;
import motcua.kiosk.queue.Refusal;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.rate.BoundScreens;
import motcua.kiosk.rate.RateRoutes;
import motcua.kiosk.setup.SetupRoutes;
import motcua.kiosk.simulated.SimulatedRoutes;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.status.KioskStatus;
import motcua.kiosk.status.StatusReport;
import motcua.kiosk.status.StatusRoutes;
import motcua.kiosk.ticket.HelpCalls;
import motcua.kiosk.ticket.Slips;
import motcua.kiosk.ticket.TicketRoutes;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.KioskWeb;
import motcua.kiosk.web.LiveFeed;
import motcua.kiosk.web.PageRoutes;
import motcua.kiosk.web.Routes;
import motcua.kiosk.web.WebSessions;
import org.jspecify.annotations.Nullable;

/** A whole kiosk over a real journal, with simulated pads, under a clock that only moves when told to. */
public final class TestKiosk implements AutoCloseable {
    public static final String PIN = "246810";
    /** A real kiosk's 210,000 take a second with the test's compiler. */
    public static final int PIN_ITERATIONS = 1_000;

    public final SteppedClock clock;
    public final Journal journal;
    public final Counters counters;
    public final Tickets tickets;
    public final Office office;
    public final PadDesk pads;
    /** Brings tickets to paper once a test attaches a printer. */
    public final PrintDesk prints;

    public final IssuedSlips issued;
    public final SimulatedPads driver;
    public final LiveFeed feed = new LiveFeed();
    private final ClockAnchors anchors;
    private final Path languages;
    public volatile KioskStatus.Link link = new KioskStatus.Link("OFF", 0, null, null, null);
    public volatile boolean recording = true;
    /** Why no tickets are given out now, if none are. */
    public volatile Refusal.@Nullable Reason closed;
    /** Counters of presses that were not stored. */
    public final List<Integer> lost = new CopyOnWriteArrayList<>();
    /** How wired keys are, once a test has some. */
    public volatile Supplier<Optional<DeviceState>> wires = Optional::empty;

    /** Where the slips of tickets are. */
    public volatile Slips slips = Slips.NO_PRINTER;

    public final HelpCalls help;

    /** How the voice is, once a test has one. */
    public volatile Supplier<Optional<DeviceState>> voice = Optional::empty;
    /** How the ticket printer is, once a test has one. */
    public volatile Supplier<Optional<PrinterState>> printer = Optional::empty;

    private KioskWeb web;
    private static byte[] prepared;

    private TestKiosk(Path folder, SteppedClock clock, long padSeed) throws IOException {
        this.clock = clock;
        help = new HelpCalls(clock::upMs, feed::changed);
        languages = folder.resolve("languages");
        journal = TestJournals.open(folder.resolve("journal"), clock);
        counters = new Counters(journal::append, journal::gen, this::now, new Random(7));
        tickets = new Tickets(counters, this::now, moment -> Optional.ofNullable(closed));
        prints = new PrintDesk(counters, PaperWidth.MM_80, 50_000, clock::upMs);
        issued = new IssuedSlips(
                tickets,
                counters,
                prints,
                this::now,
                journal::practice,
                true,
                Optional::empty,
                () -> IssuedSlips.Chain.of(journal.head(), 0));
        anchors = new ClockAnchors(clock, journal::append);
        journal.replay((gen, record) -> counters.replay(record));
        counters.start();
        office = Office.open(folder.resolve("office.json"), counters, this::now, PIN_ITERATIONS);
        tickets.hours(office::calendar);
        pads = new PadDesk(counters, clock::upMs);
        counters.addListener(counter -> pads.showAll());
        driver = SimulatedPads.stepped(List.of("mau-1", "mau-2"), pads, clock::upMs, new Random(padSeed));
        pads.attach(driver);
        step();
    }

    public static TestKiosk open(Path folder) throws IOException {
        return open(folder, SteppedClock.at(TestJournals.MORNING));
    }

    /** Opens the kiosk of the folder again, as after a kill: its pads kept their numbers. */
    public static TestKiosk open(Path folder, SteppedClock clock) throws IOException {
        return new TestKiosk(folder, clock, 3);
    }

    public Moment now() {
        return new Moment(clock.boot(), clock.upMs(), clock.wallMs(), clock.trust() == ClockTrust.TRUSTED);
    }

    /** A kiosk with three counters, two of them with a pad: 1 and 2 in mode VISIT, 3 in mode OPEN; two clerks. */
    public static TestKiosk setUp(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("office.json"), preparedOffice());
        TestKiosk kiosk = open(folder);
        kiosk.counters.bindPad("mau-1", 1);
        kiosk.counters.bindPad("mau-2", 3);
        kiosk.step();
        return kiosk;
    }

    /** The same with two counters: 1 in mode TICKET, with the queue {@code thu-tuc} of the letter A, 2 in mode VISIT. */
    public static TestKiosk setUpWithTickets(Path folder) throws Exception {
        TestKiosk kiosk = setUp(folder);
        kiosk.office.save(
                new OfficeDraft(
                        draft().office(),
                        List.of(
                                new OfficeDraft.Counter(1, "Hộ tịch", "TICKET"),
                                new OfficeDraft.Counter(2, "Đất đai", "VISIT")),
                        List.of(new OfficeDraft.Clerk("nguyen-thi-mau", "Nguyễn Thị Mẫu", null, null)),
                        "HL5/1",
                        120_000L,
                        List.of(),
                        List.of(new OfficeDraft.Queue("thu-tuc", "A", null, "Thủ tục", "PROCEDURE", List.of(1), null)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                null);
        return kiosk;
    }

    /** Hashing PINs takes long, so one office serves all tests. */
    private static synchronized byte[] preparedOffice() throws IOException {
        if (prepared == null) {
            Path folder = Files.createTempDirectory("office");
            try (TestKiosk kiosk = open(folder)) {
                kiosk.office.save(draft(), null);
            } catch (OfficeDraft.Mistake e) {
                throw new IllegalStateException(e);
            }
            prepared = Files.readAllBytes(folder.resolve("office.json"));
        }
        return prepared;
    }

    public static OfficeDraft draft() {
        return new OfficeDraft(
                new OfficeDraft.Office(null, "UBND xã Ví Dụ"),
                List.of(
                        new OfficeDraft.Counter(1, "Hộ tịch", "VISIT"),
                        new OfficeDraft.Counter(2, null, null),
                        new OfficeDraft.Counter(3, "Đất đai", "OPEN")),
                List.of(
                        new OfficeDraft.Clerk(null, "Nguyễn Thị Mẫu", "CONG_CHUC", PIN),
                        new OfficeDraft.Clerk("thu", "Trần Văn Thử", null, PIN)),
                "HL5/1",
                120_000L,
                List.of(new OfficeData.Procedure("1.001193", "Đăng ký khai sinh", "Hộ tịch")));
    }

    /** Signs the first clerk in at counter 1, without a PIN. */
    public TestKiosk staffed() {
        counters.signIn(1, "nguyen-thi-mau");
        step();
        return this;
    }

    public SimulatedPad pad(int number) {
        return driver.pad("mau-" + number).orElseThrow();
    }

    /** Presses a key of a pad and lets it arrive. */
    public void press(int pad, int key) {
        pad(pad).press(key);
        pass(Duration.ofMillis(400));
    }

    /** Lets time pass, in steps short enough for the pads' line. */
    public void pass(Duration time) {
        long left = time.toMillis();
        while (left > 0) {
            long one = Math.min(left, time.toMillis() > 5_000 ? 250 : 20);
            clock.advance(Duration.ofMillis(one));
            step();
            left -= one;
        }
    }

    public void step() {
        driver.step();
        counters.tick();
        pads.showAll();
        driver.step();
    }

    public <T extends RecordBody> List<T> records(Class<T> type) {
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

    /** Everything the journal holds, as text. */
    public String journalText() {
        StringBuilder text = new StringBuilder();
        for (JournalRecord record : TestJournals.all(journal)) {
            text.append(new String(record.headerBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .append('\t')
                    .append(new String(record.bodyBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .append('\n');
        }
        return text.toString();
    }

    /** Which browsers may rate. */
    public BoundScreens screens = BoundScreens.any();

    public Doorkeeper doorkeeper(boolean simulation) {
        return new Doorkeeper(counters, office, new WebSessions(clock::upMs), simulation);
    }

    public StatusReport status() {
        return new StatusReport(
                "test",
                journal,
                clock,
                anchors,
                counters,
                pads,
                wires,
                () -> printer.get(),
                () -> voice.get(),
                () -> link,
                () -> recording,
                () -> 0,
                Path.of("."));
    }

    public List<Routes> routes(Doorkeeper doorkeeper) {
        return List.of(
                new PageRoutes(),
                new TicketRoutes(
                        office,
                        counters,
                        tickets,
                        ticket -> slips.of(ticket),
                        help,
                        feed,
                        this::now,
                        journal::practice,
                        () -> recording),
                new LanguageRoutes(new LanguagePacks(languages), office::languages),
                new LeaderRoutes(office),
                new RateRoutes(
                        counters,
                        feed,
                        journal::practice,
                        () -> recording,
                        lost::add,
                        tickets::labelOf,
                        screens,
                        office,
                        doorkeeper),
                new BoardRoutes(office, counters, tickets, feed, this::now, journal::practice, () -> recording),
                new DeskRoutes(
                        office,
                        counters,
                        tickets,
                        prints,
                        doorkeeper,
                        feed,
                        new HandClock(),
                        journal::practice,
                        () -> recording,
                        help::waiting),
                new SetupRoutes(office, counters, pads, doorkeeper, new HandClock(), journal::practice),
                new StatusRoutes(status(), doorkeeper),
                new PrinterRoutes(prints, issued, tickets),
                new SimulatedRoutes(
                        counters,
                        pads,
                        new TreeMap<>(),
                        new TreeMap<>(),
                        () -> counters.scale().map(Scale::keyMask).orElse(0)));
    }

    /** Serves its pages on a free port. */
    public KioskWeb serve(boolean simulation) {
        Doorkeeper doorkeeper = doorkeeper(simulation);
        web = KioskWeb.start(new HttpConfig("127.0.0.1", 0), doorkeeper, routes(doorkeeper));
        return web;
    }

    /** Lets the kiosk learn true time from its server now. */
    public void measured(Instant now) {
        anchors.learned(clock.upMs(), now.toEpochMilli(), 5, AnchorSource.SERVER);
    }

    private final class HandClock implements SetupRoutes.Clock {
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

    @Override
    public void close() throws IOException {
        feed.close(); // before the web, as in the kiosk
        if (web != null) {
            web.close();
        }
        prints.close();
        driver.close();
        journal.close();
    }
}
