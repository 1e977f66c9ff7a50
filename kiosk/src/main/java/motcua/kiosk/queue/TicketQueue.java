package motcua.kiosk.queue;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import motcua.contract.body.Boot;
import motcua.contract.body.Checkpoint;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.CounterPaused;
import motcua.contract.body.DayClosed;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Outcome;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.ServiceStarted;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketPrinted;
import motcua.contract.body.TicketReinstated;
import motcua.contract.body.TicketShown;
import motcua.contract.body.TicketTransferred;
import motcua.contract.body.Verdict;
import motcua.contract.body.WindowExpired;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.Projection;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says about tickets, without any input or output: only records change it, so that the queue after a restart
 * is the queue before. Not safe for several threads.
 */
final class TicketQueue implements Projection {
    /** Calls a board may want to show again. */
    private static final int CALLS_KEPT = 40;
    /** Services of a queue from which the next wait is told. */
    private static final int TIMES_KEPT = 30;
    /** Why a ticket leaves whose day is over. */
    static final String DAY_END = "DAY_END";
    /** A date that lies further behind than this was right, and the one before it wrong. */
    private static final int WRONG_DAYS = 2;

    private final Map<String, QueueEntry> tickets = new LinkedHashMap<>(); // by id, in the order they were taken
    private final List<QueueEntry> waiting = new ArrayList<>(); // in the order they will be called, but for priority
    private final Map<Integer, QueueEntry> at = new TreeMap<>(); // by counter
    private final Map<String, QueueEntry> byService = new HashMap<>();
    private final Map<Integer, Moment> paused = new HashMap<>(); // by counter: since when
    private final Map<Integer, QueueEntry> lastServed = new HashMap<>(); // by counter
    private final Deque<Call> calls = new ArrayDeque<>(); // newest first
    private final Map<String, Deque<Long>> times = new HashMap<>(); // service times by queue, newest first
    private final NumberSeries numbers = new NumberSeries();
    private final Shift shift = new Shift();
    private final PrinterVoice printer = new PrinterVoice();
    private final List<QueueEntry> undated = new ArrayList<>(); // taken while nobody knew the date, which is still so
    private @Nullable Moment lastDated;
    private boolean practice = true; // a new kiosk practises
    private String day = "";
    private String measuredOn = "";
    private String newest = ""; // of the days that tickets turned out to belong to
    private long issuedCount;
    private long callCount;

    // ---- questions

    Optional<Ticket> ticket(String id) {
        return Optional.ofNullable(tickets.get(id)).map(QueueEntry::view);
    }

    /** Whether a ticket was taken in practice and that is over, or before practice began. */
    boolean overWithPractice(String id) {
        QueueEntry found = tickets.get(id);
        return found != null && found.practice != practice;
    }

    /** The ticket of the present business day with that number on it. */
    Optional<Ticket> labelled(String label) {
        return tickets.values().stream()
                .filter(each -> each.issued.label().equals(label) && sameDay(each))
                .map(QueueEntry::view)
                .reduce((first, last) -> last);
    }

    private boolean sameDay(QueueEntry each) {
        return day.equals(each.day);
    }

    /** Those that wait, in the order they would be called if all had the same priority. */
    List<Ticket> waiting(Predicate<Ticket> which) {
        return waiting.stream().map(QueueEntry::view).filter(which).toList();
    }

    Optional<Ticket> at(int counter) {
        return Optional.ofNullable(at.get(counter)).map(QueueEntry::view);
    }

    List<Ticket> inState(TicketState state) {
        return tickets.values().stream()
                .filter(each -> each.state == state && each.practice == practice)
                .map(QueueEntry::view)
                .toList();
    }

    boolean paused(int counter) {
        return paused.containsKey(counter);
    }

    Optional<Moment> pausedSince(int counter) {
        return Optional.ofNullable(paused.get(counter));
    }

    /** The ticket that the counter's last visit was about; empty after a visit without one. */
    Optional<Ticket> lastServed(int counter) {
        return Optional.ofNullable(lastServed.get(counter)).map(QueueEntry::view);
    }

