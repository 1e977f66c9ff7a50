package motcua.server.fleet;

/** What a person must look at. */
public enum AlarmKind {
    /** Two different records claim one place, or a record links to another one than is stored: two machines write one chain. */
    FORK,
    /** A kiosk's journal ends before what the server has of it: an older copy of its card runs. */
    ROLLBACK,
    /** A kiosk shows another key than the one pinned at its first message. */
    KEY_CHANGED,
    /** A checkpoint is not signed by the kiosk's key, or vouches for another chain. */
    CHECKPOINT,
    /** Bytes that are no record were refused. */
    POISON,
    /** A message above the agreed size was refused. */
    OVERSIZE,
    /** A record of known type could not be read: it is stored, not counted. */
    UNREADABLE
}
