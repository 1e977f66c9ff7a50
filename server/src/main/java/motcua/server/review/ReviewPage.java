package motcua.server.review;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.review.ReviewRoutes.orZero;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import motcua.server.catalogue.Catalogue;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.html.Page;
import motcua.server.organisation.OrgUnit;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Funnel;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Sentence;
import motcua.server.satisfaction.Tally;
import org.jspecify.annotations.Nullable;

/** The page of results of a unit: the sentence first, then plots, then tables. */
final class ReviewPage {
    private static final int LEAST_CLERKS = 3;

    private final ReviewData data;
    private final ReviewData.Choice choice;
    private final RowNames names;
    private final Catalogue catalogue;
    private final Svg svg = new Svg();
    private final String now;

    ReviewPage(ReviewData data, Catalogue catalogue, String now) {
        this.data = data;
        this.choice = data.choice();
        this.catalogue = catalogue;
        this.names = new RowNames(data, catalogue);
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
            content.add(units());
        }
        List<Html> cards = new ArrayList<>();
        if (choice.single()) {
            cards.add(counters());
        }
        cards.add(procedures());
        cards.add(el("div", cls("grid col"), data.clerks().isEmpty() ? Html.NOTHING : clerks(), fields(), reasons()));
        cards.add(months());
        cards.add(hours());
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

    private OptionalDouble common() {
        Tally total = data.total().tally();
        return total == null || total.rate().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(total.rate().orElseThrow());
    }

    private ResultTable table() {
        return new ResultTable(svg, choice.closed() || choice.exact(), data.hasResponse());
    }

    private List<ResultTable.Row> rows(String table, List<SatisfactionRow> figures, boolean byName) {
        Collator vietnamese = Collator.getInstance(new ULocale("vi"));
        Comparator<SatisfactionRow> order = byName
                ? Comparator.comparing((SatisfactionRow r) -> names.of(table, r), vietnamese::compare)
                : Comparator.comparingInt((SatisfactionRow r) -> number(r.key()));
        return figures.stream()
                .sorted(Comparator.comparing((SatisfactionRow r) -> r.key().equals(SatisfactionRow.MERGED))
                        .thenComparing(order)
                        .thenComparing(r -> r.scale() == null ? "" : r.scale()))
                .map(r -> new ResultTable.Row(name(table, r), note(table, r), r, Svg.Mark.SAME))
                .toList();
    }

    private static int number(String key) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private Html name(String table, SatisfactionRow row) {
        return Html.text(names.of(table, row));
    }

    private String note(String table, SatisfactionRow row) {
        return table.equals("thu_tuc") && !row.key().equals(SatisfactionRow.MERGED) ? row.key() : "";
    }

