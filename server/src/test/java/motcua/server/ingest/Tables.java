package motcua.server.ingest;

import java.util.ArrayList;
import java.util.List;
import motcua.server.storage.Database;

/** Tables as text, for comparing whole databases. */
public final class Tables {
    /** All tables that hold sums. */
    public static final List<String> CELLS =
            List.of("service_cell", "procedure_cell", "reason_cell", "time_cell", "press_cell");

    private Tables() {}

    /** Every row of every cell table, sorted. */
    public static List<String> cells(Database database) {
        List<String> all = new ArrayList<>();
        CELLS.forEach(table -> all.addAll(rows(database, table)));
        return all;
    }

    /** The rows of cells of one office, with the office's id replaced by *. */
    public static List<String> cells(Database database, String office) {
        List<String> all = new ArrayList<>();
        for (String table : CELLS) {
            for (String row : rows(database, table + " WHERE office = '" + office + "'")) {
                all.add(row.replace(office, "*"));
            }
        }
        return all;
    }

    /** Every row of a table, sorted. */
    public static List<String> rows(Database database, String table) {
        String name = table.split(" ", 2)[0];
        return database.reads()
                .withHandle(handle -> handle
                        .createQuery("SELECT * FROM " + table)
                        .map((row, context) -> {
                            StringBuilder text = new StringBuilder(name);
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                Object value = row.getObject(i);
                                text.append('|')
                                        .append(
                                                value instanceof byte[] bytes
                                                        ? java.util.HexFormat.of()
                                                                .formatHex(bytes)
                                                        : value);
                            }
                            return text.toString();
                        })
                        .list()
                        .stream()
                        .sorted()
                        .toList());
    }
}
