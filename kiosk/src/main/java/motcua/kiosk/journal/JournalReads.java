package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A reader of a journal's database with a connection of its own; never writes, so it may also look at the journal of a running
 * kiosk. Safe for any thread; one call at a time.
 */
public final class JournalReads implements AutoCloseable {
    static final String FILE = "journal.db";

    private final String kioskId;
    private final Connection connection;

    private JournalReads(String kioskId, Connection connection) {
        this.kioskId = kioskId;
        this.connection = connection;
    }

    /**
     * Opens the journal in a folder for reading.
     *
     * @throws JournalDamaged if the file is no journal or cannot be read as one
     * @throws IOException if there is none, or it belongs to a newer version of the kiosk
     */
    public static JournalReads open(Path dir, String kioskId) throws IOException {
        return openFile(dir.resolve(FILE), kioskId);
    }

    static JournalReads openFile(Path file, String kioskId) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no journal at " + file);
        }
        Properties properties = new Properties();
        properties.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY
        properties.setProperty("busy_timeout", "5000");
        Connection connection = null;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
            checkForm(connection);
            return new JournalReads(kioskId, connection);
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw asIo(e, "cannot read " + file);
        } catch (IOException e) {
            closeQuietly(connection, e);
            throw e;
        }
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable Connection connection, Exception because) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                because.addSuppressed(e);
            }
        }
    }

    /** Refuses a file of another program, and one of a newer version. */
    static void checkForm(Connection connection) throws SQLException, IOException {
        long application = pragma(connection, "PRAGMA application_id");
        long version = pragma(connection, "PRAGMA user_version");
        if (application != Sql.APPLICATION_ID) {
            throw new JournalDamaged("the file is no journal (application_id " + application + ")", null);
        }
        if (version > Sql.VERSION) {
            throw new IOException("the journal has form " + version + ", this kiosk knows up to " + Sql.VERSION
                    + "; install the newer version of the kiosk again");
        }
        if (version < 1) {
            throw new JournalDamaged("the journal has no form (user_version " + version + ")", null);
        }
    }

    static long pragma(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** A database error as what it means: wrong bytes, or a disk that does not answer. */
    static IOException asIo(SQLException e, String what) {
        return isDamage(e)
                ? new JournalDamaged(what + ": " + e.getMessage(), e)
                : new IOException(what + ": " + e.getMessage(), e);
    }

    /** True if the bytes of the file are wrong; false if the disk does not answer. */
    private static boolean isDamage(SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return false;
        }
        int primary = sqlite.getResultCode().code & 0xff;
        return primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                || primary == SQLiteErrorCode.SQLITE_NOTADB.code
                || primary == SQLiteErrorCode.SQLITE_FORMAT.code
                || primary == SQLiteErrorCode.SQLITE_MISMATCH.code
                || primary == SQLiteErrorCode.SQLITE_ERROR.code; // a table that should be there is not
    }

    /** All epochs, ascending by gen. */
    public synchronized List<EpochHead> heads() throws IOException {
        record Epoch(int gen, String epoch, String reason, long stored) {}
        List<Epoch> epochs = new ArrayList<>();
        List<EpochHead> heads = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(Sql.EPOCHS)) {
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long stored = rows.getLong(4);
                    boolean current = rows.wasNull(); // tells of the column read last
                    epochs.add(new Epoch(rows.getInt(1), rows.getString(2), rows.getString(3), current ? -1 : stored));
                }
            }
            for (Epoch each : epochs) {
                Optional<JournalRecord> last = lastOf(each.gen());
                long seq = last.map(record -> record.header().seq()).orElse(0L);
                Hash hash = last.map(JournalRecord::hash).orElseGet(() -> Hash.origin(kioskId, each.epoch()));
                heads.add(new EpochHead(
                        each.gen(), each.epoch(), each.reason(), seq, hash, each.stored() < 0 ? seq : each.stored()));
            }
        } catch (SQLException e) {
            throw asIo(e, "cannot read the epochs");
        }
        return heads;
    }

    private Optional<JournalRecord> lastOf(int gen) throws SQLException, IOException {
        try (PreparedStatement select = connection.prepareStatement(Sql.LAST_OF_EPOCH)) {
            select.setLong(1, Sql.id(gen, 1));
            select.setLong(2, Sql.lastId(gen));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(record(rows)) : Optional.empty();
            }
        }
    }

    /** Hash of a stored record. */
    public synchronized Optional<Hash> hashAt(int gen, long seq) throws IOException {
        try (PreparedStatement select = connection.prepareStatement(Sql.HEADER)) {
            select.setLong(1, Sql.id(gen, seq));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(Hash.ofHeader(rows.getBytes(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw asIo(e, "cannot read record " + gen + "/" + seq);
        }
    }

    /**
     * Stored records of one epoch between two seqs, both included, ascending; stops before the sum of their wire bytes exceeds
     * {@code maxBytes}, but gives at least one.
     */
    public synchronized List<JournalRecord> read(int gen, long first, long last, int maxRecords, long maxBytes)
            throws IOException {
        List<JournalRecord> records = new ArrayList<>();
        long bytes = 0;
        try (PreparedStatement select = connection.prepareStatement(Sql.RECORDS)) {
            select.setLong(1, Sql.id(gen, first));
            select.setLong(2, Sql.id(gen, last));
            select.setInt(3, maxRecords);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    JournalRecord record = record(rows);
                    bytes += record.wireLength();
                    if (bytes > maxBytes && !records.isEmpty()) {
                        break;
                    }
                    records.add(record);
                }
            }
        } catch (SQLException e) {
            throw asIo(e, "cannot read records " + gen + "/" + first + "-" + last);
        }
        return records;
    }

    /** The last records of an epoch, newest first. */
    synchronized List<JournalRecord> readBackwards(int gen, int maxRecords) throws IOException {
        List<JournalRecord> records = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(Sql.RECORDS_BACKWARDS)) {
            select.setLong(1, Sql.id(gen, 1));
            select.setLong(2, Sql.lastId(gen));
            select.setInt(3, maxRecords);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    records.add(record(rows));
                }
            }
        } catch (SQLException e) {
            throw asIo(e, "cannot read the last records");
        }
        return records;
    }

    /** How many records of an epoch are stored between two seqs, both included. */
    public synchronized long count(int gen, long first, long last) throws IOException {
        try (PreparedStatement select = connection.prepareStatement(Sql.COUNT)) {
            select.setLong(1, Sql.id(gen, first));
            select.setLong(2, Sql.id(gen, last));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw asIo(e, "cannot count records of epoch " + gen);
        }
    }

    /** Tells every stored record to the reader, ascending by (gen, seq), as of now. */
    public synchronized void replay(JournalReader reader) throws IOException {
        try (PreparedStatement select = connection.prepareStatement(Sql.RECORDS)) {
            select.setLong(1, 0);
            select.setLong(2, Long.MAX_VALUE);
            select.setLong(3, -1);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.read(Sql.gen(rows.getLong(1)), record(rows));
                }
            }
        } catch (SQLException e) {
            throw asIo(e, "cannot read the journal");
        }
    }

    /** What the server last said of each epoch, ascending by gen. */
    public synchronized List<StoredReceipt> receipts() throws IOException {
        List<StoredReceipt> receipts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(Sql.RECEIPTS);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                receipts.add(new StoredReceipt(
                        rows.getInt(1),
                        rows.getLong(2),
                        SeqRanges.parse(rows.getString(3)),
                        SeqRanges.parse(rows.getString(4)),
                        rows.getLong(5)));
            }
        } catch (SQLException e) {
            throw asIo(e, "cannot read the receipts");
        }
        return receipts;
    }

    /** SQLite's own check of its pages; empty if all is well, else its first complaint. */
    Optional<String> quickCheck() throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = rows.next() ? rows.getString(1) : "no answer";
            return "ok".equals(answer) ? Optional.empty() : Optional.of(answer);
        } catch (SQLException e) {
            throw asIo(e, "cannot check the file");
        }
    }

    private static JournalRecord record(ResultSet row) throws SQLException, JournalDamaged {
        long id = row.getLong(1);
        byte[] header = row.getBytes(2);
        byte[] body = row.getBytes(3);
        if (header == null || body == null) {
            throw new JournalDamaged("record " + Sql.gen(id) + "/" + Sql.seq(id) + " has lost its bytes", null);
        }
        try {
            JournalRecord record = JournalRecord.parse(header, body);
            if (record.header().seq() != Sql.seq(id)) {
                throw new JournalDamaged(
                        "record " + Sql.gen(id) + "/" + Sql.seq(id) + " says that it is "
                                + record.header().seq(),
                        null);
            }
            return record;
        } catch (MalformedJson e) {
            throw new JournalDamaged("record " + Sql.gen(id) + "/" + Sql.seq(id) + " is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw asIo(e, "cannot close the journal");
        }
    }
}
