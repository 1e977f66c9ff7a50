package motcua.server.counting;

import java.util.Collections;
import java.util.List;

/**
 * The tables of sums. Key columns in an order that never changes, since stamps are made of them; the primary keys have the office before
 * the day. Each has a column {@code n} besides.
 */
public enum CellTable {
    SERVICE(
            "service_cell",
            "realm",
            "day",
            "hour",
            "office",
            "counter",
            "clerk",
            "mode",
            "kind",
            "field",
            "scale",
            "outcome",
            "level",
            "excluded"),
    PROCEDURE(
            "procedure_cell",
            "realm",
            "day",
            "office",
            "counter",
            "clerk",
            "mode",
            "field",
            "procedure",
            "scale",
            "outcome",
            "level",
            "excluded"),
    REASON("reason_cell", "realm", "day", "office", "counter", "clerk", "field", "mode", "satisfied", "reason"),
    TIME("time_cell", "realm", "day", "office", "counter", "mode", "kind", "field", "measure", "bucket"),
    PRESS("press_cell", "realm", "day", "office", "counter", "verdict");

    private final String table;
    private final String columns;
    private final int width;
    private final String add;
    private final String deleteEmpty;
    private final String readAll;

    CellTable(String table, String... columns) {
        this.table = table;
        String names = String.join(", ", columns);
        this.columns = names;
        this.width = columns.length;
        this.add = "INSERT INTO " + table + " (" + names + ", n) VALUES ("
                + String.join(", ", Collections.nCopies(columns.length + 1, "?")) + ") ON CONFLICT (" + names
                + ") DO UPDATE SET n = " + table + ".n + excluded.n";
        this.deleteEmpty = "DELETE FROM " + table + " WHERE n = 0 AND " + String.join(" = ? AND ", columns) + " = ?";
        this.readAll = "SELECT " + names + ", n FROM " + table;
    }

    public String table() {
        return table;
    }

    public List<String> columns() {
        return List.of(columns.split(", "));
    }

    /** How many key columns there are. */
    int width() {
        return width;
    }

    String add() {
        return add;
    }

    String deleteEmpty() {
        return deleteEmpty;
    }

    String readAll() {
        return readAll;
    }
}
