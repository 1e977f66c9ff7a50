package motcua.bridge.printer;

/** What a printer can do now. */
public enum PrinterCondition {
    READY(true),
    /** It prints; the roll is near its end. */
    PAPER_LOW(true),
    PAPER_OUT(false),
    COVER_OPEN(false),
    /** Unplugged, switched off or not to be reached. */
    OFFLINE(false),
    /** It says that it is broken, or what it says is nonsense. */
    ERROR(false),
    /**
     * It takes bytes and has never said anything since the driver was opened: whether paper comes out is not known. One that has
     * answered and stopped is OFFLINE or in ERROR, never this.
     */
    UNKNOWN(true);

    private final boolean prints;

    PrinterCondition(boolean prints) {
        this.prints = prints;
    }

    /** Whether sending a ticket makes sense. */
    public boolean prints() {
        return prints;
    }
}
