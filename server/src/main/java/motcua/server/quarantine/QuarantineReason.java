package motcua.server.quarantine;

/** Why bytes were refused. */
public enum QuarantineReason {
    /** No record: not canonical, torn, wrong hash, of another kiosk. */
    POISON,
    /** A record whose place is taken by another one. */
    FORK,
    /** A record that does not link to its stored neighbour. */
    LINK,
    /** A hello or status that cannot be read. */
    MALFORMED
}
