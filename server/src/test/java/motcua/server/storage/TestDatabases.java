package motcua.server.storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** Fresh databases with this version's tables: a real SQLite file, a database in a real PostgreSQL (one a test JVM). */
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabases() {}

    /** Opens a fresh database. The folder takes the SQLite file. */
    public static Database open(Store store, Path folder) {
        return Database.open(fresh(store, folder));
    }

    /** Where a fresh database is, for tests that open it more than once. */
    public static DatabaseConfig fresh(Store store, Path folder) {
        int number = NUMBER.incrementAndGet();
        if (store == Store.SQLITE) {
            return DatabaseConfig.sqlite(folder.resolve("test-" + number + ".db"));
        }
        String name = "test_" + number;
        execute("CREATE DATABASE " + name + " TEMPLATE " + Postgres.TEMPLATE);
        return Postgres.config(name);
    }

    /** A fresh database with the tables of an earlier version. */
    public static DatabaseConfig migratedTo(String version, Store store, Path folder) {
        DatabaseConfig config;
        if (store == Store.SQLITE) {
            config = fresh(store, folder);
        } else {
            String name = "test_" + NUMBER.incrementAndGet();
            execute("CREATE DATABASE " + name);
            config = Postgres.config(name);
        }
        Flyway.configure()
                .dataSource(config.url(), config.user(), config.password())
                .locations("classpath:" + config.dialect().migrations())
                .target(version)
                .load()
                .migrate();
        return config;
    }

    private static void execute(String sql) {
        try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Starts at first use; ends with the JVM. */
    private static final class Postgres {
        static final String TEMPLATE = "motcua_template";
        static final EmbeddedPostgres SERVER = start();

        static {
            execute("CREATE DATABASE " + TEMPLATE);
            Database.open(config(TEMPLATE)).close();
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static DatabaseConfig config(String name) {
            return new DatabaseConfig(SERVER.getJdbcUrl("postgres", name), "postgres", "");
        }
    }
}