    /** Tickets served to the end at the counter in the present business day, practice apart. */
    int servedAt(int counter) {
        return (int) tickets.values().stream()
                .filter(each -> each.state == TicketState.SERVED
                        && each.counter == counter
                        && sameDay(each)
                        && each.practice == practice)
                .count();
    }

    /** The newest calls, newest first. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    Shift shift() {
        return shift;
    }

    /** The newest moment of which the date was known; absent if there never was one. */
    @Nullable
    Moment lastDated() {
        return lastDated;
    }

    String day() {
        return day;
    }

    /** Numbers that no screen has told, and of whose paper nobody knows. */
    List<Ticket> perhapsOut() {
        return unsure().map(QueueEntry::view).toList();
    }

    private Stream<QueueEntry> unsure() {
        return tickets.values().stream()
                .filter(each -> each.state == TicketState.RESERVED && each.perhapsOut && each.practice == practice);
    }

    /** Those that wait, and those of {@link #perhapsOut} where each would stand if it waited. */
    List<Ticket> waitingAndPerhapsOut() {
        List<QueueEntry> all = new ArrayList<>(waiting);
        unsure().forEach(each -> insert(each, all));
        return all.stream().map(QueueEntry::view).toList();
    }

    /** Whether this is one of {@link #perhapsOut}. */
    boolean isPerhapsOut(String id) {
        QueueEntry found = tickets.get(id);
        return found != null && found.state == TicketState.RESERVED && found.perhapsOut;
    }

    /** From taking the ticket to its first call; empty if nobody can tell. */
    OptionalLong waitMs(String id) {
        QueueEntry found = tickets.get(id);
        Moment called = found == null ? null : found.firstCalledAt;
        return found == null || called == null ? OptionalLong.empty() : positive(called.since(found.issuedAt));
    }

    /** How long it has been served at its counter; empty if nobody can tell. */
    OptionalLong serviceMs(String id, Moment now) {
        QueueEntry found = tickets.get(id);
        Moment from = found == null ? null : found.startedAt != null ? found.startedAt : found.calledAt;
        return from == null ? OptionalLong.empty() : positive(now.since(from));
    }

    private static OptionalLong positive(OptionalLong ms) {
        return ms.isPresent() && ms.getAsLong() < 0 ? OptionalLong.empty() : ms;
    }

    /** The newest service times of a queue in ms, at most 30. */
    Collection<Long> serviceTimes(String queue) {
        return times.getOrDefault(queue, new ArrayDeque<>());
    }

    /** Tickets taken from the queue in the present business day, practice apart. */
    int issued(String queue) {
        return (int) tickets.values().stream()
                .filter(each -> each.issued.queue().equals(queue) && sameDay(each) && each.practice == practice)
                .count();
    }

    /**
     * The business day at this moment: the local date, if the clock is trusted, and else the day there is. A date that went
     * back a little stays on the later day; one that went back further shows that the later day was wrong.
     *
     * @return yyyy-MM-dd, or "" while no date has ever been known
     */
    String dayAt(Moment now) {
        if (!now.trusted()) {
            return day;
        }
        LocalDate date = OfficeCalendar.local(now.wallMs()).toLocalDate();
        boolean back = !day.isEmpty() && date.isBefore(LocalDate.parse(day));
        return back && !date.plusDays(WRONG_DAYS).isBefore(LocalDate.parse(day)) ? day : date.toString();
    }

    /** The next number of a series on a day. */
    int next(String onDay, String letter) {
        return numbers.next(onDay, letter);
    }

    /** Whether there is a ticket that has not come to an end and is at no counter. */
    boolean hasOpen() {
        return tickets.values().stream().anyMatch(QueueEntry::open);
    }

    /** Tickets of days before this one that have not come to an end. */
    List<Ticket> leftOver(String today) {
        return tickets.values().stream()
                .filter(each -> !each.undated && each.day.compareTo(today) < 0)
                .filter(each -> each.open() || each.state == TicketState.CALLED)
                .map(QueueEntry::view)
                .toList();
    }

    DayCount count() {
        return DayCount.of(day, tickets.values());
    }

    /** Whether somebody is still asked to rate. */
    boolean inviting() {
        return tickets.values().stream()
                .anyMatch(each -> each.after == AfterService.INVITING && each.practice == practice);
    }

