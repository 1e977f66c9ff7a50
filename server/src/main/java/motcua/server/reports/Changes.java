package motcua.server.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What differs between two contents, cell by cell. */
final class Changes {
    private static final String NOTHING = "(không có)";

    private Changes() {}

    /** Every cell of a table and every paragraph that differs, in the order of the newer one. */
    static List<ReportContent.Change> between(ReportContent before, ReportContent after) {
        List<ReportContent.Change> changes = new ArrayList<>();
        Map<String, ReportTable> earlier = new LinkedHashMap<>();
        before.tables().forEach(t -> earlier.put(t.id(), t));
        for (ReportTable table : after.tables()) {
            ReportTable old = earlier.remove(table.id());
            tables(old == null ? empty(table) : old, table, changes);
        }
        earlier.values().forEach(gone -> tables(gone, empty(gone), changes));
        words("Căn cứ", before.words().basis(), after.words().basis(), changes);
        words("XI", before.words().shortcomings(), after.words().shortcomings(), changes);
        words("Nơi nhận", before.words().recipients(), after.words().recipients(), changes);
        words("Chức vụ người ký", before.words().post(), after.words().post(), changes);
        words("Người ký", before.words().signer(), after.words().signer(), changes);
        return changes;
    }

    private static ReportTable empty(ReportTable table) {
        return new ReportTable(
                table.id(),
                table.title(),
                table.way(),
                table.columns(),
                List.of(),
                List.of(),
                table.wide(),
                table.internal());
    }

    private static void tables(ReportTable before, ReportTable after, List<ReportContent.Change> changes) {
        Map<String, ReportTable.Row> earlier = new LinkedHashMap<>();
        before.rows().forEach(r -> earlier.put(r.key(), r));
        for (ReportTable.Row row : after.rows()) {
            ReportTable.Row old = earlier.remove(row.key());
            rows(before, old, after, row, changes);
        }
        earlier.values().forEach(gone -> rows(before, gone, after, null, changes));
    }

    private static void rows(
            ReportTable tableBefore,
            ReportTable.@Nullable Row before,
            ReportTable tableAfter,
            ReportTable.@Nullable Row after,
            List<ReportContent.Change> changes) {
        List<ReportTable.Column> columns = after == null ? tableBefore.columns() : tableAfter.columns();
        String name = name(after == null ? before : after, columns);
        for (int i = 0; i < columns.size(); i++) {
            String was = at(before, i);
            String is = at(after, i);
            if (!was.equals(is)) {
                changes.add(new ReportContent.Change(
                        tableAfter.id(), name, columns.get(i).name(), was, is));
            }
        }
    }

    private static String name(ReportTable.@Nullable Row row, List<ReportTable.Column> columns) {
        if (row == null) {
            return "";
        }
        for (int i = 0; i < columns.size() && i < row.cells().size(); i++) {
            if (columns.get(i).left()) {
                return row.cells().get(i);
            }
        }
        return "";
    }

    private static String at(ReportTable.@Nullable Row row, int i) {
        return row == null ? NOTHING : i < row.cells().size() ? row.cells().get(i) : "";
    }

    private static void words(String what, String before, String after, List<ReportContent.Change> changes) {
        if (!before.equals(after)) {
            changes.add(new ReportContent.Change("lời văn", what, "", before, after));
        }
    }
}
