package motcua.kiosk.journal;

/**
 * The record is not durable: the disk refused to write or sync it. Unless the disk is only {@linkplain #full full}, the journal
 * takes no further record; the process has to end and be started again, which checks the file.
 */
public final class JournalFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean full;

    JournalFailure(String message, Throwable cause, boolean full) {
        super(message, cause);
        this.full = full;
    }

    /** True if nothing but space is missing: a later append may succeed. */
    public boolean full() {
        return full;
    }
}
