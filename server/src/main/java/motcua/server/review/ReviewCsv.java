package motcua.server.review;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import motcua.server.catalogue.Catalogue;
import motcua.server.register.Formula;
import motcua.server.satisfaction.SatisfactionRow;
import org.jspecify.annotations.Nullable;

/** The tables of a page as CSV for a spreadsheet: UTF-8 with a mark, commas, what is hidden stays empty. */
final class ReviewCsv {
    private static final List<String> HEAD = List.of(
            "nguon",
            "ky",
            "tu_ngay",
            "den_ngay",
            "don_vi",
            "bang",
            "ma",
            "ten",
            "cach_dem",
            "thang_do",
            "luot_phuc_vu",
            "da_danh_gia",
            "hop_le",
            "muc_1",
            "muc_2",
            "muc_3",
            "muc_4",
            "muc_5",
            "hai_long",
            "ty_le",
            "ktc_duoi",
            "ktc_tren",
            "bi_loai");

    /** Columns of a file with clerks: who took it out and when, on every line, so that no line goes its own way. */
    private static final List<String> INTERNAL = List.of("luu_hanh", "xuat_boi", "xuat_luc");

    private static final int FIRST_NUMBER = HEAD.indexOf("luot_phuc_vu");

    private static final String FOR_INTERNAL_USE = "Lưu hành nội bộ";

    private final ReviewData data;
    private final RowNames names;
    private final List<String> mark;
    private final StringBuilder out = new StringBuilder("\ufeff");

    /** @param moment when it is taken out, in words */
    ReviewCsv(ReviewData data, Catalogue catalogue, String moment) {
        this.mark = data.clerks().isEmpty()
                ? List.of()
                : List.of(FOR_INTERNAL_USE, data.choice().account().name(), moment);
        this.data = data;
        this.names = new RowNames(data, catalogue);
    }

    /** A file without rows. */
    static String nothing() {
        return "\ufeff" + String.join(",", HEAD) + "\r\n";
    }

    String text() {
        line(head());
        tables().values().forEach(rows -> rows.forEach(this::line));
        return out.toString();
    }

    List<String> head() {
        return mark.isEmpty()
                ? HEAD
                : Stream.concat(HEAD.stream(), INTERNAL.stream()).toList();
    }

    /** Whether a column holds counts or shares. */
    static boolean isNumber(int column) {
        return column >= FIRST_NUMBER && column < HEAD.size();
    }

    /** The lines of each table that has some, by its name. */
    Map<String, List<List<String>>> tables() {
        Map<String, List<SatisfactionRow>> tables = new LinkedHashMap<>();
        tables.put("tong", List.of(data.total()));
        tables.put("don_vi", data.offices());
        tables.put("quay", data.counters());
        tables.put("cong_chuc", data.clerks());
        tables.put("thu_tuc", data.procedures());
        tables.put("linh_vuc", data.fields());
        tables.put("ly_do", data.reasons());
        Map<String, List<List<String>>> lines = new LinkedHashMap<>();
        tables.forEach((table, rows) -> {
            if (!rows.isEmpty()) {
                lines.put(table, rows.stream().map(row -> cells(table, row)).toList());
            }
        });
        return lines;
    }

    private List<String> cells(String table, SatisfactionRow row) {
        List<Long> levels = row.levels() == null ? List.of() : row.levels();
        ReviewPeriod period = data.choice().period();
        boolean yearly = data.yearly().contains(row);
        List<String> cells = List.of(
                data.choice().realm().param(),
                yearly ? "12-thang" : period.key(),
                yearly ? data.year().from().toString() : period.from().toString(),
                yearly ? data.year().to().toString() : period.to().toString(),
                data.choice().unitName(),
                table,
                row.key(),
                names.of(table, row),
                text(row.mode()),
                text(row.scale()),
                text(row.served()),
                text(row.rated()),
                text(row.valid()),
                level(levels, 1),
                level(levels, 2),
                level(levels, 3),
                level(levels, 4),
                level(levels, 5),
                text(row.satisfied()),
                share(row.rate()),
                share(row.low()),
                share(row.high()),
                text(row.excluded()));
        return Stream.concat(cells.stream(), mark.stream()).toList();
    }

    private static String level(List<Long> levels, int level) {
        return level <= levels.size() ? levels.get(level - 1).toString() : "";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String share(@Nullable Double share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.4f", share);
    }

    private void line(List<String> cells) {
        out.append(cells.stream().map(ReviewCsv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /** Quoted where needed, and guarded against spreadsheets that take text for a formula. */
    static String cell(String text) {
        String safe = Formula.guarded(text);
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
