package motcua.server.review;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;
import static motcua.server.review.Card.card;
import static motcua.server.review.Card.nothing;
import static motcua.server.review.ReviewRoutes.orZero;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.server.catalogue.Catalogue;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.html.Page;
import motcua.server.organisation.OrgUnit;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Sentence;
import motcua.server.satisfaction.Tally;

/** The page of results of a unit: the sentence first, then plots, then tables. */
final class ReviewPage {
    private static final int LEAST_CLERKS = 3;

    private final ReviewData data;
    private final ReviewData.Choice choice;
    private final RowNames names;
    private final ResultRows results;
    private final Catalogue catalogue;
    private final Svg svg = new Svg();
    private final String now;
    private final Comparison comparison;

    ReviewPage(ReviewData data, Catalogue catalogue, String now, Comparison comparison) {
        this.comparison = comparison;
        this.data = data;
        this.choice = data.choice();
        this.catalogue = catalogue;
        this.names = new RowNames(data, catalogue);
        this.results = new ResultRows(data, names, svg);
        this.now = now;
    }

    String in(Page page) {
        List<Html> content = new ArrayList<>();
        content.add(crumb());
        content.add(lead());
        content.add(picks());
        content.addAll(notes());
        content.add(account());
        if (!choice.single()) {
            content.add(new UnitsPart(data, names, results, svg, comparison).draw());
        }
        List<Html> cards = new ArrayList<>();
        if (choice.single()) {
            cards.add(counters());
        }
        cards.add(procedures());
        cards.add(el(
                "div",
                cls("grid col"),
                data.clerks().isEmpty() ? Html.NOTHING : clerks(),
                fields(),
                ReasonsCard.of(data)));
        TimeCards times = new TimeCards(data, results, svg);
        cards.add(times.months());
        cards.add(times.hours());
        if (choice.single() && !choice.mode().equals("OPEN")) {
            cards.add(ServiceTimesCard.of(data));
        }
        content.add(el("div", cls("grid drill"), cards));
        return page.strip(strip(choice.realm()))
                .foot(say("Số liệu lúc ", "Figures at ") + now)
                .live()
                .with(content);
    }

    static String strip(Realm realm) {
        return switch (realm) {
            case SIMULATED ->
                say(
                        "Dữ liệu mô phỏng/mẫu – không phải số liệu của đơn vị có thật",
                        "Simulated or sample data – not the figures of any real office");
            case PRACTICE -> say("Đang tập sử dụng – không tính vào kết quả", "Practice – not counted in results");
            case REAL -> "";
        };
    }

    private Html crumb() {
        List<Html> steps = new ArrayList<>();
        if (!choice.unit().equals(choice.account().unit())) {
            String top = choice.units().stream()
                    .filter(u -> u.id().equals(choice.account().unit()))
                    .map(OrgUnit::name)
                    .findFirst()
                    .orElse(say("Mọi đơn vị", "All units"));
            steps.add(el(
                    "li", el("a", at("href", "/review?ky=" + choice.period().key() + "&cd=" + choice.mode()), top)));
        }
        steps.add(el("li", at("aria-current", "page"), el("b", Html.name(choice.unitName()))));
        return el("nav", cls("crumb"), at("aria-label", say("Đường dẫn", "Path")), el("ol", steps));
    }

    private Html lead() {
        Sentence.Parts sentence = data.sentence();
        return el(
                "div",
                cls("lead"),
                el(
                        "h1",
                        named(sentence.before(), choice),
                        sentence.key().isEmpty() ? Html.NOTHING : el("span", cls("key-fig"), sentence.key()),
                        sentence.after()),
                el(
                        "p",
                        say("Từ ", "From ")
                                + Figures.day(choice.period().from())
                                + say(" đến ", " to ")
                                + Figures.day(choice.period().to())
                                + invalid()));
    }

    /** The sentence with the unit's name marked as such. */
    /** A sentence with the name of the unit marked as Vietnamese. */
    static Html named(String text, ReviewData.Choice choice) {
        int at = text.indexOf(choice.unitName());
        return at < 0
                ? Html.text(text)
                : all(
                        text.substring(0, at),
                        Html.name(choice.unitName()),
                        text.substring(at + choice.unitName().length()));
    }

