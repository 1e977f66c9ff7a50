package motcua.server.review;

import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.catalogue.Catalogue;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Period;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;
import motcua.server.storage.Database;

/** {@code /review/part}: one counter of an office ({@code quay=}) or one procedure of a unit ({@code thu-tuc=}). */
public final class PartRoutes {
    private final ReviewAnswers answers;
    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final Catalogue catalogue;
    private final Frame frame;

    /** Pages from these results. */
    public PartRoutes(
            Satisfaction satisfaction,
            OrganisationStore organisation,
            Catalogue catalogue,
            Database database,
            Frame frame) {
        this.answers = new ReviewAnswers(satisfaction, organisation, database);
        this.satisfaction = satisfaction;
        this.organisation = organisation;
        this.catalogue = catalogue;
        this.frame = frame;
    }

    /** Adds the route. */
    public void register(RoutesConfig routes) {
        routes.get("/review/part", this::part, Role.OBSERVER, Role.REVIEWER, Role.LEADER, Role.AUDITOR);
    }

    private void part(Context ctx) {
        Account reader = Gate.required(ctx).account();
        // What every reader may see: no clerks, no exact cells.
        Account bare = new Account(reader.name(), Role.OBSERVER, reader.unit(), false);
        ReviewData data = answers.of(
                bare,
                new ReviewAnswers.Asked(
                        ctx.queryParam("dv"), ctx.queryParam("ky"), ctx.queryParam("cd"), ctx.queryParam("nguon")));
        PartKind by = ctx.queryParam(PartKind.COUNTER.param()) == null ? PartKind.PROCEDURE : PartKind.COUNTER;
        String key = ctx.queryParam(by.param());
        if (key == null) {
            ctx.redirect(
                    data.choice()
                            .link("/review", data.choice().mode(), data.choice().realm()),
                    HttpStatus.SEE_OTHER);
            return;
        }
        SatisfactionRow row = rows(data, by).stream()
                .filter(r -> r.key().equals(key) && !key.equals(SatisfactionRow.MERGED))
                .findFirst()
                .orElseThrow(PartRoutes::unknown);
        String name = new RowNames(data, catalogue).of(by.table(), row);
        PartPage page = new PartPage(
                new PartData(data, by, key, name, row, previous(data, by, key), months(data, by, key)), catalogue);
        ctx.html(frame.page(
                        say(name, by == PartKind.COUNTER ? "One counter" : "One procedure"),
                        "/review",
                        Gate.required(ctx))
                .strip(ReviewPage.strip(data.choice().realm()))
                .with(page.content()));
    }

    private static HttpResponseException unknown() {
        return new HttpResponseException(
                HttpStatus.NOT_FOUND,
                say(
                        "Không có quầy hay thủ tục này trong đơn vị và kỳ đã chọn: hãy chọn ở trang Kết quả.",
                        "There is no such counter or procedure in this unit and period: pick one on the page of results."),
                Map.of());
    }

    static List<SatisfactionRow> rows(ReviewData data, PartKind by) {
        return by == PartKind.COUNTER ? data.counters() : data.procedures();
    }

    private Set<String> offices(ReviewData data) {
        return SatisfactionRoutes.offices(
                organisation,
                data.choice().account(),
                data.choice().unit(),
                data.choice().today());
    }

    private Optional<Tally> previous(ReviewData data, PartKind by, String key) {
        if (!data.choice().closed()) {
            return Optional.empty();
        }
        ReviewPeriod before = data.choice().period().previous();
        return answers
                .ask(
                        by.dimension(),
                        new Period(before.from(), before.to()),
                        offices(data),
                        data.choice().realm(),
                        Optional.of(data.choice().mode()),
                        false)
                .rows()
                .stream()
                .filter(row -> row.key().equals(key))
                .flatMap(row -> Optional.ofNullable(row.tally()).stream())
                .findFirst();
    }

    private List<MonthsPlot.Month> months(ReviewData data, PartKind by, String key) {
        Period year = data.year();
        Map<YearMonth, Tally> tallies = satisfaction.safeMonths(
                new SatisfactionQuestion(
                        by.dimension(),
                        year.from(),
                        year.to(),
                        offices(data),
                        Optional.of(data.choice().realm()),
                        Optional.of(data.choice().mode())),
                key);
        List<MonthsPlot.Month> months = new ArrayList<>();
        YearMonth last = YearMonth.from(year.to());
        for (YearMonth month = YearMonth.from(year.from()); !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(new MonthsPlot.Month(month, Optional.ofNullable(tallies.get(month)), false));
        }
        return months;
    }
}
