package motcua.server.review;

import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.html.Html;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import org.jspecify.annotations.Nullable;

/** The clerks of an office for those who may see them, {@code /review/clerks}; a clerk's own results, {@code /me}. Each look is logged. */
public final class ClerksRoutes {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");
    private static final int USUAL_MONTHS = 12;

    private final ClerkFigures figures;
    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final NameQueries names;
    private final AccessLogStore log;
    private final Frame frame;
    private final Clock clock;

    /** Pages from these cells. */
    public ClerksRoutes(
            Satisfaction satisfaction,
            OrganisationStore organisation,
            AccessLogStore log,
            Database database,
            Frame frame,
            Clock clock) {
        this.figures = new ClerkFigures(satisfaction);
        this.satisfaction = satisfaction;
        this.organisation = organisation;
        this.names = new NameQueries(database);
        this.log = log;
        this.frame = frame;
        this.clock = clock;
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/review/clerks", this::clerks, Role.REVIEWER, Role.LEADER, Role.AUDITOR);
        routes.get("/me", this::me, Role.CLERK);
    }

    private void clerks(Context ctx) {
        Account account = Gate.required(ctx).account();
        LocalDate today = satisfaction.today();
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        Set<String> offices = SatisfactionRoutes.offices(organisation, account, ctx.queryParam("dv"), today);
        List<String> known = offices.stream().filter(id -> !id.isEmpty()).toList();
        if (known.size() != 1) {
            choose(ctx, tree, offices);
            return;
        }
        String office = known.get(0);
        int months = months(ctx.queryParam("thang"));
        log.add(
                account.name(),
                account.role().name(),
                "LOOK AT CLERKS",
                "clerks " + months + " months of office " + office);
        String moment = MOMENT.format(LocalDateTime.now(clock.withZone(Satisfaction.ZONE)));
        ClerkFigures.All all = figures.of(office, ClerkFigures.window(today, months));
        String unitName = tree.unit(office).map(OrgUnit::name).orElse(office);
        ctx.html(frame.page(say("Công chức", "Clerks"), "/review", Gate.required(ctx))
                .strip(ReviewPage.strip(all.realm()))
                .with(new ClerksPage(all, names.names(Set.of(office)), office).forReviewers(unitName, months, moment)));
    }

    /** Clerks are compared within one office only. */
    private void choose(Context ctx, OrganisationStore.Tree tree, Set<String> offices) {
        List<Html> links = tree.under("").stream()
                .filter(u -> offices.contains(u.id()))
                .map(u -> Html.el(
                        "li",
                        Html.el(
                                "a",
                                Html.at("href", "/review/clerks?dv=" + ReviewData.Choice.encode(u.id())),
                                Html.name(u.name()))))
                .toList();
        ctx.html(frame.page(say("Công chức", "Clerks"), "/review", Gate.required(ctx))
                .with(
                        Html.el(
                                "div",
                                Html.cls("lead"),
                                Html.el(
                                        "h1",
                                        say(
                                                "Công chức chỉ so trong một đơn vị: chọn đơn vị",
                                                "Clerks are compared within one office: pick it"))),
                        links.isEmpty() ? Card.nothing() : Html.el("ul", Html.cls("kvl"), links)));
    }

    private void me(Context ctx) {
        Account account = Gate.required(ctx).account();
        String office = account.unit();
        log.add(account.name(), account.role().name(), "LOOK AT OWN RESULTS", "office " + office);
        ClerkFigures.All all = figures.of(office, ClerkFigures.window(satisfaction.today(), USUAL_MONTHS));
        ctx.html(frame.page(say("Kết quả của tôi", "My results"), "/me", Gate.required(ctx))
                .strip(ReviewPage.strip(all.realm()))
                .with(new ClerksPage(all, names.names(Set.of(office)), office).forClerk(account.clerk())));
    }

    private static int months(@Nullable String asked) {
        return "3".equals(asked) ? 3 : "6".equals(asked) ? 6 : USUAL_MONTHS;
    }
}
