package motcua.kiosk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import motcua.bridge.gpio.GpioBoard;
import motcua.bridge.gpio.GpioRow;
import motcua.bridge.printer.EscPosPrinter;
import motcua.bridge.printer.PrinterAddress;
import motcua.bridge.serial.SerialPads;
import motcua.bridge.simulated.SimulatedPads;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.contract.body.AnchorSource;
import motcua.contract.journal.ClockTrust;
import motcua.contract.scale.Scale;
import motcua.contract.settings.PrinterOptions;
import motcua.contract.settings.VoiceOptions;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.board.BoardRoutes;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.calendar.Opening;
import motcua.kiosk.clock.BatteryClock;
import motcua.kiosk.clock.ClockAnchors;
import motcua.kiosk.clock.KernelNtpState;
import motcua.kiosk.clock.KioskClock;
import motcua.kiosk.clock.SystemKioskClock;
import motcua.kiosk.config.GpioConfig;
import motcua.kiosk.config.KioskConfig;
import motcua.kiosk.config.PrinterConfig;
import motcua.kiosk.config.UplinkConfig;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.desk.DeskRoutes;
import motcua.kiosk.desk.LeaderRoutes;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;
import motcua.kiosk.journal.JournalFailure;
import motcua.kiosk.journal.LostPresses;
import motcua.kiosk.journal.TamperedCopy;
import motcua.kiosk.language.LanguagePacks;
import motcua.kiosk.language.LanguageRoutes;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeData;
import motcua.kiosk.office.OfficeSeed;
import motcua.kiosk.office.PinHash;
import motcua.kiosk.office.SettingsOfServer;
import motcua.kiosk.pads.PadDesk;
import motcua.kiosk.pads.WiredKeys;
import motcua.kiosk.print.IssuedSlips;
import motcua.kiosk.print.PrintDesk;
import motcua.kiosk.print.PrinterRoutes;
import motcua.kiosk.queue.Refusal;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.rate.BoundScreens;
import motcua.kiosk.rate.RatePrompt;
import motcua.kiosk.rate.RateRoutes;
import motcua.kiosk.setup.SetupRoutes;
import motcua.kiosk.simulated.DemoRoutes;
import motcua.kiosk.simulated.EmulatedPad;
import motcua.kiosk.simulated.NetworkPlug;
import motcua.kiosk.simulated.PlayedPad;
import motcua.kiosk.simulated.SimulatedKeys;
import motcua.kiosk.simulated.SimulatedPaperRoutes;
import motcua.kiosk.simulated.SimulatedRoutes;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.status.KioskStatus;
import motcua.kiosk.status.StatusReport;
import motcua.kiosk.status.StatusRoutes;
import motcua.kiosk.ticket.HelpCalls;
import motcua.kiosk.ticket.PrintedSlips;
import motcua.kiosk.ticket.Slips;
import motcua.kiosk.ticket.TicketKeys;
import motcua.kiosk.ticket.TicketRoutes;
import motcua.kiosk.ticket.UntoldNumbers;
import motcua.kiosk.uplink.Uplink;
import motcua.kiosk.uplink.UplinkState;
import motcua.kiosk.voice.ClipStore;
import motcua.kiosk.voice.TicketCaller;
import motcua.kiosk.voice.Voice;
import motcua.kiosk.voice.VoiceRoutes;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.KioskWeb;
import motcua.kiosk.web.LiveFeed;
import motcua.kiosk.web.PageRoutes;
import motcua.kiosk.web.WebSessions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running kiosk, all parts joined: pads and pages write through the counters into the journal, the uplink sends it. */
final class Kiosk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Kiosk.class);
    private static final Duration BEAT = Duration.ofMillis(100);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);
    /** How long the screens say "not recording" before the process ends. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** As fast as the USB-serial printers that offices buy. */
    private static final int SIMULATED_BAUD = 115_200;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>(); // last opened first
    private final Watchdog watchdog = Watchdog.open();
    private final Journal journal;
    private final LostPresses lost;
    private final DiskReport disk;
    private final Counters counters;
    private final Tickets tickets;
    private final UntoldNumbers untold;
    private final PrintDesk prints;
    private final PadDesk pads;
    private final WiredKeys wired;
    private final LiveFeed feed;
    private final KioskWeb web;
    private boolean recorded = true;
    private volatile @Nullable Supplier<OfficeCalendar> hours; // absent until the office is read
    private @Nullable NetworkPlug network; // absent: the office works on its own

    private Kiosk(KioskConfig config, KioskClock clock) throws IOException {
        try {
            String version = version();
            LOG.info("kiosk {} version {}, data in {}", config.id(), version, config.data());
            Files.createDirectories(config.data());
            SigningKey key = SigningKey.loadOrCreate(config.deviceKeyFile());
            SecureRandom random = new SecureRandom();
            ScheduledExecutorService timer =
                    opened(Executors.newScheduledThreadPool(1), ScheduledExecutorService::shutdownNow);
            journal = opened(Journal.open(
                    new JournalConfig(config.journalFolder(), config.id(), config.simulated(), version),
                    key,
                    clock,
                    random));
            journal.keepTime(timer);
            lost = opened(LostPresses.open(countedIn(config)));
            ClockAnchors anchors = new ClockAnchors(clock, journal::append);
            counters = new Counters(journal::append, journal::gen, () -> now(clock), random);
            tickets = new Tickets(counters, () -> now(clock), this::closed);
            prints = new PrintDesk(
                    counters, paper(config.printer()), config.printer().rollMm(), clock::upMs);
            journal.replay((gen, record) -> {
                anchors.take(record);
                lost.take(record);
                counters.replay(record);
            });
            tickets.keepNotes(config.data().resolve("visit-notes.json"));
            untold = new UntoldNumbers(tickets, () -> now(clock), prints::coming);
            anchors.ask(BatteryClock.open(config.data().resolve("battery-clock.json")));
            anchors.keepTime(timer, KernelNtpState.open());
            counters.start();
            disk = new DiskReport(journal, counters, lost, clock::upMs);
            feed = new LiveFeed();
            counters.addListener(counter -> feed.changed());
            Office office =
                    Office.open(config.data().resolve("office.json"), counters, () -> now(clock), PinHash.ITERATIONS);
            hours = office::calendar;
            tickets.hours(office::calendar);
            Path seed = config.officeSeed();
            if (seed != null) {
                office.seed(OfficeSeed.read(seed));
            }

            office.keepTime(timer);
            counters.shiftOver(moment -> {
                Opening.State state =
                        office.calendar().at(moment.wallMs(), moment.trusted()).state();
                return state == Opening.State.AFTER || state == Opening.State.CLOSED_DAY;
            });
            pads = new PadDesk(counters, clock::upMs);
            counters.addListener(counter -> pads.showAll());
            if (!config.pads().ports().isEmpty()) {
                pads.attach(opened(SerialPads.open(config.pads().ports(), pads, clock::upMs)));
            }
            Map<String, PlayedPad> simulated = new TreeMap<>();
            if (!config.pads().simulated().isEmpty()) {
                SimulatedPads driver = opened(SimulatedPads.open(config.pads().simulated(), pads, clock::upMs));
                driver.simulated().forEach(pad -> simulated.put(pad.id(), new SimulatedKeys(pad)));
                pads.attach(driver);
            }

            wired = wires(config.gpio(), clock);
            ClipStore clips = ClipStore.open(config.data().resolve("voice"));
            Voice voice = opened(Voice.start(
                    config.voice().device(), clips, () -> voiceOptions(office), clock::upMs, () -> localTime(clock)));
            tickets.addListener(
                    new TicketCaller(voice, () -> voiceOptions(office).language()));
            VirtualPrinter paper = config.printer().simulated()
                    ? opened(VirtualPrinter.open(paper(config.printer()).dots(), SIMULATED_BAUD, new Random()))
                    : null;
            IssuedSlips slips = new IssuedSlips(
                    tickets,
                    counters,
                    prints,
                    () -> now(clock),
                    journal::practice,
                    config.simulated(),
                    () -> lookUp(office, config.printer().lookUp()),
                    () -> IssuedSlips.Chain.of(journal.head(), link().waiting()));
            tickets.addListener(slips);
            PrinterAddress printer = paper == null ? config.printer().address() : paper.address();
            if (printer != null) {
                prints.addWatcher(state -> feed.changed());
                prints.attach(EscPosPrinter.open(printer, prints, clock::upMs));
                opened(prints);
            }

            StatusReport status = new StatusReport(
                    version,
                    journal,
                    clock,
                    anchors,
                    counters,
                    pads,
                    wired::state,
                    prints::state,
                    voice::device,
                    () -> link().settings(
                                    office.serverVersion(),
                                    office.serverRefused().orElse(null)),
                    this::recording,
                    lost::total,
                    config.data());
            UplinkConfig server = config.uplink();
            if (server != null) {
                network = opened(NetworkPlug.in(() -> Uplink.open(
                        server,
                        config.data().resolve("server-settings.json"),
                        journal,
                        key.publicKeyHex(),
                        clock,
                        anchors,
                        status::forServer,
                        new SettingsOfServer(office))));
            }
            Doorkeeper doorkeeper = new Doorkeeper(counters, office, new WebSessions(clock::upMs), config.simulated());
            HelpCalls help = new HelpCalls(clock::upMs, feed::changed);
            web = opened(KioskWeb.start(
                    config.http(),
                    doorkeeper,
                    List.of(
                            new PageRoutes(),
                            new TicketRoutes(
                                    office,
                                    counters,
                                    tickets,
                                    printer == null ? Slips.NO_PRINTER : new PrintedSlips(prints),
                                    help,
                                    feed,
                                    () -> now(clock),
                                    journal::practice,
                                    this::recording),
                            new LanguageRoutes(
                                    new LanguagePacks(config.data().resolve("languages")), office::languages),
                            new LeaderRoutes(office),
                            new RateRoutes(
                                    counters,
                                    feed,
                                    journal::practice,
                                    this::recording,
                                    lost::count,
                                    tickets::labelOf,
                                    config.simulated()
                                            ? BoundScreens.any()
                                            : BoundScreens.open(config.data().resolve("rating-screens.json")),
                                    office,
                                    doorkeeper),
                            new RatePrompt(clips),
                            new BoardRoutes(
                                    office,
                                    counters,
                                    tickets,
                                    feed,
                                    () -> now(clock),
                                    journal::practice,
                                    this::recording),
                            new DeskRoutes(
                                    office,
                                    counters,
                                    tickets,
                                    prints,
                                    doorkeeper,
                                    feed,
                                    handClock(anchors, clock),
                                    journal::practice,
                                    this::recording,
                                    help::waiting),
                            new SetupRoutes(
                                    office, counters, pads, doorkeeper, handClock(anchors, clock), journal::practice),
                            new VoiceRoutes(clips, voice),
                            new StatusRoutes(status, doorkeeper),
                            new DemoRoutes(
                                    counters,
                                    tickets,
                                    this::line,
                                    network,
                                    () -> TamperedCopy.of(config.journalFolder(), config.id()),
                                    config.review()),
                            new SimulatedRoutes(counters, pads, simulated, emulated(config), this::keys),
                            new PrinterRoutes(
                                    prints,
                                    slips,
                                    tickets,
                                    () -> office.data()
                                            .map(data -> data.printer().rollMetres())
                                            .orElse(PrinterOptions.USUAL.rollMetres())),
                            new SimulatedPaperRoutes(paper))));
            opened(feed); // closed before the web, which cannot let go of screens itself
        } catch (IOException | RuntimeException e) {
            closeAll(parts);
            throw e;
        }
    }

    /** Opens everything; what was opened is closed again if anything cannot be. */
    static Kiosk start(KioskConfig config) throws IOException {
        return new Kiosk(config, SystemKioskClock.open());
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.addFirst(part);
        return part;
    }

    private <T> T opened(T part, java.util.function.Consumer<T> close) {
        parts.addFirst(() -> close.accept(part));
        return part;
    }

    String url() {
        return web.url();
    }

    /** Beats until told to stop. @return the exit code */
    int runUntil(CountDownLatch stop) throws InterruptedException {
        watchdog.ready();
        watchdog.status("ready at " + url());
        long lastSign = System.nanoTime();
        while (!stop.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
            Optional<JournalFailure> failure = beat();
            if (failure.isPresent()) {
                LOG.error("not recording any more: {}", failure.get().getMessage(), failure.get());
                watchdog.status("not recording");
                feed.changed();
                stop.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
                return RunCommand.NOT_RECORDING;
            }
            if (System.nanoTime() - lastSign > SIGN_OF_LIFE.toNanos()) {
                watchdog.alive();
                lastSign = System.nanoTime();
            }
        }
        LOG.info("stopping");
        watchdog.stopping();
        return 0;
    }

    /** What is due now. A disk that is only full is tried again with the next record. */
    private Optional<JournalFailure> beat() {
        for (Runnable each : List.<Runnable>of(
                counters::tick, tickets::tick, untold::tick, disk::beat, pads::showAll, wired::showAll)) {
            try {
                each.run();
            } catch (JournalFailure e) {
                if (!e.full()) {
                    return Optional.of(e);
                }
            }
        }
        if (recorded != recording()) {
            recorded = recording();
            feed.changed();
        }
        return journal.failure();
    }

    private WiredKeys wires(GpioConfig gpio, KioskClock clock) {
        List<String> names = gpio.keys()
                .map(row -> row.lines().stream().map(GpioRow.Line::name).toList())
                .orElse(List.of());
        WiredKeys keys = new WiredKeys(
                counters,
                names,
                clock::upMs,
                pads::trying,
                lost::count,
                new TicketKeys(tickets, () -> now(clock))::pressed);
        if (gpio.keys().isPresent() || gpio.lamps().isPresent()) {
            GpioBoard board = opened(GpioBoard.open(gpio.keys(), gpio.lamps(), keys, clock::upMs));
            keys.attach(board.lamps());
        }
        counters.addListener(counter -> keys.showAll());
        return keys;
    }

    private static PaperWidth paper(PrinterConfig printer) {
        return printer.paperMm() == 58 ? PaperWidth.MM_58 : PaperWidth.MM_80;
    }

    /** Beside the journal, and in the memory that the supervisor keeps for the process, should the disk take nothing at all. */
    private static List<Path> countedIn(KioskConfig config) {
        String memory = System.getenv("RUNTIME_DIRECTORY");
        return memory == null ? List.of(config.data()) : List.of(config.data(), Path.of(memory));
    }

    /** The office's own address, else the one of the configuration. */
    private static Optional<URI> lookUp(Office office, @Nullable URI configured) {
        return office.data()
                .map(data -> data.texts().lookUpAddress())
                .map(URI::create)
                .or(() -> Optional.ofNullable(configured));
    }

    /** Why no machine gives out tickets at a moment. */
    private Optional<Refusal.Reason> closed(Moment moment) {
        Supplier<OfficeCalendar> known = hours;
        return known == null
                        || known.get().at(moment.wallMs(), moment.trusted()).tickets()
                ? Optional.empty()
                : Optional.of(Refusal.Reason.NOT_OPEN);
    }

    private boolean recording() {
        return journal.failure().isEmpty() && !journal.full();
    }

    private KioskStatus.Link link() {
        NetworkPlug plug = network;
        Uplink up = plug == null ? null : plug.uplink().orElse(null);
        if (up == null) {
            return new KioskStatus.Link("OFF", journal.headSeq(), null, null, null);
        }
        UplinkState state = up.state();
        return KioskStatus.Link.of(state);
    }

    private DemoRoutes.Line line() {
        KioskStatus.Link link = link();
        return new DemoRoutes.Line(link.state(), journal.headSeq(), link.waiting());
    }

    private int keys() {
        return counters.scale().map(Scale::keyMask).orElse(0);
    }

    private static SortedMap<Integer, EmulatedPad> emulated(KioskConfig config) {
        SortedMap<Integer, EmulatedPad> emulated = new TreeMap<>();
        config.pads().control().forEach((counter, pipe) -> emulated.put(counter, new EmulatedPad(pipe)));
        return emulated;
    }

    private static Moment now(KioskClock clock) {
        return new Moment(clock.boot(), clock.upMs(), clock.wallMs(), clock.trust() == ClockTrust.TRUSTED);
    }

    private static VoiceOptions voiceOptions(Office office) {
        return office.data().map(OfficeData::voice).orElse(VoiceOptions.USUAL);
    }

    private static Optional<LocalTime> localTime(KioskClock clock) {
        return clock.trust() == ClockTrust.TRUSTED
                ? Optional.of(OfficeCalendar.local(clock.wallMs()).toLocalTime())
                : Optional.empty();
    }

    private static SetupRoutes.Clock handClock(ClockAnchors anchors, KioskClock clock) {
        return new SetupRoutes.Clock() {
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
        };
    }

    static String version() {
        String version = KioskMain.class.getPackage().getImplementationVersion();
        return version == null ? "0.0.0-unpackaged" : version;
    }

    /** Closes what was opened, last opened first. */
    @Override
    public void close() {
        closeAll(parts);
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.error("{} was not closed well", part.getClass().getSimpleName(), e);
            }
        }
        parts.clear();
    }
}
