package motcua.kiosk.print;

/** How far a ticket is on its way to paper. */
public enum PrintPhase {
    /** Others come first. */
    WAITING,
    PRINTING,
    /** The printer says that it is out. */
    PRINTED,
    /** Everything was sent; nobody knows whether it came out. */
    UNKNOWN,
    /** It did not come out; for a short while it may still, should the printer come back. */
    NOT_PRINTED
}
