package motcua.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
    private static final String COLUMNS_SQLITE = """
            SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'flyway%' ORDER BY 1
            """;
    private static final String COLUMNS_POSTGRESQL = """
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name NOT LIKE 'flyway%' AND table_name NOT LIKE 'journal\\__'
            ORDER BY (table_name || '.' || column_name) COLLATE "C"
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void keepsWhatWasWrittenWhenOpenedAgain(Store store) {
        DatabaseConfig config = TestDatabases.fresh(store, folder);
        try (Database database = Database.open(config)) {
            database.writes().useTransaction(h -> h.execute("INSERT INTO meta (name, value) VALUES ('a', 'ơ')"));
        }
        try (Database database = Database.open(config)) {
            String value = database.reads()
                    .withHandle(h -> h.createQuery("SELECT value FROM meta")
                            .mapTo(String.class)
                            .one());
            assertThat(value).isEqualTo("ơ");
        }
    }

    @Test
    void bothDatabasesHaveTheSameTablesAndColumns() {
        try (Database sqlite = TestDatabases.open(Store.SQLITE, folder);
                Database postgresql = TestDatabases.open(Store.POSTGRESQL, folder)) {
            List<String> columns = strings(sqlite, COLUMNS_SQLITE);

            assertThat(columns).hasSizeGreaterThan(100).isEqualTo(strings(postgresql, COLUMNS_POSTGRESQL));
        }
    }

    @Test
    void sqliteCommitsSurviveAPowerCut() {
        try (Database database = TestDatabases.open(Store.SQLITE, folder)) {
            database.writes().useHandle(h -> {
                assertThat(h.createQuery("PRAGMA journal_mode")
                                .mapTo(String.class)
                                .one())
                        .isEqualTo("wal");
                assertThat(h.createQuery("PRAGMA synchronous")
                                .mapTo(Integer.class)
                                .one())
                        .as("FULL")
                        .isEqualTo(2);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aReaderCannotWrite(Store store) {
        try (Database database = TestDatabases.open(store, folder)) {
            assertThatThrownBy(() -> database.reads().useHandle(h -> h.execute("DELETE FROM meta")))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private static List<String> strings(Database database, String query) {
        return database.reads()
                .withHandle(h -> h.createQuery(query).mapTo(String.class).list());
    }
}
