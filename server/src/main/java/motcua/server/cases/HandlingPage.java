package motcua.server.cases;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import motcua.server.catalogue.Catalogue;
import motcua.server.html.Html;
import motcua.server.html.Page;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Figures;

/**
 * How feedback is dealt with, for everyone: by unit received, answered on time, overdue; answers with field and month, never a day.
 * Confidential cases and the month that runs are not in it.
 */
final class HandlingPage {
    private static final int MOST_ANSWERS = 50;

    private final List<FeedbackCase> published;
    private final OrganisationStore.Tree tree;
    private final Catalogue catalogue;
    private final LocalDate today;

    HandlingPage(List<FeedbackCase> all, OrganisationStore.Tree tree, Catalogue catalogue, LocalDate today) {
        YearMonth now = YearMonth.from(today);
        this.published = all.stream()
                .filter(c -> !c.confidential() && YearMonth.from(c.opened()).isBefore(now))
                .toList();
        this.tree = tree;
        this.catalogue = catalogue;
        this.today = today;
    }

    private static final class Sum {
        long received;
        long onTime;
        long late;
        long open;
    }

    String in(Page page) {
        Map<String, Sum> sums = new TreeMap<>();
        Sum all = new Sum();
        for (FeedbackCase each : published) {
            add(sums.computeIfAbsent(CasePage.unitName(tree, each.office()), u -> new Sum()), each);
            add(all, each);
        }
        List<Html> rows = new ArrayList<>();
        sums.forEach((unit, sum) -> rows.add(row(unit, sum)));
        boolean sample = published.stream().anyMatch(c -> c.realm().equals("SIMULATED"));
        List<Html> answers = new ArrayList<>();
        published.stream()
                .filter(c -> c.state() == CaseState.CLOSED)
                .sorted(Comparator.comparing(FeedbackCase::id).reversed())
                .limit(MOST_ANSWERS)
                .forEach(c -> answers.add(answer(c)));
        return page.strip(sample ? CasePage.strip() : "")
                .with(
                        el(
                                "div",
                                cls("lead"),
                                el(
                                        "h1",
                                        say(
                                                "Tiếp nhận " + Figures.count(all.received)
                                                        + " phản ánh, trả lời đúng hạn "
                                                        + Figures.count(all.onTime) + ", quá hạn "
                                                        + Figures.count(all.late)
                                                        + ".",
                                                Figures.count(all.received) + " received, " + Figures.count(all.onTime)
                                                        + " answered on time, " + Figures.count(all.late)
                                                        + " overdue.")),
                                el(
                                        "p",
                                        say(
                                                "Các tháng đã kết thúc; không nêu ngày, quầy hay người.",
                                                "Months that are over; no day, counter or person."))),
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
                                                el(
                                                        "table",
                                                        el(
                                                                "thead",
                                                                el(
                                                                        "tr",
                                                                        el(
                                                                                "th",
                                                                                at("scope", "col"),
                                                                                say("Đơn vị", "Unit")),
                                                                        head(say("Tiếp nhận", "Received")),
                                                                        head(say("Đúng hạn", "On time")),
                                                                        head(say("Quá hạn", "Overdue")),
                                                                        head(say("Trong hạn, chưa trả lời", "Open")))),
                                                        el("tbody", rows)))),
                        answers.isEmpty()
                                ? Html.NOTHING
                                : el(
                                        "section",
                                        cls("card"),
                                        at("aria-labelledby", "h-t"),
                                        el("h2", at("id", "h-t"), say("Trả lời", "Answers")),
                                        el("ul", cls("kvl"), answers)));
    }

    private void add(Sum sum, FeedbackCase each) {
        sum.received++;
        if (each.late(today)) {
            sum.late++;
        } else if (each.answered().isEmpty()) {
            sum.open++;
        } else {
            sum.onTime++;
        }
    }

    private static Html head(String text) {
        return el("th", at("scope", "col"), cls("r"), text);
    }

    private static Html row(String unit, Sum sum) {
        return el(
                "tr",
                el("th", at("scope", "row"), Html.name(unit)),
                el("td", cls("r"), Figures.count(sum.received)),
                el("td", cls("r"), Figures.count(sum.onTime)),
                el("td", cls("r"), Figures.count(sum.late)),
                el("td", cls("r"), Figures.count(sum.open)));
    }

    private Html answer(FeedbackCase each) {
        YearMonth month = YearMonth.from(each.day());
        return el(
                "li",
                el(
                        "b",
                        Html.name(CasePage.unitName(tree, each.office()) + ", " + CasePage.fieldName(catalogue, each)),
                        say(", tháng ", ", ") + month.getMonthValue() + "/" + month.getYear()),
                ": ",
                CasePage.about(each),
                ". ",
                Html.name(each.cause() + " " + each.done()));
    }
}
