package motcua.server.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.storage.Bind;

/** Reads and writes the tables of registers, within the transaction of whoever asks. */
final class RowStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<List<String>>> ROWS = new TypeReference<>() {};

    private static final String STAMP = "SELECT COALESCE(MAX(id), 0) FROM register_change WHERE register = ?";

    private static final String NOTE = """
            INSERT INTO register_change (at_ms, account, register, source, sha256, before_rows, after_rows, undoes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String OFFICES = "SELECT id FROM office";

    private RowStore() {}

    /** Makes changes, notes them, and tells the access log. */
    static void write(
            Connection connection,
            long nowMs,
            Register register,
            List<Change> changes,
            Account by,
            String source,
            String sha256,
            long undoes)
            throws SQLException {
        List<List<String>> before = new ArrayList<>();
        List<List<String>> after = new ArrayList<>();
        for (Change change : changes) {
            if (!change.before().isEmpty()) {
                before.add(change.before());
            }
            if (!change.after().isEmpty()) {
                after.add(change.after());
            }
        }
        String keys = register.columns().stream()
                .filter(Column::key)
                .map(column -> column.name() + " = ?")
                .collect(Collectors.joining(" AND "));
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + register.table() + " WHERE " + keys)) {
            for (List<String> cells : before) {
                Bind.all(delete, register.key(cells));
                delete.addBatch();
            }
            delete.executeBatch();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + register.table() + " (" + columns(register) + ") VALUES (?"
                        + ", ?".repeat(register.columns().size() - 1) + ")")) {
            for (List<String> cells : after) {
                Bind.all(insert, cells);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement note = connection.prepareStatement(NOTE)) {
            Bind.all(note, nowMs, by.name(), register.name(), source, sha256, text(before), text(after), undoes);
            note.executeUpdate();
        }
        AccessLogStore.add(
                connection,
                nowMs,
                by.name(),
                by.role().name(),
                undoes == 0 ? "REGISTER_CHANGED" : "REGISTER_UNDONE",
                register.name() + " -" + before.size() + " +" + after.size() + " " + source);
    }

    private static String columns(Register register) {
        return register.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** All rows in the order of their keys. */
    static List<List<String>> rows(Connection connection, Register register) throws SQLException {
        String keys = register.columns().stream()
                .filter(Column::key)
                .map(Column::name)
                .collect(Collectors.joining(", "));
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT " + columns(register) + " FROM " + register.table() + " ORDER BY " + keys);
                ResultSet row = query.executeQuery()) {
            List<List<String>> rows = new ArrayList<>();
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= register.columns().size(); i++) {
                    cells.add(row.getString(i));
                }
                rows.add(List.copyOf(cells));
            }
            return rows;
        }
    }

    /** Changes with every change of the register. */
    static long stamp(Connection connection, Register register) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(STAMP)) {
            Bind.all(query, register.name());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Offices that records came from. */
    static Set<String> offices(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OFFICES);
                ResultSet row = query.executeQuery()) {
            Set<String> offices = new HashSet<>();
            while (row.next()) {
                offices.add(row.getString(1));
            }
            return offices;
        }
    }

    private static String text(List<List<String>> rows) {
        try {
            return JSON.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows of text are JSON", e);
        }
    }

    /** Kept rows. */
    static List<List<String>> rows(String text) {
        try {
            return JSON.readValue(text, ROWS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept rows are JSON", e);
        }
    }
}
