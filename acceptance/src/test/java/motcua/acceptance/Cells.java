package motcua.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Every row of every cell table of a server's SQLite file, as sorted text: two equal texts are equal figures. */
public final class Cells {
    private static final List<String> TABLES =
            List.of("service_cell", "procedure_cell", "reason_cell", "time_cell", "press_cell");

    private Cells() {}

    public static List<String> of(Path serverData) throws IOException {
        Path file = serverData.resolve("server.db");
        List<String> rows = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                Statement statement = database.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
                    int columns = result.getMetaData().getColumnCount();
                    while (result.next()) {
                        StringBuilder row = new StringBuilder(table);
                        for (int i = 1; i <= columns; i++) {
                            row.append('|').append(result.getString(i));
                        }
                        rows.add(row.toString());
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException(file + " cannot be read now: " + e.getMessage(), e);
        }
        rows.sort(null);
        return rows;
    }
}
