package motcua.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.RecordBody;
import motcua.contract.body.TicketOrigin;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.board.BoardRoutes;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.config.HttpConfig;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;
import motcua.kiosk.language.LanguagePacks;
import motcua.kiosk.language.LanguageRoutes;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeDraft;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.rate.BoundScreens;
import motcua.kiosk.rate.RatePrompt;
import motcua.kiosk.rate.RateRoutes;
import motcua.kiosk.voice.ClipStore;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.KioskWeb;
import motcua.kiosk.web.LiveFeed;
import motcua.kiosk.web.PageRoutes;
import motcua.kiosk.web.WebSessions;
import org.jspecify.annotations.Nullable;

/**
 * The citizens' screens of a kiosk over a real journal and real HTTP, under a clock that only moves when told to: states that a
 * running kiosk reaches once a day or once a year. Monday, 23 November 2026, 08:42.
 */
final class SteppedOffice implements AutoCloseable {
    private static final Instant MONDAY = Instant.parse("2026-11-23T01:42:00Z");
    private static final int CHEAP_PIN = 1_000;
    private static final List<String> CLERKS = List.of("an", "binh", "cuc", "dung", "em", "giang", "hoa", "khanh");

    final Counters counters;
    final Tickets tickets;
    final Office office;
    final SteppedClock clock;
    volatile boolean recording = true;
    /** What citizens may choose beside Vietnamese. */
    volatile List<String> offered = List.of("en");

    private final Path folder;
    private final Journal journal;
    private final LiveFeed feed = new LiveFeed();
    private KioskWeb web;
    private BoundScreens screens = BoundScreens.any();
    private int wishes;
    private @Nullable String technicianPin;

    private SteppedOffice(Path folder, SteppedClock clock) throws IOException {
        this.clock = clock;
        this.folder = folder;
        journal = Journal.open(
                new JournalConfig(folder.resolve("journal"), "kiosk-phong-cho", true, "test"),
                SigningKey.generate(),
                clock,
                new Random(5));
        counters = new Counters(journal::append, journal::gen, this::now, new Random(7));
        tickets = new Tickets(counters, this::now, moment -> Optional.empty());
        journal.replay((gen, record) -> counters.replay(record));
        counters.start();
        counters.addListener(counter -> feed.changed());
        office = Office.open(folder.resolve("office.json"), counters, this::now, CHEAP_PIN);
        tickets.hours(office::calendar);
        web = serve();
    }

    /** An office that is open, official, with a clerk at each of its counters. */
    static SteppedOffice open(Path folder, int howMany) throws Exception {
        return open(folder, howMany, SteppedClock.at(MONDAY));
    }

    static SteppedOffice open(Path folder, int howMany, SteppedClock clock) throws Exception {
        SteppedOffice office = new SteppedOffice(folder, clock);
        office.save(howMany, "TICKET", "HL5/1", OfficeTexts.NONE);
        office.counters.append(new PracticeChanged(false, "test"));
        for (int number = 1; number <= howMany; number++) {
            office.counters.signIn(number, CLERKS.get(number - 1));
        }
        return office;
    }

    /** Sets the office up anew. */
    void save(int howMany, String mode, String scale, OfficeTexts texts) throws Exception {
        List<OfficeDraft.Counter> places = new ArrayList<>();
        List<OfficeDraft.Clerk> clerks = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= howMany; number++) {
            places.add(new OfficeDraft.Counter(number, null, mode));
            clerks.add(new OfficeDraft.Clerk(
                    CLERKS.get(number - 1), "Nguyễn Văn " + CLERKS.get(number - 1), null, SampleOffice.PIN));
            numbers.add(number);
        }
        boolean called = mode.equals("TICKET");
        office.save(
                new OfficeDraft(
                        new OfficeDraft.Office(null, "UBND xã Ví Dụ"),
                        places,
                        clerks,
                        scale,
                        null,
                        null,
                        called
                                ? List.of(
                                        new OfficeDraft.Queue("thu-tuc", "A", "K", "Thủ tục", null, numbers, null),
                                        new OfficeDraft.Queue("tra", "C", null, "Trả kết quả", "RESULT", numbers, null),
                                        new OfficeDraft.Queue(
                                                "tiep-dan", "T", null, "Tiếp công dân", "RECEPTION", numbers, null))
                                : List.of(),
                        new OfficeHours(
                                OfficeHours.USUAL.weekly(),
                                List.of(),
                                called ? List.of(new OfficeHours.ReceptionDay(10, "tiep-dan")) : List.of(),
                                30),
                        texts,
                        null,
                        null,
                        null,
                        null),
                technicianPin);
    }

    Ticket taken(String queue, boolean priority) {
        Ticket ticket = tickets.issue(
                new TicketWish("muon-" + wishes++, queue, null, null, priority, TicketOrigin.SCREEN, false));
        tickets.shown(ticket.id());
        return ticket;
    }

    /** The records of a kind, oldest first. */
    <T extends RecordBody> List<T> records(Class<T> type) {
        List<T> bodies = new ArrayList<>();
        journal.replay((gen, record) -> {
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

    /** Lets time pass; the screens are told. */
    void pass(Duration time) {
        clock.advance(time);
        counters.tick();
        tickets.tick();
        feed.changed();
    }

    void goTo(String local) {
        pass(Duration.between(OfficeCalendar.local(clock.wallMs()), LocalDateTime.parse(local)));
    }

    void recording(boolean able) {
        recording = able;
        feed.changed();
    }

    /** The open screens are let go, as when a kiosk is switched off. */
    void closeFeed() {
        feed.close();
    }

    String url() {
        return web.url();
    }

    /** Where language packs of the office lie. */
    Path languages() {
        return folder.resolve("languages");
    }

    /** Lets only those browsers rate that the technician makes rating screens. */
    void bindScreens(String pin) throws Exception {
        technicianPin = pin;
        save(2, "TICKET", "HL5/1", OfficeTexts.NONE);
        screens = BoundScreens.open(folder.resolve("rating-screens.json"));
        web.close();
        web = serve();
    }

    /** The address of a rating screen that keeps nothing. */
    String addressOfScreen(int counter) throws IOException {
        return url() + "/rate?counter=" + counter + "#man-hinh=" + screens.bind(counter);
    }

    private KioskWeb serve() {
        Doorkeeper doorkeeper = new Doorkeeper(counters, office, new WebSessions(clock::upMs), true);
        return KioskWeb.start(
                new HttpConfig("127.0.0.1", 0),
                doorkeeper,
                List.of(
                        new PageRoutes(),
                        new LanguageRoutes(new LanguagePacks(languages()), () -> offered),
                        new BoardRoutes(office, counters, tickets, feed, this::now, journal::practice, () -> recording),
                        new RateRoutes(
                                counters,
                                feed,
                                journal::practice,
                                () -> recording,
                                counter -> {},
                                tickets::labelOf,
                                screens,
                                office,
                                doorkeeper),
                        new RatePrompt(ClipStore.open(folder.resolve("voice")))));
    }

    private Moment now() {
        return new Moment(clock.boot(), clock.upMs(), clock.wallMs(), clock.trust() == ClockTrust.TRUSTED);
    }

    @Override
    public void close() throws IOException {
        feed.close();
        web.close();
        journal.close();
    }
}
