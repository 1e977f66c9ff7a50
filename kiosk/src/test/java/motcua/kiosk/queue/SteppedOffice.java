package motcua.kiosk.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketOrigin;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.JournalRecord;
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
        counters = new Counters(journal::append, journal::gen, () -> now(clock), new Random(5));
        tickets = new Tickets(counters, () -> now(clock), moment -> Optional.ofNullable(closed));
        journal.replay((gen, record) -> counters.replay(record));
        counters.start();
    }

    /** An office that counts for real, with a clerk at each counter and a screen to rate on. */
    static SteppedOffice open(Path folder) throws IOException {
        SteppedOffice office = again(folder, SteppedClock.at(TestJournals.MORNING));
        office.settings(null);
        office.counters.append(new PracticeChanged(false, "test"));
        for (int counter = 1; counter <= 3; counter++) {
            office.counters.signIn(counter, "cb-" + counter);
            office.counters.screenOpened(counter);
        }
        return office;
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
