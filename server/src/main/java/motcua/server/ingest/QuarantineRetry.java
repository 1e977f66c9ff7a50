package motcua.server.ingest;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import motcua.contract.wire.Batch;
import motcua.server.quarantine.Quarantine;
import motcua.server.quarantine.QuarantineReason;
import motcua.server.storage.Database;
import motcua.server.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in again what was refused, one entry a transaction; what is stored now leaves quarantine. */
public final class QuarantineRetry {
    private static final Logger LOG = LoggerFactory.getLogger(QuarantineRetry.class);

    private final Database database;
    private final Clock clock;

    public QuarantineRetry(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How many entries were taken in, and how many stay. */
    public record Result(int takenIn, int stillRefused) {}

    public Result run() {
        List<Quarantine.Entry> entries = Quarantine.all(database);
        int takenIn = 0;
        for (Quarantine.Entry each : entries) {
            if (retry(each)) {
                takenIn++;
            }
        }
        return new Result(takenIn, entries.size() - takenIn);
    }

    private boolean retry(Quarantine.Entry entry) {
        Optional<Inbound.Journal> journal = asJournal(entry);
        if (journal.isEmpty()) {
            return false;
        }
        try {
            return database.write(connection -> {
                long now = clock.millis();
                Committed committed =
                        new JournalTransaction(connection, database.dialect(), now, "").run(List.of(journal.get()));
                boolean takenIn = committed.refused() == 0;
                if (takenIn) {
                    new Quarantine(connection, now).release(entry.id());
                }
                return takenIn;
            });
        } catch (StorageFailure e) {
            // What could not be written before still cannot; the others are tried all the same.
            LOG.warn("entry {} of kiosk {} cannot be written: {}", entry.id(), entry.kiosk(), e.toString());
            return false;
        }
    }

    /** The entry as the record it may be, or as the records of a whole message that could not be written; empty if it is none. */
    private static Optional<Inbound.Journal> asJournal(Quarantine.Entry entry) {
        List<Batch.Line> lines = entry.reason() == QuarantineReason.MALFORMED
                ? Batch.decode(entry.raw())
                : List.of(Batch.line(entry.raw()));
        Inbound.Journal journal = Decoder.journal(entry.kiosk(), lines, null);
        return journal.records().isEmpty() ? Optional.empty() : Optional.of(journal);
    }
}
