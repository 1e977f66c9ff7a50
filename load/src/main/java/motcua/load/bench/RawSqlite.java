package motcua.load.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import motcua.contract.journal.JournalRecord;

/** The baseline of ingest: the same records into one table of a SQLite file, power-safe, in one loop without anything else. */
final class RawSqlite {
    private static final int BATCH = 500;
    private static final String CREATE = """
            CREATE TABLE record (kiosk TEXT, epoch TEXT, seq INTEGER, header BLOB, body BLOB,
                PRIMARY KEY (kiosk, epoch, seq)) WITHOUT ROWID
            """;
    private static final String INSERT = "INSERT INTO record VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private RawSqlite() {}

    /** Stores all records in batches of 500 and returns records a second. */
    static double recordsPerSecond(Path file, List<JournalRecord> records) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            try (Statement statement = database.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute(CREATE);
            }
            database.setAutoCommit(false);
            long begin = System.nanoTime();
            try (PreparedStatement insert = database.prepareStatement(INSERT)) {
                int open = 0;
                for (JournalRecord each : records) {
                    insert.setString(1, each.header().kiosk());
                    insert.setString(2, each.header().epoch());
                    insert.setLong(3, each.header().seq());
                    insert.setBytes(4, each.headerBytes());
                    insert.setBytes(5, each.bodyBytes());
                    insert.addBatch();
                    if (++open == BATCH) {
                        insert.executeBatch();
                        database.commit();
                        open = 0;
                    }
                }
                insert.executeBatch();
                database.commit();
            }
            return records.size() * 1e9 / (System.nanoTime() - begin);
        }
    }
}
