package motcua.kiosk.queue;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import motcua.contract.body.CounterPaused;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketReinstated;
import motcua.contract.body.TicketShown;
import motcua.contract.body.TicketTransferred;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.Served;
import motcua.kiosk.counter.ServiceSession;
import motcua.kiosk.counter.Stay;
import org.jspecify.annotations.Nullable;

/**
 * The office's queue: takes wishes for tickets and what clerks do with them, writes their records, and knows who waits.
 *
 * <p>Shares the lock of {@link Counters}, so that two clerks who press at once never get the same ticket. Safe for any thread; a
 * method returns when its records are durable, and throws {@link Refusal} where it does nothing.
 */
public final class Tickets {
    /** A stroke that waited longer calls nobody: nobody knows whether the clerk still means it. */
    private static final long STALE_STROKE_MS = 5_000;

    private final Counters counters;
    private final Supplier<Moment> clock;
    private final Function<Moment, Optional<Refusal.Reason>> opening;
    private final TicketQueue queue = new TicketQueue();
    private final WorkingTime hours = new WorkingTime();
    private final ExpectedWait waits = new ExpectedWait(hours);
    private final DayEnd days;
    private final TicketDispenser dispenser;
    private final List<TicketListener> listeners = new CopyOnWriteArrayList<>();
    /** What clerks noted about visits that are not finished, by ticket. Used under the lock of the counters. */
    private VisitNotes noted = VisitNotes.inMemory();

    /**
     * Joins the counters; to be made before they replay.
     *
     * @param opening why no ticket is given out at a moment, empty if the office is open
     */
    public Tickets(Counters counters, Supplier<Moment> clock, Function<Moment, Optional<Refusal.Reason>> opening) {
        this.counters = counters;
        this.clock = clock;
        this.opening = opening;
        days = new DayEnd(counters, queue, hours);
        dispenser = new TicketDispenser(counters, queue, days, clock, opening);
        counters.join(queue);
        counters.ticketKey(this::stroke);
    }

    /**
     * Keeps what clerks note about visits in this file, too, and takes from it what was noted before the start. To be called after the
     * replay.
     */
    public void keepNotes(Path file) {
        counters.atOnce(() -> {
            noted = VisitNotes.in(file);
            forgetFinished();
            return noted;
        });
    }

    /** By which hours waits and days are told from now on; before, nobody knows when the office is open. */
    public void hours(Supplier<OfficeCalendar> calendar) {
        counters.atOnce(() -> {
            hours.calendar(calendar);
            return calendar;
        });
    }

    public void addListener(TicketListener listener) {
        listeners.add(listener);
    }

    // ---- taking a ticket

    /**
     * Takes a number. Nobody is called by it before it was {@linkplain #shown shown} or printed, unless a clerk took it.
     *
     * @throws Refusal if the office is closed or the numbers are all taken; then no number was taken
     */
    public Ticket issue(TicketWish wish) {
        record Taken(Ticket ticket, boolean fresh) {}
        Taken taken = counters.atOnce(() -> dispenser
                .known(wish)
                .map(known -> new Taken(known, false))
                .orElseGet(() -> new Taken(dispenser.take(wish, queue(wish.queue())), true)));
        if (taken.fresh) {
            listeners.forEach(each -> each.issued(taken.ticket, wish));
        }
        return taken.ticket;
    }

    /** Why a machine gives out no ticket of the queue now; empty if it does. */
    public Optional<Refusal.Reason> closed(String id) {
        return counters.atOnce(() -> {
            queue.learn(clock.get());
            return dispenser.closed(queue(id));
        });
    }

    /** The screen has shown the number; from here on it can be called. */
    public void shown(String ticket) {
        counters.atOnce(() -> {
            if (required(ticket).state() == TicketState.RESERVED) {
                counters.append(new TicketShown(ticket));
            }
            return ticket;
        });
    }

