package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.catalogue.Catalogue;
import motcua.server.html.Html;
import motcua.server.language.Language;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Period;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.storage.Database;

/** Pages for everyone: results of periods that are public, the same as open data, and how figures are made. */
public final class PublicRoutes {
    /** Late data of a period comes in these days; then everyone may see it. */
    private static final int DAYS_UNTIL_PUBLIC = 15;

    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final Catalogue catalogue;
    private final ReviewAnswers answers;
    private final Frame frame;

    /** Pages from these cells, units and procedures. */
    public PublicRoutes(
            Satisfaction satisfaction,
            OrganisationStore organisation,
            Catalogue catalogue,
            Database database,
            Frame frame) {
        this.satisfaction = satisfaction;
        this.organisation = organisation;
        this.catalogue = catalogue;
        this.answers = new ReviewAnswers(satisfaction, organisation, database);
        this.frame = frame;
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/", this::start, Role.PUBLIC);
        routes.get("/cong-khai.csv", this::csv, Role.PUBLIC);
        routes.get("/phuong-phap", this::method, Role.PUBLIC);
    }

    private void start(Context ctx) {
        LocalDate today = satisfaction.today();
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        String search = Optional.ofNullable(ctx.queryParam("q")).orElse("").strip();
        List<OrgUnit> found = search.isEmpty() ? List.of() : Search.in(tree.under(""), search);
        String unit = Optional.ofNullable(ctx.queryParam("dv"))
                .filter(id -> tree.unit(id).isPresent())
                .or(() -> found.size() == 1 ? Optional.of(found.get(0).id()) : Optional.empty())
                .orElseGet(() -> top(tree));
        Set<String> offices = tree.offices(unit);
        Realm realm = satisfaction.realmOf(offices);
        List<ReviewPeriod> periods = periods(realm, offices, today);
        Optional<ReviewPeriod> period = Optional.ofNullable(ctx.queryParam("ky"))
                .flatMap(
                        key -> periods.stream().filter(p -> p.key().equals(key)).findFirst())
                .or(() -> periods.stream().findFirst());
        SatisfactionRow total = period.map(p -> total(p, realm, offices)).orElse(SatisfactionRow.NOTHING);
        Optional<String> mode = Optional.ofNullable(total.mode());
        PublicPage.Shown shown = new PublicPage.Shown(
                unit,
                tree.unit(unit).map(OrgUnit::name).orElseGet(() -> say("các đơn vị", "all units")),
                search.isEmpty() || found.size() != 1 ? search : found.get(0).name(),
                found.size() == 1 ? List.of() : found,
                periods,
                period,
                total,
                rows(period, realm, offices, mode, Dimension.FIELD),
                ReviewAnswers.visibleReasons(rows(period, realm, offices, mode, Dimension.REASON), false),
                !mode.orElse("").equals("OPEN"),
                Html.NOTHING);
        ctx.html(frame.open(ctx, say("Kết quả công khai", "Public results"), "/")
                .mainClass("pub")
                .strip(ReviewPage.strip(realm))
                .with(new PublicPage(catalogue).content(shown)));
    }

    /** The only unit that stands above all, or everything. */
    private static String top(OrganisationStore.Tree tree) {
        List<OrgUnit> roots = tree.under("").stream()
                .filter(u -> u.parent().isEmpty() || tree.unit(u.parent()).isEmpty())
                .toList();
        return roots.size() == 1 ? roots.get(0).id() : "";
    }

    /** Nobody in particular: sees no clerk and nothing that goes above the commune. */
    private static Account everyone(String unit) {
        return new Account("cong-khai", Role.OBSERVER, unit, false);
    }

    /** Quarters and months that have been over for long enough, newest first. */
    private List<ReviewPeriod> periods(Realm realm, Set<String> offices, LocalDate today) {
        Optional<Period> extent = satisfaction.extent(realm, offices);
        if (extent.isEmpty()) {
            return List.of();
        }
        return ReviewPeriod.choices(extent, today).stream()
                .filter(p -> p.to().plusDays(DAYS_UNTIL_PUBLIC).isBefore(today))
                .filter(p ->
                        !extent.get().from().isAfter(p.isQuarter() ? p.from().plusMonths(1) : p.to()))
                .toList();
    }

    private SatisfactionRow total(ReviewPeriod period, Realm realm, Set<String> offices) {
        return satisfaction
                .safe(new SatisfactionQuestion(
                        Dimension.MONTH, period.from(), period.to(), offices, Optional.of(realm), Optional.empty()))
                .total();
    }

    private List<SatisfactionRow> rows(
            Optional<ReviewPeriod> period, Realm realm, Set<String> offices, Optional<String> mode, Dimension by) {
        return period.map(p -> satisfaction
                        .safe(new SatisfactionQuestion(by, p.from(), p.to(), offices, Optional.of(realm), mode))
                        .rows())
                .orElse(List.of());
    }

    private void csv(Context ctx) {
        LocalDate today = satisfaction.today();
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        String unit = Optional.ofNullable(ctx.queryParam("dv"))
                .filter(id -> tree.unit(id).isPresent())
                .orElseGet(() -> top(tree));
        Set<String> offices = tree.offices(unit);
        Realm realm = satisfaction.realmOf(offices);
        List<ReviewPeriod> periods = periods(realm, offices, today);
        ctx.contentType("text/csv; charset=utf-8");
        if (periods.isEmpty() && ctx.queryParam("ky") == null) {
            ctx.result(ReviewCsv.nothing());
            return;
        }
        ReviewPeriod period = Optional.ofNullable(ctx.queryParam("ky"))
                .map(key -> periods.stream().filter(p -> p.key().equals(key)).findFirst())
                .orElseGet(() -> periods.stream().findFirst())
                .orElseThrow(() -> new HttpResponseException(
                        HttpStatus.NOT_FOUND,
                        say("Kỳ này chưa được công khai", "This period is not public"),
                        Map.of()));
        ReviewData data = answers.of(everyone(unit), new ReviewAnswers.Asked(unit, period.key(), null, realm.param()));
        ctx.header(
                "Content-Disposition",
                "attachment; filename=\"motcua-cong-khai-" + period.key() + "-" + realm.param() + ".csv\"");
        ctx.result(Language.VIETNAMESE.<String>during(() -> new ReviewCsv(data, catalogue, "").text()));
    }

    private void method(Context ctx) {
        Html page = Language.VIETNAMESE.during(PublicRoutes::method);
        ctx.html(frame.open(ctx, say("Phương pháp", "Method"), "/phuong-phap")
                .with(
                        Language.current() == Language.ENGLISH
                                ? el("p", cls("soft"), "The method is told in Vietnamese: the words that offices sign.")
                                : Html.NOTHING,
                        el("div", Html.vietnamese(), page)));
    }

    private static Html method() {
        List<Html> entries = MethodPage.SECTIONS.stream()
                .map(s -> el("li", el("a", at("href", "#" + s.id()), s.title())))
                .toList();
        return el(
                "div",
                cls("meth"),
                el("nav", cls("card"), at("aria-label", "Mục trong trang"), el("ol", entries)),
                el(
                        "div",
                        el(
                                "div",
                                cls("lead"),
                                el(
                                        "h1",
                                        say(
                                                "Cách tính, để ai cũng tính lại được",
                                                "How it is computed, so that everyone can do it again")),
                                el("p", say("Mọi con số bắt đầu từ số đếm.", "Every figure begins with a count."))),
                        MethodPage.sections()));
    }
}
