package motcua.kiosk.queue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketShown;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.Served;
import org.jspecify.annotations.Nullable;

/**
 * The office's queue: takes wishes for tickets and what clerks do with them, writes their records, and knows who waits.
 *
 * <p>Shares the lock of {@link Counters}, so that two clerks who press at once never get the same ticket. Safe for any thread; a
 * method returns when its records are durable, and throws {@link Refusal} where it does nothing.
 */
public final class Tickets {
    private final Counters counters;
    private final Supplier<Moment> clock;
    private final Function<Moment, Optional<Refusal.Reason>> opening;
    private final TicketQueue queue = new TicketQueue();
    private final WorkingTime hours = new WorkingTime();
    private final ExpectedWait waits = new ExpectedWait(hours);
    private final CallOrder order;
    private final AtTheCounter acts;
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
        order = new CallOrder(counters, queue);
        acts = new AtTheCounter(counters, queue, order, clock);
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
        keepNotes(VisitNotes.in(file));
    }

    void keepNotes(VisitNotes kept) {
        counters.atOnce(() -> {
            noted = kept;
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
                .orElseGet(() -> new Taken(dispenser.take(wish, order.queue(wish.queue())), true)));
        if (taken.fresh) {
            listeners.forEach(each -> each.issued(taken.ticket, wish));
        }
        return taken.ticket;
    }

    /** Why a machine gives out no ticket of the queue now; empty if it does. */
    public Optional<Refusal.Reason> closed(String id) {
        return counters.atOnce(() -> {
            queue.learn(clock.get());
            return dispenser.closed(order.queue(id));
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
            days.turn(clock.get());
            return acts.callNext(counter);
        });
        return call.map(this::told);
    }

    /**
     * Calls a chosen ticket: one that waits, was held, or did not show up, or one that is {@linkplain #perhapsOut perhaps on paper}.
     *
     * @param byHand it is fetched without voice
     */
    public Ticket call(int counter, String ticket, boolean byHand) {
        return told(counters.atOnce(() -> acts.call(counter, ticket, byHand)));
    }

    /** Calls the ticket at the counter once more. */
    public Ticket recall(int counter) {
        return told(counters.atOnce(() -> acts.recall(counter)));
    }

    private Ticket told(Call call) {
        listeners.forEach(each -> each.called(call));
        return required(call.ticket());
    }

    /** Notes that the citizen has come to the counter; without it the service counts from the last call. */
    public void start(int counter) {
        counters.atOnce(() -> {
            acts.start(counter);
            return counter;
        });
    }

    /** Sets the ticket aside for missing papers. */
    public void hold(int counter) {
        leaves(() -> acts.hold(counter));
    }

    /**
     * Sends the citizen on with the same ticket.
     *
     * @param toCounter the only counter that may call it, absent for any of the queue
     */
    public void transfer(int counter, String toQueue, @Nullable Integer toCounter) {
        leaves(() -> acts.transfer(counter, toQueue, toCounter));
    }

    /** Nobody came. */
    public void noShow(int counter) {
        leaves(() -> acts.noShow(counter));
    }

    /** The citizen came back after all and waits behind the next one. */
    public void reinstate(String ticket) {
        counters.atOnce(() -> acts.reinstate(ticket));
    }

    /** The citizen at the counter went without a service. */
    public void left(int counter) {
        leaves(() -> acts.left(counter));
    }

    /** A citizen who waits, or whose ticket is held, has gone. */
    public void left(String ticket) {
        counters.atOnce(() -> acts.left(ticket));
    }

    /** Ends the service of the ticket at the counter and opens its rating window. */
    public void finish(int counter, Served served) {
        leaves(() -> acts.finish(counter, served, null));
    }

    private void leaves(Supplier<Ticket> act) {
        Ticket gone = counters.atOnce(act);
        listeners.forEach(each -> each.left(gone));
    }

    /** Ends a visit of somebody without a ticket. */
    public void finishWithoutTicket(int counter, Served served) {
        counters.atOnce(() -> acts.finishWithoutTicket(counter, served));
    }

    /** The counter stops calling, or goes on. */
    public void pause(int counter, boolean paused) {
        counters.atOnce(() -> acts.pause(counter, paused));
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
     * a restart where {@link #keepNotes} was called. Waits for the disk, so that it must not be called {@linkplain Counters#atOnce at
     * once} with anything else: a slow disk holds up no press.
     *
     * @param about makes the note for the ticket at the counter, or refuses
     */
    public void note(int counter, Function<Ticket, Served> about) {
        if (Thread.holdsLock(counters)) {
            throw new IllegalStateException("notes wait for the disk, and nothing else may wait with them");
        }
        VisitNotes notes = counters.atOnce(() -> {
            Ticket here = acts.required(counter);
            forgetFinished();
            noted.put(here.id(), about.apply(here));
            return noted;
        });
        notes.keep(() -> counters.atOnce(notes::all));
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
        if (here.isEmpty()) {
            acts.callForStroke(counter, ageMs).ifPresent(this::told);
        } else if (acts.ends(here.get(), ageMs)) {
            Ticket gone = acts.finish(counter, served(here.get()), identity);
            listeners.forEach(each -> each.left(gone));
        }
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
        return counters.atOnce(() -> order.waitingFor(counter));
    }

    /** All that wait in a queue, in the order they would be called. */
    public List<Ticket> waitingIn(String id) {
        return counters.atOnce(() -> order.waiting(ticket -> ticket.queue().equals(id)));
    }

    /** All that wait in the office, in the order they would be called if every counter called from every queue. */
    public List<Ticket> waitingEverywhere() {
        return counters.atOnce(() -> order.waiting(ticket -> true));
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

    /**
     * Numbers that no screen has told while nobody knows whether their paper came out, in the order of taking. They are not live:
     * nobody is called by them unawares. A board tells them, a further copy comes out, or a clerk calls one by hand for whoever holds the
     * paper; until then they are kept. Of a printer that never says anything there are none.
     */
    public List<Ticket> perhapsOut() {
        return counters.atOnce(queue::perhapsOut);
    }

    /** All that wait, and among them those of {@link #perhapsOut} where each would stand if it waited. */
    public List<Ticket> waitingAndPerhapsOut() {
        return counters.atOnce(order::waitingAndPerhapsOut);
    }

    /** Whether the ticket is one of {@link #perhapsOut}. */
    public boolean isPerhapsOut(String ticket) {
        return counters.atOnce(() -> queue.isPerhapsOut(ticket));
    }

    /** How many are called before this one, as things stand. */
    public int ahead(Ticket ticket) {
        return counters.atOnce(() -> order.ahead(ticket));
    }

    /**
     * How long somebody with that many before him is likely to wait: the middle half of the newest service times, spread over
     * the counters that work now, and the breaks of the office on top. Empty where nobody can tell.
     */
    public Optional<WaitRange> expectedWait(String id, int ahead) {
        return counters.atOnce(() -> {
            Moment now = clock.get();
            return !hours.known(now) && opening.apply(now).isPresent()
                    ? Optional.empty()
                    : waits.range(queue.serviceTimes(id), order.working(id), ahead, now);
        });
    }

    /** The queues people can take tickets for, empty in an office without. */
    public List<SettingsApplied.Queue> queues() {
        return counters.atOnce(order::queues);
    }

    private Ticket required(String id) {
        return counters.atOnce(() -> order.required(id));
    }
}
