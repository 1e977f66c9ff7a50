package motcua.server.storage;

import java.nio.file.Path;

/**
 * Where the database is.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://…}
 * @param user of PostgreSQL; empty for SQLite
 * @param password of PostgreSQL; empty for SQLite
 */
public record DatabaseConfig(String url, String user, String password) {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    public DatabaseConfig {
        if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("no jdbc:sqlite: or jdbc:postgresql: URL: " + url);
        }
    }

    /** SQLite in the file. */
    public static DatabaseConfig sqlite(Path file) {
        return new DatabaseConfig(SQLITE + file, "", "");
    }

    public Dialect dialect() {
        return url.startsWith(SQLITE) ? Dialect.SQLITE : Dialect.POSTGRESQL;
    }

    @Override
    public String toString() {
        return url;
    }
}
