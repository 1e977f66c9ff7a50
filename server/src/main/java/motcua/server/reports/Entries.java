package motcua.server.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import motcua.server.satisfaction.Figures;

/** Typed counts with the totals computed from them, and whether they can be true together. Never changes once made. */
final class Entries {
    private static final String NONE = "—";

    private final Map<String, Long> typed;
    private final Map<String, String> fields;
    private final Map<String, Long> carriedOver;

    /**
     * Counts.
     *
     * @param typed by the key of the cell
     * @param fields names by code, in the order of the tables
     * @param carriedOver column 11 of the dossier table of the period before, by field; empty if there was no report
     */
    Entries(Map<String, Long> typed, Map<String, String> fields, Map<String, Long> carriedOver) {
        this.typed = Map.copyOf(typed);
        this.fields = new LinkedHashMap<>(fields);
        this.carriedOver = Map.copyOf(carriedOver);
    }

    /**
     * Something that cannot be.
     *
     * @param cell the key of a cell in it, for a link
     * @param message names the cells and the figures
     */
    record Fault(String cell, String message) {}

    /** The rows of a table that have a typed count, by key; '' for the one row of a table without rows. */
    Map<String, String> rows(EntryTable table) {
        if (!table.byField()) {
            return Map.of("", "");
        }
        Map<String, String> rows = new LinkedHashMap<>();
        fields.forEach((code, name) -> {
            if (table.cells().stream().anyMatch(c -> typed.containsKey(table.cellKey(code, c)))) {
                rows.put(code, name);
            }
        });
        return rows;
    }

