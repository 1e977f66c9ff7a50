package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;
import static motcua.server.review.ReviewRoutes.orZero;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.satisfaction.FieldAdjusted;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.Tally;

/** Clerks beside the level of the same fields, by name; who cannot be told apart is said so. */
final class ClerksPage {
    private static final int WIDTH = 300;
    private static final double SPAN = .15;
    private static final double WIDE_SPAN = .30;
    private static final double TAIL_95 = .05;

    private final ClerkFigures.All all;
    private final NameQueries.Names names;
    private final String office;
    private final double span;

    ClerksPage(ClerkFigures.All all, NameQueries.Names names, String office) {
        this.all = all;
        this.names = names;
        this.office = office;
        this.span = all.clerks().stream()
                        .flatMap(one -> one.difference().stream())
                        .anyMatch(
                                d -> d.interval().low() < -SPAN || d.interval().high() > SPAN)
                ? WIDE_SPAN
                : SPAN;
    }

    /** For the head of the unit and reviewers. */
    Html forReviewers(String unitName, int months, String moment) {
        return Html.all(
                el(
                        "nav",
                        cls("crumb"),
                        at("aria-label", say("Đường dẫn", "Path")),
                        el(
                                "ol",
                                el("li", el("a", at("href", "/review"), say("Kết quả", "Results"))),
                                el(
                                        "li",
                                        el(
                                                "a",
                                                at("href", "/review?dv=" + ReviewData.Choice.encode(office)),
                                                Html.name(unitName))),
                                el("li", at("aria-current", "page"), el("b", say("Công chức", "Clerks"))))),
                el(
                        "div",
                        cls("note warn"),
                        Icons.lock(18),
                        el(
                                "p",
                                el(
                                        "b",
                                        say(
                                                "Lưu hành nội bộ – dữ liệu cá nhân của công chức. ",
                                                "For internal use – personal data of clerks. ")),
                                say(
                                        "Chỉ người đứng đầu đơn vị, chính công chức đó và người được cấp quyền xem. Lượt xem này đã ghi vào nhật ký lúc "
                                                + moment + ". Không dùng riêng số này để xếp loại.",
                                        "Only for the head of the unit, the clerk and those with the right. This look was logged at "
                                                + moment + ". Not to be used alone for grading."))),
                lead(
                        say(
                                "So với mức của đơn vị trong cùng lĩnh vực, vì hồ sơ đất đai ở đâu cũng được đánh giá thấp hơn hộ tịch. Công chức thấy đúng những con số này về mình.",
                                "Against the level of the office in the same fields: land matters are rated lower everywhere. Clerks see these very figures about themselves.")),
                picks(months),
                el(
                        "section",
                        cls("card"),
                        at("aria-labelledby", "h-c"),
                        el(
                                "div",
                                cls("cardhead"),
                                el("h2", at("id", "h-c"), heading()),
                                el(
                                        "span",
                                        cls("small soft"),
                                        say("xếp theo tên, không phải thứ hạng", "by name, not a ranking"))),
                        all.clerks().isEmpty() ? Card.nothing() : table(all.clerks()),
                        el("p", cls("cap-note"), foot())),
                reading());
    }

    /** For the clerk alone. */
    Html forClerk(String clerk) {
        List<ClerkFigures.One> own =
                all.clerks().stream().filter(one -> one.clerk().equals(clerk)).toList();
        Optional<Tally> tally = own.stream()
                .flatMap(one -> Optional.ofNullable(one.figures().tally()).stream())
                .filter(t -> t.n() >= Tally.LEAST_SHOWN)
                .findFirst();
        if (tally.isEmpty()) {
            return Html.all(
                    el(
                            "div",
                            cls("lead"),
                            el(
                                    "h1",
                                    window()
                                            + say(
                                                    ": chưa có nhóm từ 5 đánh giá được phép nêu về Ông/Bà.",
                                                    ": no group of five ratings may be told about you yet.")),
                            el(
                                    "p",
                                    say(
                                            "Kết quả chỉ nêu theo nhóm từ 5 đánh giá trong tháng đã kết thúc, để không ai suy ra được ai bấm gì.",
                                            "Results are told in groups of five ratings and more of months that are over, so that nobody can infer who pressed what."))),
                    reading());
        }
        return Html.all(
                el(
                        "div",
                        cls("lead"),
                        el(
                                "h1",
                                say(
                                        window() + ", Ông/Bà nhận "
                                                + Figures.count(tally.get().n())
                                                + " đánh giá hợp lệ, "
                                                + Figures.count(tally.get().satisfied()) + " hài lòng"
                                                + tally.get()
                                                        .rate()
                                                        .map(r -> " (" + Figures.percent(r) + ").")
                                                        .orElse("; chưa đủ mẫu để kết luận."),
                                        window() + ", you have "
                                                + Figures.count(tally.get().n())
                                                + " valid ratings, "
                                                + Figures.count(tally.get().satisfied()) + " satisfied"
                                                + tally.get()
                                                        .rate()
                                                        .map(r -> " (" + Figures.percent(r) + ").")
                                                        .orElse("; too few to conclude.")))),
                el(
                        "section",
                        cls("card"),
                        at("aria-labelledby", "h-c"),
                        el("h2", at("id", "h-c"), heading()),
                        table(own),
                        el("p", cls("cap-note"), foot())),
                reading());
    }

