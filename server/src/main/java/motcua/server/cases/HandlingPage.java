package motcua.server.cases;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import motcua.server.catalogue.Catalogue;
import motcua.server.html.Html;
import motcua.server.html.Page;
import motcua.server.organisation.OrganisationStore;
import motcua.server.review.Reasons;
import motcua.server.satisfaction.Figures;

/** How feedback is dealt with, for everyone: by unit received, answered on time, overdue; answers without a day. */
final class HandlingPage {
    private final Handling told;
    private final OrganisationStore.Tree tree;
    private final Catalogue catalogue;

    HandlingPage(Handling told, OrganisationStore.Tree tree, Catalogue catalogue) {
        this.told = told;
        this.tree = tree;
        this.catalogue = catalogue;
    }

    String in(Page page) {
        long received = told.rows().stream().mapToLong(Handling.Row::received).sum();
        List<Html> rows = told.rows().stream()
                .sorted(Comparator.comparing(row -> CasePage.unitName(tree, row.unit())))
                .map(this::row)
                .toList();
        List<Html> answers = told.answers().stream().map(this::answer).toList();
        return page.strip(told.sample() ? CasePage.strip() : "")
                .with(
                        el(
                                "div",
                                cls("lead"),
                                el(
                                        "h1",
                                        rows.isEmpty()
                                                ? say("Xử lý phản ánh", "Handling of feedback")
                                                : say(
                                                        "Tiếp nhận " + Figures.count(received) + " phản ánh.",
                                                        Figures.count(received) + " received.")),
                                el(
                                        "p",
                                        say(
                                                "Số tiếp nhận đến hết tháng ghi ở từng dòng, trả lời tính đến "
                                                        + Figures.day(told.asOf()) + ". Dưới " + Handling.LEAST
                                                        + " vụ việc thì chưa nêu; số trả lời làm tròn xuống bội số của "
                                                        + Handling.LEAST + ". Không nêu ngày, quầy hay người.",
                                                "Received up to the month of each row, answered as of "
                                                        + Figures.day(told.asOf()) + ". Fewer than " + Handling.LEAST
                                                        + " are not told yet; answers are rounded down to multiples of "
                                                        + Handling.LEAST + ". No day, counter or person."))),
                        el(
                                "div",
                                cls("side"),
                                rows.isEmpty()
                                        ? el("p", cls("soft"), say("Chưa có số liệu", "No data"))
                                        : el(
                                                "section",
                                                cls("card"),
                                                at("aria-labelledby", "h-u"),
                                                el("h2", at("id", "h-u"), say("Theo đơn vị", "By unit")),
                                                el(
                                                        "div",
                                                        cls("scroll"),
                                                        at("role", "group"),
                                                        at("tabindex", "0"),
                                                        at("aria-labelledby", "h-u"),
                                                        table(rows))),
                                answers.isEmpty()
                                        ? Html.NOTHING
                                        : el(
                                                "section",
                                                cls("card"),
                                                at("aria-labelledby", "h-t"),
                                                el("h2", at("id", "h-t"), say("Trả lời", "Answers")),
                                                el("ul", cls("kvl"), answers))));
    }

    private static Html table(List<Html> rows) {
        return el(
                "table",
                el(
                        "thead",
                        el(
                                "tr",
                                el("th", at("scope", "col"), say("Đơn vị", "Unit")),
                                head(say("Đến hết tháng", "Up to")),
                                head(say("Tiếp nhận", "Received")),
                                head(say("Đúng hạn", "On time")),
                                head(say("Quá hạn", "Overdue")),
                                head(say("Trong hạn, chưa trả lời", "Open")))),
                el("tbody", rows));
    }

    private static Html head(String text) {
        return el("th", at("scope", "col"), cls("r"), text);
    }

    private Html row(Handling.Row row) {
        return el(
                "tr",
                el("th", at("scope", "row"), Html.name(CasePage.unitName(tree, row.unit()))),
                el("td", cls("r nw"), month(row.until())),
                el("td", cls("r"), Figures.count(row.received())),
                el("td", cls("r nw"), atLeast(row.onTime())),
                el("td", cls("r nw"), atLeast(row.late())),
                el("td", cls("r nw"), atLeast(row.open())));
    }

    private static String month(YearMonth month) {
        return month.getMonthValue() + "/" + month.getYear();
    }

    /** A true sentence about a number that is not told. */
    private static String atLeast(long n) {
        return n == 0 ? say("dưới ", "under ") + Handling.LEAST : say("từ ", "at least ") + Figures.count(n);
    }

    private Html answer(Handling.Answer each) {
        String field = each.field().isEmpty() ? "" : say(", lĩnh vực ", ", ") + catalogue.fieldName(each.field());
        String months = each.from().equals(each.to()) ? month(each.to()) : month(each.from()) + "–" + month(each.to());
        List<String> reasons =
                each.reasons().stream().map(r -> "“" + Reasons.word(r) + "”").toList();
        return el(
                "li",
                el("b", Html.name(CasePage.unitName(tree, each.office()) + field), say(", tháng ", ", ") + months),
                ": ",
                reasons.isEmpty() ? "" : String.join(", ", reasons) + ". ",
                Html.name(each.text()));
    }
}
