package motcua.kiosk.queue;

/** Where a ticket is. */
public enum TicketState {
    /** The number is taken; neither paper nor screen has told it yet. Nobody calls it. */
    RESERVED,
    WAITING,
    /** Called to a counter, or being served there. */
    CALLED,
    /** Set aside for missing papers. */
    HELD,
    SERVED,
    NO_SHOW,
    LEFT
}
