package motcua.kiosk.counter;

/** What a counter's rating device shows. The same after every press, whatever was pressed. */
public enum Phase {
    /** Nobody works here now, the counter rests, or the office is not set up. */
    CLOSED,
    /** Open, but there is no visit to rate. */
    READY,
    /** A visit may be rated. */
    INVITE,
    /** A press was stored less than 30 s ago. */
    AFTER
}
