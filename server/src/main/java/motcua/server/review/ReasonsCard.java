package motcua.server.review;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;
import static motcua.server.review.Card.card;
import static motcua.server.review.ReviewRoutes.orZero;

import java.util.Comparator;
import java.util.List;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;

/** Why people were not satisfied, as far as they said. */
final class ReasonsCard {
    private ReasonsCard() {}

    static Html of(ReviewData data) {
        List<SatisfactionRow> rows = data.reasons().stream()
                .sorted(Comparator.comparing((SatisfactionRow r) -> r.key().equals(SatisfactionRow.MERGED))
                        .thenComparing(r -> -orZero(r.valid()))
                        .thenComparing(SatisfactionRow::key))
                .toList();
        ReasonGroups groups = new ReasonGroups();
        Tally total = data.total().tally();
        long unsatisfied = total == null ? 0 : total.n() - total.satisfied();
        long most = rows.stream().mapToLong(r -> orZero(r.valid())).max().orElse(1);
        return card(
                "h-l",
                "",
                say("Lý do được chọn", "Reasons chosen"),
                Html.NOTHING,
                rows.isEmpty()
                        ? el(
                                "p",
                                cls("soft"),
                                say(
                                        "Không có lý do nào được chọn từ 5 lần trong một tháng đã kết thúc của kỳ này.",
                                        "No reason was chosen five times in a closed month of this period."))
                        : all(
                                el(
                                        "p",
                                        cls("small soft"),
                                        (unsatisfied > 0
                                                        ? Figures.count(unsatisfied)
                                                                + say(
                                                                        " đánh giá chưa hài lòng; ",
                                                                        " ratings not satisfied; ")
                                                        : "")
                                                + say(
                                                        "mỗi người chọn tối đa 3 nên tổng có thể vượt 100\u00a0%.",
                                                        "each person may choose 3, so shares may exceed 100\u00a0%.")),
                                el(
                                        "table",
                                        el(
                                                "caption",
                                                cls("vh"),
                                                say("Lý do chưa hài lòng", "Reasons for not being satisfied")),
                                        el(
                                                "thead",
                                                el(
                                                        "tr",
                                                        el("th", at("scope", "col"), say("Lý do", "Reason")),
                                                        el(
                                                                "th",
                                                                at("scope", "col"),
                                                                cls("hide-s"),
                                                                el(
                                                                        "span",
                                                                        cls("vh"),
                                                                        say("Thanh số lần", "Bar of times"))),
                                                        el("th", at("scope", "col"), cls("r"), say("Số lần", "Times")),
                                                        unsatisfied > 0
                                                                ? el(
                                                                        "th",
                                                                        at("scope", "col"),
                                                                        cls("r hide-s"),
                                                                        say("trên ", "of ")
                                                                                + Figures.count(unsatisfied))
                                                                : Html.NOTHING)),
                                        el(
                                                "tbody",
                                                rows.stream()
                                                        .map(r -> el(
                                                                "tr",
                                                                el(
                                                                        "th",
                                                                        at("scope", "row"),
                                                                        Reasons.word(r.key()),
                                                                        el("br"),
                                                                        el("span", cls("quiet"), groups.word(r.key()))),
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
                        say(
                                "“Gây khó khăn, nhũng nhiễu” không hiện ở cấp xã; chuyển riêng lên cấp trên.",
                                "“Obstruction, harassment” is not shown at the commune; it goes to the superior only.")));
    }
}
