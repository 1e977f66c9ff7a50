package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.RecordBody;
import motcua.contract.journal.JournalRecord;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.clock.KioskClock;
import motcua.kiosk.clock.SteppedClock;

/** Real journals in a folder of a test. */
public final class TestJournals {
    public static final String KIOSK = "kiosk-1";
    public static final SigningKey DEVICE_KEY = SigningKey.generate();
    public static final Instant MORNING = Instant.parse("2026-11-23T00:30:00Z");

    private TestJournals() {}

    public static Journal open(Path dir) throws IOException {
        return open(dir, SteppedClock.at(MORNING));
    }

    public static Journal open(Path dir, KioskClock clock) throws IOException {
        return Journal.open(new JournalConfig(dir, KIOSK, false, "test"), DEVICE_KEY, clock, new Random());
    }

    /** What {@link Journal#append} throws when the disk is full. */
    public static JournalFailure full() {
        return new JournalFailure("the disk did not take a record", new IOException("full"), true);
    }

    /** Some body that says nothing in particular but is recognised again. */
    public static RecordBody body(int number) {
        return new ClerkSignedOut(1, "clerk-" + number, "session", "CLERK");
    }

    public static List<JournalRecord> all(Journal journal) {
        List<JournalRecord> records = new ArrayList<>();
        journal.replay((gen, record) -> records.add(record));
        return records;
    }
}
