package motcua.kiosk.queue;

import motcua.contract.body.Kind;
import motcua.contract.body.TicketOrigin;
import motcua.kiosk.counter.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it is at one moment.
 *
 * @param id 16 hexadecimal digits
 * @param day business day, yyyy-MM-dd, absent while the kiosk has never known one
 * @param label what is printed and called, e.g. {@code A012}
 * @param queue id of the queue it is in now
 * @param procedure code chosen when it was taken, absent where not chosen
 * @param priority whether it goes before others; nobody is told why
 * @param counter where it was called last, 0 before; with {@code WAITING} the only counter that may call it, 0 = any
 * @param times how often it was called at that counter
 * @param issuedAt when it was taken
 * @param calledAt when it was called last, absent before
 * @param started whether its service was noted as begun, else it counts from the call
 * @param after what became of the invitation to rate, absent before it was served
 * @param copies how many copies were printed or tried
 */
public record Ticket(
        String id,
        @Nullable String day,
        String label,
        String queue,
        Kind kind,
        @Nullable String procedure,
        @Nullable String field,
        boolean priority,
        TicketOrigin origin,
        TicketState state,
        int counter,
        int times,
        Moment issuedAt,
        @Nullable Moment calledAt,
        boolean started,
        @Nullable AfterService after,
        int copies) {}