    /** A number that was never shown and never came out goes back: it stays taken, and nobody waits with it. */
    public void giveUp(String ticket) {
        counters.atOnce(() -> {
            if (required(ticket).state() == TicketState.RESERVED) {
                counters.append(new TicketLeft(ticket, null, "VOID"));
            }
            return ticket;
        });
    }

    // ---- what a counter does with tickets

    /** Calls whoever is next for the counter: priority first, else in the order of taking. Empty if nobody waits. */
    public Optional<Ticket> callNext(int counter) {
        Optional<Call> call = counters.atOnce(() -> {
            requireFree(counter);
            days.turn(clock.get());
            return nextFor(counter).map(next -> call(next, counter, 1, false));
        });
        call.ifPresent(this::tell);
        return call.map(called -> required(called.ticket()));
    }

    /**
     * Calls a chosen ticket: one that waits, was held, or did not show up.
     *
     * @param byHand it is fetched without voice
     */
    public Ticket call(int counter, String ticket, boolean byHand) {
        Call call = counters.atOnce(() -> {
            requireFree(counter);
            Ticket chosen = required(ticket);
            if (chosen.state() != TicketState.WAITING
                    && chosen.state() != TicketState.HELD
                    && chosen.state() != TicketState.NO_SHOW) {
                throw new Refusal(Refusal.Reason.WRONG_STATE);
            }
            return call(chosen, counter, 1, byHand);
        });
        tell(call);
        return required(ticket);
    }

    /** Calls the ticket at the counter once more. */
    public Ticket recall(int counter) {
        Call call = counters.atOnce(() -> {
            Ticket here = requiredAt(counter);
            return call(here, counter, here.times() + 1, false);
        });
        tell(call);
        return required(call.ticket());
    }

    private Call call(Ticket ticket, int counter, int times, boolean byHand) {
        ServiceSession session = counters.session(counter).orElse(null);
        counters.append(new TicketCalled(
                ticket.id(),
                counter,
                session == null ? null : session.clerk(),
                session == null ? null : session.session(),
                times,
                byHand));
        return queue.calls().get(0);
    }

    private void tell(Call call) {
        listeners.forEach(each -> each.called(call));
    }

    /** Notes that the citizen has come to the counter; without it the service counts from the last call. */
    public void start(int counter) {
        counters.atOnce(() -> {
            counters.startService(counter, requiredAt(counter).id());
            return counter;
        });
    }

    /** Sets the ticket aside for missing papers. */
    public void hold(int counter) {
        leaves(() -> {
            Ticket here = requiredAt(counter);
            counters.append(new TicketHeld(here.id(), counter, clerk(counter), serviceMs(here)));
            return here;
        });
    }

    /**
     * Sends the citizen on with the same ticket.
     *
     * @param toCounter the only counter that may call it, absent for any of the queue
     */
    public void transfer(int counter, String toQueue, @Nullable Integer toCounter) {
        leaves(() -> {
            Ticket here = requiredAt(counter);
            SettingsApplied.Queue to = queue(toQueue);
            if (toCounter != null && !to.counters().contains(toCounter)) {
                throw new Refusal(Refusal.Reason.UNKNOWN_QUEUE);
            }
            counters.append(
                    new TicketTransferred(here.id(), counter, clerk(counter), serviceMs(here), to.id(), toCounter));
            return here;
        });
    }

    /** Nobody came. */
    public void noShow(int counter) {
        leaves(() -> {
            Ticket here = requiredAt(counter);
            counters.append(new TicketNoShow(here.id(), counter));
            return here;
        });
    }

    /** The citizen came back after all and waits behind the next one. */
    public void reinstate(String ticket) {
        counters.atOnce(() -> {
            Ticket found = required(ticket);
            if (found.state() != TicketState.NO_SHOW) {
                throw new Refusal(Refusal.Reason.WRONG_STATE);
            }
            return counters.append(new TicketReinstated(found.id(), found.queue()));
        });
    }

    /** The citizen at the counter went without a service. */
    public void left(int counter) {
        leaves(() -> {
            Ticket here = requiredAt(counter);
            counters.append(new TicketLeft(here.id(), counter, "LEFT"));
            return here;
        });
    }

