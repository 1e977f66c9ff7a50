package motcua.bridge.simulated;

/** What can happen to a simulated printer in the middle of a slip. */
public enum PrinterFault {
    /** The connection goes; what it had, it prints. */
    UNPLUG,
    PAPER_OUT,
    COVER_OPEN,
    /** It takes no bytes and answers nothing. */
    STALL,
    /** It answers anything. */
    GARBAGE,
    /** It forgets what it had, is away for a while and comes back by itself. */
    POWER_CYCLE
}
