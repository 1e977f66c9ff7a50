package motcua.server.storage;

import java.sql.SQLException;

/** The database refused; nothing of the transaction is stored. */
public final class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageFailure(SQLException cause) {
        super("the database refused: " + cause.getMessage(), cause);
    }
}
