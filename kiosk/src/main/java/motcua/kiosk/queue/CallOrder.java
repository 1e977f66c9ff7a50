package motcua.kiosk.queue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import motcua.contract.body.SettingsApplied;
import motcua.kiosk.counter.Counters;

/** Who is called when and where: priority first, else in the order of taking. For use under the lock of the counters. */
final class CallOrder {
    private final Counters counters;
    private final TicketQueue queue;

    CallOrder(Counters counters, TicketQueue queue) {
        this.counters = counters;
        this.queue = queue;
    }

    List<SettingsApplied.Queue> queues() {
        return counters.settings().map(SettingsApplied::queues).orElse(List.of());
    }

    SettingsApplied.Queue queue(String id) {
        return queues().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN_QUEUE));
    }

    Ticket required(String id) {
        return queue.ticket(id).orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN_TICKET));
    }

    /** Those who wait and are meant, in the order in which they are called. */
    List<Ticket> waiting(Predicate<Ticket> which) {
        return priorityFirst(queue.waiting(which));
    }

    /** All that wait, and those that are perhaps on paper where they would stand if they waited. */
    List<Ticket> waitingAndPerhapsOut() {
        return priorityFirst(queue.waitingAndPerhapsOut());
    }

    private static List<Ticket> priorityFirst(List<Ticket> tickets) {
        return tickets.stream()
                .sorted(Comparator.comparing(ticket -> !ticket.priority())) // stable: else the order of the queue
                .toList();
    }

    /** Those the counter may call. */
    List<Ticket> waitingFor(int counter) {
        return waiting(ticket -> mayCall(counter, ticket));
    }

    Optional<Ticket> nextFor(int counter) {
        return waitingFor(counter).stream().findFirst();
    }

    private boolean mayCall(int counter, Ticket ticket) {
        if (ticket.counter() != 0) {
            return ticket.counter() == counter;
        }
        return queues().stream()
                .anyMatch(each ->
                        each.id().equals(ticket.queue()) && each.counters().contains(counter));
    }

    /** How many are called before this one, as things stand. */
    int ahead(Ticket ticket) {
        List<Ticket> order = waiting(each -> each.queue().equals(ticket.queue()));
        for (int place = 0; place < order.size(); place++) {
            if (order.get(place).id().equals(ticket.id())) {
                return place;
            }
        }
        return (int) order.stream()
                .filter(each -> each.priority() || !ticket.priority())
                .count();
    }

    /** How many counters call from the queue now. */
    long working(String id) {
        return queue(id).counters().stream()
                .filter(counter -> counters.session(counter).isPresent() && !queue.paused(counter))
                .count();
    }
}