    /** A citizen who waits, or whose ticket is held, has gone. */
    public void left(String ticket) {
        counters.atOnce(() -> {
            Ticket found = required(ticket);
            if (found.state() != TicketState.WAITING && found.state() != TicketState.HELD) {
                throw new Refusal(Refusal.Reason.WRONG_STATE);
            }
            return counters.append(new TicketLeft(found.id(), null, "LEFT"));
        });
    }

    /** Ends the service of the ticket at the counter and opens its rating window. */
    public void finish(int counter, Served served) {
        leaves(() -> finish(counter, served, null));
    }

    private void leaves(Supplier<Ticket> act) {
        Ticket gone = counters.atOnce(act);
        listeners.forEach(each -> each.left(gone));
    }

    private Ticket finish(int counter, Served served, @Nullable String stroke) {
        Ticket here = requiredAt(counter);
        OptionalLong waitMs = queue.waitMs(here.id());
        counters.finishTicket(
                counter,
                served,
                new Stay(here.id(), waitMs.isPresent() ? waitMs.getAsLong() : null, serviceMs(here), stroke));
        return here;
    }

    /** Ends a visit of somebody without a ticket. */
    public void finishWithoutTicket(int counter, Served served) {
        counters.atOnce(() -> {
            if (queue.at(counter).isPresent()) {
                throw new Refusal(Refusal.Reason.SERVING);
            }
            return counters.finish(counter, served);
        });
    }

    /** The counter stops calling, or goes on. */
    public void pause(int counter, boolean paused) {
        counters.atOnce(() -> {
            if (queue.paused(counter) != paused) {
                String session =
                        counters.session(counter).map(ServiceSession::session).orElse(null);
                counters.append(new CounterPaused(counter, paused, session));
            }
            return counter;
        });
    }

    /** What a visit is about as far as its ticket tells: the clerk need not say it again. */
    public Served fromTicket(Ticket ticket) {
        String procedure = ticket.procedure();
        return Served.about(ticket.kind(), ticket.field(), procedure == null ? List.of() : List.of(procedure));
    }

    /** What the visit will be recorded as when it is finished: what the clerk noted, else what the ticket tells. */
    public Served served(Ticket ticket) {
        return counters.atOnce(() -> noted.of(ticket.id()).orElseGet(() -> fromTicket(ticket)));
    }

    /**
     * Notes what the visit at the counter is about, for whichever key finishes it; also while the ticket is held or sent on, and over
     * a restart where {@link #keepNotes} was called.
     */
    public void note(int counter, Served served) {
        VisitNotes notes = counters.atOnce(() -> {
            Ticket here = requiredAt(counter);
            forgetFinished();
            noted.put(here.id(), served);
            return noted;
        });
        notes.keep(() -> counters.atOnce(notes::all)); // a slow disk holds up no press
        counters.changed(counter);
    }

    private void forgetFinished() {
        noted.retain(each -> queue.ticket(each)
                .filter(known -> known.state() != TicketState.SERVED && known.state() != TicketState.LEFT)
                .isPresent());
    }

    /** The clerk's key: ends the service at hand, else calls the next one. Without a clerk it does nothing. */
    private void stroke(int counter, String identity, @Nullable Long ageMs) {
        Optional<Ticket> here = queue.at(counter);
        if (here.isPresent()) {
            if (ageMs != null && madeAfterItsCall(clock.get().minus(ageMs), here.get())) {
                Ticket gone = finish(counter, served(here.get()), identity);
                listeners.forEach(each -> each.left(gone));
            }
            return;
        }
        boolean stale = ageMs == null || ageMs > STALE_STROKE_MS;
        if (!stale && !queue.paused(counter) && counters.session(counter).isPresent()) {
            nextFor(counter).map(next -> call(next, counter, 1, false)).ifPresent(this::tell);
        }
    }

