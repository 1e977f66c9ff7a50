package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;
import static motcua.server.review.Card.card;
import static motcua.server.review.Card.nothing;
import static motcua.server.review.ReviewRoutes.orZero;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Funnel;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;
import org.jspecify.annotations.Nullable;

/** Which of many units differs from all together by more than chance. */
final class UnitsPart {
    private final ReviewData data;
    private final ReviewData.Choice choice;
    private final RowNames names;
    private final ResultRows rows;
    private final Svg svg;
    private final Comparison comparison;

    UnitsPart(ReviewData data, RowNames names, ResultRows rows, Svg svg, Comparison comparison) {
        this.comparison = comparison;
        this.data = data;
        this.choice = data.choice();
        this.names = names;
        this.rows = rows;
        this.svg = svg;
    }

    /** Many units: the funnel and the groups it makes, within a group by name. */
    Html draw() {
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
        for (ResultTable.Row row : rows.of("don_vi", data.offices(), true)) {
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
                        say("Thấp hơn mức chung, vượt mức ngẫu nhiên", "Below the common level, beyond chance"),
                        say("ngoài giới hạn 99,8\u00a0%", "outside the 99.8\u00a0% limits"),
                        places.get(Funnel.Place.LOWER)),
                group(
                        say("Chờ thêm một kỳ", "Wait one more period"),
                        say(
                                "giữa hai giới hạn 95\u00a0% và 99,8\u00a0%; chưa kết luận",
                                "between the 95\u00a0% and 99.8\u00a0% limits; no conclusion yet"),
                        places.get(Funnel.Place.WAIT)),
                group(
                        say("Cao hơn mức chung, vượt mức ngẫu nhiên", "Above the common level, beyond chance"),
                        say("ngoài giới hạn 99,8\u00a0%", "outside the 99.8\u00a0% limits"),
                        places.get(Funnel.Place.HIGHER)),
                group(
                        say("Không phân biệt được với mức chung", "Cannot be told apart from the common level"),
                        say("xếp theo vần, không phải thứ hạng", "by name, not a ranking"),
                        places.get(Funnel.Place.SAME)),
                group(
                        say("Chưa đủ mẫu để kết luận", "Too few to conclude"),
                        say("n từ 5 đến 29: chỉ nêu số đếm", "n from 5 to 29: counts only"),
                        small),
                group(
                        say("Ẩn để giữ kín người đánh giá", "Hidden to protect who rated"),
                        say("n dưới 5 hoặc ẩn kèm", "n below 5, or hidden with such a row"),
                        hidden),
                group(say("Chưa có đánh giá", "No ratings"), "", none));
        return el(
                "div",
                cls("grid res-lay"),
                card(
                        "h-u",
                        "stick",
                        say(
                                "Đơn vị nào khác mức chung, ngoài dao động ngẫu nhiên?",
                                "Which unit differs from the common level beyond chance?"),
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
                                                        el(
                                                                "li",
                                                                Svg.key(Svg.Mark.SAME, false),
                                                                say("trong giới hạn", "within the limits")),
                                                        el(
                                                                "li",
                                                                Svg.key(Svg.Mark.WAIT, false),
                                                                say(
                                                                        "giữa 95\u00a0% và 99,8\u00a0%",
                                                                        "between 95\u00a0% and 99.8\u00a0%")),
                                                        el(
                                                                "li",
                                                                Svg.key(Svg.Mark.LOWER, false),
                                                                say("thấp hơn rõ", "clearly lower")),
                                                        el(
                                                                "li",
                                                                Svg.key(Svg.Mark.HIGHER, false),
                                                                say("cao hơn rõ", "clearly higher")),
                                                        el(
                                                                "li",
                                                                Svg.key(Svg.Mark.SAME, true),
                                                                say(
                                                                        "phản hồi dưới 20\u00a0%",
                                                                        "response below 20\u00a0%"))),
                                                el(
                                                        "p",
                                                        cls("cap-note"),
                                                        say(
                                                                        "Đường liền: giới hạn 99,8\u00a0%; đường chấm: 95\u00a0%; đã nới theo độ phân tán φ = ",
                                                                        "Solid: 99.8\u00a0% limits; dotted: 95\u00a0%; widened by the dispersion (phi) = ")
                                                                + Figures.decimal(
                                                                        funnel.get()
                                                                                .dispersion(),
                                                                        1)
                                                                + say(
                                                                        ". Bảng đi kèm là số liệu đầy đủ của hình.",
                                                                        ". The table beside it has all figures of the plot.")))),
                        comparison.draw(data, rows.of("don_vi", data.offices(), true), names)),
                card(
                        "h-t",
                        "",
                        say("Từng đơn vị, gộp theo nhóm", "Units, in groups"),
                        Html.NOTHING,
                        rows.table()
                                .draw(
                                        say("Tỷ lệ hài lòng của từng đơn vị", "Satisfaction by unit"),
                                        "h-t",
                                        say("Đơn vị", "Unit"),
                                        groups,
                                        rows.common(),
                                        Optional.of(new ResultTable.Row(
                                                Html.text(say("Cộng", "Total")), "", data.total(), Svg.Mark.SAME))),
                        el(
                                "p",
                                cls("cap-note"),
                                say(
                                        "Nét đứt: mức chung. Dòng cộng là tổng các số đếm được phép nêu. “—” là không có số liệu, không phải 0.",
                                        "Dashed: common level. The total is the sum of the counts that may be told. “—” is no data, not 0."))));
    }

    private static ResultTable.Group group(String name, String note, @Nullable List<ResultTable.Row> rows) {
        List<ResultTable.Row> all = rows == null ? List.of() : rows;
        return new ResultTable.Group(name + ": " + all.size() + say(" đơn vị", " units"), note, all);
    }
}
