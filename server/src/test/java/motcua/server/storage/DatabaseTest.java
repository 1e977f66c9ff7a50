package motcua.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import motcua.server.counting.CellTable;
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

    @ParameterizedTest
    @EnumSource(Store.class)
    void cellsStayWhatTheyWereWhenTheirKeysChange(Store store) {
        DatabaseConfig config = TestDatabases.migratedTo("43", store, folder);
        List<String> before;
        try (Connection connection = DriverManager.getConnection(config.url(), config.user(), config.password());
                Statement statement = connection.createStatement()) {
            for (String cell : List.of(
                    "service_cell VALUES ('REAL', '2026-09-30', 8, 'o-b', 1, 'c1', 'VISIT', 'PROCEDURE', 'f', 'HL5/1', 'RATED', 2, '', 7)",
                    "service_cell VALUES ('REAL', '2026-10-01', 8, 'o-a', 1, 'c1', 'VISIT', 'PROCEDURE', 'f', 'HL5/1', 'RATED', 2, '', 5)",
                    "procedure_cell VALUES ('REAL', '2026-09-30', 'o-a', 1, 'c1', 'VISIT', 'f', '1.001193', 'HL5/1', 'RATED', 2, '', 4)",
                    "reason_cell VALUES ('REAL', '2026-09-30', 'o-a', 2, 'c1', 'f', 'VISIT', 0, 'WAIT_LONG', 3)",
                    "time_cell VALUES ('REAL', '2026-09-30', 'o-a', 2, 'VISIT', 'PROCEDURE', 'f', 'WAIT', 40, 2)",
                    "press_cell VALUES ('REAL', '2026-09-30', 'o-a', 1, 'DUPLICATE', 9)")) {
                statement.execute("INSERT INTO " + cell);
            }
            before = cells(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(before).hasSize(6);

        try (Database database = Database.open(config)) {
            assertThat(database.read(DatabaseTest::cells)).isEqualTo(before);
        }
    }

    private static List<String> cells(Connection connection) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (CellTable table : CellTable.values()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT * FROM " + table.table())) {
                while (row.next()) {
                    StringBuilder text = new StringBuilder(table.table());
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        text.append(' ')
                                .append(row.getMetaData().getColumnName(i))
                                .append('=')
                                .append(row.getString(i));
                    }
                    rows.add(text.toString());
                }
            }
        }
        rows.sort(null);
        return rows;
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
