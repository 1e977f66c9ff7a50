package motcua.server.review;

import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.html.Html;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Period;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.watch.OfficeState;
import motcua.server.watch.OfficeStates;
import motcua.server.watch.Trouble;

/** The first door: {@code /review/todo}, what to look at, the strongest evidence first. */
public final class TodoRoutes {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final OfficeStates states;
    private final List<TodoSource> sources;
    private final Frame frame;
    private final Clock clock;

    /**
     * The list from these results and states.
     *
     * @param sources other parts of the server that know of things to do
     */
    public TodoRoutes(
            Satisfaction satisfaction,
            OrganisationStore organisation,
            OfficeStates states,
            List<TodoSource> sources,
            Frame frame,
            Clock clock) {
        this.satisfaction = satisfaction;
        this.organisation = organisation;
        this.states = states;
        this.sources = List.copyOf(sources);
        this.frame = frame;
        this.clock = clock;
    }

    /** Adds the route. */
    public void register(RoutesConfig routes) {
        routes.get("/review/todo", this::page, Role.OBSERVER, Role.REVIEWER, Role.LEADER, Role.AUDITOR);
    }

    private void page(Context ctx) {
        Account account = Gate.required(ctx).account();
        LocalDateTime moment = LocalDateTime.now(clock.withZone(Satisfaction.ZONE));
        LocalDate today = moment.toLocalDate();
        Set<String> offices = SatisfactionRoutes.offices(organisation, account, ctx.queryParam("dv"), today);
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        Map<String, String> names = new HashMap<>();
        offices.forEach(office -> tree.unit(office).map(OrgUnit::name).ifPresent(name -> names.put(office, name)));
        Realm realm = satisfaction.realmOf(offices);
        Optional<Period> extent = satisfaction.extent(realm, offices);
        ReviewPeriod period = Optional.ofNullable(ctx.queryParam("ky"))
                .flatMap(ReviewPeriod::ofKey)
                .filter(p -> p.isClosed(today))
                .orElseGet(() -> ReviewPeriod.best(extent, today));
        List<OfficeState> known = states.of(offices);
        List<Todo> all = new ArrayList<>(facts(known, names));
        sources.forEach(source -> all.addAll(source.todos(account, offices, today)));
        double chance = 0;
        long units = 0;
        if (period.isClosed(today)) {
            SatisfactionAnswer now = ask(period, offices, realm);
            List<SatisfactionRow> before =
                    ask(period.previous(), offices, realm).rows();
            for (String mode : now.totals().stream()
                    .map(SatisfactionRow::mode)
                    .filter(m -> m != null)
                    .distinct()
                    .toList()) {
                Signals signals = new Signals(period, names, mode, "&nguon=" + realm.param(), now.rows(), before);
                all.addAll(signals.todos());
                chance += signals.expectedByChance();
                units += signals.units();
            }
        }
        all.sort(Comparator.comparing(Todo::strength).reversed());
        List<Html> cards = sources.stream()
                .map(source -> source.card(account, offices, today))
                .toList();
        boolean whole = "tat-ca".equals(ctx.queryParam("xem"));
        TodoPage page = new TodoPage(all, chance, units, period, known, cards, whole, today);
        ctx.html(frame.page(say("Việc cần làm", "To look at"), "/review/todo", Gate.required(ctx))
                .strip(ReviewPage.strip(realm))
                .foot(say("Số liệu đến ", "Data up to ") + MOMENT.format(moment))
                .with(page.content()));
    }

    private SatisfactionAnswer ask(ReviewPeriod period, Set<String> offices, Realm realm) {
        return satisfaction.safe(new SatisfactionQuestion(
                Dimension.OFFICE, period.from(), period.to(), offices, Optional.of(realm), Optional.empty()));
    }

    /** What needs no statistics: one row for the gravest trouble of an office, and of its devices. */
    private static List<Todo> facts(List<OfficeState> known, Map<String, String> names) {
        List<Todo> facts = new ArrayList<>();
        for (OfficeState state : known) {
            for (Trouble trouble : state.troubles()) {
                if (!trouble.needsALook()) {
                    continue;
                }
                boolean certain = trouble.compareTo(Trouble.UNUSED) <= 0;
                facts.add(new Todo(
                        certain ? Todo.FACT : Todo.SIGN,
                        Html.all(
                                Html.name(names.getOrDefault(state.office(), state.office())),
                                ": " + StateWords.tag(state, trouble)),
                        StateWords.why(state, trouble),
                        "/status?loc=can-xem&tim=" + ReviewData.Choice.encode(names.getOrDefault(state.office(), "")),
                        Html.all(
                                StatePlots.strip(state.days()),
                                Html.el("span", Html.cls("soft"), say("14 ngày đến hôm nay", "14 days up to today"))),
                        trouble == Trouble.SILENT && state.lastSeenMs() > 0
                                ? say(state.silentDays() + " ngày", state.silentDays() + " days")
                                : say("hôm nay", "today"),
                        trouble == Trouble.SILENT
                                ? say("Gọi đơn vị", "Call the office")
                                : say("Xem thiết bị", "See the devices")));
            }
        }
        return facts;
    }
}
