package motcua.kiosk.queue;

import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketOrigin;
import motcua.kiosk.counter.Moment;
import org.jspecify.annotations.Nullable;

/** What the journal says about one ticket. Belongs to {@link TicketQueue}; not safe for several threads. */
final class QueueEntry {
    final TicketIssued issued;
    final Moment issuedAt;
    final long order;
    final boolean practice;
    TicketState state;
    String queue;
    int counter;
    int times;
    /** Business day, yyyy-MM-dd, or "" while nobody knows it. */
    String day;
    /** Whether it was taken while nobody knew the date, and that is still so. */
    boolean undated;
    /** Whether its day was written down as closed since. */
    boolean closed;

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
    /** Whether all of a slip was sent while the printer did not say what became of it. */
    boolean perhapsOut;

    QueueEntry(TicketIssued issued, Moment issuedAt, long order, boolean practice) {
        this.issued = issued;
        this.issuedAt = issuedAt;
        this.order = order;
        this.practice = practice;
        this.queue = issued.queue();
        String told = issued.day();
        this.day = told == null ? "" : told;
        this.undated = !issuedAt.trusted();
        // whoever takes a number for somebody else sees it
        boolean seen = issued.origin() == TicketOrigin.DESK || issued.origin() == TicketOrigin.PROXY;
        this.state = seen ? TicketState.WAITING : TicketState.RESERVED;
    }

    /** Whether it has not come to an end and is at no counter. */
    boolean open() {
        return state == TicketState.RESERVED || state == TicketState.WAITING || state == TicketState.HELD;
    }

    void endUnlessEnded() {
        if (open() || state == TicketState.CALLED) {
            state = TicketState.LEFT;
        }
    }

    Ticket view() {
        return new Ticket(
                issued.ticket(),
                day.isEmpty() ? null : day,
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
