package motcua.kiosk.ticket;

/** Where the slips of tickets are. Asked from many threads, several times a second. */
@FunctionalInterface
public interface Slips {
    /** A kiosk without a printer. */
    Slips NO_PRINTER = ticket -> SlipState.NONE;

    /** How the slip of the ticket is doing. */
    SlipState of(String ticket);
}
