package motcua.server.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** Binds values to the parameters of a statement, from the first on. Text, whole numbers and bytes. */
public final class Bind {
    private Bind() {}

    public static void all(PreparedStatement statement, Object... values) throws SQLException {
        all(statement, Arrays.asList(values));
    }

    public static void all(PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                throw new IllegalArgumentException("no text, number or bytes: " + value);
            }
        }
    }
}
