package motcua.server.ingest;

import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells failures of the database itself, which may pass, from failures that the same statement will meet again. */
final class DatabaseFaults {
    /** Primary result codes of SQLite that another try may not meet. */
    private static final Set<Integer> SQLITE_PASSING = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_NOMEM.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_INTERRUPT.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_PROTOCOL.code);

    /** SQLSTATE classes: connection, transaction rollback, resources, operator intervention, system error. */
    private static final Set<String> STATE_CLASSES_PASSING = Set.of("08", "40", "53", "57", "58");

    private DatabaseFaults() {}

    static boolean passing(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return SQLITE_PASSING.contains(sqlite.getResultCode().code & 0xff);
        }
        String state = failure.getSQLState();
        if (state == null) {
            return failure instanceof java.sql.SQLTransientException;
        }
        return state.length() >= 2 && STATE_CLASSES_PASSING.contains(state.substring(0, 2))
                || state.equals("25006"); // read-only: an old primary during fail-over
    }
}
