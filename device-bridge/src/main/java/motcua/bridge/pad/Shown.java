package motcua.bridge.pad;

/** What the lamps of a pad show. Never a level: from two metres every press looks the same. */
public enum Shown {
    /** Dark and silent; presses are stored all the same. */
    CLOSED,
    /** Waiting, with nothing asked. */
    READY,
    /** Asking for a rating. */
    INVITE,
    /** A press is stored in the pad and survives a power cut. */
    SEEN,
    /** A press has waited more than a second for the kiosk. */
    SAVING,
    /** A press is committed on the kiosk. */
    RECORDED,
    /** A press was refused because the pad's log is full: it is stored nowhere. */
    NOT_RECORDED,
    /** No word from the kiosk for three seconds. */
    FAULT,
    /** The pad has just started and shows its counter's number. */
    BOOT
}
