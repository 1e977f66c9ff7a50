package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.util.List;
import java.util.Optional;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Two units beside each other, as far as both have 30 ratings: told apart only where their intervals do not overlap.
 *
 * @param first id of one unit, null = not picked
 * @param second id of the other
 */
record Comparison(@Nullable String first, @Nullable String second) {
    /** The form to pick two units and, once picked, what can be said of them. */
    Html draw(ReviewData data, List<ResultTable.Row> rows, RowNames names) {
        List<SatisfactionRow> able = rows.stream()
                .map(ResultTable.Row::figures)
                .filter(row -> row.rate() != null)
                .toList();
        if (able.size() < 2) {
            return Html.NOTHING;
        }
        ReviewData.Choice choice = data.choice();
        return el(
                "form",
                cls("cmp"),
                at("method", "get"),
                at("action", "/review"),
                Forms.hidden("dv", choice.unit()),
                Forms.hidden("ky", choice.period().key()),
                Forms.hidden("cd", choice.mode()),
                Forms.hidden("nguon", choice.realm().param()),
                pick("so", say("So hai đơn vị", "Compare two units"), able, names, first, 0),
                pick("voi", say("với", "with"), able, names, second, 1),
                el("button", cls("btn"), say("So", "Compare")),
                said(able, names));
    }

    private static Html pick(
            String name,
            String label,
            List<SatisfactionRow> able,
            RowNames names,
            @Nullable String picked,
            int otherwise) {
        String chosen = able.stream().anyMatch(row -> row.key().equals(picked))
                ? picked
                : able.get(otherwise).key();
        return el(
                "div",
                cls("field"),
                el("label", at("for", name), label),
                el(
                        "select",
                        at("id", name),
                        at("name", name),
                        able.stream()
                                .map(row -> el(
                                        "option",
                                        at("value", row.key()),
                                        Html.vietnamese(),
                                        atIf(row.key().equals(chosen), "selected", ""),
                                        names.of("don_vi", row)))
                                .toList()));
    }

    private Html said(List<SatisfactionRow> able, RowNames names) {
        Optional<SatisfactionRow> one = row(able, first);
        Optional<SatisfactionRow> two = row(able, second);
        if (one.isEmpty() || two.isEmpty()) {
            return Html.NOTHING;
        }
        if (one.get().key().equals(two.get().key())) {
            return el("output", cls("small"), say("Chọn hai đơn vị khác nhau.", "Pick two different units."));
        }
        Tally a = one.get().tally();
        Tally b = two.get().tally();
        if (a == null || b == null || !a.scale().equals(b.scale())) {
            return el(
                    "output",
                    cls("small"),
                    say(
                            "Hai đơn vị dùng hai thang đánh giá khác nhau nên không so.",
                            "The two units use different scales and are not compared."));
        }
        double difference = (double) a.satisfied() / a.n() - (double) b.satisfied() / b.n();
        return el(
                "output",
                cls("small"),
                unit(one.get(), a, names),
                say(" và ", " and "),
                unit(two.get(), b, names),
                ": ",
                el("b", verdict(a, b)),
                say("; chênh ", "; difference ")
                        + Figures.points(difference)
                        + say(" điểm, khoảng tin cậy ", " points, interval ")
                        + Figures.pointRange(Interval.ofDifference(a.satisfied(), a.n(), b.satisfied(), b.n()))
                        + ".");
    }

    /** Intervals that overlap tell nothing apart, domain rule e.5. */
    private static String verdict(Tally a, Tally b) {
        Interval one = Interval.wilson(a.satisfied(), a.n());
        Interval two = Interval.wilson(b.satisfied(), b.n());
        if (one.high() < two.low()) {
            return say("thấp hơn, vượt mức ngẫu nhiên", "lower, beyond chance");
        }
        return one.low() > two.high()
                ? say("cao hơn, vượt mức ngẫu nhiên", "higher, beyond chance")
                : say("không phân biệt được", "cannot be told apart");
    }

    private static Html unit(SatisfactionRow row, Tally tally, RowNames names) {
        return Html.all(
                el("b", Html.name(names.of("don_vi", row))),
                " " + Figures.percent(tally.satisfied(), tally.n()) + " (n = " + Figures.count(tally.n()) + ")");
    }

    private static Optional<SatisfactionRow> row(List<SatisfactionRow> able, @Nullable String id) {
        return able.stream().filter(row -> row.key().equals(id)).findFirst();
    }
}
