package motcua.server.review;

import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.review.Card.card;
import static motcua.server.review.Card.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.Tally;

/** When people were satisfied: month by month, and by hour of the week. */
final class TimeCards {
    private final ReviewData data;
    private final ResultRows rows;
    private final Svg svg;

    TimeCards(ReviewData data, ResultRows rows, Svg svg) {
        this.data = data;
        this.rows = rows;
        this.svg = svg;
    }

    Html months() {
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
                data.choice().unitName() + ": 12 tháng",
                Html.NOTHING,
                el(
                        "figure",
                        MonthsPlot.draw(svg, data.months(), rows.common(), 636, 300, false),
                        MonthsPlot.draw(svg, data.months(), rows.common(), 330, 280, true),
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

    Html hours() {
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
}
