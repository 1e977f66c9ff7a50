package motcua.server.review;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
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

    ReviewPage(ReviewData data, Catalogue catalogue, String now) {
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
            content.add(new UnitsPart(data, names, results, svg).draw());
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
        content.add(el("div", cls("grid drill"), cards));
        return page.strip(strip(choice.realm()))
                .foot("Số liệu lúc " + now)
                .live()
                .with(content);
    }

    static String strip(Realm realm) {
        return switch (realm) {
            case SIMULATED -> "Dữ liệu mô phỏng/mẫu – không phải số liệu của đơn vị có thật";
            case PRACTICE -> "Đang tập sử dụng – không tính vào kết quả";
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
                    .orElse("Mọi đơn vị");
            steps.add(el(
                    "li", el("a", at("href", "/review?ky=" + choice.period().key() + "&cd=" + choice.mode()), top)));
        }
        steps.add(el("li", at("aria-current", "page"), el("b", choice.unitName())));
        return el("nav", cls("crumb"), at("aria-label", "Đường dẫn"), el("ol", steps));
    }

    private Html lead() {
        Sentence.Parts sentence = Sentence.of(
                choice.period().name(),
                choice.unitName(),
                data.total().served() == null || orZero(data.total().served()) == 0
                        ? Optional.empty()
                        : Optional.of(orZero(data.total().served())),
                orZero(data.total().rated()),
                data.hasResponse(),
                Optional.ofNullable(data.total().tally()).filter(t -> t.n() > 0),
                choice.period().previous().nameInside(),
                choice.closed() ? data.previous() : Optional.empty());
        return el(
                "div",
                cls("lead"),
                el(
                        "h1",
                        sentence.before(),
                        sentence.key().isEmpty() ? Html.NOTHING : el("span", cls("key-fig"), sentence.key()),
                        sentence.after()),
                el(
                        "p",
                        "Từ " + Figures.day(choice.period().from()) + " đến "
                                + Figures.day(choice.period().to()) + invalid()));
    }

    private String invalid() {
        long excluded = orZero(data.total().excluded());
        long flagged = orZero(data.total().flagged());
        return (excluded > 0 ? " · không hợp lệ: " + Figures.count(excluded) : "")
                + (flagged > 0 ? " · có dấu bất thường, vẫn tính: " + Figures.count(flagged) : "")
                + (data.late() > 0 ? " · số liệu đến muộn: " + Figures.count(data.late()) + " lượt" : "")
                + (data.undated() > 0 ? " · chưa định được ngày: " + Figures.count(data.undated()) + " lượt" : "");
    }

    private Html picks() {
        List<Html> units = new ArrayList<>();
        if (choice.account().unit().isEmpty()) {
            units.add(
                    el("option", at("value", ""), flag("selected", choice.unit().isEmpty()), "Mọi đơn vị"));
        }
        for (OrgUnit unit : choice.units()) {
            units.add(el(
                    "option", at("value", unit.id()), flag("selected", unit.id().equals(choice.unit())), unit.name()));
        }
        List<Html> periods = choice.periods().stream()
                .map(p -> el(
                        "option",
                        at("value", p.key()),
                        flag("selected", p.equals(choice.period())),
                        p.name() + (p.isClosed(choice.today()) ? "" : " (tạm tính)")))
                .toList();
        return el(
                "form",
                cls("picks"),
                at("method", "get"),
                at("action", "/review"),
                el(
                        "div",
                        cls("field"),
                        el("label", at("for", "dv"), "Đơn vị"),
                        el("select", at("id", "dv"), at("name", "dv"), units)),
                el(
                        "div",
                        cls("field"),
                        el("label", at("for", "ky"), "Kỳ"),
                        el("select", at("id", "ky"), at("name", "ky"), periods)),
                el("input", at("type", "hidden"), at("name", "cd"), at("value", choice.mode())),
                el(
                        "input",
                        at("type", "hidden"),
                        at("name", "nguon"),
                        at("value", choice.realm().param())),
                el("button", cls("btn"), "Xem"),
                segment(
                        "cd-l",
                        "Cách đếm – không cộng lẫn",
                        choice.modes().stream()
                                .map(m -> segmentLink(
                                        m.equals(choice.mode()), choice.link("/review", m, choice.realm()), mode(m)))
                                .toList()),
                choice.realms().size() < 2
                        ? Html.NOTHING
                        : segment(
                                "ng-l",
                                "Nguồn số liệu",
                                choice.realms().stream()
                                        .map(r -> segmentLink(
                                                r == choice.realm(),
                                                choice.link("/review", choice.mode(), r),
                                                realm(r)))
                                        .toList()),
                el("a", cls("btn"), at("href", choice.link("/review.csv", choice.mode(), choice.realm())), "Tải CSV"));
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
            case "TICKET" -> "Theo phiếu";
            case "VISIT" -> "Theo lượt";
            case "OPEN" -> "Để ngỏ";
            default -> mode;
        };
    }

    private static String realm(Realm realm) {
        return switch (realm) {
            case REAL -> "Chính thức";
            case PRACTICE -> "Tập sử dụng";
            case SIMULATED -> "Mô phỏng/mẫu";
        };
    }

    private List<Html> notes() {
        List<Html> notes = new ArrayList<>();
        if (!choice.closed()) {
            notes.add(
                    note(
                            "warn",
                            Icons.warn(18),
                            "Số liệu tạm tính: kỳ chưa kết thúc. "
                                    + (choice.exact()
                                            ? "Kiểm tra viên xem từng ô, kể cả hôm nay; mỗi lần xem được ghi nhật ký."
                                            : "Mức hài lòng tính từ những ngày đã qua; theo quầy, công chức, thủ tục và lý do chỉ nêu khi tháng đã kết thúc.")));
        } else if (choice.exact()) {
            notes.add(note(
                    "warn",
                    Icons.lock(18),
                    "Lưu hành nội bộ. Kiểm tra viên xem từng ô; mỗi lần xem được ghi nhật ký."));
        }
        if (choice.mode().equals("OPEN")) {
            notes.add(note(
                    "warn",
                    Icons.warn(18),
                    "Cách đếm để ngỏ: mỗi lượt bấm là một lượt, không có tỷ lệ phản hồi, không so công chức."));
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
        List<String> words = new ArrayList<>(List.of("Đã đánh giá", "Không đánh giá", "Không mời", "Thiết bị hỏng"));
        RowPlots plots = new RowPlots(svg);
        List<Html> legend = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            legend.add(el("li", plots.accountKey(i), words.get(i) + " ", el("b", Figures.count(parts.get(i)))));
        }
        if (orZero(total.pending()) > 0) {
            legend.add(el("li", "Đang chờ ", el("b", Figures.count(orZero(total.pending())))));
        }
        String live = "/review/live?dv=" + ReviewData.Choice.encode(choice.unit()) + "&cd=" + choice.mode() + "&nguon="
                + choice.realm().param();
        return all(
                el(
                        "section",
                        cls("card acct"),
                        at("aria-labelledby", "h-n"),
                        at("data-live", live),
                        el("h2", at("id", "h-n"), cls("small b"), "Hôm nay"),
                        el(
                                "p",
                                cls("small"),
                                "phục vụ ",
                                figure(
                                        "served",
                                        Figures.count(orZero(data.today().served()))),
                                " lượt · đã đánh giá ",
                                figure(
                                        "rated",
                                        Figures.count(orZero(data.today().rated()))),
                                " lượt"),
                        el("p", cls("small soft"), "lúc ", figure("at", now), "; mức hài lòng trong ngày không nêu")),
                el(
                        "section",
                        cls("card acct"),
                        at("aria-labelledby", "h-a"),
                        el(
                                "h2",
                                at("id", "h-a"),
                                cls("small b"),
                                "Mọi lượt đều có kết cục: " + Figures.count(orZero(total.served()))),
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
                "Quầy: số đánh giá theo mức và tỷ lệ hài lòng",
                total == null ? Html.NOTHING : table.legend(total.scale()),
                rows.isEmpty()
                        ? nothing()
                        : table.draw(
                                "Kết quả của từng quầy; chiều dài thanh là số đếm, cùng một trục",
                                "h-q",
                                "Quầy",
                                List.of(new ResultTable.Group("", "", rows)),
                                results.common(),
                                Optional.of(new ResultTable.Row(Html.text("Cộng"), "", data.total(), Svg.Mark.SAME))),
                el(
                        "p",
                        cls("cap-note"),
                        "Nét đứt: mức của cả đơn vị. Các quầy nhận việc khác nhau: so trong cùng lĩnh vực, không so thô."));
    }

    private Html procedures() {
        List<ResultTable.Row> rows = results.of("thu_tuc", data.procedures(), true);
        return card(
                "h-p",
                "",
                "Theo thủ tục",
                el(
                        "span",
                        cls("small soft"),
                        "Một lượt có thể gồm nhiều thủ tục; không cộng các dòng"
                                + (catalogue.isSample() ? " · tên: " + Catalogue.SAMPLE_NOTE : "")),
                rows.isEmpty()
                        ? nothing()
                        : results.table()
                                .draw(
                                        "Kết quả theo thủ tục",
                                        "h-p",
                                        "Thủ tục",
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
                "Theo công chức",
                el("span", cls("tag warn"), Icons.lock(13), "Lưu hành nội bộ, lần xem được ghi nhật ký"),
                table.draw(
                        "Kết quả theo công chức, xếp theo vần",
                        "h-c",
                        "Công chức",
                        List.of(new ResultTable.Group("", "", results.of("cong_chuc", data.clerks(), true))),
                        results.common(),
                        Optional.empty()),
                el(
                        "p",
                        cls("cap-note"),
                        comparable
                                ? "Xếp theo vần, không phải thứ hạng. Khoảng tin cậy chồng nhau là chưa phân biệt được."
                                : "Chưa đủ ba công chức có n từ 30: chỉ nêu số đếm, không so."));
    }

    private Html fields() {
        List<ResultTable.Row> rows = results.of("linh_vuc", data.fields(), true);
        return card(
                "h-f",
                "",
                "Theo lĩnh vực",
                el("span", cls("small soft"), "xếp theo vần, không phải thứ hạng"),
                rows.isEmpty()
                        ? nothing()
                        : results.table()
                                .draw(
                                        "Kết quả theo lĩnh vực",
                                        "h-f",
                                        "Lĩnh vực",
                                        List.of(new ResultTable.Group("", "", rows)),
                                        results.common(),
                                        Optional.empty()));
    }
}
