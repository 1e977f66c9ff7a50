package motcua.server.reports;

import java.util.List;

/**
 * A table as it is printed; every file format draws the same one.
 *
 * @param id {@code B3}; with several ways of counting {@code B3.2}
 * @param title what it tells
 * @param way counting mode and scale of its figures, {@code VISIT HL5/1}: only tables of one way may be added up; empty otherwise
 * @param notes small lines below
 * @param wide whether it needs a page turned sideways
 * @param internal whether it is kept apart from what is sent: names of clerks
 */
public record ReportTable(
        String id,
        String title,
        String way,
        List<Column> columns,
        List<Row> rows,
        List<String> notes,
        boolean wide,
        boolean internal) {
    public ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * A column.
     *
     * @param group the words above it and its neighbours of the same group; empty for none
     * @param left whether it holds words, not figures
     */
    public record Column(String group, String name, boolean left) {
        static Column words(String name) {
            return new Column("", name, true);
        }

        static Column figure(String name) {
            return new Column("", name, false);
        }
    }

    /**
     * A row.
     *
     * @param key stays the same from one version to the next
     * @param total whether it sums the others
     */
    public record Row(String key, List<String> cells, boolean total) {
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