    private String invalid() {
        long excluded = orZero(data.total().excluded());
        long flagged = orZero(data.total().flagged());
        return (excluded > 0 ? say(" · không hợp lệ: ", " · invalid: ") + Figures.count(excluded) : "")
                + (flagged > 0
                        ? say(" · có dấu bất thường, vẫn tính: ", " · marked as odd, still counted: ")
                                + Figures.count(flagged)
                        : "")
                + (data.late() > 0
                        ? say(" · số liệu đến muộn: ", " · late data: ")
                                + Figures.count(data.late())
                                + say(" lượt", " services")
                        : "")
                + (data.undated() > 0
                        ? say(" · chưa định được ngày: ", " · day unknown: ")
                                + Figures.count(data.undated())
                                + say(" lượt", " services")
                        : "");
    }

    private Html picks() {
        List<Html> units = new ArrayList<>();
        if (choice.account().unit().isEmpty()) {
            units.add(el(
                    "option",
                    at("value", ""),
                    flag("selected", choice.unit().isEmpty()),
                    say("Mọi đơn vị", "All units")));
        }
        for (OrgUnit unit : choice.units()) {
            units.add(el(
                    "option",
                    at("value", unit.id()),
                    flag("selected", unit.id().equals(choice.unit())),
                    Html.vietnamese(),
                    unit.name()));
        }
        List<Html> periods = PeriodOptions.of(choice);
        return el(
                "form",
                cls("picks"),
                at("method", "get"),
                at("action", "/review"),
                el(
                        "div",
                        cls("field"),
                        el("label", at("for", "dv"), say("Đơn vị", "Unit")),
                        el("select", at("id", "dv"), at("name", "dv"), units)),
                el(
                        "div",
                        cls("field"),
                        el("label", at("for", "ky"), say("Kỳ", "Period")),
                        el("select", at("id", "ky"), at("name", "ky"), periods)),
                el("input", at("type", "hidden"), at("name", "cd"), at("value", choice.mode())),
                el(
                        "input",
                        at("type", "hidden"),
                        at("name", "nguon"),
                        at("value", choice.realm().param())),
                el("button", cls("btn"), say("Xem", "Show")),
                segment(
                        "cd-l",
                        say("Cách đếm – không cộng lẫn", "Counting mode – never added"),
                        choice.modes().stream()
                                .map(m -> segmentLink(
                                        m.equals(choice.mode()), choice.link("/review", m, choice.realm()), mode(m)))
                                .toList()),
                choice.realms().size() < 2
                        ? Html.NOTHING
                        : segment(
                                "ng-l",
                                say("Nguồn số liệu", "Source"),
                                choice.realms().stream()
                                        .map(r -> segmentLink(
                                                r == choice.realm(),
                                                choice.link("/review", choice.mode(), r),
                                                realm(r)))
                                        .toList()),
                el(
                        "a",
                        cls("btn"),
                        at("href", choice.link("/review.csv", choice.mode(), choice.realm())),
                        say("Tải CSV", "CSV")),
                el(
                        "a",
                        cls("btn"),
                        at("href", choice.link("/review.xlsx", choice.mode(), choice.realm())),
                        say("Tải XLSX", "XLSX")),
                choice.single()
                        ? el(
                                "a",
                                cls("btn"),
                                at("href", choice.link("/review/sheet", choice.mode(), choice.realm())),
                                say("Phiếu kiểm tra", "Inspection sheet"))
                        : Html.NOTHING,
                el("a", cls("btn"), at("href", "/review/don-vi"), say("Lúc đó và hiện nay", "Then and today")));
    }

    private static Html segment(String id, String label, List<Html> links) {
        return links.isEmpty()
                ? Html.NOTHING
                : el(
                        "div",
                        cls("field"),
                        el("span", cls("lab"), at("id", id), label),
                        el("nav", cls("seg-c"), at("aria-labelledby", id), links));
    }

    private static Html segmentLink(boolean current, String href, String text) {
        return el("a", at("href", href), atIf(current, "aria-current", "true"), text);
    }

    static String mode(String mode) {
        return switch (mode) {
            case "TICKET" -> say("Theo phiếu", "By ticket");
            case "VISIT" -> say("Theo lượt", "By visit");
            case "OPEN" -> say("Để ngỏ", "Open");
            default -> mode;
        };
    }

    private static String realm(Realm realm) {
        return switch (realm) {
            case REAL -> say("Chính thức", "Official");
            case PRACTICE -> say("Tập sử dụng", "Practice");
            case SIMULATED -> say("Mô phỏng/mẫu", "Simulated");
        };
    }

