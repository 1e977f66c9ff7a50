package motcua.kiosk.queue;

import motcua.contract.body.TicketOrigin;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a ticket.
 *
 * @param wish made anew for each ticket by whoever asks; the same wish twice is the same ticket, also after a restart
 * @param queue id of the queue
 * @param procedure code, absent where the citizen did not choose one
 * @param field subject field, absent where unknown
 * @param large whether its slip is to be in large print; in no record, since it tells of somebody's eyes
 */
public record TicketWish(
        String wish,
        String queue,
        @Nullable String procedure,
        @Nullable String field,
        boolean priority,
        TicketOrigin origin,
        boolean assisted,
        boolean large) {

    /** A wish for an ordinary slip. */
    public TicketWish(
            String wish,
            String queue,
            @Nullable String procedure,
            @Nullable String field,
            boolean priority,
            TicketOrigin origin,
            boolean assisted) {
        this(wish, queue, procedure, field, priority, origin, assisted, false);
    }
}