    private Html counters() {
        Tally total = data.total().tally();
        ResultTable table = table().withLevels();
        List<ResultTable.Row> rows = rows("quay", data.counters(), false);
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
                                common(),
                                Optional.of(new ResultTable.Row(Html.text("Cộng"), "", data.total(), Svg.Mark.SAME))),
                el(
                        "p",
                        cls("cap-note"),
                        "Nét đứt: mức của cả đơn vị. Các quầy nhận việc khác nhau: so trong cùng lĩnh vực, không so thô."));
    }

    private Html procedures() {
        List<ResultTable.Row> rows = rows("thu_tuc", data.procedures(), true);
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
                        : table().draw(
                                        "Kết quả theo thủ tục",
                                        "h-p",
                                        "Thủ tục",
                                        List.of(new ResultTable.Group("", "", rows)),
                                        common(),
                                        Optional.empty()));
    }

    private Html clerks() {
        long enough = data.clerks().stream()
                .filter(r -> r.rate() != null && !r.key().equals(SatisfactionRow.MERGED))
                .count();
        boolean comparable = enough >= LEAST_CLERKS;
        ResultTable table = comparable ? table() : table().withoutRates();
        return card(
                "h-c",
                "",
                "Theo công chức",
                el("span", cls("tag warn"), Icons.lock(13), "Lưu hành nội bộ, lần xem được ghi nhật ký"),
                table.draw(
                        "Kết quả theo công chức, xếp theo vần",
                        "h-c",
                        "Công chức",
                        List.of(new ResultTable.Group("", "", rows("cong_chuc", data.clerks(), true))),
                        common(),
                        Optional.empty()),
                el(
                        "p",
                        cls("cap-note"),
                        comparable
                                ? "Xếp theo vần, không phải thứ hạng. Khoảng tin cậy chồng nhau là chưa phân biệt được."
                                : "Chưa đủ ba công chức có n từ 30: chỉ nêu số đếm, không so."));
    }

    private Html fields() {
        List<ResultTable.Row> rows = rows("linh_vuc", data.fields(), true);
        return card(
                "h-f",
                "",
                "Theo lĩnh vực",
                el("span", cls("small soft"), "xếp theo vần, không phải thứ hạng"),
                rows.isEmpty()
                        ? nothing()
                        : table().draw(
                                        "Kết quả theo lĩnh vực",
                                        "h-f",
                                        "Lĩnh vực",
                                        List.of(new ResultTable.Group("", "", rows)),
                                        common(),
                                        Optional.empty()));
    }

    private Html months() {
        List<List<String>> twin = new ArrayList<>();
        for (MonthsPlot.Month month : data.months()) {
            Optional<Tally> tally = month.tally();
            Optional<Tally> rated = tally.filter(t -> t.rate().isPresent());
            twin.add(List.of(
                    month.label(),
                    tally.map(t -> Figures.count(t.satisfied()) + "/" + Figures.count(t.n()))
                            .orElse("—"),
                    rated.map(t -> Figures.percent(t.satisfied(), t.n())).orElse("—"),
                    rated.map(t -> Figures.range(Interval.wilson(t.satisfied(), t.n())))
                            .orElse("—"),
                    tally.isEmpty()
                            ? "Chưa có số liệu"
                            : (rated.isEmpty() ? "Chưa đủ mẫu để kết luận" : "")
                                    + (month.provisional() ? " Số liệu tạm tính" : "")));
        }
        return card(
                "h-m",
                "",
                choice.unitName() + ": 12 tháng",
                Html.NOTHING,
                el(
                        "figure",
                        MonthsPlot.draw(svg, data.months(), common(), 636, 300, false),
                        MonthsPlot.draw(svg, data.months(), common(), 330, 280, true),
                        el(
                                "figcaption",
                                el(
                                        "ul",
                                        cls("legend"),
                                        el("li", Svg.key(Svg.Mark.SAME, false), "tháng đã kết thúc"),
                                        el("li", Svg.key(Svg.Mark.SAME, true), "số liệu tạm tính"),
                                        el("li", "nét đứt ngang: tỷ lệ của kỳ đang xem")))),
                twin(
                        "Tỷ lệ hài lòng theo tháng",
                        List.of("Tháng", "Hài lòng/n", "Tỷ lệ", "KTC 95\u00a0%", "Ghi chú"),
                        twin));
    }

    private Html hours() {
        HeatPlot plot = new HeatPlot(data.hours(), data.ratedHours());
        String title = "Giờ nào, thứ nào? Chưa hài lòng / số đánh giá, " + data.hoursName();
        if (plot.isEmpty()) {
            return card(
                    "h-h", "", title, Html.NOTHING, el("p", cls("soft"), "Chưa có số liệu của một quý đã kết thúc."));
        }
        List<String> head = new ArrayList<>(List.of("Thứ"));
        head.addAll(plot.hourNames());
        return card(
                "h-h",
                "",
                title,
                Html.NOTHING,
                el(
                        "figure",
                        plot.draw(svg, 636, 262, false),
                        plot.draw(svg, 330, 250, true),
                        el(
                                "figcaption",
                                el(
                                        "ul",
                                        cls("legend"),
                                        el("li", HeatPlot.key(svg, "h1"), "dưới 5\u00a0%"),
                                        el("li", HeatPlot.key(svg, "h2"), "5–10\u00a0%"),
                                        el("li", HeatPlot.key(svg, "h3"), "10–15\u00a0%"),
                                        el("li", HeatPlot.key(svg, "h4"), "từ 15\u00a0%"),
                                        el("li", HeatPlot.key(svg, "cnt"), "n 5–29: chỉ số đếm"),
                                        el("li", HeatPlot.key(svg, "hid"), "ẩn (n dưới 5 hoặc ẩn kèm)")))),
                twin("Chưa hài lòng trên số đánh giá theo giờ và thứ", head, plot.table()));
    }

    private Html reasons() {
        List<SatisfactionRow> rows = data.reasons().stream()
                .sorted(Comparator.comparing((SatisfactionRow r) -> r.key().equals(SatisfactionRow.MERGED))
                        .thenComparing(r -> -orZero(r.valid()))
                        .thenComparing(SatisfactionRow::key))
                .toList();
        Tally total = data.total().tally();
        long unsatisfied = total == null ? 0 : total.n() - total.satisfied();
        long most = rows.stream().mapToLong(r -> orZero(r.valid())).max().orElse(1);
        return card(
                "h-l",
                "",
                "Lý do được chọn",
                Html.NOTHING,
                rows.isEmpty()
                        ? el(
                                "p",
                                cls("soft"),
                                "Không có lý do nào được chọn từ 5 lần trong một tháng đã kết thúc của kỳ này.")
                        : all(
                                el(
                                        "p",
                                        cls("small soft"),
                                        (unsatisfied > 0
                                                        ? Figures.count(unsatisfied) + " đánh giá chưa hài lòng; "
                                                        : "")
                                                + "mỗi người chọn tối đa 3 nên tổng có thể vượt 100\u00a0%."),
                                el(
                                        "table",
                                        el("caption", cls("vh"), "Lý do chưa hài lòng"),
                                        el(
                                                "thead",
                                                el(
                                                        "tr",
                                                        el("th", at("scope", "col"), "Lý do"),
                                                        el(
                                                                "th",
                                                                at("scope", "col"),
                                                                cls("hide-s"),
                                                                el("span", cls("vh"), "Thanh số lần")),
                                                        el("th", at("scope", "col"), cls("r"), "Số lần"),
                                                        unsatisfied > 0
                                                                ? el(
                                                                        "th",
                                                                        at("scope", "col"),
                                                                        cls("r hide-s"),
                                                                        "trên " + Figures.count(unsatisfied))
                                                                : Html.NOTHING)),
                                        el(
                                                "tbody",
                                                rows.stream()
                                                        .map(r -> el(
                                                                "tr",
                                                                el("th", at("scope", "row"), Reasons.vi(r.key())),
                                                                el(
                                                                        "td",
                                                                        cls("hide-s"),
                                                                        RowPlots.bar(orZero(r.valid()), most, 150)),
                                                                el("td", cls("r"), Figures.count(orZero(r.valid()))),
                                                                unsatisfied > 0
                                                                        ? el(
                                                                                "td",
                                                                                cls("r hide-s"),
                                                                                Figures.percent(
                                                                                        (double) orZero(r.valid())
                                                                                                / unsatisfied))
                                                                        : Html.NOTHING))
                                                        .toList()))),
                el(
                        "p",
                        cls("cap-note"),
                        "“Gây khó khăn, nhũng nhiễu” không hiện ở cấp xã; chuyển riêng lên cấp trên."));
    }

    /** Many units: the funnel and the groups it makes, within a group by name. */
    private Html units() {
        Map<Funnel.Place, List<ResultTable.Row>> places = new EnumMap<>(Funnel.Place.class);
        List<ResultTable.Row> small = new ArrayList<>();
        List<ResultTable.Row> hidden = new ArrayList<>();
        List<ResultTable.Row> none = new ArrayList<>();
        List<Tally> tallies = data.offices().stream()
                .flatMap(r -> Optional.ofNullable(r.tally()).stream())
                .filter(t -> t.n() > 0)
                .toList();
        Optional<Funnel> funnel = tallies.isEmpty() ? Optional.empty() : Optional.of(Funnel.of(tallies));
        List<FunnelPlot.Point> points = new ArrayList<>();
        for (ResultTable.Row row : rows("don_vi", data.offices(), true)) {
            SatisfactionRow f = row.figures();
            Tally tally = f.tally();
            ResultTable.Row linked = new ResultTable.Row(
                    el(
                            "a",
                            at(
                                    "href",
                                    "/review?dv=" + ReviewData.Choice.encode(f.key()) + "&ky="
                                            + choice.period().key() + "&cd=" + choice.mode() + "&nguon="
                                            + choice.realm().param()),
                            row.name()),
                    "",
                    f,
                    Svg.Mark.SAME);
            if (tally != null && tally.rate().isPresent() && funnel.isPresent()) {
                Funnel.Place place = funnel.get().place(tally.rate().orElseThrow(), tally.n());
                places.computeIfAbsent(place, p -> new ArrayList<>())
                        .add(new ResultTable.Row(linked.name(), "", f, FunnelPlot.mark(place)));
                points.add(new FunnelPlot.Point(
                        names.of("don_vi", f),
                        tally,
                        place,
                        data.hasResponse() && orZero(f.rated()) < .2 * orZero(f.served())));
            } else if (tally != null && tally.n() > 0) {
                small.add(linked);
            } else if (orZero(f.rated()) > 0) {
                hidden.add(linked);
            } else {
                none.add(linked);
            }
        }
        List<Long> smallCounts =
                small.stream().map(r -> orZero(r.figures().valid())).toList();
        List<ResultTable.Group> groups = List.of(
                group(
                        "Thấp hơn mức chung, vượt mức ngẫu nhiên",
                        "ngoài giới hạn 99,8\u00a0%",
                        places.get(Funnel.Place.LOWER)),
                group(
                        "Chờ thêm một kỳ",
                        "giữa hai giới hạn 95\u00a0% và 99,8\u00a0%; chưa kết luận",
                        places.get(Funnel.Place.WAIT)),
                group(
                        "Cao hơn mức chung, vượt mức ngẫu nhiên",
                        "ngoài giới hạn 99,8\u00a0%",
                        places.get(Funnel.Place.HIGHER)),
                group(
                        "Không phân biệt được với mức chung",
                        "xếp theo vần, không phải thứ hạng",
                        places.get(Funnel.Place.SAME)),
                group("Chưa đủ mẫu để kết luận", "n từ 5 đến 29: chỉ nêu số đếm", small),
                group("Ẩn để giữ kín người đánh giá", "n dưới 5 hoặc ẩn kèm", hidden),
                group("Chưa có đánh giá", "", none));
        return el(
                "div",
                cls("grid res-lay"),
                card(
                        "h-u",
                        "stick",
                        "Đơn vị nào khác mức chung, ngoài dao động ngẫu nhiên?",
                        Html.NOTHING,
                        funnel.isEmpty()
                                ? nothing()
                                : el(
                                        "figure",
                                        FunnelPlot.draw(svg, funnel.get(), points, smallCounts, 546, 430, false),
                                        FunnelPlot.draw(svg, funnel.get(), points, smallCounts, 330, 380, true),
                                        el(
                                                "figcaption",
                                                el(
                                                        "ul",
                                                        cls("legend"),
                                                        el("li", Svg.key(Svg.Mark.SAME, false), "trong giới hạn"),
                                                        el(
                                                                "li",
                                                                Svg.key(Svg.Mark.WAIT, false),
                                                                "giữa 95\u00a0% và 99,8\u00a0%"),
                                                        el("li", Svg.key(Svg.Mark.LOWER, false), "thấp hơn rõ"),
                                                        el("li", Svg.key(Svg.Mark.HIGHER, false), "cao hơn rõ"),
                                                        el(
                                                                "li",
                                                                Svg.key(Svg.Mark.SAME, true),
                                                                "phản hồi dưới 20\u00a0%")),
                                                el(
                                                        "p",
                                                        cls("cap-note"),
                                                        "Đường liền: giới hạn 99,8\u00a0%; đường chấm: 95\u00a0%; đã nới theo độ phân tán φ = "
                                                                + Figures.decimal(
                                                                        funnel.get()
                                                                                .dispersion(),
                                                                        1)
                                                                + ". Bảng đi kèm là số liệu đầy đủ của hình.")))),
                card(
                        "h-t",
                        "",
                        "Từng đơn vị, gộp theo nhóm",
                        Html.NOTHING,
                        table().draw(
                                        "Tỷ lệ hài lòng của từng đơn vị",
                                        "h-t",
                                        "Đơn vị",
                                        groups,
                                        common(),
                                        Optional.of(new ResultTable.Row(
                                                Html.text("Cộng"), "", data.total(), Svg.Mark.SAME))),
                        el(
                                "p",
                                cls("cap-note"),
                                "Nét đứt: mức chung. Dòng cộng là tổng các số đếm được phép nêu. “—” là không có số liệu, không phải 0.")));
    }

    private static ResultTable.Group group(String name, String note, @Nullable List<ResultTable.Row> rows) {
        List<ResultTable.Row> all = rows == null ? List.of() : rows;
        return new ResultTable.Group(name + ": " + all.size() + " đơn vị", note, all);
    }

    private static Html nothing() {
        return el("p", cls("soft"), "Chưa có số liệu");
    }

    private static Html card(String id, String classes, String title, Html beside, Object... content) {
        return el(
                "section",
                cls("card " + classes),
                at("aria-labelledby", id),
                el("div", cls("cardhead"), el("h2", at("id", id), title), beside),
                List.of(content));
    }

    private static Html twin(String caption, List<String> head, List<List<String>> rows) {
        List<Html> heads = new ArrayList<>();
        for (int i = 0; i < head.size(); i++) {
            heads.add(el("th", at("scope", "col"), cls(i > 0 ? "r" : ""), head.get(i)));
        }
        List<Html> body = new ArrayList<>();
        for (List<String> row : rows) {
            List<Html> cells = new ArrayList<>();
            cells.add(el("th", at("scope", "row"), row.get(0)));
            row.subList(1, row.size()).forEach(cell -> cells.add(el("td", cls("r"), cell)));
            body.add(el("tr", cells));
        }
        return el(
                "details",
                cls("twin"),
                el("summary", "Xem bảng số liệu"),
                el(
                        "div",
                        cls("scroll"),
                        at("role", "group"),
                        at("tabindex", "0"),
                        at("aria-label", caption),
                        el(
                                "table",
                                el("caption", cls("vh"), caption),
                                el("thead", el("tr", heads)),
                                el("tbody", body))));
    }
}