    /** A stroke from before the call was meant for what was at the counter then, or is the call itself, told again after a kill. */
    private static boolean madeAfterItsCall(Moment stroke, Ticket ticket) {
        Moment called = ticket.calledAt();
        return called != null && stroke.since(called).orElse(-1) >= 0;
    }

    // ---- the day

    /** Closes the day once the last clerk has gone home, and ends what is left of one that is over. To be called often. */
    public void tick() {
        List<DayCount> closed = counters.atOnce(() -> {
            Moment now = clock.get();
            days.turn(now);
            days.closeIfOver(now);
            return days.takeClosed();
        });
        closed.forEach(count -> listeners.forEach(each -> each.dayClosed(count)));
    }

    // ---- who waits

    /** Those the counter may call, in the order it would call them. */
    public List<Ticket> waitingFor(int counter) {
        return counters.atOnce(() -> ordered(queue.waiting(ticket -> mayCall(counter, ticket))));
    }

    /** All that wait in a queue, in the order they would be called. */
    public List<Ticket> waitingIn(String id) {
        return counters.atOnce(
                () -> ordered(queue.waiting(ticket -> ticket.queue().equals(id))));
    }

    /** All that wait in the office, in the order they would be called if every counter called from every queue. */
    public List<Ticket> waitingEverywhere() {
        return counters.atOnce(() -> ordered(queue.waiting(ticket -> true)));
    }

    /** The present business day, yyyy-MM-dd, or "" while no date has ever been known. */
    public String day() {
        return dated(TicketQueue::day);
    }

    /** Whether that day was written down as closed, and no ticket was taken since of which it is known that it belongs to it. */
    public boolean dayClosed() {
        return dated(known -> known.shift().dayClosed());
    }

    /** The newest moment of which the date was known; empty if there never was one. */
    public Optional<Moment> lastDated() {
        return counters.atOnce(() -> Optional.ofNullable(queue.lastDated()));
    }

    /** Asks the queue with what the clock tells about the date. */
    private <T> T dated(Function<TicketQueue, T> asked) {
        return counters.atOnce(() -> {
            queue.learn(clock.get());
            return asked.apply(queue);
        });
    }

    /** The number that was served by a service that has ended; empty for one without a ticket. */
    public Optional<String> labelOf(String service) {
        return counters.atOnce(() -> queue.labelOf(service));
    }

    /** How many wait in the whole office. */
    public int waiting() {
        return counters.atOnce(() -> queue.waiting(ticket -> true).size());
    }

    /** The ticket that was called to the counter and is not finished there. */
    public Optional<Ticket> at(int counter) {
        return counters.atOnce(() -> queue.at(counter));
    }

    public Optional<Ticket> ticket(String id) {
        return counters.atOnce(() -> queue.ticket(id));
    }

    /** The ticket of today with that number. */
    public Optional<Ticket> labelled(String label) {
        return dated(known -> known.labelled(label));
    }

    /** Tickets whose number neither paper nor screen has told yet. */
    public List<Ticket> reserved() {
        return counters.atOnce(() -> queue.inState(TicketState.RESERVED));
    }

    public List<Ticket> held() {
        return counters.atOnce(() -> queue.inState(TicketState.HELD));
    }

    public List<Ticket> noShows() {
        return counters.atOnce(() -> queue.inState(TicketState.NO_SHOW));
    }

    public boolean paused(int counter) {
        return counters.atOnce(() -> queue.paused(counter));
    }

    /** Since when the counter calls nobody; empty while it does. */
    public Optional<Moment> pausedSince(int counter) {
        return counters.atOnce(() -> queue.pausedSince(counter));
    }

    /** The ticket that the counter's last visit today was about; empty after a visit without one. */
    public Optional<Ticket> lastServed(int counter) {
        return dated(known -> known.lastServed(counter));
    }

    /** How many tickets were served to the end at the counter today. */
    public int servedAt(int counter) {
        return dated(known -> known.servedAt(counter));
    }