    private List<Html> notes() {
        List<Html> notes = new ArrayList<>();
        if (!choice.closed()) {
            notes.add(
                    note(
                            "warn",
                            Icons.warn(18),
                            say("Số liệu tạm tính: kỳ chưa kết thúc. ", "Provisional: the period is not over. ")
                                    + (choice.exact()
                                            ? say(
                                                    "Kiểm tra viên xem từng ô, kể cả hôm nay; mỗi lần xem được ghi nhật ký.",
                                                    "Auditors see every cell, today included; each look is logged.")
                                            : say(
                                                    "Mức hài lòng tính từ những ngày đã qua; theo quầy, công chức, thủ tục và lý do chỉ nêu khi tháng đã kết thúc.",
                                                    "Satisfaction is that of past days; by counter, clerk, procedure and reason it is told when the month is over."))));
        } else if (choice.exact()) {
            notes.add(note(
                    "warn",
                    Icons.lock(18),
                    say(
                            "Lưu hành nội bộ. Kiểm tra viên xem từng ô; mỗi lần xem được ghi nhật ký.",
                            "For internal use. Auditors see every cell; each look is logged.")));
        }
        if (choice.mode().equals("OPEN")) {
            notes.add(note(
                    "warn",
                    Icons.warn(18),
                    say(
                            "Cách đếm để ngỏ: mỗi lượt bấm là một lượt, không có tỷ lệ phản hồi, không so công chức.",
                            "Open counting: every press is a visit; no response rate, clerks are not compared.")));
        }
        return notes;
    }

    private static Html note(String kind, Html icon, String text) {
        return el("div", cls("note " + kind), icon, el("p", cls("small"), text));
    }

