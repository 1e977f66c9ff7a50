package motcua.kiosk.counter;

import motcua.contract.body.RecordBody;
import motcua.contract.journal.JournalRecord;

/** Where records are written for good. */
@FunctionalInterface
public interface RecordSink {
    /** Writes a record; durable when it returns. Throws if it was not written; then nothing more can be recorded. */
    JournalRecord append(RecordBody body);
}