    // ---- the date

    /**
     * Takes in what a moment tells about the date. Tickets that were taken while nobody knew it belong to the day that it turns
     * out to have been, and keep their places and numbers; if it never shows which, to the day on which the date becomes known.
     *
     * <p>Any record tells as much, so this changes nothing that the next one would not.
     */
    void learn(Moment now) {
        if (!now.trusted()) {
            return;
        }
        date(now);
        String today = dayAt(now);
        measure(today, now);
        if (newest.compareTo(day) > 0) {
            begin(newest);
        }
    }

    /** Goes back to the day of this moment if the present one was wrong: who came on that came on this. Only for what is recorded. */
    void correct(Moment now) {
        String today = dayAt(now);
        if (now.trusted() && today.compareTo(day) < 0) {
            tickets.values().stream()
                    .filter(each -> each.day.compareTo(today) > 0)
                    .forEach(each -> belongs(each, today));
            newest = today;
            begin(today);
        }
    }

    /** What the present day came to, if the moment shows that it is over and nobody has written that down. */
    Optional<DayCount> overUnwritten(Moment now) {
        if (!now.trusted() || day.isEmpty() || !shift.unwritten() || dayAt(now).compareTo(day) <= 0) {
            return Optional.empty();
        }
        date(now);
        measure(dayAt(now), now);
        return tickets.values().stream().anyMatch(this::sameDay) ? Optional.of(count()) : Optional.empty();
    }

    /** If another day seems to have begun, tickets of this boot are as old as its up time says, and not as a clock that was wrong. */
    private void measure(String today, Moment now) {
        if (today.compareTo(day) > 0 && !today.equals(measuredOn)) {
            tickets.values().stream()
                    .filter(each -> each.issuedAt.boot().equals(now.boot()))
                    .forEach(each -> {
                        String on = takenOn(each, now);
                        if (on.compareTo(each.day) > 0) {
                            belongs(each, on);
                        }
                    });
        }
        measuredOn = today;
    }

    private void date(Moment now) {
        for (QueueEntry each : undated) {
            boolean measured = each.issuedAt.boot().equals(now.boot());
            if (measured || !each.closed) {
                belongs(each, measured ? takenOn(each, now) : dayAt(now));
            }
            each.undated = false;
        }
        undated.clear();
    }

    /** The day of a ticket of this boot, by how long ago it was taken; the present one where the clock went back a little. */
    private String takenOn(QueueEntry entry, Moment now) {
        String today = dayAt(now);
        boolean wentBack = !dateAt(now).equals(today);
        return wentBack ? today : dateAt(now.minus(now.upMs() - entry.issuedAt.upMs()));
    }

    private static String dateAt(Moment when) {
        return OfficeCalendar.local(when.wallMs()).toLocalDate().toString();
    }

    private void belongs(QueueEntry entry, String onDay) {
        entry.day = onDay;
        newest = onDay.compareTo(newest) > 0 ? onDay : newest;
        numbers.belongs(onDay, entry.issued.letter(), entry.issued.number());
    }

    /** Another business day: what came to an end before it is forgotten, numbers begin anew unless it had some before. */
    private void begin(String newDay) {
        day = newDay;
        numbers.begin(newDay);
        shift.begin(tickets.values().stream().anyMatch(this::sameDay));
        tickets.values()
                .removeIf(each -> !sameDay(each)
                        && !waiting.contains(each)
                        && !at.containsValue(each)
                        && each.state != TicketState.HELD);
        byService.values().removeIf(each -> !sameDay(each));
        lastServed.values().removeIf(each -> !sameDay(each));
        calls.removeIf(each -> {
            QueueEntry called = tickets.get(each.ticket());
            return called == null || !sameDay(called);
        });
        if (byService.isEmpty()) {
            times.clear();
        }
    }

    // ---- records

