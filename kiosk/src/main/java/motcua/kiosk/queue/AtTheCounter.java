package motcua.kiosk.queue;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import motcua.contract.body.CounterPaused;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketReinstated;
import motcua.contract.body.TicketTransferred;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.Served;
import motcua.kiosk.counter.ServiceSession;
import motcua.kiosk.counter.Stay;
import org.jspecify.annotations.Nullable;

/** What a clerk does with tickets: each act is allowed or refused, and one record. For use under the lock of the counters. */
final class AtTheCounter {
    private static final String GONE = "LEFT";
    /** A stroke that waited longer calls nobody: nobody knows whether the clerk still means it. */
    private static final long STALE_STROKE_MS = 5_000;

    private final Counters counters;
    private final TicketQueue queue;
    private final CallOrder order;
    private final Supplier<Moment> clock;

    AtTheCounter(Counters counters, TicketQueue queue, CallOrder order, Supplier<Moment> clock) {
        this.counters = counters;
        this.queue = queue;
        this.order = order;
        this.clock = clock;
    }

    Optional<Call> callNext(int counter) {
        requireFree(counter);
        return order.nextFor(counter).map(next -> call(next, counter, 1, false));
    }

    Call call(int counter, String ticket, boolean byHand) {
        requireFree(counter);
        Ticket chosen = order.required(ticket);
        if (queue.overWithPractice(ticket)) {
            throw new Refusal(Refusal.Reason.WRONG_STATE);
        }
        if (!queue.isPerhapsOut(ticket)
                && chosen.state() != TicketState.WAITING
                && chosen.state() != TicketState.HELD
                && chosen.state() != TicketState.NO_SHOW) {
            throw new Refusal(Refusal.Reason.WRONG_STATE);
        }
        return call(chosen, counter, 1, byHand);
    }

    Call recall(int counter) {
        Ticket here = required(counter);
        return call(here, counter, here.times() + 1, false);
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

    void start(int counter) {
        counters.startService(counter, required(counter).id());
    }

    Ticket hold(int counter) {
        Ticket here = required(counter);
        counters.append(new TicketHeld(here.id(), counter, clerk(counter), serviceMs(here)));
        return here;
    }

    Ticket transfer(int counter, String toQueue, @Nullable Integer toCounter) {
        Ticket here = required(counter);
        SettingsApplied.Queue to = order.queue(toQueue);
        if (toCounter != null && !to.counters().contains(toCounter)) {
            throw new Refusal(Refusal.Reason.UNKNOWN_QUEUE);
        }
        counters.append(new TicketTransferred(here.id(), counter, clerk(counter), serviceMs(here), to.id(), toCounter));
        return here;
    }

    Ticket noShow(int counter) {
        Ticket here = required(counter);
        counters.append(new TicketNoShow(here.id(), counter));
        return here;
    }

    Ticket reinstate(String ticket) {
        Ticket found = order.required(ticket);
        if (found.state() != TicketState.NO_SHOW || queue.overWithPractice(ticket)) {
            throw new Refusal(Refusal.Reason.WRONG_STATE);
        }
        counters.append(new TicketReinstated(found.id(), found.queue()));
        return found;
    }

    Ticket left(int counter) {
        Ticket here = required(counter);
        counters.append(new TicketLeft(here.id(), counter, GONE));
        return here;
    }

    Ticket left(String ticket) {
        Ticket found = order.required(ticket);
        if (!queue.isPerhapsOut(ticket) && found.state() != TicketState.WAITING && found.state() != TicketState.HELD) {
            throw new Refusal(Refusal.Reason.WRONG_STATE);
        }
        counters.append(new TicketLeft(found.id(), null, GONE));
        return found;
    }

    /** @param stroke of the clerk's key, absent without one */
    Ticket finish(int counter, Served served, @Nullable String stroke) {
        Ticket here = required(counter);
        OptionalLong waitMs = queue.waitMs(here.id());
        counters.finishTicket(
                counter,
                served,
                new Stay(here.id(), waitMs.isPresent() ? waitMs.getAsLong() : null, serviceMs(here), stroke));
        return here;
    }

    boolean finishWithoutTicket(int counter, Served served) {
        if (queue.at(counter).isPresent()) {
            throw new Refusal(Refusal.Reason.SERVING);
        }
        return counters.finish(counter, served);
    }

    boolean pause(int counter, boolean paused) {
        if (queue.paused(counter) != paused) {
            String session =
                    counters.session(counter).map(ServiceSession::session).orElse(null);
            counters.append(new CounterPaused(counter, paused, session));
        }
        return paused;
    }

    /** Whether a stroke of the clerk's key means the ticket at the counter, and not what was there before its call. */
    boolean ends(Ticket here, @Nullable Long strokeAgeMs) {
        if (strokeAgeMs == null) {
            return false;
        }
        // one from before the call was meant for what was there then, or is the call itself, told again after a kill
        Moment called = here.calledAt();
        return called != null && clock.get().minus(strokeAgeMs).since(called).orElse(-1) >= 0;
    }

    /** Calls the next one for a stroke of the clerk's key; nobody if it is stale, the counter rests or has no clerk. */
    Optional<Call> callForStroke(int counter, @Nullable Long strokeAgeMs) {
        boolean stale = strokeAgeMs == null || strokeAgeMs > STALE_STROKE_MS;
        return stale || queue.paused(counter) || counters.session(counter).isEmpty()
                ? Optional.empty()
                : order.nextFor(counter).map(next -> call(next, counter, 1, false));
    }

    /** The ticket at the counter, or a refusal. */
    Ticket required(int counter) {
        requireTickets(counter);
        return queue.at(counter).orElseThrow(() -> new Refusal(Refusal.Reason.NOT_SERVING));
    }

    /** Refuses unless the counter could call somebody now. */
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