    private String heading() {
        return all.comparable()
                ? say("Chênh lệch so với mức cùng lĩnh vực", "Difference from the level of the same fields")
                : say("Số đếm; chưa đủ ba công chức có n từ 30 để so", "Counts; fewer than three clerks have n of 30");
    }

    private String window() {
        return say(
                "Từ " + Figures.day(all.period().from()) + " đến "
                        + Figures.day(all.period().to()),
                "From " + Figures.day(all.period().from()) + " to "
                        + Figures.day(all.period().to()));
    }

    private Html lead(String under) {
        long compared =
                all.clerks().stream().filter(o -> o.difference().isPresent()).count();
        long same = all.clerks().stream()
                .filter(o -> o.difference().filter(FieldAdjusted::isSame).isPresent())
                .count();
        long few = all.clerks().size() - compared;
        String sentence = all.comparable()
                ? window()
                        + say(
                                ", " + same + " trong " + compared
                                        + " công chức đủ mẫu không phân biệt được với mức chung cùng lĩnh vực; "
                                        + (compared - same) + " trường hợp vượt mức ngẫu nhiên; " + few
                                        + " chưa đủ mẫu để kết luận.",
                                ", " + same + " of " + compared
                                        + " clerks with enough ratings cannot be told apart from the level of the same fields; "
                                        + (compared - same) + " beyond chance; " + few + " with too few ratings.")
                : window()
                        + say(
                                ", chưa đủ ba công chức có n từ 30: chỉ nêu số đếm, không so.",
                                ", fewer than three clerks have n of 30: counts only, nothing is compared.");
        return el("div", cls("lead"), el("h1", sentence), el("p", under));
    }

    private Html picks(int months) {
        List<Html> options = List.of(12, 6, 3).stream()
                .map(n -> el(
                        "option",
                        at("value", n),
                        flag("selected", n == months),
                        say(n + " tháng đã kết thúc", n + " closed months")))
                .toList();
        return el(
                "form",
                cls("picks"),
                at("method", "get"),
                at("action", "/review/clerks"),
                el("input", at("type", "hidden"), at("name", "dv"), at("value", office)),
                el(
                        "div",
                        cls("field"),
                        el("label", at("for", "thang"), say("Kỳ", "Period")),
                        el("select", at("id", "thang"), at("name", "thang"), options)),
                el("button", cls("btn"), say("Xem", "Show")));
    }

    private Html table(List<ClerkFigures.One> clerks) {
        List<Html> head = new ArrayList<>();
        head.add(el("th", at("scope", "col"), say("Họ tên", "Name")));
        for (String title : List.of(
                say("Lượt", "Services"),
                say("Hài lòng/n", "Satisfied/n"),
                say("Tỷ lệ thô", "Raw rate"),
                say("Mức cùng lĩnh vực", "Level of fields"),
                say("Chênh (điểm)", "Difference (points)"))) {
            head.add(el("th", at("scope", "col"), cls("r"), title));
        }
        head.add(el(
                "th",
                at("scope", "col"),
                axis(),
                el(
                        "span",
                        cls("vh"),
                        say("Chênh lệch và khoảng tin cậy 95\u00a0%", "Difference and 95\u00a0% interval"))));
        head.add(el("th", at("scope", "col"), say("Kết luận", "Conclusion")));
        return el(
                "div",
                cls("scroll"),
                at("role", "group"),
                at("tabindex", "0"),
                at("aria-labelledby", "h-c"),
                el(
                        "table",
                        el(
                                "caption",
                                cls("vh"),
                                say(
                                        "Kết quả theo công chức, đã điều chỉnh theo lĩnh vực",
                                        "Results by clerk, adjusted for fields")),
                        el("thead", el("tr", head)),
                        el("tbody", clerks.stream().map(this::row).toList())));
    }

    private Html row(ClerkFigures.One one) {
        Tally tally = one.figures().tally();
        boolean counted = tally != null && tally.n() >= Tally.LEAST_SHOWN;
        Optional<Double> rate = tally == null || !all.comparable() ? Optional.empty() : tally.rate();
        return el(
                "tr",
                el("th", at("scope", "row"), cls("nw"), Html.name(names.clerk(office, one.clerk()))),
                el("td", cls("r"), Figures.count(orZero(one.figures().served()))),
                el(
                        "td",
                        cls("r"),
                        tally != null && counted
                                ? Figures.count(tally.satisfied()) + "/" + Figures.count(tally.n())
                                : orZero(one.figures().rated()) == 0 ? "—" : say("ẩn", "hidden")),
                el("td", cls("r"), rate.map(Figures::percent).orElse("—")),
                el(
                        "td",
                        cls("r"),
                        one.difference().map(d -> Figures.percent(d.expected())).orElse("—")),
                one.difference().isPresent()
                        ? el(
                                "td",
                                cls("r"),
                                el(
                                        "span",
                                        cls("b"),
                                        Figures.points(one.difference().get().difference())),
                                el("br"),
                                el(
                                        "span",
                                        cls("quiet"),
                                        Figures.pointRange(
                                                one.difference().get().interval())))
                        : el("td", cls("r"), "—"),
                el("td", plot(one.difference())),
                conclusion(one.difference(), counted));
    }