    /** From taking the ticket to its first call, in ms; empty if nobody can tell. */
    public OptionalLong waitMs(Ticket ticket) {
        return counters.atOnce(() -> queue.waitMs(ticket.id()));
    }

    /** How long the ticket has been at its counter, in ms; empty if nobody can tell. */
    public OptionalLong atCounterMs(Ticket ticket) {
        return counters.atOnce(() -> queue.serviceMs(ticket.id(), clock.get()));
    }

    /** The newest calls of the day, newest first, at most 40. */
    public List<Call> calls() {
        return dated(TicketQueue::calls);
    }

    public DayCount today() {
        return dated(TicketQueue::count);
    }

    /** Whether the bytes of this number have left for the printer before, so that one more is a copy. */
    public boolean numberSent(String ticket) {
        return counters.atOnce(() -> queue.numberSent(ticket));
    }

    /** How many are called before this one, as things stand. */
    public int ahead(Ticket ticket) {
        List<Ticket> order = waitingIn(ticket.queue());
        for (int place = 0; place < order.size(); place++) {
            if (order.get(place).id().equals(ticket.id())) {
                return place;
            }
        }
        return (int) order.stream()
                .filter(each -> each.priority() || !ticket.priority())
                .count();
    }

    /**
     * How long somebody with that many before him is likely to wait: the middle half of the newest service times, spread over
     * the counters that work now, and the breaks of the office on top. Empty where nobody can tell.
     */
    public Optional<WaitRange> expectedWait(String id, int ahead) {
        return counters.atOnce(() -> {
            Moment now = clock.get();
            long working = queue(id).counters().stream()
                    .filter(counter -> counters.session(counter).isPresent() && !queue.paused(counter))
                    .count();
            return !hours.known(now) && opening.apply(now).isPresent()
                    ? Optional.empty()
                    : waits.range(queue.serviceTimes(id), working, ahead, now);
        });
    }

    /** The queues people can take tickets for, empty in an office without. */
    public List<SettingsApplied.Queue> queues() {
        return counters.settings().map(SettingsApplied::queues).orElse(List.of());
    }

    private Optional<Ticket> nextFor(int counter) {
        return ordered(queue.waiting(ticket -> mayCall(counter, ticket))).stream()
                .findFirst();
    }

    private static List<Ticket> ordered(List<Ticket> waiting) {
        return waiting.stream()
                .sorted(Comparator.comparing(ticket -> !ticket.priority())) // stable: else the order of the queue
                .toList();
    }

    private boolean mayCall(int counter, Ticket ticket) {
        if (ticket.counter() != 0) {
            return ticket.counter() == counter;
        }
        return queues().stream()
                .anyMatch(each ->
                        each.id().equals(ticket.queue()) && each.counters().contains(counter));
    }

    private SettingsApplied.Queue queue(String id) {
        return queues().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN_QUEUE));
    }

    private Ticket required(String id) {
        return ticket(id).orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN_TICKET));
    }

    private Ticket requiredAt(int counter) {
        requireTickets(counter);
        return queue.at(counter).orElseThrow(() -> new Refusal(Refusal.Reason.NOT_SERVING));
    }

    private void requireFree(int counter) {
        requireTickets(counter);
        if (queue.at(counter).isPresent()) {
            throw new Refusal(Refusal.Reason.SERVING);
        }
        if (queue.paused(counter)) {
            throw new Refusal(Refusal.Reason.PAUSED);
        }
    }

    private void requireTickets(int counter) {
        if (counters.view(counter).map(view -> view.mode() != Mode.TICKET).orElse(true)) {
            throw new Refusal(Refusal.Reason.NO_TICKETS);
        }
    }

    private @Nullable String clerk(int counter) {
        return counters.session(counter).map(ServiceSession::clerk).orElse(null);
    }

    private @Nullable Long serviceMs(Ticket ticket) {
        OptionalLong ms = queue.serviceMs(ticket.id(), clock.get());
        return ms.isPresent() ? Long.valueOf(ms.getAsLong()) : null;
    }
}
