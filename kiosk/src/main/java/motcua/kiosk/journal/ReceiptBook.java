package motcua.kiosk.journal;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;

/** Writes receipts into a journal that no kiosk runs on; appends no record. For one thread. */
public final class ReceiptBook implements AutoCloseable {
    private final DataLock lock;
    private final JournalFolder folder;
    private final JournalWriter writer;

    private ReceiptBook(DataLock lock, JournalFolder folder, JournalWriter writer) {
        this.lock = lock;
        this.folder = folder;
        this.writer = writer;
    }

    /**
     * Opens a journal, which is salvaged first if it is damaged, as at a start of the kiosk.
     *
     * @throws JournalInUse if a kiosk runs on the folder
     */
    public static ReceiptBook open(JournalConfig config, long nowMs) throws IOException {
        DataLock lock = DataLock.take(config.dir());
        try {
            JournalFolder folder = new JournalFolder(config, new SecureRandom());
            folder.prepare(nowMs);
            return new ReceiptBook(lock, folder, JournalWriter.open(folder.database()));
        } catch (SQLException e) {
            lock.close();
            throw JournalReads.asIo(e, "cannot open the journal in " + config.dir());
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Keeps a receipt; it is on the disk when this returns. */
    public void keep(StoredReceipt receipt) throws IOException {
        try {
            writer.keepReceipt(receipt);
        } catch (SQLException e) {
            throw JournalReads.asIo(e, "cannot keep a receipt");
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            folder.markClosing();
            writer.close();
        } catch (SQLException e) {
            throw JournalReads.asIo(e, "cannot close the journal");
        }
    }
}
