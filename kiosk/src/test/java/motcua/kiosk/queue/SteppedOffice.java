package motcua.kiosk.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketOrigin;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.JournalRecord;
import motcua.contract.settings.OfficeHours;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.TestJournals;
import org.jspecify.annotations.Nullable;

/** An office with tickets over a real journal: counters 1 and 2 serve procedures and results, 3 results only. */
final class SteppedOffice implements AutoCloseable {
    static final String PROCEDURES = "thu-tuc";
    static final String RESULTS = "tra-ket-qua";

    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(14);

    final SteppedClock clock;
    final Journal journal;
    final Counters counters;
    final Tickets tickets;

    Refusal.@Nullable Reason closed;

    /** Every wish is a new one, also of an office opened again. */
    private static final AtomicInteger WISHES = new AtomicInteger();

    private SteppedOffice(Path folder, SteppedClock clock) throws IOException {
        this.clock = clock;
        journal = TestJournals.open(folder, clock);
        counters = new Counters(journal::append, journal::gen, () -> now(clock), new Random(5 + journal.headSeq()));
        tickets = new Tickets(counters, () -> now(clock), moment -> Optional.ofNullable(closed));
        journal.replay((gen, record) -> counters.replay(record));
        counters.start();
    }

    /** An office that counts for real, with a clerk at each counter and a screen to rate on. */
    static SteppedOffice open(Path folder) throws IOException {
        return open(folder, SteppedClock.at(TestJournals.MORNING));
    }

    static SteppedOffice open(Path folder, SteppedClock clock) throws IOException {
        SteppedOffice office = again(folder, clock);
        office.settings(null);
        office.counters.append(new PracticeChanged(false, "test"));
        office.signIn();
        return office;
    }

    /** A clerk sits down at each counter, with a screen to rate on. */
    void signIn() {
        for (int counter = 1; counter <= 3; counter++) {
            counters.signIn(counter, "cb-" + counter);
            counters.screenOpened(counter);
        }
    }

    /** Every clerk goes. */
    void signOut() {
        for (int counter = 1; counter <= 3; counter++) {
            counters.session(counter).ifPresent(counters::signOut);
        }
    }

    /** The office keeps these hours from now on. */
    void keeps(OfficeHours hours) {
        OfficeCalendar calendar = OfficeCalendar.of(hours);
        tickets.hours(() -> calendar);
    }

    /** Time passes until then, and clerks who are there show signs of life. */
    void at(String local) {
        Duration left = Duration.between(OfficeCalendar.local(clock.wallMs()), LocalDateTime.parse(local));
        while (left.compareTo(Duration.ZERO) > 0) {
            Duration step = left.compareTo(SIGN_OF_LIFE) > 0 ? SIGN_OF_LIFE : left;
            counters.numbers().forEach(counters::active);
            after(step);
            left = left.minus(step);
        }
        counters.numbers().forEach(counters::active);
    }

    /** The kiosk learns the time. */
    void learns(String local) {
        long wallMs = LocalDateTime.parse(local)
                .atZone(OfficeCalendar.HERE)
                .toInstant()
                .toEpochMilli();
        journal.append(new ClockAnchor(clock.boot(), clock.upMs(), wallMs, 10, AnchorSource.NTP));
        clock.learned(clock.upMs(), wallMs);
    }

    /** The office of the folder after a kill; what is not in the journal is gone. */
    static SteppedOffice again(Path folder, SteppedClock clock) throws IOException {
        return new SteppedOffice(folder, clock);
    }

    void settings(@Nullable Integer dailyLimit) {
        counters.append(new SettingsApplied(
                1,
                "LOCAL",
                new SettingsApplied.Office("xa-thu", "UBND xã Thử"),
                List.of(counter(1), counter(2), counter(3)),
                List.of(clerk("cb-1"), clerk("cb-2"), clerk("cb-3")),
                "HL5/1",
                120_000,
                List.of(
                        new SettingsApplied.Queue(
                                PROCEDURES, "A", "K", "Thủ tục", Kind.PROCEDURE, List.of(1, 2), dailyLimit),
                        new SettingsApplied.Queue(
                                RESULTS, "C", null, "Trả kết quả", Kind.RESULT, List.of(2, 3), null))));
    }

    private static SettingsApplied.Counter counter(int number) {
        return new SettingsApplied.Counter(number, "Quầy " + number, Mode.TICKET);
    }

    private static SettingsApplied.Clerk clerk(String id) {
        return new SettingsApplied.Clerk(id, "Cán bộ " + id, null);
    }

    static Moment now(SteppedClock clock) {
        return new Moment(clock.boot(), clock.upMs(), clock.wallMs(), clock.trust() == ClockTrust.TRUSTED);
    }

    /** A ticket that the screen has shown. */
    Ticket taken(String queue, boolean priority) {
        Ticket ticket = tickets.issue(wish("wish-" + WISHES.incrementAndGet(), queue, priority));
        tickets.shown(ticket.id());
        return tickets.ticket(ticket.id()).orElseThrow();
    }

    Ticket taken() {
        return taken(PROCEDURES, false);
    }

    static TicketWish wish(String wish, String queue, boolean priority) {
        return new TicketWish(wish, queue, null, null, priority, TicketOrigin.SCREEN, false);
    }

    void after(Duration time) {
        clock.advance(time);
        counters.tick();
        tickets.tick();
    }

    List<JournalRecord> records() {
        return TestJournals.all(journal);
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
