package motcua.kiosk.ticket;

/**
 * How the slip of a ticket is doing, as the person before the screen needs to know it.
 *
 * @param percent how much of it is printed, 0 to 100
 * @param coming whether it is being printed, or will be without anybody asking
 */
public record SlipState(Phase phase, int percent, boolean coming) {
    /** Nothing is printed here. */
    public static final SlipState NONE = new SlipState(Phase.NONE, 0, false);

    public SlipState {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("no percentage: " + percent);
        }
    }

    /** Where the slip is, or what keeps it from coming. */
    public enum Phase {
        NONE,
        PRINTING,
        PRINTED,
        /** Everything was sent to a printer that says nothing back. */
        UNKNOWN,
        PAPER_OUT,
        COVER_OPEN,
        /** The printer does not answer, or answers nonsense. */
        OFFLINE
    }
}
