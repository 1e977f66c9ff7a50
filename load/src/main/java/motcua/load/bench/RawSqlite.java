package motcua.load.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import motcua.contract.journal.JournalRecord;
import motcua.load.process.ProcessCost;

/** The baseline of ingest: the same records into one table of a SQLite file, power-safe, in one loop without anything else. */
final class RawSqlite {
    private static final int BATCH = 500;
    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS record (kiosk TEXT, epoch TEXT, seq INTEGER, header BLOB, body BLOB,
                PRIMARY KEY (kiosk, epoch, seq)) WITHOUT ROWID
            """;
    private static final String CREATE_SUM =
            "CREATE TABLE IF NOT EXISTS sum (kiosk TEXT, type TEXT, n INTEGER, PRIMARY KEY (kiosk, type)) WITHOUT ROWID";
    private static final String INSERT = "INSERT INTO record VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String ADD = "INSERT INTO sum VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1";

    private RawSqlite() {}

    /** Wall and CPU time in seconds. */
    record Cost(double seconds, double cpu) {
        static final Cost NONE = new Cost(0, 0);

        Cost plus(Cost other) {
            return new Cost(seconds + other.seconds, cpu + other.cpu);
        }
    }

    /**
     * Stores all records in batches of 500, a transaction each.
     *
     * @param counted whether each record that was not there before also adds to a sum, as the least that counting costs
     */
    static Cost store(Path file, List<JournalRecord> records, boolean counted) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            try (Statement statement = database.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute(CREATE);
                statement.execute(CREATE_SUM);
            }
            database.setAutoCommit(false);
            double cpu = ProcessCost.ownCpu();
            long begin = System.nanoTime();
            try (PreparedStatement insert = database.prepareStatement(INSERT);
                    PreparedStatement add = database.prepareStatement(ADD)) {
                for (int from = 0; from < records.size(); from += BATCH) {
                    List<JournalRecord> batch = records.subList(from, Math.min(records.size(), from + BATCH));
                    insert(insert, batch, counted ? add : insert);
                    database.commit();
                }
            }
            return new Cost((System.nanoTime() - begin) / 1e9, ProcessCost.ownCpu() - cpu);
        }
    }

    /** @param add the statement that counts; {@code insert} itself where nothing is counted */
    private static void insert(PreparedStatement insert, List<JournalRecord> batch, PreparedStatement add)
            throws SQLException {
        for (JournalRecord each : batch) {
            insert.setString(1, each.header().kiosk());
            insert.setString(2, each.header().epoch());
            insert.setLong(3, each.header().seq());
            insert.setBytes(4, each.headerBytes());
            insert.setBytes(5, each.bodyBytes());
            if (add == insert) {
                insert.addBatch();
            } else if (insert.executeUpdate() > 0) {
                add.setString(1, each.header().kiosk());
                add.setString(2, each.header().type());
                add.executeUpdate();
            }
        }
        if (add == insert) {
            insert.executeBatch();
        }
    }
}
