package motcua.contract.body;

/** How visits of a counter are counted. Modes are never added up. */
public enum Mode {
    /** A queue ticket is called, served and finished. */
    TICKET,
    /** One clerk key or click ends a visit and opens the window; the denominator is visits. */
    VISIT,
    /** The pad always invites; each press that is no correction is a visit of its own; no response rate, no clerk comparison. */
    OPEN
}
