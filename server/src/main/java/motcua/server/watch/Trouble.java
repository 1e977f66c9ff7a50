package motcua.server.watch;

/** What is the matter with an office, the gravest first. */
public enum Trouble {
    /** Two machines wrote one chain, or one card runs twice. */
    FORK,
    /** A kiosk shows another key than before, or ends before what is stored. */
    IDENTITY,
    /** Nothing came for more working days than {@link OfficeState#SILENT_AFTER}. */
    SILENT,
    /** Records wait at the office or a part of the chain is missing. */
    BEHIND,
    /** A key is held or stuck. */
    STUCK,
    /** A pad or printer does not answer. */
    DEVICE_DOWN,
    /** A counter serves and its device is not used. */
    UNUSED,
    /** The kiosk does not know the time. */
    CLOCK,
    /** Services whose day cannot be told yet. */
    UNDATED,
    /** Too many services without a procedure. */
    UNKNOWN_PROCEDURE,
    /** Too many presses that belong to no service. */
    UNMATCHED,
    /** A new kiosk practises: nothing of it is counted. */
    PRACTISING,
    NONE;

    /** Whether nothing can be believed or received until a person acts. */
    public boolean isGrave() {
        return this == FORK || this == IDENTITY || this == SILENT;
    }

    /** Whether a person should look. */
    public boolean needsALook() {
        return this != NONE && this != PRACTISING;
    }
}