    private static Html conclusion(Optional<FieldAdjusted> difference, boolean counted) {
        if (difference.isEmpty()) {
            return el(
                    "td",
                    cls("quiet nw"),
                    counted
                            ? say("Chưa đủ mẫu để kết luận", "Too few to conclude")
                            : say("Ẩn để giữ kín người đánh giá", "Hidden to protect who rated"));
        }
        if (difference.get().isSame()) {
            return el("td", el("span", cls("tag plain"), say("không phân biệt được", "cannot be told apart")));
        }
        return difference.get().difference() < 0
                ? el(
                        "td",
                        el(
                                "span",
                                cls("tag warn"),
                                Icons.warn(13),
                                say("thấp hơn – nên tìm hiểu", "lower – worth finding out")))
                : el("td", el("span", cls("tag plain"), say("cao hơn", "higher")));
    }

    private double x(double points) {
        double inside = Math.max(-span, Math.min(span, points));
        return 12 + (WIDTH - 24) * (inside + span) / (2 * span);
    }

    private Html axis() {
        List<Html> body = new ArrayList<>();
        for (int i = -3; i <= 3; i++) {
            double at = span * i / 3;
            String text = i == 0 ? "0" : String.format(Locale.ROOT, "%s%.0f", i > 0 ? "+" : "−", Math.abs(100 * at));
            body.add(Svg.text(x(at), 12, text, "tick", "middle"));
            body.add(Svg.line(x(at), 16, x(at), 20, "axis"));
        }
        return Svg.silent("ci", WIDTH, 20, body);
    }

    private Html plot(Optional<FieldAdjusted> difference) {
        List<Html> body = new ArrayList<>();
        for (int i = -3; i <= 3; i++) {
            body.add(Svg.line(x(span * i / 3), 1, x(span * i / 3), 31, i == 0 ? "ref" : "grid"));
        }
        difference.ifPresent(d -> {
            Interval interval = d.interval();
            body.add(Svg.line(x(interval.low()), 16, x(interval.high()), 16, "bar"));
            body.add(Svg.line(x(interval.low()), 12, x(interval.low()), 20, "cap"));
            body.add(Svg.line(x(interval.high()), 12, x(interval.high()), 20, "cap"));
            Svg.Mark mark = d.isSame() ? Svg.Mark.SAME : d.difference() < 0 ? Svg.Mark.LOWER : Svg.Mark.HIGHER;
            body.add(Svg.mark(x(d.difference()), 16, mark, false, 5));
        });
        return Svg.silent("ci", WIDTH, 32, body);
    }

    private String foot() {
        return say(
                "Thanh: khoảng tin cậy 95\u00a0% của chênh lệch; nét đứt: không chênh. Tính từ ô tháng × công chức có n từ 5; trang này không giữ lượt bấm đơn lẻ nào.",
                "Bar: 95\u00a0% interval of the difference; dashed: no difference. From cells by month and clerk of n of 5 and more; no single press is on this page.");
    }

    private Html reading() {
        long compared =
                all.clerks().stream().filter(o -> o.difference().isPresent()).count();
        String chance = Figures.decimal(compared * TAIL_95, 1);
        return el(
                "div",
                cls("grid drill"),
                el(
                        "section",
                        cls("card"),
                        at("aria-labelledby", "h-e"),
                        el("h2", at("id", "h-e"), say("Đọc cho đúng", "How to read this")),
                        el(
                                "ul",
                                cls("kvl small"),
                                el(
                                        "li",
                                        say(
                                                "“Không phân biệt được” nghĩa là chênh lệch nằm trong mức ngẫu nhiên; không có người đứng đầu hay đứng cuối.",
                                                "“Cannot be told apart” means the difference is within chance; nobody is first or last.")),
                                el(
                                        "li",
                                        say(
                                                "Với " + compared + " người được so, trung bình " + chance
                                                        + " người vượt ngưỡng chỉ do ngẫu nhiên.",
                                                "With " + compared + " people compared, " + chance
                                                        + " go beyond the mark by chance alone.")),
                                el(
                                        "li",
                                        say(
                                                "Vượt ngưỡng là lý do để tìm hiểu (hồ sơ, hướng dẫn, số ca), chưa phải kết luận về người.",
                                                "Beyond the mark is a reason to find out (files, guidance, shifts), not a verdict on a person.")),
                                el(
                                        "li",
                                        say(
                                                "Mức cùng lĩnh vực gồm cả đánh giá của chính người đó, nên chênh lệch nêu ra có phần nhỏ hơn thực tế.",
                                                "The level of the fields includes the clerk's own ratings, so the difference shown is somewhat smaller than the true one.")))));
    }
}
