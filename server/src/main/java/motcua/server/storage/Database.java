package motcua.server.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/**
 * The server's database, migrated to this version's tables when it opens.
 *
 * <p>SQLite has one writer connection (write-ahead log, {@code synchronous=FULL}, each transaction takes the write lock at its
 * begin) and a few that only read; PostgreSQL has two pools. Safe for any thread; a thread that asks for a connection waits up to
 * 30 s for one.
 */
public final class Database implements AutoCloseable {
    /** How long one process waits for another one's transaction, in milliseconds. */
    private static final int BUSY_MS = 30_000;

    /**
     * Pages of 4 KiB after which the log moves into the database. Under load the same pages of cells and cursors change in every
     * commit; with a longer log they are moved once for many commits.
     */
    private static final int CHECKPOINT_PAGES = 16_000;

    /** A receipt promises that a commit outlives a crash, whatever the database's own default is; a stricter one is kept. */
    private static final String COMMIT_IS_DURABLE = """
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
            """;

    private static final int SQLITE_READERS = 4;
    private static final int POSTGRESQL_WRITERS = 4;
    private static final int POSTGRESQL_READERS = 6;

    private final Dialect dialect;
    private final HikariDataSource writer;
    private final HikariDataSource reader;
    private final Jdbi writes;
    private final Jdbi reads;

    private Database(Dialect dialect, HikariDataSource writer, HikariDataSource reader) {
        this.dialect = dialect;
        this.writer = writer;
        this.reader = reader;
        this.writes = Jdbi.create(writer);
        this.reads = Jdbi.create(reader);
    }

    /**
     * Opens the database and brings its tables up to date.
     *
     * @throws RuntimeException if it cannot be reached or a migration fails; nothing is changed then
     */
    public static Database open(DatabaseConfig config) {
        Dialect dialect = config.dialect();
        DataSource source = dialect == Dialect.SQLITE ? sqlite(config) : postgresql(config);
        migrate(dialect, source);
        HikariDataSource writer = writers(dialect, source);
        try {
            return new Database(dialect, writer, readers(dialect, source));
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** For transactions that change something. On SQLite there is one such connection. */
    public Jdbi writes() {
        return writes;
    }

    /** For queries; they see what was committed when they began. */
    public Jdbi reads() {
        return reads;
    }

    /** Does work in one transaction that changes something; a refusal of the database is a {@link StorageFailure}. */
    public <T> T write(Work<T> work) {
        try {
            return writes.<T, SQLException>inTransaction(handle -> work.on(handle.getConnection()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Asks with one connection; a refusal of the database is a {@link StorageFailure}. */
    public <T> T read(Work<T> work) {
        try {
            return reads.<T, SQLException>withHandle(handle -> work.on(handle.getConnection()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Work on a connection. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }

    private static void migrate(Dialect dialect, DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:" + dialect.migrations())
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }

    private static HikariDataSource readers(Dialect dialect, DataSource source) {
        HikariConfig config =
                poolConfig("reader", source, dialect == Dialect.SQLITE ? SQLITE_READERS : POSTGRESQL_READERS);
        config.setConnectionInitSql(
                dialect == Dialect.SQLITE ? "PRAGMA query_only = ON" : "SET default_transaction_read_only = on");
        return new HikariDataSource(config);
    }

    private static HikariDataSource writers(Dialect dialect, DataSource source) {
        HikariConfig config = poolConfig("writer", source, dialect == Dialect.SQLITE ? 1 : POSTGRESQL_WRITERS);
        if (dialect == Dialect.SQLITE) {
            config.setConnectionInitSql("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
        } else {
            config.setConnectionInitSql(COMMIT_IS_DURABLE);
        }
        return new HikariDataSource(config);
    }

    private static HikariConfig poolConfig(String name, DataSource source, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database-" + name);
        config.setDataSource(source);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setMaxLifetime(0);
        return config;
    }

    /** SQLite makes the file, not the folder. */
    private static void makeFolder(DatabaseConfig config) {
        Path folder = Path.of(config.url().substring("jdbc:sqlite:".length())).getParent();
        if (folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make the folder " + folder + ": " + e.getMessage(), e);
            }
        }
    }

    private static DataSource sqlite(DatabaseConfig config) {
        makeFolder(config);
        SQLiteConfig options = new SQLiteConfig();
        options.setJournalMode(SQLiteConfig.JournalMode.WAL);
        options.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        options.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        // A connection of the pool has one user at a time and the driver has locks of its own: SQLite's would be taken
        // for each value bound.
        options.setOpenMode(SQLiteOpenMode.NOMUTEX);
        options.setBusyTimeout(BUSY_MS);
        options.setCacheSize(-16_000);
        SQLiteDataSource source = new SQLiteDataSource(options);
        source.setUrl(config.url());
        return source;
    }

    private static DataSource postgresql(DatabaseConfig config) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config.url());
        if (!config.user().isEmpty()) {
            source.setUser(config.user());
        }
        if (!config.password().isEmpty()) {
            source.setPassword(config.password());
        }
        source.setReWriteBatchedInserts(true);
        source.setApplicationName("motcua-server");
        return source;
    }
}