    @Override
    public void apply(Moment when, RecordBody body) {
        if (when.trusted()) {
            lastDated = when;
        }
        // those that the journal writes by itself are heard here only after a restart
        if (!(body instanceof ClockAnchor || body instanceof Checkpoint || body instanceof Boot)) {
            learn(when);
            correct(when);
        }
        if (body instanceof TicketIssued issued) {
            issued(when, issued);
        } else if (body instanceof TicketPrinted printed) {
            printed(printed);
        } else if (body instanceof DeviceChanged changed) {
            printer.apply(changed);
        } else if (body instanceof TicketShown shown) {
            live(tickets.get(shown.ticket()));
        } else if (body instanceof TicketCalled called) {
            called(when, called);
        } else if (body instanceof TicketHeld held) {
            leaves(held.ticket(), held.counter(), TicketState.HELD);
        } else if (body instanceof TicketTransferred transferred) {
            transferred(transferred);
        } else if (body instanceof TicketNoShow absent) {
            leaves(absent.ticket(), absent.counter(), TicketState.NO_SHOW);
        } else if (body instanceof TicketReinstated back) {
            reinstated(back);
        } else if (body instanceof TicketLeft left) {
            leaves(left.ticket(), left.counter() == null ? 0 : left.counter(), TicketState.LEFT);
        } else if (body instanceof ServiceStarted started && started.ticket() != null) {
            QueueEntry entry = tickets.get(started.ticket());
            if (entry != null) {
                entry.startedAt = when;
            }
        } else if (body instanceof ServiceFinished finished) {
            lastServed.remove(finished.visit().counter());
            if (finished.ticket() != null) {
                finished(finished, finished.ticket());
            }
        } else if (body instanceof Press press && press.verdict() == Verdict.COUNTS) {
            after(press.service(), AfterService.RATED);
        } else if (body instanceof WindowExpired expired) {
            after(expired.service(), afterOf(expired.outcome()));
        } else if (body instanceof CounterPaused pause) {
            if (pause.paused()) {
                paused.put(pause.counter(), when);
            } else {
                paused.remove(pause.counter());
            }
        } else if (body instanceof ClerkSignedIn in) {
            shift.apply(in);
        } else if (body instanceof ClerkSignedOut out) {
            shift.apply(when, out);
        } else if (body instanceof DayClosed closed && day.equals(closed.day() == null ? "" : closed.day())) {
            shift.closed(when.trusted());
            tickets.values().forEach(each -> each.closed = true);
        } else if (body instanceof PracticeChanged changed) {
            change(changed.toPractice());
        } else if (body instanceof Boot boot && "DAMAGED".equals(boot.reason())) {
            numbers.damaged(when.trusted() ? dayAt(when) : "");
        }
        if (tells(body)) {
            shift.changed();
        }
    }

    /** Tickets belong to practice or not, and end with it: nobody is called, served or sent on with one after the change. */
    private void change(boolean toPractice) {
        if (toPractice == practice) {
            return;
        }
        practice = toPractice;
        tickets.values().forEach(QueueEntry::endUnlessEnded);
        waiting.clear();
        at.clear();
        lastServed.clear();
        calls.clear();
        times.clear();
    }

    /** Whether the day comes to something else by the record. */
    private static boolean tells(RecordBody body) {
        return body instanceof TicketIssued
                || body instanceof TicketCalled
                || body instanceof TicketHeld
                || body instanceof TicketTransferred
                || body instanceof TicketNoShow
                || body instanceof TicketReinstated
                || (body instanceof TicketLeft left && !left.reason().equals(DAY_END))
                || (body instanceof ServiceFinished finished && finished.ticket() != null);
    }

    private void issued(Moment when, TicketIssued issued) {
        QueueEntry entry = new QueueEntry(issued, when, issuedCount++, practice);
        if (!entry.day.equals(day)) {
            begin(entry.day);
        }
        if (when.trusted()) {
            shift.goesOn();
            numbers.dated(entry.day);
        } else {
            undated.add(entry);
        }
        tickets.put(issued.ticket(), entry);
        numbers.taken(entry.day, issued.letter(), issued.number());
        if (entry.state == TicketState.WAITING) {
            waiting.add(entry);
        }
    }

