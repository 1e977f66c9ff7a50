package motcua.server.reports;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.html.Page;

/** The form of a draft: number and date, words, typed counts with author and day, totals that nobody types. */
final class ReportEditPage {
    private final Asked asked;
    private final ReportVersion draft;
    private final Reports.Made made;
    private final Map<String, ReportStore.Entry> entries;
    private final Map<String, ReportStore.Entry> last;
    private final Map<String, String> fields;
    private final Optional<String> wrong;
    private final Map<String, String> typed;
    private final boolean lastWords;

    ReportEditPage(
            Asked asked,
            ReportVersion draft,
            Reports.Made made,
            Map<String, ReportStore.Entry> entries,
            Map<String, ReportStore.Entry> last,
            Map<String, String> fields,
            Optional<String> wrong,
            Map<String, String> typed,
            boolean lastWords) {
        this.asked = asked;
        this.draft = draft;
        this.made = made;
        this.entries = entries;
        this.last = last;
        this.fields = fields;
        this.wrong = wrong;
        this.typed = typed;
        this.lastWords = lastWords;
    }

    static String wordName(String word) {
        return switch (word) {
            case "body" -> "Cơ quan (dòng đầu)";
            case "place" -> "Địa danh";
            case "basis" -> "Căn cứ, mở đầu";
            case "shortcomings" -> "XI. Tồn tại, nguyên nhân, kiến nghị";
            case "onBehalf" -> "Thay mặt";
            case "post" -> "Chức vụ người ký";
            case "signer" -> "Họ tên người ký";
            default -> "Nơi nhận, mỗi dòng một nơi";
        };
    }

    private static String wordNameNow(String word) {
        return say(
                wordName(word),
                switch (word) {
                    case "body" -> "Authority (first line)";
                    case "place" -> "Place";
                    case "basis" -> "Basis, opening";
                    case "shortcomings" -> "XI. Shortcomings, causes, proposals";
                    case "onBehalf" -> "On behalf of";
                    case "post" -> "Signer's post";
                    case "signer" -> "Signer's name";
                    default -> "Recipients, one a line";
                });
    }

    /** The id of a cell's field in the form. */
    static String id(String cell) {
        return cell.equals("so") ? "so" : cell.equals("signer") ? "w-signer" : "c-" + cell.replace('.', '-');
    }