    /** The value of a cell; empty if it, or all of what it sums, was not typed. */
    OptionalLong value(EntryTable table, String row, String key) {
        EntryTable.Cell cell = table.cells().stream()
                .filter(c -> c.key().equals(key))
                .findFirst()
                .orElseThrow();
        if (cell.typed()) {
            Long value = typed.get(table.cellKey(row, cell));
            return value == null ? OptionalLong.empty() : OptionalLong.of(value);
        }
        boolean any = false;
        long sum = 0;
        for (String part : cell.plus()) {
            OptionalLong value = value(table, row, part);
            any |= value.isPresent();
            sum += value.orElse(0);
        }
        for (String part : cell.minus()) {
            sum -= value(table, row, part).orElse(0);
        }
        return any ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** The sum of a column over the rows. */
    OptionalLong total(EntryTable table, String key) {
        boolean any = false;
        long sum = 0;
        for (String row : rows(table).keySet()) {
            OptionalLong value = value(table, row, key);
            any |= value.isPresent();
            sum += value.orElse(0);
        }
        return any ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** The table as printed. */
    ReportTable print(EntryTable table) {
        List<ReportTable.Column> columns = new ArrayList<>();
        if (table.byField()) {
            columns.add(ReportTable.Column.words("Lĩnh vực"));
        }
        table.cells().forEach(c -> columns.add(new ReportTable.Column(c.group(), c.name(), false)));
        boolean rate = table.equals(EntryTable.BALLOTS);
        if (rate) {
            columns.add(ReportTable.Column.figure("Tỷ lệ hài lòng"));
        }
        List<ReportTable.Row> rows = new ArrayList<>();
        rows(table).forEach((code, name) -> {
            List<String> cells = new ArrayList<>();
            if (table.byField()) {
                cells.add(name);
            }
            table.cells().forEach(c -> cells.add(text(value(table, code, c.key()))));
            if (rate) {
                cells.add(rate(value(table, code, "l1"), value(table, code, "l2"), value(table, code, "valid")));
            }
            rows.add(new ReportTable.Row(code, cells, false));
        });
        if (table.byField()) {
            List<String> cells = new ArrayList<>(List.of("Cộng"));
            table.cells().forEach(c -> cells.add(text(total(table, c.key()))));
            if (rate) {
                cells.add(rate(total(table, "l1"), total(table, "l2"), total(table, "valid")));
            }
            rows.add(new ReportTable.Row("total", cells, true));
        }
        List<String> notes = new ArrayList<>();
        boolean typedAny = rows(table).keySet().stream()
                .anyMatch(r -> table.cells().stream().anyMatch(c -> typed.containsKey(table.cellKey(r, c))));
        notes.add(
                typedAny
                        ? "Số thành phần do đơn vị nhập; số tổng do máy tính."
                        : "Đơn vị không nhập số liệu của bảng này trong kỳ.");
        return new ReportTable(table.id(), table.title(), "", columns, rows, notes, table.wide(), false);
    }

    private static String rate(OptionalLong best, OptionalLong good, OptionalLong valid) {
        return valid.orElse(0) == 0
                ? NONE
                : Figures.percent(best.orElse(0) + good.orElse(0), valid.getAsLong()) + " ("
                        + Figures.count(best.orElse(0) + good.orElse(0)) + "/" + Figures.count(valid.getAsLong()) + ")";
    }

    private static String text(OptionalLong value) {
        return value.isPresent() ? Figures.count(value.getAsLong()) : NONE;
    }

    /** How many identities are looked at. */
    int checks() {
        int rows =
                rows(EntryTable.BALLOTS).size() * 3 + rows(EntryTable.DOSSIERS).size() * 2;
        return rows + 7;
    }

    /** Everything that cannot be true, each with the cells and the figures. */
    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (EntryTable table : EntryTable.ALL) {
            rows(table).forEach((row, name) -> complete(table, row, name, faults));
        }
        EntryTable late = EntryTable.LATE;
        for (String part : List.of("explained", "apologised", "rescheduled")) {
            atMost(late, "", "", part, "overdue", faults);
        }
        OptionalLong apologies = value(EntryTable.LETTERS, "", "apology");
        long mayBe = value(late, "", "overdue").orElse(0)
                + value(late, "", "rescheduled").orElse(0);
        if (apologies.orElse(0) > mayBe) {
            faults.add(new Fault(
                    "B9.apology",
                    "Bảng B9, ô “Xin lỗi” ghi " + Figures.count(apologies.getAsLong())
                            + " thư, nhưng bảng B8 chỉ có " + Figures.count(mayBe)
                            + " hồ sơ quá hạn hoặc hẹn lại: thư xin lỗi phải có hồ sơ gây ra nó."));
        }
        rows(EntryTable.BALLOTS).forEach((row, name) -> ballots(row, name, faults));
        feedback(faults);
        rows(EntryTable.DOSSIERS).forEach((row, name) -> dossiers(row, name, faults));
        OptionalLong resolvedLate = total(EntryTable.DOSSIERS, "c10");
        if (resolvedLate.isPresent() && value(late, "", "overdue").isPresent()) {
            long inTable =
                    resolvedLate.getAsLong() + total(EntryTable.DOSSIERS, "c13").orElse(0);
            if (inTable != value(late, "", "overdue").getAsLong()) {
                faults.add(new Fault(
                        "B8.overdue",
                        "Bảng B8, ô “Hồ sơ quá hạn” ghi "
                                + Figures.count(value(late, "", "overdue").getAsLong())
                                + ", biểu II.06a (cột 10 + cột 13) ghi " + Figures.count(inTable) + ": chênh "
                                + Figures.count(Math.abs(
                                        inTable - value(late, "", "overdue").getAsLong()))
                                + "."));
            }
        }
        return faults;
    }

    /** Half a row is no row: a blank beside figures would be taken for a nought. */
    private void complete(EntryTable table, String row, String name, List<Fault> faults) {
        List<EntryTable.Cell> cells =
                table.cells().stream().filter(EntryTable.Cell::typed).toList();
        List<EntryTable.Cell> blank = cells.stream()
                .filter(c -> !typed.containsKey(table.cellKey(row, c)))
                .toList();
        if (!blank.isEmpty() && blank.size() < cells.size()) {
            faults.add(new Fault(
                    table.cellKey(row, blank.get(0)),
                    "Còn trống: " + table.cellName(name, blank.get(0)) + ". Không có thì nhập 0."));
        }
    }

    private void atMost(EntryTable table, String row, String name, String part, String whole, List<Fault> faults) {
        OptionalLong less = value(table, row, part);
        OptionalLong more = value(table, row, whole);
        if (less.isPresent() && more.isPresent() && less.getAsLong() > more.getAsLong()) {
            EntryTable.Cell cell = cell(table, part);
            faults.add(new Fault(
                    table.cellKey(row, cell),
                    capital(table.cellName(name, cell)) + " ghi " + Figures.count(less.getAsLong())
                            + ", lớn hơn ô “" + cell(table, whole).name() + "” ("
                            + Figures.count(more.getAsLong()) + ")."));
        }
    }

    private void ballots(String row, String name, List<Fault> faults) {
        EntryTable table = EntryTable.BALLOTS;
        atMost(table, row, name, "returned", "sent", faults);
        atMost(table, row, name, "valid", "returned", faults);
        long levels = 0;
        for (String level : List.of("l1", "l2", "l3", "l4", "l5")) {
            levels += value(table, row, level).orElse(0);
        }
        OptionalLong valid = value(table, row, "valid");
        if (valid.isPresent() && levels != valid.getAsLong()) {
            faults.add(new Fault(
                    table.cellKey(row, cell(table, "valid")),
                    capital(table.cellName(name, cell(table, "valid"))) + " ghi " + Figures.count(valid.getAsLong())
                            + ", nhưng năm mức cộng lại là " + Figures.count(levels) + ": chênh "
                            + Figures.count(Math.abs(levels - valid.getAsLong())) + "."));
        }
    }

    private void feedback(List<Fault> faults) {
        EntryTable table = EntryTable.FEEDBACK;
        long handled =
                value(table, "", "onTime").orElse(0) + value(table, "", "late").orElse(0);
        OptionalLong published = value(table, "", "published");
        if (published.orElse(0) > handled) {
            faults.add(new Fault(
                    "B11.published",
                    "Bảng B11, ô “Đã công khai” ghi " + Figures.count(published.getAsLong()) + ", lớn hơn số đã xử lý ("
                            + Figures.count(handled) + ")."));
        }
    }

    private void dossiers(String row, String name, List<Fault> faults) {
        EntryTable table = EntryTable.DOSSIERS;
        long received = value(table, row, "c3").orElse(0);
        long done = value(table, row, "c7").orElse(0);
        long open = value(table, row, "c11").orElse(0);
        if (received != done + open) {
            faults.add(new Fault(
                    table.cellKey(row, cell(table, "c4")),
                    "Biểu II.06a, dòng “" + name + "”: cột 3 (" + Figures.count(received) + ") khác cột 7 + cột 11 ("
                            + Figures.count(done) + " + " + Figures.count(open) + " = " + Figures.count(done + open)
                            + "), chênh " + Figures.count(Math.abs(received - done - open)) + "."));
        }
        Long before = carriedOver.get(row);
        OptionalLong carried = value(table, row, "c6");
        if (before != null && carried.isPresent() && carried.getAsLong() != before) {
            faults.add(new Fault(
                    table.cellKey(row, cell(table, "c6")),
                    "Biểu II.06a, dòng “" + name + "”, cột 6 ghi " + Figures.count(carried.getAsLong())
                            + ", nhưng báo cáo kỳ trước chuyển sang " + Figures.count(before) + " (cột 11)."));
        }
    }

    private static EntryTable.Cell cell(EntryTable table, String key) {
        return table.cells().stream()
                .filter(c -> c.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
