package motcua.kiosk.queue;

/** Hears what happens to tickets, after it is durable and never while records are replayed. Must be quick. */
public interface TicketListener {
    /** A ticket was taken, and how it was wished for. Called once for each. */
    default void issued(Ticket ticket, TicketWish wish) {}

    /** A number was called, again or for the first time. */
    default void called(Call call) {}

    /** A ticket has left the counter it was called to, served or not. Told as it was there. */
    default void left(Ticket ticket) {}

    /** The last clerk has gone, and the day was written down. */
    default void dayClosed(DayCount count) {}
}