    String in(Page page) {
        ReportContent.Words words = made.content().words();
        List<Html> parts = new ArrayList<>();
        parts.add(Forms.hidden("token", asked.session().formToken()));
        parts.add(Forms.hidden("revision", Long.toString(draft.revision())));
        parts.add(el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-so"),
                el("h2", at("id", "h-so"), say("Văn bản", "Document")),
                el(
                        "div",
                        cls("picks"),
                        input(
                                "so",
                                "so",
                                say("Số và ký hiệu, ví dụ 15/BC-UBND", "Number, e.g. 15/BC-UBND"),
                                draft.number()),
                        input(
                                "ngay",
                                "ngay",
                                say("Ngày văn bản (dd/mm/yyyy)", "Date (dd/mm/yyyy)"),
                                draft.date().isEmpty() ? "" : Sheet.day(draft.date())),
                        word("place", words.place()),
                        word("body", words.body()),
                        word("onBehalf", words.onBehalf()),
                        word("post", words.post()),
                        word("signer", words.signer())),
                area("basis", words.basis(), 3),
                area("recipients", words.recipients(), 5)));
        ReportStore.Entry before = last.get("words.shortcomings");
        String lastShortcomings = before == null ? "" : before.value();
        boolean offered = !lastShortcomings.isBlank();
        parts.add(el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-xi"),
                el("h2", at("id", "h-xi"), say("Lời văn", "Words")),
                area(
                        "shortcomings",
                        lastWords && offered && words.shortcomings().isBlank()
                                ? lastShortcomings
                                : words.shortcomings(),
                        6),
                offered
                        ? el(
                                "details",
                                cls("twin"),
                                el("summary", say("Lời văn kỳ trước", "Words of the last period")),
                                el("p", cls("small"), Html.name(lastShortcomings)),
                                el(
                                        "a",
                                        cls("btn"),
                                        at("href", "/reports/edit?" + asked.query() + "&loi=truoc#w-shortcomings"),
                                        say("Dùng lời văn kỳ trước để sửa", "Start from these words")))
                        : Html.NOTHING));
        for (EntryTable table : EntryTable.ALL) {
            parts.add(table(table));
        }
        parts.add(el(
                "div",
                cls("rowbtn"),
                el("button", cls("btn main"), say("Ghi lại", "Store")),
                el(
                        "a",
                        cls("btn"),
                        at("href", "/reports/view?" + asked.query()),
                        say("Quay lại báo cáo", "Back to the report"))));
        return page.strip(ReportPage.strip(made.content().realm()))
                .with(
                        ReportPage.crumb(
                                asked.unitName(), asked.query(), asked.period().title()),
                        el(
                                "div",
                                cls("lead"),
                                el(
                                        "h1",
                                        say("Sửa lời văn và số nhập, bản ", "Words and typed figures, version ")
                                                + draft.version()),
                                el(
                                        "p",
                                        say(
                                                "Chỉ nhập số thành phần; tổng do máy tính. Bảng B1–B7 lấy từ sổ ghi, không nhập.",
                                                "Type only the parts; totals are computed. Tables B1–B7 come from the journal."))),
                        wrong.map(text -> ReportPage.note("bad", Icons.bad(18), text)),
                        faults(),
                        el(
                                "form",
                                cls("col grid"),
                                at("method", "post"),
                                at("action", "/reports/edit?" + asked.query()),
                                parts));
    }

    private Html faults() {
        List<Html> lines = new ArrayList<>();
        for (Entries.Fault fault : made.entries().faults()) {
            lines.add(el("li", el("a", at("href", "#" + id(fault.cell())), Html.name(fault.message()))));
        }
        return lines.isEmpty()
                ? Html.NOTHING
                : el(
                        "div",
                        cls("note bad"),
                        Icons.bad(18),
                        el(
                                "div",
                                el(
                                        "p",
                                        cls("small b"),
                                        say(
                                                "Chưa ký được vì các số sau không khớp:",
                                                "These do not agree, so it cannot be signed:")),
                                el("ul", cls("kvl small"), lines)));
    }

    private Html table(EntryTable table) {
        List<Html> content = new ArrayList<>();
        if (table.byField()) {
            content.add(grid(table));
        } else {
            List<Html> inputs = new ArrayList<>();
            for (EntryTable.Cell cell : table.cells()) {
                inputs.add(cell.typed() ? count(table, "", "", cell) : computed(table, cell));
            }
            content.add(el("div", cls("picks"), inputs));
        }
        Optional<ReportStore.Entry> newest = entries.entrySet().stream()
                .filter(e -> e.getKey().startsWith(table.id() + "."))
                .map(Map.Entry::getValue)
                .max((a, b) -> Long.compare(a.atMs(), b.atMs()));
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-" + table.id()),
                el("h2", at("id", "h-" + table.id()), table.id() + ". ", Html.name(table.title())),
                newest.map(e -> el(
                        "p",
                        cls("small soft"),
                        say("Nhập lần cuối: ", "Last typed: ") + e.author() + ", " + ReportPage.moment(e.atMs()))),
                content);
    }

    private Html computed(EntryTable table, EntryTable.Cell cell) {
        String text = made.entries().value(table, "", cell.key()).isPresent()
                ? Long.toString(made.entries().value(table, "", cell.key()).getAsLong())
                : "—";
        return el("div", cls("field"), el("span", cls("lab"), Html.name(cell.name())), el("output", cls("b"), text));
    }

    private Html count(EntryTable table, String row, String rowName, EntryTable.Cell cell) {
        String key = table.cellKey(row, cell);
        return el(
                "div",
                cls("field"),
                el("label", at("for", id(key)), Html.vietnamese(), cell.name()),
                number(table, row, rowName, cell));
    }

    private Html number(EntryTable table, String row, String rowName, EntryTable.Cell cell) {
        String key = table.cellKey(row, cell);
        ReportStore.Entry entry = entries.get(key);
        String value = typed.getOrDefault(key, entry == null ? "" : entry.value());
        boolean bad = made.entries().faults().stream().anyMatch(f -> f.cell().equals(key));
        return el(
                "input",
                cls(bad ? "count bad" : "count"),
                at("id", id(key)),
                at("name", key),
                at("inputmode", "numeric"),
                at("autocomplete", "off"),
                at("size", 6),
                row.isEmpty() ? List.of() : at("aria-label", table.id() + ", " + rowName + ", " + cell.name()),
                bad ? at("aria-invalid", "true") : List.of(),
                at("value", value));
    }

    private Html grid(EntryTable table) {
        List<EntryTable.Cell> cells =
                table.cells().stream().filter(EntryTable.Cell::typed).toList();
        List<Html> heads = new ArrayList<>(List.of(el("th", at("scope", "col"), say("Lĩnh vực", "Field"))));
        cells.forEach(c -> heads.add(el("th", at("scope", "col"), Html.vietnamese(), c.name())));
        List<Html> rows = new ArrayList<>();
        fields.forEach((code, name) -> {
            List<Html> line = new ArrayList<>(List.of(el("th", at("scope", "row"), Html.name(name))));
            cells.forEach(c -> line.add(el("td", number(table, code, name, c))));
            rows.add(el("tr", line));
        });
        return el(
                "div",
                cls("scroll"),
                at("role", "group"),
                at("tabindex", "0"),
                at("aria-label", table.id() + ". " + table.title()),
                el(
                        "table",
                        el("caption", cls("vh"), table.id() + ". " + table.title()),
                        el("thead", el("tr", heads)),
                        el("tbody", rows)));
    }

    private Html input(String id, String name, String label, String value) {
        return ReportPage.field(
                id, label, el("input", at("id", id), at("name", name), at("value", typed.getOrDefault(name, value))));
    }

    private Html word(String word, String value) {
        return input("w-" + word, "words." + word, wordNameNow(word), value);
    }

    private Html area(String word, String value, int rows) {
        return ReportPage.field(
                "w-" + word,
                wordNameNow(word),
                all(el(
                        "textarea",
                        at("id", "w-" + word),
                        at("name", "words." + word),
                        at("rows", rows),
                        Html.vietnamese(),
                        typed.getOrDefault("words." + word, value))));
    }
}
