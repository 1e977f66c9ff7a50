package motcua.server.review;

import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;
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
                            ? say("Chưa có số liệu", "No data")
                            : (rated.isEmpty() ? say("Chưa đủ mẫu để kết luận", "Too few to conclude") : "")
                                    + (month.provisional() ? say(" Số liệu tạm tính", " Provisional") : "")));
        }
        return card(
                "h-m",
                "",
                say(data.choice().unitName() + ": 12 tháng", "12 months"),
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
                                        el(
                                                "li",
                                                Svg.key(Svg.Mark.SAME, false),
                                                say("tháng đã kết thúc", "closed month")),
                                        el("li", Svg.key(Svg.Mark.SAME, true), say("số liệu tạm tính", "provisional")),
                                        el(
                                                "li",
                                                say(
                                                        "nét đứt ngang: tỷ lệ của kỳ đang xem",
                                                        "dashed: rate of the period shown"))))),
                twin(
                        say("Tỷ lệ hài lòng theo tháng", "Satisfaction by month"),
                        List.of(
                                say("Tháng", "Month"),
                                say("Hài lòng/n", "Satisfied/n"),
                                say("Tỷ lệ", "Rate"),
                                "KTC 95\u00a0%",
                                say("Ghi chú", "Note")),
                        twin));
    }

    Html hours() {
        HeatPlot plot = new HeatPlot(data.hours(), data.ratedHours());
        String title = say(
                        "Giờ nào, thứ nào? Chưa hài lòng / số đánh giá, ",
                        "Which hour, which day? Not satisfied / ratings, ")
                + data.hoursName();
        if (plot.isEmpty()) {
            return card(
                    "h-h",
                    "",
                    title,
                    Html.NOTHING,
                    el(
                            "p",
                            cls("soft"),
                            say("Chưa có số liệu của một quý đã kết thúc.", "No data of a closed quarter.")));
        }
        List<String> head = new ArrayList<>(List.of(say("Thứ", "Day")));
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
                                        el("li", HeatPlot.key(svg, "h1"), say("dưới 5\u00a0%", "below 5\u00a0%")),
                                        el("li", HeatPlot.key(svg, "h2"), "5–10\u00a0%"),
                                        el("li", HeatPlot.key(svg, "h3"), "10–15\u00a0%"),
                                        el("li", HeatPlot.key(svg, "h4"), say("từ 15\u00a0%", "from 15\u00a0%")),
                                        el(
                                                "li",
                                                HeatPlot.key(svg, "cnt"),
                                                say("n 5–29: chỉ số đếm", "n 5–29: counts only")),
                                        el(
                                                "li",
                                                HeatPlot.key(svg, "hid"),
                                                say(
                                                        "ẩn (n dưới 5 hoặc ẩn kèm)",
                                                        "hidden (n below 5, or with such a cell)"))))),
                twin(
                        say(
                                "Chưa hài lòng trên số đánh giá theo giờ và thứ",
                                "Not satisfied of rated, by hour and day"),
                        head,
                        plot.table()));
    }
}
