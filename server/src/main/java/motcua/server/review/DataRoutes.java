package motcua.server.review;

import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.fleet.ServerHealth;
import motcua.server.html.Html;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.watch.OfficeStates;

/** The door "data and devices": {@code /status}, for those who keep the devices running and those who rely on the data. */
public final class DataRoutes {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");

    private final OfficeStates states;
    private final OrganisationStore organisation;
    private final Supplier<ServerHealth> health;
    private final Supplier<String> listAge;
    private final Supplier<Html> undone;
    private final Function<Set<String>, Realm> realm;
    private final Frame frame;
    private final Clock clock;

    /**
     * The page of these offices.
     *
     * @param listAge how old the list of procedures is, in words
     * @param undone a note of what the server could not do by itself, or nothing
     */
    public DataRoutes(
            OfficeStates states,
            OrganisationStore organisation,
            Supplier<ServerHealth> health,
            Supplier<String> listAge,
            Supplier<Html> undone,
            Function<Set<String>, Realm> realm,
            Frame frame,
            Clock clock) {
        this.states = states;
        this.organisation = organisation;
        this.health = health;
        this.listAge = listAge;
        this.undone = undone;
        this.realm = realm;
        this.frame = frame;
        this.clock = clock;
    }

    /** Adds the route. */
    public void register(RoutesConfig routes) {
        routes.get(
                "/status", this::page, Role.TECHNICIAN, Role.ADMINISTRATOR, Role.AUDITOR, Role.REVIEWER, Role.LEADER);
    }

    private void page(Context ctx) {
        Account account = Gate.required(ctx).account();
        LocalDateTime now = LocalDateTime.now(clock.withZone(Satisfaction.ZONE));
        OrganisationStore.Tree tree = organisation.tree(now.toLocalDate().toString());
        String unit = ctx.queryParamAsClass("dv", String.class).getOrDefault(account.unit());
        Set<String> offices = SatisfactionRoutes.offices(organisation, account, unit, now.toLocalDate());
        Map<String, String> names = new HashMap<>();
        for (String office : offices) {
            tree.unit(office).map(OrgUnit::name).ifPresent(name -> names.put(office, name));
        }
        DataPage page = new DataPage(
                states.of(offices),
                names,
                DataPage.Filter.of(ctx.queryParamAsClass("loc", String.class).getOrDefault("")),
                ctx.queryParamAsClass("tim", String.class).getOrDefault(""),
                now.toLocalDate(),
                MOMENT.format(now));
        ctx.html(frame.page(say("Dữ liệu và thiết bị", "Data and devices"), "/status", Gate.required(ctx))
                .strip(ReviewPage.strip(realm.apply(offices)))
                .with(page.content(health.get(), unit, listAge.get(), undone.get())));
    }
}
