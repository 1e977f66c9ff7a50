package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;
import static motcua.server.review.ReviewRoutes.orZero;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import motcua.server.catalogue.Catalogue;
import motcua.server.html.Html;
import motcua.server.organisation.OrgUnit;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;

/** What everyone may see of a unit: a plain sentence, a hundred faces with the range, fields, reasons; no clerk, no rank. */
final class PublicPage {
    private static final Collator VIETNAMESE =
            Collator.getInstance(new ULocale("vi")).freeze();
    private static final int FACES = 100;
    private static final int IN_A_ROW = 20;

    private final Svg svg = new Svg();
    private final Catalogue catalogue;

    /**
     * What one page shows.
     *
     * @param period empty if none is public yet
     * @param found units whose names fit what was searched, if not exactly one does
     */
    record Shown(
            String unit,
            String unitName,
            String search,
            List<OrgUnit> found,
            List<ReviewPeriod> periods,
            Optional<ReviewPeriod> period,
            SatisfactionRow total,
            List<SatisfactionRow> fields,
            List<SatisfactionRow> reasons,
            boolean hasResponse,
            Html handled) {}

    PublicPage(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Html content(Shown shown) {
        return Html.all(
                find(shown),
                shown.found.isEmpty() ? Html.NOTHING : found(shown),
                shown.period.isEmpty() ? notYet() : hero(shown, shown.period.get()),
                shown.period.isEmpty()
                        ? Html.NOTHING
                        : el("div", cls("grid three"), fields(shown), reasons(shown), more(shown, shown.period.get())),
                el(
                        "p",
                        cls("cap-note"),
                        say(
                                "Trang này không có tên công chức, không lưu tên hay số điện thoại người đánh giá, và không xếp hạng các xã. Số liệu một kỳ được công khai 15 ngày sau khi kỳ kết thúc. ",
                                "This page has no names of clerks, keeps no names or telephone numbers of people who rated, and ranks no communes. A period is made public 15 days after its end. "),
                        el("a", at("href", "/phuong-phap"), say("Cách tính", "Method"))));
    }

    private static Html find(Shown shown) {
        List<Html> periods = shown.periods.stream()
                .map(p -> el(
                        "option",
                        at("value", p.key()),
                        flag("selected", shown.period.filter(p::equals).isPresent()),
                        p.name()))
                .toList();
        return el(
                "form",
                cls("find"),
                at("action", "/"),
                at("method", "get"),
                at("role", "search"),
                el(
                        "div",
                        cls("field"),
                        el(
                                "label",
                                at("for", "q"),
                                say(
                                        "Xã, phường của Ông/Bà (gõ không dấu cũng được)",
                                        "Your commune (marks are not needed)")),
                        el(
                                "input",
                                at("id", "q"),
                                at("name", "q"),
                                at("type", "search"),
                                at("autocomplete", "off"),
                                Html.vietnamese(),
                                at("value", shown.search))),
                periods.isEmpty()
                        ? Html.NOTHING
                        : el(
                                "div",
                                cls("field"),
                                el("label", at("for", "ky"), say("Kỳ", "Period")),
                                el("select", at("id", "ky"), at("name", "ky"), periods)),
                el("button", cls("btn main"), say("Xem kết quả", "Show results")));
    }

    private static Html found(Shown shown) {
        String ky = shown.period.map(p -> "&ky=" + p.key()).orElse("");
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-q"),
                el("h2", at("id", "h-q"), say("Ông/Bà tìm đơn vị nào?", "Which of these?")),
                el(
                        "ul",
                        cls("kvl"),
                        shown.found.stream()
                                .map(u -> el(
                                        "li",
                                        el(
                                                "a",
                                                at("href", "/?dv=" + ReviewData.Choice.encode(u.id()) + ky),
                                                Html.name(u.name()))))
                                .toList()));
    }

    private static Html notYet() {
        return el(
                "section",
                cls("card"),
                el(
                        "h1",
                        say(
                                "Đo mức độ hài lòng tại Bộ phận Một cửa, công bằng và kiểm tra lại được",
                                "Satisfaction at one-stop offices, measured fairly and open to checking")),
                el(
                        "p",
                        say(
                                "Chưa có kỳ nào được công khai. Sau khi được phục vụ, người dân bấm một nút; đánh giá không lưu họ tên, số điện thoại.",
                                "No period is public yet. After being served people press one key; no name and no telephone number is kept.")));
    }

