package motcua.server.reports;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;

/**
 * A report laid out as NĐ 30/2020 asks: head in two columns, number, place and date, tables by parts, signature and recipients. The
 * same markup is the preview in the page and the source of the PDF; it has no void elements, so it is XML too.
 */
final class Sheet {
    static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("B1", "I. Tình hình sử dụng thiết bị"),
            Map.entry("B2", "II. Kết quả chung"),
            Map.entry("B3", "III. Kết quả theo lĩnh vực"),
            Map.entry("B4", "IV. Kết quả theo thủ tục"),
            Map.entry("B5", "V. Kết quả theo quầy"),
            Map.entry("B7", "VII. Lý do chưa hài lòng"),
            Map.entry("B8", "VIII. Hồ sơ quá hạn, thư và tình hình giải quyết hồ sơ"),
            Map.entry("B10", "IX. Phiếu khảo sát (tách riêng với đánh giá tại quầy)"),
            Map.entry("B11", "X. Phản ánh, kiến nghị và “3 hướng dẫn”"));

    static final String CLERKS = "VI. Kết quả theo công chức";
    static final String CLERKS_APART = "Tách thành phụ lục B6, lưu hành nội bộ, không kèm báo cáo này.";

    /** A longer table may go over to the next page. */
    private static final int MOST_ROWS_KEPT_TOGETHER = 12;

    private final ReportContent content;
    private final Stamp stamp;

    Sheet(ReportContent content, Stamp stamp) {
        this.content = content;
        this.stamp = stamp;
    }

    /** The report without the annex of clerks. */
    Html report() {
        List<Html> upright = new ArrayList<>(List.of(
                head(),
                el("h2", "BÁO CÁO"),
                el(
                        "p",
                        cls("sub"),
                        "Kết quả đánh giá sự hài lòng của người dân, tổ chức tại Bộ phận Một cửa, "
                                + Layout.periodLine(content)),
                el("div", cls("rule"))));
        paragraphs(content.words().basis()).forEach(upright::add);
        List<Html> pages = new ArrayList<>();
        List<Html> page = upright;
        boolean wide = false;
        for (ReportTable table : content.sent()) {
            if (table.wide() != wide) {
                pages.add(page(page, wide));
                page = new ArrayList<>();
                wide = table.wide();
            }
            part(table, page);
        }
        if (wide) {
            pages.add(page(page, true));
            page = new ArrayList<>();
        }
        page.add(el("h3", "XI. Tồn tại, nguyên nhân, kiến nghị"));
        List<Html> written = paragraphs(content.words().shortcomings());
        page.addAll(written.isEmpty() ? List.of(el("p", cls("t"), "—")) : written);
        if (!content.sentChanges().isEmpty()) {
            changes(page);
        }
        page.add(el("p", cls("t"), Layout.closing(content)));
        page.add(sign());
        pages.add(page(page, false));
        return all(pages);
    }

    /** The annex of clerks, for inside the office. */
    Html annex() {
        List<Html> page = new ArrayList<>(List.of(
                el("p", cls("sub"), "LƯU HÀNH NỘI BỘ"),
                el("h2", "PHỤ LỤC B6"),
                el("p", cls("sub"), content.unitName() + ", " + Layout.periodLine(content)),
                el("div", cls("rule"))));
        content.annex().forEach(t -> table(t, page));
        return page(page, false);
    }

    private Html page(List<Html> blocks, boolean wide) {
        return el(
                "div",
                cls(wide ? "a4 wide" : "a4"),
                blocks,
                el("div", cls("wm"), el("span", stamp.left()), el("span", stamp.right())));
    }

    private Html head() {
        ReportContent.Words words = content.words();
        return el(
                "div",
                cls("head"),
                el(
                        "div",
                        el("div", cls("caps"), words.body().toUpperCase(Locale.ROOT)),
                        words.body().isEmpty() || content.unitName().isEmpty()
                                ? Html.NOTHING
                                : el("div", cls("caps"), content.unitName().toUpperCase(Locale.ROOT)),
                        el("div", cls("rule")),
                        el("div", cls("num"), "Số: " + (content.number().isEmpty() ? "…/BC-UBND" : content.number()))),
                el(
                        "div",
                        el("div", cls("caps nw"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                        el("div", el("span", cls("motto"), "Độc lập - Tự do - Hạnh phúc")),
                        el("div", cls("place"), Layout.placeAndDate(content))));
    }

    private void part(ReportTable table, List<Html> page) {
        String part = PARTS.get(
                table.id().endsWith(".1") ? table.id().substring(0, table.id().length() - 2) : table.id());
        if (table.id().equals("B7")) {
            page.add(el("h3", CLERKS));
            page.add(el("p", cls("t"), CLERKS_APART));
        }
        if (part != null) {
            page.add(el("h3", part));
        }
        table(table, page);
    }

    private static void table(ReportTable table, List<Html> page) {
        page.add(el("p", cls("tn"), Layout.tableName(table)));
        page.add(drawn(table));
        table.notes().forEach(note -> page.add(el("p", cls("fn"), note)));
    }

    /** The table alone; heads of one group stand under it. */
    static Html drawn(ReportTable table) {
        List<ReportTable.Column> columns = table.columns();
        boolean grouped = columns.stream().anyMatch(c -> !c.group().isEmpty());
        List<Html> first = new ArrayList<>();
        List<Html> second = new ArrayList<>();
        for (int i = 0; i < columns.size(); ) {
            String group = columns.get(i).group();
            int end = i + 1;
            if (group.isEmpty()) {
                first.add(el(
                        "th",
                        at("scope", "col"),
                        atIf(grouped, "rowspan", 2),
                        columns.get(i).name()));
            } else {
                while (end < columns.size() && columns.get(end).group().equals(group)) {
                    end++;
                }
                first.add(el("th", at("scope", "colgroup"), at("colspan", end - i), group));
                columns.subList(i, end).forEach(c -> second.add(el("th", at("scope", "col"), c.name())));
            }
            i = end;
        }
        List<Html> body = new ArrayList<>();
        for (ReportTable.Row row : table.rows()) {
            List<Html> cells = new ArrayList<>();
            for (int i = 0; i < row.cells().size(); i++) {
                // A number stays with its word.
                String text = row.cells().get(i).replaceAll("^Quầy (\\d+)$", "Quầy" + Figures.NO_BREAK + "$1");
                boolean left = i < columns.size() && columns.get(i).left();
                cells.add(
                        left && cells.stream().noneMatch(c -> c.toString().startsWith("<th"))
                                ? el("th", at("scope", "row"), text)
                                : el("td", cls(left ? "l" : ""), text));
            }
            body.add(el("tr", cls(row.total() ? "sum" : ""), cells));
        }
        return el(
                "table",
                cls(table.rows().size() <= MOST_ROWS_KEPT_TOGETHER ? "keep" : ""),
                el("caption", cls("vh"), table.id() + ". " + table.title()),
                el("thead", el("tr", first), second.isEmpty() ? Html.NOTHING : el("tr", second)),
                el("tbody", body));
    }

    private void changes(List<Html> page) {
        page.add(el("h3", "Các ô thay đổi so với bản " + (content.version() - 1)));
        page.add(drawn(Layout.changesTable(content)));
    }

    private Html sign() {
        ReportContent.Words words = content.words();
        List<Html> to = new ArrayList<>(List.of(el("div", el("b", "Nơi nhận:"))));
        for (String line : Layout.recipients(content)) {
            to.add(el("div", line));
        }
        return el(
                "div",
                cls("sign"),
                el("div", cls("to"), to),
                el(
                        "div",
                        cls("r2"),
                        el("div", words.onBehalf()),
                        el("div", words.post()),
                        el("div", cls("gap"), "(ký, đóng dấu)"),
                        el("div", words.signer())));
    }

    private static List<Html> paragraphs(String text) {
        List<Html> paragraphs = new ArrayList<>();
        for (String line : text.split("\\R")) {
            if (!line.isBlank()) {
                paragraphs.add(el("p", cls("t"), line.strip()));
            }
        }
        return paragraphs;
    }

    /** {@code ngày 05 tháng 11 năm 2024}: a day under 10 and the months 1 and 2 with a nought before. */
    static String longDate(LocalDate day) {
        String month = day.getMonthValue() < 3 ? "0" + day.getMonthValue() : Integer.toString(day.getMonthValue());
        return String.format(Locale.ROOT, "ngày %02d tháng %s năm %d", day.getDayOfMonth(), month, day.getYear());
    }

    static String day(String iso) {
        return Figures.day(LocalDate.parse(iso));
    }
}
