package motcua.kiosk.queue;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import motcua.contract.body.Boot;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.CounterPaused;
import motcua.contract.body.DayClosed;
import motcua.contract.body.Outcome;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.PrintResult;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.ServiceStarted;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketOrigin;
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
    /** Days whose highest numbers are remembered, for clocks that go back. */
    private static final int DAYS_KEPT = 8;
    /** A date that lies further behind than this was right, and the one before it wrong. */
    private static final int WRONG_DAYS = 2;
    /** After a damaged journal a series goes on at the next hundred. Source: design 3. */
    private static final int HUNDRED = 100;

    private final Map<String, Entry> tickets = new LinkedHashMap<>(); // by id, in the order they were taken
    private final List<Entry> waiting = new ArrayList<>(); // in the order they will be called, but for priority
    private final Map<Integer, Entry> at = new TreeMap<>(); // by counter
    private final Map<String, Entry> byService = new HashMap<>();
    private final Map<Integer, Moment> paused = new HashMap<>(); // by counter: since when
    private final Map<Integer, Entry> lastServed = new HashMap<>(); // by counter
    private final Deque<Call> calls = new ArrayDeque<>(); // newest first
    private final Map<String, Deque<Long>> times = new HashMap<>(); // service times by queue, newest first
    private final TreeMap<String, Map<String, Integer>> highest = new TreeMap<>(); // by day ("" = unknown), by letter
    private final Set<String> damaged = new HashSet<>(); // letters issued since the damage
    private final Set<String> sessions = new HashSet<>();
    private boolean closeDue;
    private boolean dayClosed;
    private boolean afterDamage;
    private boolean practice = true; // a new kiosk practises
    private String day = "";
    private long issuedCount;
    private long callCount;

    private static final class Entry {
        final TicketIssued issued;
        final Moment issuedAt;
        final long order;
        final boolean practice;
        TicketState state;
        String queue;
        int counter;
        int times;

        @Nullable
        Moment firstCalledAt;

        @Nullable
        Moment calledAt;

        @Nullable
        Moment startedAt;

        @Nullable
        AfterService after;

        boolean transferred;
        int copies;
        boolean numberSent;

        Entry(TicketIssued issued, Moment issuedAt, long order, boolean practice) {
            this.issued = issued;
            this.issuedAt = issuedAt;
            this.order = order;
            this.practice = practice;
            this.queue = issued.queue();
            // whoever takes a number for somebody else sees it
            boolean seen = issued.origin() == TicketOrigin.DESK || issued.origin() == TicketOrigin.PROXY;
            this.state = seen ? TicketState.WAITING : TicketState.RESERVED;
        }

        Ticket view() {
            return new Ticket(
                    issued.ticket(),
                    issued.day(),
                    issued.label(),
                    queue,
                    issued.kind(),
                    issued.procedure(),
                    issued.field(),
                    issued.priority(),
                    issued.origin(),
                    state,
                    counter,
                    times,
                    issuedAt,
                    calledAt,
                    startedAt != null,
                    after,
                    copies);
        }
    }

    // ---- questions

    Optional<Ticket> ticket(String id) {
        return Optional.ofNullable(tickets.get(id)).map(Entry::view);
    }

    /** The ticket of the present business day with that number on it. */
    Optional<Ticket> labelled(String label) {
        return tickets.values().stream()
                .filter(each -> each.issued.label().equals(label) && sameDay(each))
                .map(Entry::view)
                .reduce((first, last) -> last);
    }

    private boolean sameDay(Entry each) {
        return day.equals(each.issued.day() == null ? "" : each.issued.day());
    }

    /** Those that wait, in the order they would be called if all had the same priority. */
    List<Ticket> waiting(Predicate<Ticket> which) {
        return waiting.stream().map(Entry::view).filter(which).toList();
    }

    Optional<Ticket> at(int counter) {
        return Optional.ofNullable(at.get(counter)).map(Entry::view);
    }

    List<Ticket> inState(TicketState state) {
        return tickets.values().stream()
                .filter(each -> each.state == state)
                .map(Entry::view)
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
        return Optional.ofNullable(lastServed.get(counter)).map(Entry::view);
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

    boolean dayClosed() {
        return dayClosed;
    }

    String day() {
        return day;
    }

    /** Whether the paper of this ticket may be out already, so that a further one is a copy. */
    boolean numberSent(String id) {
        Entry found = tickets.get(id);
        return found != null && found.numberSent;
    }

    /** From taking the ticket to its first call; empty if nobody can tell. */
    OptionalLong waitMs(String id) {
        Entry found = tickets.get(id);
        Moment called = found == null ? null : found.firstCalledAt;
        return found == null || called == null ? OptionalLong.empty() : positive(called.since(found.issuedAt));
    }

    /** How long it has been served at its counter; empty if nobody can tell. */
    OptionalLong serviceMs(String id, Moment now) {
        Entry found = tickets.get(id);
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
        int last = highest.getOrDefault(onDay, Map.of()).getOrDefault(letter, 0);
        boolean jump = afterDamage && !damaged.contains(letter);
        return jump ? (last / HUNDRED + 1) * HUNDRED + 1 : last + 1;
    }

    /** Tickets that have not come to an end and are at no counter. */
    List<Ticket> open() {
        return tickets.values().stream()
                .filter(each -> each.state == TicketState.RESERVED
                        || each.state == TicketState.WAITING
                        || each.state == TicketState.HELD)
                .map(Entry::view)
                .toList();
    }

    DayCount count() {
        int issued = 0;
        int practising = 0;
        int inService = 0;
        int held = 0;
        int wait = 0;
        int noShow = 0;
        int left = 0;
        Map<AfterService, Integer> after = new HashMap<>();
        for (Entry each : tickets.values()) {
            if (!sameDay(each)) {
                continue;
            }
            if (each.practice) {
                practising++;
                continue;
            }
            issued++;
            switch (each.state) {
                case RESERVED, WAITING -> wait++;
                case CALLED -> inService++;
                case HELD -> held++;
                case NO_SHOW -> noShow++;
                case LEFT -> left++;
                case SERVED -> after.merge(each.after == null ? AfterService.INVITING : each.after, 1, Integer::sum);
            }
        }
        return new DayCount(
                day.isEmpty() ? null : day,
                issued,
                wait,
                inService,
                held,
                after.getOrDefault(AfterService.INVITING, 0),
                after.getOrDefault(AfterService.RATED, 0),
                after.getOrDefault(AfterService.NOT_RATED, 0),
                after.getOrDefault(AfterService.NOT_ASKED, 0),
                after.getOrDefault(AfterService.DEVICE_DOWN, 0),
                noShow,
                left,
                practising);
    }

    /**
     * Whether the last clerk has gone and nobody is asked to rate any more, and that was not written down yet. A ticket that was
     * forgotten at a counter does not hold up the day.
     */
    boolean closeDue() {
        return closeDue && tickets.values().stream().noneMatch(each -> each.after == AfterService.INVITING);
    }

    // ---- records

    @Override
    public void apply(Moment when, RecordBody body) {
        if (body instanceof TicketIssued issued) {
            issued(when, issued);
        } else if (body instanceof TicketPrinted printed) {
            printed(printed);
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
            Entry entry = tickets.get(started.ticket());
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
            sessions.add(in.session());
            closeDue = false;
        } else if (body instanceof ClerkSignedOut out) {
            sessions.remove(out.session());
            closeDue = sessions.isEmpty() && !tickets.isEmpty();
        } else if (body instanceof DayClosed) {
            closeDue = false;
            dayClosed = true;
        } else if (body instanceof PracticeChanged changed) {
            practice = changed.toPractice();
            tickets.values().stream().filter(each -> each.practice != practice).forEach(waiting::remove);
        } else if (body instanceof Boot boot && "DAMAGED".equals(boot.reason())) {
            afterDamage = true;
            damaged.clear();
        }
    }

    private void issued(Moment when, TicketIssued issued) {
        String onDay = issued.day() == null ? "" : issued.day();
        if (!onDay.equals(day)) {
            begin(onDay);
        }
        dayClosed = false;
        Entry entry = new Entry(issued, when, issuedCount++, practice);
        tickets.put(issued.ticket(), entry);
        highest.computeIfAbsent(onDay, key -> new HashMap<>()).merge(issued.letter(), issued.number(), Math::max);
        damaged.add(issued.letter());
        if (entry.state == TicketState.WAITING) {
            waiting.add(entry);
        }
    }

    /** A new business day: what came to an end is forgotten, numbers begin anew unless the day was there before. */
    private void begin(String newDay) {
        day = newDay;
        afterDamage = false;
        tickets.values()
                .removeIf(each -> !waiting.contains(each) && !at.containsValue(each) && each.state != TicketState.HELD);
        byService.clear();
        times.clear();
        calls.clear();
        lastServed.clear();
        while (highest.size() > DAYS_KEPT) {
            highest.pollFirstEntry();
        }
    }

    private void printed(TicketPrinted printed) {
        Entry entry = tickets.get(printed.ticket());
        if (entry == null) {
            return;
        }
        entry.copies = Math.max(entry.copies, printed.copy());
        entry.numberSent |= printed.numberSent();
        boolean out = printed.result() == PrintResult.PRINTED
                || (printed.result() == PrintResult.UNKNOWN && printed.numberSent());
        if (out) {
            live(entry);
        }
    }

    private void live(@Nullable Entry entry) {
        if (entry == null || entry.state != TicketState.RESERVED) {
            return;
        }
        entry.state = TicketState.WAITING;
        if (entry.practice == practice) {
            insert(entry);
        }
    }

    /** In the order in which they were taken. */
    private void insert(Entry entry) {
        int place = 0;
        while (place < waiting.size() && waiting.get(place).order < entry.order) {
            place++;
        }
        waiting.add(place, entry);
    }

    private void called(Moment when, TicketCalled called) {
        Entry entry = tickets.get(called.ticket());
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
        Entry entry = tickets.get(ticket);
        if (entry == null) {
            return;
        }
        waiting.remove(entry);
        at.remove(counter, entry);
        entry.state = to;
    }

    private void transferred(TicketTransferred moved) {
        Entry entry = tickets.get(moved.ticket());
        if (entry == null) {
            return;
        }
        at.remove(moved.from(), entry);
        entry.state = TicketState.WAITING;
        entry.queue = moved.toQueue();
        entry.counter = moved.toCounter() == null ? 0 : moved.toCounter();
        entry.transferred = true;
        insert(entry);
    }

    private void reinstated(TicketReinstated back) {
        Entry entry = tickets.get(back.ticket());
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
        Entry entry = tickets.get(ticket);
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
        Entry entry = service == null ? null : byService.get(service);
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