    private Html hero(Shown shown, ReviewPeriod period) {
        Tally tally = shown.total.tally();
        long served = orZero(shown.total.served());
        String dates = period.name() + say(", từ ", ", from ") + Figures.day(period.from()) + say(" đến ", " to ")
                + Figures.day(period.to()) + ". ";
        if (tally == null || tally.rate().isEmpty()) {
            String few = tally == null || tally.n() == 0
                    ? say("chưa có số đánh giá được phép nêu trong kỳ này", "no ratings may be told in this period")
                    : say(
                            Figures.count(tally.satisfied()) + " trong " + Figures.count(tally.n())
                                    + " lượt đánh giá là hài lòng; chưa đủ mẫu để kết luận",
                            Figures.count(tally.satisfied()) + " of " + Figures.count(tally.n())
                                    + " ratings are satisfied; too few to conclude");
            return el(
                    "section",
                    cls("card"),
                    at("aria-labelledby", "h-0"),
                    el("h1", at("id", "h-0"), Html.name(shown.unitName), ": " + few),
                    el("p", cls("soft"), dates + Figures.count(served) + say(" lượt phục vụ.", " services.")));
        }
        Interval interval = tally.interval().orElseThrow();
        int low = (int) Math.floor(interval.low() * FACES);
        int high = (int) Math.ceil(interval.high() * FACES);
        String title = say(
                "Cứ 100 lượt đánh giá ở " + shown.unitName + " có khoảng " + low + " đến " + high + " lượt hài lòng",
                "Of 100 ratings, about " + low + " to " + high + " are satisfied");
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-0"),
                el(
                        "div",
                        cls("hero"),
                        el(
                                "div",
                                el(
                                        "h1",
                                        at("id", "h-0"),
                                        say("Cứ 100 lượt đánh giá ở ", "Of 100 ratings at "),
                                        Html.name(shown.unitName),
                                        say(
                                                " có khoảng " + low + " đến " + high + " lượt hài lòng",
                                                ", about " + low + " to " + high + " are satisfied")),
                                el(
                                        "p",
                                        cls("soft"),
                                        dates + Figures.count(served) + say(" lượt phục vụ, ", " services, ")
                                                + Figures.count(tally.n()) + say(" lượt đánh giá, ", " ratings, ")
                                                + Figures.count(tally.satisfied()) + say(" hài lòng (", " satisfied (")
                                                + Figures.percent(tally.satisfied(), tally.n())
                                                + say("; khoảng tin cậy 95\u00a0%: ", "; 95\u00a0% interval: ")
                                                + Figures.range(interval) + "). " + silent(shown, served))),
                        el(
                                "figure",
                                faces(title, tally, low, high),
                                el(
                                        "figcaption",
                                        el(
                                                "ul",
                                                cls("legend"),
                                                el(
                                                        "li",
                                                        key("p1"),
                                                        say("hài lòng, gần như chắc", "satisfied, almost sure")),
                                                el("li", key("p2"), say("có thể hài lòng hoặc chưa", "may be either")),
                                                el("li", key("p3"), say("chưa hài lòng", "not satisfied")))))));
    }

    private static String silent(Shown shown, long served) {
        if (!shown.hasResponse || served == 0) {
            return "";
        }
        long of10 = Math.round(10.0 * (served - orZero(shown.total.rated())) / served);
        return say(
                "Cứ 10 lượt thì khoảng " + of10 + " lượt không bấm; ý kiến của những lượt đó chưa biết.",
                "Of 10 services about " + of10 + " were not rated; what those people think is not known.");
    }

    private Html faces(String title, Tally tally, int low, int high) {
        List<Html> body = new ArrayList<>();
        for (int i = 0; i < FACES; i++) {
            double x = i % IN_A_ROW * 26 + 13;
            double y = Math.floorDiv(i, IN_A_ROW) * 30 + 14;
            String kind = i < low ? "p1" : i < high ? "p2" : "p3";
            body.add(circle(x, y, "9", kind));
            String mouth = kind.equals("p3")
                    ? "M" + Svg.n(x - 4) + " " + Svg.n(y + 3) + "h8"
                    : "M" + Svg.n(x - 4) + " " + Svg.n(y + 1.5) + "q4 4.5 8 0";
            body.add(el("path", at("d", mouth), cls(kind + "f")));
            body.add(circle(x - 3, y - 2.5, "1.3", kind + "e"));
            body.add(circle(x + 3, y - 2.5, "1.3", kind + "e"));
        }
        return svg.plot(
                520,
                154,
                "people",
                title,
                say(
                        "Tính từ " + Figures.count(tally.satisfied()) + " lượt hài lòng trong "
                                + Figures.count(tally.n()) + " lượt đánh giá.",
                        "From " + Figures.count(tally.satisfied()) + " satisfied of " + Figures.count(tally.n())
                                + " ratings."),
                body);
    }

    private static Html circle(double x, double y, String radius, String classes) {
        return el("circle", at("cx", Svg.n(x)), at("cy", Svg.n(y)), at("r", radius), cls(classes));
    }

    private static Html key(String kind) {
        return Svg.silent("key", 16, 16, List.of(circle(8, 8, "6.5", kind)));
    }

    private Html fields(Shown shown) {
        List<Html> rows = shown.fields.stream()
                .filter(r -> !r.key().equals(SatisfactionRow.MERGED))
                .sorted(Comparator.comparing(r -> catalogue.fieldName(r.key()), VIETNAMESE::compare))
                .map(r -> {
                    Optional<Tally> tally = Optional.ofNullable(r.tally()).filter(t -> t.n() > 0);
                    Optional<Tally> rated = tally.filter(t -> t.rate().isPresent());
                    return el(
                            "tr",
                            el("th", at("scope", "row"), Html.name(catalogue.fieldName(r.key()))),
                            el(
                                    "td",
                                    cls("r"),
                                    tally.map(t -> Figures.count(t.satisfied()) + "/" + Figures.count(t.n()))
                                            .orElse("—")),
                            rated.isPresent()
                                    ? el(
                                            "td",
                                            cls("r"),
                                            Figures.percent(
                                                    rated.get().satisfied(),
                                                    rated.get().n()),
                                            el("br"),
                                            el(
                                                    "span",
                                                    cls("quiet"),
                                                    Figures.range(rated.get()
                                                            .interval()
                                                            .orElseThrow())))
                                    : el(
                                            "td",
                                            cls("r quiet"),
                                            tally.isPresent()
                                                    ? say("chưa đủ mẫu", "too few")
                                                    : say("ẩn hoặc không có", "hidden or none")));
                })
                .toList();
        return card(
                "h-1",
                say("Theo lĩnh vực", "By field"),
                rows.isEmpty()
                        ? Card.nothing()
                        : table(
                                say("Số hài lòng trên số đánh giá theo lĩnh vực", "Satisfied of rated by field"),
                                List.of(
                                        say("Lĩnh vực", "Field"),
                                        say("Hài lòng/n", "Satisfied/n"),
                                        say("Tỷ lệ", "Rate")),
                                rows));
    }

    private static Html reasons(Shown shown) {
        List<Html> rows = shown.reasons.stream()
                .sorted(Comparator.comparing((SatisfactionRow r) -> r.key().equals(SatisfactionRow.MERGED))
                        .thenComparing(r -> -orZero(r.valid())))
                .map(r -> el(
                        "tr",
                        el("th", at("scope", "row"), Reasons.word(r.key())),
                        el("td", cls("r"), Figures.count(orZero(r.valid())))))
                .toList();
        return card(
                "h-2",
                say("Điều người dân chưa hài lòng", "What people were not satisfied with"),
                rows.isEmpty()
                        ? el(
                                "p",
                                cls("soft"),
                                say(
                                        "Không có lý do nào được chọn từ 5 lần trong một tháng của kỳ này.",
                                        "No reason was chosen five times in a month of this period."))
                        : table(
                                say("Lý do được chọn nhiều", "Reasons chosen most"),
                                List.of(say("Lý do", "Reason"), say("Số lần", "Times")),
                                rows),
                el(
                        "p",
                        cls("cap-note"),
                        say(
                                "Mỗi người chọn tối đa 3 lý do, chỉ khi chưa hài lòng và muốn nêu.",
                                "Each person may choose up to 3 reasons, only if not satisfied and willing.")));
    }

    private static Html more(Shown shown, ReviewPeriod period) {
        return card(
                "h-3",
                say("Dùng lại và kiểm tra", "Use and check"),
                shown.handled,
                el(
                        "p",
                        el(
                                "a",
                                at(
                                        "href",
                                        "/cong-khai.csv?dv=" + ReviewData.Choice.encode(shown.unit) + "&ky="
                                                + period.key()),
                                say("Tải số liệu mở (CSV)", "Open data (CSV)"))),
                el(
                        "p",
                        cls("small soft"),
                        say(
                                "Mỗi lượt bấm nằm trong sổ ghi nối chuỗi, có chữ ký; ai có bản xuất cũng tự kiểm tra lại được. Im lặng không được tính là hài lòng.",
                                "Each press stands in a signed chain; whoever has the export can check it. Silence does not count as satisfaction.")));
    }

    private static Html card(String id, String title, Object... content) {
        return el("section", cls("card"), at("aria-labelledby", id), el("h2", at("id", id), title), List.of(content));
    }

    private static Html table(String caption, List<String> heads, List<Html> rows) {
        List<Html> head = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            head.add(el("th", at("scope", "col"), cls(i > 0 ? "r nw" : ""), heads.get(i)));
        }
        return el("table", el("caption", cls("vh"), caption), el("thead", el("tr", head)), el("tbody", rows));
    }
}
