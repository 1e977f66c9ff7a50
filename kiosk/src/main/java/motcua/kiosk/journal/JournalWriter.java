package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import motcua.contract.journal.JournalRecord;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The one connection that writes a journal's database. For one thread at a time; its owner keeps the lock. */
final class JournalWriter implements AutoCloseable {
    /**
     * Pages in the log at which SQLite itself copies them into the database, inside an append. The journal's own thread does it
     * much earlier, beside the appends; this is the limit should that thread not come to it. 16 MiB of log.
     */
    private static final int CHECKPOINT_PAGES = 4_000;

    private final Connection connection;
    private @Nullable PreparedStatement insertRecord; // absent after a failure: the driver has thrown it away

    private JournalWriter(Connection connection) throws SQLException {
        this.connection = connection;
        this.insertRecord = connection.prepareStatement(Sql.INSERT_RECORD);
    }

    /** An epoch's row. */
    record Epoch(int gen, String epoch, @Nullable String previous, String reason) {}

    /** Makes an empty journal in a file that does not exist yet. */
    static JournalWriter create(Path file) throws SQLException {
        Connection connection = connect(file);
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String each : Sql.CREATE) {
                statement.execute(each);
            }
            statement.execute("PRAGMA application_id = " + Sql.APPLICATION_ID);
            statement.execute("PRAGMA user_version = " + Sql.VERSION);
            connection.commit();
            connection.setAutoCommit(true);
            return new JournalWriter(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Opens a journal that was checked. */
    static JournalWriter open(Path file) throws SQLException, IOException {
        Connection connection = connect(file);
        try {
            JournalReads.checkForm(connection);
            return new JournalWriter(connection);
        } catch (SQLException | IOException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection on which every commit is on the disk when it returns. */
    static Connection connect(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "5000");
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", "FULL");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /**
     * Moves all of the log into the database. After a sync that failed, the end of the log can be read but may not be on the disk,
     * and no later sync brings it there: what is appended must not stand behind it.
     */
    void emptyLog() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (!rows.next() || rows.getInt(1) != 0) {
                throw new SQLException("the log could not be moved into the journal, somebody reads it");
            }
        }
    }

    /** The newest epoch's row. */
    Epoch newestEpoch() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(Sql.NEWEST_EPOCH)) {
            if (!rows.next()) {
                throw new SQLException("the journal has no epoch");
            }
            return new Epoch(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getString(4));
        }
    }

    /** Stores a record in a transaction of its own, or in the one that is open. */
    void insert(int gen, JournalRecord record) throws SQLException {
        PreparedStatement insert = insertRecord == null ? connection.prepareStatement(Sql.INSERT_RECORD) : insertRecord;
        insertRecord = null;
        try {
            insert.setLong(1, Sql.id(gen, record.header().seq()));
            insert.setBytes(2, record.headerBytes());
            insert.setBytes(3, record.bodyBytes());
            insert.executeUpdate();
            insertRecord = insert;
        } finally {
            if (insertRecord == null) {
                insert.close();
            }
        }
    }

    /** Begins an epoch and ends the one before, in one transaction. */
    void beginEpoch(Epoch next, int endedGen, long endedStored) throws SQLException {
        inTransaction(() -> {
            endEpoch(endedGen, endedStored);
            insertEpoch(next, null);
        });
    }

    void insertEpoch(Epoch epoch, @Nullable Long stored) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(Sql.INSERT_EPOCH)) {
            insert.setInt(1, epoch.gen());
            insert.setString(2, epoch.epoch());
            insert.setString(3, epoch.previous());
            insert.setString(4, epoch.reason());
            insert.setObject(5, stored);
            insert.executeUpdate();
        }
    }

    private void endEpoch(int gen, long stored) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(Sql.END_EPOCH)) {
            update.setLong(1, stored);
            update.setInt(2, gen);
            update.executeUpdate();
        }
    }

    /** Keeps what the server said it has of an epoch. */
    void keepReceipt(StoredReceipt receipt) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(Sql.KEEP_RECEIPT)) {
            keep.setInt(1, receipt.gen());
            keep.setLong(2, receipt.contiguous());
            keep.setString(3, SeqRanges.text(receipt.ranges()));
            keep.setString(4, SeqRanges.text(receipt.quarantined()));
            keep.setLong(5, receipt.atMs());
            keep.executeUpdate();
        }
    }

    /** Some statements that succeed or fail together. */
    interface Work {
        void run() throws SQLException;
    }

    void inTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** True if the error says only that the disk is full, after which the database is as it was before. */
    static boolean isFull(SQLException e) {
        return e instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_FULL.code;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (insertRecord != null) {
                insertRecord.close();
            }
        }
    }
}
