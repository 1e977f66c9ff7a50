package motcua.server.ingest;

import java.time.Clock;
import java.util.List;
import motcua.server.storage.Database;

/**
 * Commits groups of messages, one transaction a group: journal, cursors, services, cells, quarantine and alarms together. The
 * only way into the journal, whether messages come from the broker, a file or the quarantine. Safe for any thread.
 */
public final class JournalWriter {
    private final Database database;
    private final Clock clock;
    private final String instance;

    /** @param instance 16 hexadecimal digits drawn at this start of the server */
    public JournalWriter(Database database, Clock clock, String instance) {
        this.database = database;
        this.clock = clock;
        this.instance = instance;
    }

    public String instance() {
        return instance;
    }

    /**
     * Commits messages. When it returns, all that the receipts say is on disk; if it throws, nothing is.
     *
     * @throws motcua.server.storage.StorageFailure if the database refuses; the same messages may be written again
     */
    public Committed write(List<Inbound> messages) {
        return database.write(connection ->
                new JournalTransaction(connection, database.dialect(), clock.millis(), instance).run(messages));
    }
}