    /** Today's bare counts in a place of their own, then what became of every service of the period. */
    private Html account() {
        SatisfactionRow total = data.total();
        List<Long> parts = new ArrayList<>(List.of(
                orZero(total.rated()), orZero(total.notRated()), orZero(total.notAsked()), orZero(total.deviceDown())));
        List<String> words = new ArrayList<>(List.of(
                say("Đã đánh giá", "Rated"),
                say("Không đánh giá", "Not rated"),
                say("Không mời", "Not asked"),
                say("Thiết bị hỏng", "Device down")));
        RowPlots plots = new RowPlots(svg);
        List<Html> legend = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            legend.add(el("li", plots.accountKey(i), words.get(i) + " ", el("b", Figures.count(parts.get(i)))));
        }
        if (orZero(total.pending()) > 0) {
            legend.add(el("li", say("Đang chờ ", "Pending "), el("b", Figures.count(orZero(total.pending())))));
        }
        String live = "/review/live?dv=" + ReviewData.Choice.encode(choice.unit()) + "&cd=" + choice.mode() + "&nguon="
                + choice.realm().param();
        return all(
                el(
                        "section",
                        cls("card acct"),
                        at("aria-labelledby", "h-n"),
                        at("data-live", live),
                        el("h2", at("id", "h-n"), cls("small b"), say("Hôm nay", "Today")),
                        el(
                                "p",
                                cls("small"),
                                say("phục vụ ", "served "),
                                figure(
                                        "served",
                                        Figures.count(orZero(data.today().served()))),
                                say(" lượt · đã đánh giá ", " · rated "),
                                figure(
                                        "rated",
                                        Figures.count(orZero(data.today().rated()))),
                                say(" lượt", " services")),
                        el(
                                "p",
                                cls("small soft"),
                                say("lúc ", "at "),
                                figure("at", now),
                                say("; mức hài lòng trong ngày không nêu", "; levels of the day are not told"))),
                el(
                        "section",
                        cls("card acct"),
                        at("aria-labelledby", "h-a"),
                        el(
                                "h2",
                                at("id", "h-a"),
                                cls("small b"),
                                say("Mọi lượt đều có kết cục: ", "Every service is accounted for: ")
                                        + Figures.count(orZero(total.served()))),
                        plots.account(parts, 380),
                        el("ul", cls("legend"), legend)));
    }

    private static Html figure(String name, String text) {
        return el("b", at("data-figure", name), text);
    }

    private Html counters() {
        Tally total = data.total().tally();
        ResultTable table = results.table().withLevels();
        List<ResultTable.Row> rows = results.of("quay", data.counters(), false);
        return card(
                "h-q",
                "span2",
                say("Quầy: số đánh giá theo mức và tỷ lệ hài lòng", "Counters: ratings by level and satisfaction"),
                total == null ? Html.NOTHING : table.legend(total.scale()),
                rows.isEmpty()
                        ? nothing()
                        : table.draw(
                                say(
                                        "Kết quả của từng quầy; chiều dài thanh là số đếm, cùng một trục",
                                        "Results by counter; the length of a bar is a count, on one axis"),
                                "h-q",
                                say("Quầy", "Counter"),
                                List.of(new ResultTable.Group("", "", rows)),
                                results.common(),
                                Optional.of(new ResultTable.Row(
                                        Html.text(say("Cộng", "Total")), "", data.total(), Svg.Mark.SAME))),
                el(
                        "p",
                        cls("cap-note"),
                        say(
                                "Nét đứt: mức của cả đơn vị. Các quầy nhận việc khác nhau: so trong cùng lĩnh vực, không so thô.",
                                "Dashed: level of the whole unit. Counters have different work: compare within a field.")));
    }

    private Html procedures() {
        List<ResultTable.Row> rows = results.of("thu_tuc", data.procedures(), true);
        return card(
                "h-p",
                "",
                say("Theo thủ tục", "By procedure"),
                el(
                        "span",
                        cls("small soft"),
                        say(
                                        "Một lượt có thể gồm nhiều thủ tục; không cộng các dòng",
                                        "A service may be about several procedures; rows are not added")
                                + (catalogue.isSample()
                                        ? say(" · tên: ", " · names: ")
                                                + say(
                                                        Catalogue.SAMPLE_NOTE,
                                                        "sample, to be replaced by the published list")
                                        : "")),
                rows.isEmpty()
                        ? nothing()
                        : results.table()
                                .draw(
                                        say("Kết quả theo thủ tục", "Results by procedure"),
                                        "h-p",
                                        say("Thủ tục", "Procedure"),
                                        List.of(new ResultTable.Group("", "", rows)),
                                        results.common(),
                                        Optional.empty()));
    }

    private Html clerks() {
        long enough = data.clerks().stream()
                .filter(r -> r.rate() != null && !r.key().equals(SatisfactionRow.MERGED))
                .count();
        boolean comparable = enough >= LEAST_CLERKS;
        ResultTable table = comparable ? results.table() : results.table().withoutRates();
        return card(
                "h-c",
                "",
                say("Theo công chức", "By clerk"),
                all(
                        el(
                                "span",
                                cls("tag warn"),
                                Icons.lock(13),
                                say("Lưu hành nội bộ, lần xem được ghi nhật ký", "Internal use, each look is logged")),
                        " ",
                        el(
                                "a",
                                at("href", "/review/clerks?dv=" + ReviewData.Choice.encode(choice.unit())),
                                say("So trong cùng lĩnh vực", "Compare within fields"))),
                table.draw(
                        say("Kết quả theo công chức, xếp theo vần", "Results by clerk, by name"),
                        "h-c",
                        say("Công chức", "Clerk"),
                        List.of(new ResultTable.Group("", "", results.of("cong_chuc", data.clerks(), true))),
                        results.common(),
                        Optional.empty()),
                el(
                        "p",
                        cls("cap-note"),
                        comparable
                                ? say(
                                        "Xếp theo vần, không phải thứ hạng. Khoảng tin cậy chồng nhau là chưa phân biệt được.",
                                        "By name, not a ranking. Where intervals overlap, clerks cannot be told apart.")
                                : say(
                                        "Chưa đủ ba công chức có n từ 30: chỉ nêu số đếm, không so.",
                                        "Fewer than three clerks have n of 30: counts only, nothing is compared.")));
    }

    private Html fields() {
        List<ResultTable.Row> rows = results.of("linh_vuc", data.fields(), true);
        return card(
                "h-f",
                "",
                say("Theo lĩnh vực", "By field"),
                el("span", cls("small soft"), say("xếp theo vần, không phải thứ hạng", "by name, not a ranking")),
                rows.isEmpty()
                        ? nothing()
                        : results.table()
                                .draw(
                                        say("Kết quả theo lĩnh vực", "Results by field"),
                                        "h-f",
                                        say("Lĩnh vực", "Field"),
                                        List.of(new ResultTable.Group("", "", rows)),
                                        results.common(),
                                        Optional.empty()));
    }
}
