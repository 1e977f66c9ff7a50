package motcua.server.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The words that every format of a report shares. */
final class Layout {
    private Layout() {}

    static String periodLine(ReportContent content) {
        return content.periodName().startsWith("từ ngày")
                ? content.periodName()
                : content.periodName() + ", từ ngày " + Sheet.day(content.from()) + " đến ngày "
                        + Sheet.day(content.to());
    }

    static String placeAndDate(ReportContent content) {
        String place = content.words().place().isEmpty() ? "…" : content.words().place();
        return place + ", "
                + (content.date().isEmpty() ? "ngày … tháng … năm …" : Sheet.longDate(LocalDate.parse(content.date())));
    }

    static String tableName(ReportTable table) {
        return table.id().startsWith("II.") ? "Biểu số " + table.id() : "Bảng " + table.id() + ". " + table.title();
    }

    /** The last sentence, with the mark that ends a document. */
    static String closing(ReportContent content) {
        return "Trên đây là báo cáo kết quả đánh giá sự hài lòng " + content.periodName() + "; " + content.unitName()
                + (content.superior().isEmpty() ? " báo cáo" : " báo cáo " + content.superior()) + "./.";
    }

    /** One line a recipient, with its hyphen; the last ends with a full stop. */
    static List<String> recipients(ReportContent content) {
        List<String> lines = content.words()
                .recipients()
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
        List<String> out = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String bare = lines.get(i).replaceAll("^-\\s*|[;.]$", "");
            out.add("- " + bare + (i == lines.size() - 1 ? "." : ";"));
        }
        return out;
    }

    static ReportTable changesTable(ReportContent content) {
        return new ReportTable(
                "thay-doi",
                "Các ô thay đổi so với bản " + (content.version() - 1),
                "",
                List.of(
                        ReportTable.Column.words("Bảng"),
                        ReportTable.Column.words("Dòng"),
                        ReportTable.Column.words("Cột"),
                        ReportTable.Column.words("Bản trước"),
                        ReportTable.Column.words("Bản này")),
                content.sentChanges().stream()
                        .map(c -> new ReportTable.Row(
                                c.table() + "/" + c.row() + "/" + c.column(),
                                List.of(c.table(), c.row(), c.column(), c.before(), c.after()),
                                false))
                        .toList(),
                List.of(),
                false,
                false);
    }
}