    private void printed(TicketPrinted printed) {
        QueueEntry entry = tickets.get(printed.ticket());
        if (entry == null) {
            return;
        }
        entry.copies = Math.max(entry.copies, printed.copy());
        entry.perhapsOut |= PrinterVoice.perhapsOut(printed);
        if (printer.out(printed)) {
            live(entry);
        }
    }

    private void live(@Nullable QueueEntry entry) {
        if (entry == null || entry.state != TicketState.RESERVED) {
            return;
        }
        entry.state = TicketState.WAITING;
        if (entry.practice == practice) {
            insert(entry, waiting);
        }
    }

    /** In the order in which they were taken. */
    private static void insert(QueueEntry entry, List<QueueEntry> into) {
        int place = 0;
        while (place < into.size() && into.get(place).order < entry.order) {
            place++;
        }
        into.add(place, entry);
    }

    private void called(Moment when, TicketCalled called) {
        QueueEntry entry = tickets.get(called.ticket());
        if (entry == null) {
            return;
        }
        waiting.remove(entry);
        entry.state = TicketState.CALLED;
        entry.counter = called.counter();
        entry.times = called.times();
        entry.calledAt = when;
        if (called.times() == 1) {
            entry.startedAt = null;
        }
        if (entry.firstCalledAt == null) {
            entry.firstCalledAt = when;
        }
        at.put(called.counter(), entry);
        calls.addFirst(new Call(
                ++callCount,
                called.ticket(),
                entry.issued.label(),
                called.counter(),
                called.times(),
                entry.issued.priority(),
                entry.transferred,
                called.byHand(),
                when));
        while (calls.size() > CALLS_KEPT) {
            calls.removeLast();
        }
    }

    private void leaves(String ticket, int counter, TicketState to) {
        QueueEntry entry = tickets.get(ticket);
        if (entry == null) {
            return;
        }
        waiting.remove(entry);
        at.remove(counter, entry);
        entry.state = to;
    }

    private void transferred(TicketTransferred moved) {
        QueueEntry entry = tickets.get(moved.ticket());
        if (entry == null) {
            return;
        }
        at.remove(moved.from(), entry);
        entry.state = TicketState.WAITING;
        entry.queue = moved.toQueue();
        entry.counter = moved.toCounter() == null ? 0 : moved.toCounter();
        entry.transferred = true;
        insert(entry, waiting);
    }

    private void reinstated(TicketReinstated back) {
        QueueEntry entry = tickets.get(back.ticket());
        if (entry == null) {
            return;
        }
        entry.state = TicketState.WAITING;
        entry.queue = back.queue();
        entry.counter = 0;
        int next = 0;
        while (next < waiting.size() && !waiting.get(next).queue.equals(back.queue())) {
            next++;
        }
        waiting.add(Math.min(waiting.size(), next + 1), entry);
    }

    private void finished(ServiceFinished finished, String ticket) {
        QueueEntry entry = tickets.get(ticket);
        if (entry == null) {
            return;
        }
        at.remove(finished.visit().counter(), entry);
        lastServed.put(finished.visit().counter(), entry);
        entry.state = TicketState.SERVED;
        entry.after = AfterService.INVITING;
        byService.put(finished.service(), entry);
        Long serviceMs = finished.visit().serviceMs();
        if (serviceMs != null) {
            Deque<Long> newest = times.computeIfAbsent(entry.queue, key -> new ArrayDeque<>());
            newest.addFirst(serviceMs);
            while (newest.size() > TIMES_KEPT) {
                newest.removeLast();
            }
        }
    }

    /** The ticket whose service it was; empty for one without a ticket, and for one of another day. */
    Optional<String> labelOf(String service) {
        return Optional.ofNullable(byService.get(service)).map(entry -> entry.issued.label());
    }

    private void after(@Nullable String service, AfterService became) {
        QueueEntry entry = service == null ? null : byService.get(service);
        if (entry != null && entry.after != AfterService.RATED) {
            entry.after = became;
        }
    }

    private static AfterService afterOf(Outcome outcome) {
        return switch (outcome) {
            case NOT_RATED -> AfterService.NOT_RATED;
            case NOT_ASKED -> AfterService.NOT_ASKED;
            case DEVICE_DOWN -> AfterService.DEVICE_DOWN;
        };
    }
}
