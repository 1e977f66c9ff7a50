package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
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

    UnitsPart(ReviewData data, RowNames names, ResultRows rows, Svg svg) {
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
                        rows.table()
                                .draw(
                                        "Tỷ lệ hài lòng của từng đơn vị",
                                        "h-t",
                                        "Đơn vị",
                                        groups,
                                        rows.common(),
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
}
