package motcua.server.review;

import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.catalogue.Catalogue;
import motcua.server.language.Language;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Period;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.storage.Database;
import org.jspecify.annotations.Nullable;

/** The pages of results, the same as CSV, and today's bare counts. */
public final class ReviewRoutes {
    private static final Role[] READERS = {Role.OBSERVER, Role.REVIEWER, Role.LEADER, Role.AUDITOR};
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("HH:mm");

    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final Catalogue catalogue;
    private final AccessLogStore log;
    private final ReviewAnswers answers;
    private final Frame frame;
    private final Clock clock;

    /** Pages from these cells, units and procedures. */
    public ReviewRoutes(
            Satisfaction satisfaction,
            OrganisationStore organisation,
            Catalogue catalogue,
            AccessLogStore log,
            Database database,
            Frame frame,
            Clock clock) {
        this.satisfaction = satisfaction;
        this.organisation = organisation;
        this.catalogue = catalogue;
        this.log = log;
        this.answers = new ReviewAnswers(satisfaction, organisation, database);
        this.frame = frame;
        this.clock = clock;
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/review", this::page, READERS);
        routes.get("/review.csv", this::csv, READERS);
        routes.get("/review.xlsx", this::xlsx, READERS);
        routes.get("/review/live", this::live, READERS);
    }

    private void page(Context ctx) {
        ReviewData data = data(ctx, "page ");
        ctx.html(new ReviewPage(data, catalogue, now(), new Comparison(ctx.queryParam("so"), ctx.queryParam("voi")))
                .in(frame.page(say(data.choice().unitName(), "Results"), "/review", Gate.required(ctx))));
    }

    private void csv(Context ctx) {
        ReviewData data = data(ctx, "csv ");
        ctx.contentType("text/csv; charset=utf-8");
        download(ctx, data, "csv");
        String moment = moment();
        ctx.result(Language.VIETNAMESE.<String>during(() -> new ReviewCsv(data, catalogue, moment).text()));
    }

    private void xlsx(Context ctx) {
        ReviewData data = data(ctx, "xlsx ");
        ctx.contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        download(ctx, data, "xlsx");
        String moment = moment();
        ctx.result(Language.VIETNAMESE.<byte[]>during(() -> ReviewXlsx.of(new ReviewCsv(data, catalogue, moment))));
    }

    private static void download(Context ctx, ReviewData data, String kind) {
        ctx.header(
                "Content-Disposition",
                "attachment; filename=\"motcua-" + data.choice().period().key() + "-"
                        + data.choice().realm().param() + (data.clerks().isEmpty() ? "" : "-noi-bo") + "." + kind
                        + "\"");
    }

    private String moment() {
        return LocalDateTime.now(clock.withZone(Satisfaction.ZONE)).withNano(0).toString();
    }

    /** Only what everyone in the room can count: served and rated today, no level. */
    private void live(Context ctx) {
        Account account = Gate.required(ctx).account();
        LocalDate today = satisfaction.today();
        Set<String> offices = SatisfactionRoutes.offices(organisation, account, ctx.queryParam("dv"), today);
        Realm realm = answers.realm(ctx.queryParam("nguon"), offices);
        String mode = ctx.queryParam("cd");
        SatisfactionRow row = ReviewAnswers.total(
                answers.ask(
                        Dimension.OFFICE, new Period(today, today), offices, realm, Optional.ofNullable(mode), false),
                mode == null ? "" : mode);
        ctx.json(Map.of(
                "served", Figures.count(orZero(row.served())),
                "rated", Figures.count(orZero(row.rated())),
                "at", now()));
    }

    private String now() {
        return MOMENT.format(LocalTime.now(clock.withZone(Satisfaction.ZONE)));
    }

    private ReviewData data(Context ctx, String what) {
        Account account = Gate.required(ctx).account();
        ReviewData data = answers.of(
                account,
                new ReviewAnswers.Asked(
                        ctx.queryParam("dv"), ctx.queryParam("ky"), ctx.queryParam("cd"), ctx.queryParam("nguon")));
        if (data.choice().exact() || !data.clerks().isEmpty()) {
            log.add(
                    account.name(),
                    account.role().name(),
                    data.choice().exact() ? "EXACT LOOK" : "LOOK AT CLERKS",
                    what + data.choice().period().key() + " unit "
                            + data.choice().unit());
        }
        return data;
    }

    static long orZero(@Nullable Long n) {
        return n == null ? 0 : n;
    }
}
