package motcua.server.succession;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.html.Html;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.organisation.Succession;
import motcua.server.organisation.TreeView;
import motcua.server.organisation.Units;
import motcua.server.review.Frame;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;

/** One unit before and after a merger, split or transfer: by the units of the time, by the units of today. */
public final class SuccessionRoutes {
    private static final Role[] READERS = {Role.OBSERVER, Role.REVIEWER, Role.LEADER, Role.AUDITOR};
    private static final String PATH = "/review/don-vi";
    private static final int MOST_DAYS = 3 * 366;

    private final UnitTotals totals;
    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final AccessLogStore log;
    private final Frame frame;

    /** Pages of these figures. */
    public SuccessionRoutes(
            Satisfaction satisfaction, OrganisationStore organisation, AccessLogStore log, Frame frame) {
        this.totals = new UnitTotals(satisfaction, organisation);
        this.satisfaction = satisfaction;
        this.organisation = organisation;
        this.log = log;
        this.frame = frame;
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get(PATH, this::page, READERS);
        routes.get("/api/totals", this::json, Role.OBSERVER, Role.REVIEWER, Role.LEADER, Role.AUDITOR, Role.KEY);
    }

    private static LocalDate day(Context ctx, String name, LocalDate otherwise) {
        String text = ctx.queryParam(name);
        try {
            return text == null || text.isEmpty() ? otherwise : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadRequestResponse(name + ": YYYY-MM-DD");
        }
    }

    private record Asked(String unit, LocalDate from, LocalDate to, Optional<Realm> realm) {}

    /** A unit that ended is seen by who stands above the one that answers for it today. */
    private Asked asked(Context ctx, String unitName, String fromName, String toName) {
        Account account = Gate.required(ctx).account();
        LocalDate today = satisfaction.today();
        Scope scope = Scope.of(ctx, organisation.tree(today.toString()));
        String wanted = Optional.ofNullable(ctx.queryParam(unitName))
                .filter(text -> !text.isEmpty())
                .orElse(account.unit());
        Units units = organisation.units();
        String home = wanted.isEmpty() || scope.tree().unit(wanted).isPresent()
                ? wanted
                : units.home(wanted, today.toString());
        boolean known = wanted.isEmpty()
                || scope.tree().unit(wanted).isPresent()
                || !units.states(wanted).isEmpty();
        if (!known || !wanted.equals(account.unit()) && !scope.covers(home)) {
            throw new NotFoundResponse(say("Không có đơn vị này", "There is no such unit"));
        }
        LocalDate from = day(ctx, fromName, today.withDayOfYear(1));
        LocalDate to = day(ctx, toName, today.minusDays(1).isBefore(from) ? from : today.minusDays(1));
        if (to.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw new BadRequestResponse(say(
                    "Ngày đầu phải trước ngày cuối, nhiều nhất 3 năm",
                    "the first day may not be after the last, three years at most"));
        }
        Optional<Realm> realm = Optional.ofNullable(ctx.queryParam("realm")).flatMap(Realm::ofParam);
        return new Asked(wanted, from, to, realm);
    }

    private UnitTotal total(Account account, Asked asked, TreeView view) {
        boolean exact = account.role() == Role.AUDITOR;
        if (exact) {
            log.add(
                    account.name(),
                    account.role().name(),
                    "EXACT LOOK",
                    "unit " + asked.unit() + " " + view.param() + " " + asked.from() + " to " + asked.to());
        }
        return totals.total(asked.unit(), asked.from(), asked.to(), view, asked.realm(), exact);
    }

    private void json(Context ctx) {
        Asked asked = asked(ctx, "unit", "from", "to");
        TreeView view = TreeView.ofParam(
                        Optional.ofNullable(ctx.queryParam("view")).orElse("then"))
                .orElseThrow(() -> new BadRequestResponse("view: then, today"));
        ctx.contentType("application/json")
                .result(TotalsJson.text(total(Gate.required(ctx).account(), asked, view)));
    }

    private void page(Context ctx) {
        Asked asked = asked(ctx, "dv", "tu", "den");
        Account account = Gate.required(ctx).account();
        UnitTotal then = total(account, asked, TreeView.THEN);
        UnitTotal today = total(account, asked, TreeView.TODAY);
        String title = say("Lúc đó và hiện nay", "Then and today");
        ctx.html(frame.page(title, PATH, Gate.required(ctx))
                .with(
                        el(
                                "div",
                                cls("lead"),
                                el("h1", title, ": ", Html.name(name(then))),
                                el(
                                        "p",
                                        say(
                                                "Cùng một khoảng ngày, cộng theo cây đơn vị của từng ngày và theo cây đơn vị hôm nay.",
                                                "The same days, added up by the tree of each day and by the tree of today."))),
                        picker(ctx, account, asked),
                        card(then, TreeView.THEN),
                        card(today, TreeView.TODAY),
                        links(asked)));
    }

    private static String name(UnitTotal total) {
        return total.unit().isEmpty() ? say("mọi đơn vị", "all units") : total.name();
    }

    private Html picker(Context ctx, Account account, Asked asked) {
        LocalDate today = satisfaction.today();
        Units units = organisation.units();
        Scope scope = Scope.of(ctx, organisation.tree(today.toString()));
        Map<String, String> choices = new LinkedHashMap<>();
        if (account.unit().isEmpty()) {
            choices.put("", say("mọi đơn vị", "all units"));
        }
        scope.tree().under(account.unit()).forEach(unit -> choices.put(unit.id(), unit.name()));
        for (String id : new TreeSet<>(units.ids())) {
            if (scope.tree().unit(id).isEmpty() && scope.covers(units.home(id, today.toString()))) {
                choices.put(id, units.name(id, today.toString()) + say(" (đã hết)", " (ended)"));
            }
        }
        List<Html> options = new ArrayList<>();
        choices.forEach((id, name) -> options.add(
                el("option", at("value", id), flag("selected", id.equals(asked.unit())), Html.vietnamese(), name)));
        return el(
                "form",
                cls("picks"),
                at("method", "get"),
                at("action", PATH),
                el(
                        "div",
                        cls("field"),
                        el("label", at("for", "f-dv"), say("Đơn vị", "Unit")),
                        el("select", at("id", "f-dv"), at("name", "dv"), options)),
                date("tu", say("Từ ngày", "From"), asked.from()),
                date("den", say("Đến ngày", "To"), asked.to()),
                el("button", cls("btn main"), say("Xem", "Show")));
    }

    private static Html date(String name, String label, LocalDate value) {
        return el(
                "div",
                cls("field"),
                el("label", at("for", "f-" + name), label),
                el("input", at("id", "f-" + name), at("name", name), at("type", "date"), at("value", value)));
    }

    private Html card(UnitTotal total, TreeView view) {
        String id = "h-" + view.param();
        List<Html> rows = total.sums().stream().map(SuccessionRoutes::row).toList();
        List<Html> parts = total.parts().stream()
                .map(part -> el(
                        "li",
                        Figures.day(part.from()) + "–" + Figures.day(part.to()) + ": ",
                        part.offices().isEmpty() ? "—" : String.join(", ", part.offices())))
                .toList();
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", id),
                el("h2", at("id", id), sentenceCase(view.words())),
                rows.isEmpty()
                        ? el("p", cls("soft"), say("Chưa có số liệu", "No data"))
                        : el(
                                "div",
                                cls("scroll"),
                                at("role", "group"),
                                at("tabindex", "0"),
                                at("aria-labelledby", id),
                                el(
                                        "table",
                                        el(
                                                "thead",
                                                el(
                                                        "tr",
                                                        List.of(
                                                                        say("Cách đếm", "Mode"),
                                                                        say("Lượt phục vụ", "Served"),
                                                                        say("Đã đánh giá", "Rated"),
                                                                        say("Hài lòng/hợp lệ", "Satisfied/valid"),
                                                                        say("Tỷ lệ hài lòng", "Rate"),
                                                                        say("Khoảng tin cậy 95%", "95% interval"))
                                                                .stream()
                                                                .map(head -> el("th", at("scope", "col"), head))
                                                                .toList())),
                                        el("tbody", rows))),
                el(
                        "details",
                        cls("twin"),
                        el(
                                "summary",
                                say("Bộ phận được cộng, theo từng khoảng ngày", "Offices that were added up, by days")),
                        el("ul", cls("kvl"), parts)));
    }

    private static String sentenceCase(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static Html row(UnitTotal.Sum sum) {
        Long valid = sum.valid();
        Long satisfied = sum.satisfied();
        Double rate = sum.rate();
        Double low = sum.low();
        Double high = sum.high();
        boolean counted = valid != null && satisfied != null && valid > 0;
        String counts = valid == null || satisfied == null || valid == 0
                ? "—"
                : Figures.count(satisfied) + "/" + Figures.count(valid);
        return el(
                "tr",
                el("th", at("scope", "row"), sum.mode() + (sum.scale().isEmpty() ? "" : " · " + sum.scale())),
                el("td", cls("r"), Figures.count(sum.served())),
                el("td", cls("r"), Figures.count(sum.rated())),
                el("td", cls("r"), counts),
                el(
                        "td",
                        cls("r"),
                        rate == null
                                ? counted ? say("Chưa đủ mẫu để kết luận", "Sample too small to conclude") : "—"
                                : Figures.percent(rate)),
                el("td", cls("r"), low == null || high == null ? "—" : Figures.range(new Interval(low, high))));
    }

    private Html links(Asked asked) {
        Units units = organisation.units();
        List<Html> items = new ArrayList<>();
        for (Succession each : units.successions()) {
            if (asked.unit().isEmpty()
                    || each.from().equals(asked.unit())
                    || each.to().equals(asked.unit())) {
                items.add(el(
                        "li",
                        Figures.day(LocalDate.parse(each.day())) + ": ",
                        each.kind().word() + " · ",
                        Html.name(units.name(
                                        each.from(),
                                        LocalDate.parse(each.day()).minusDays(1).toString())
                                + " → "
                                + units.name(each.to(), each.day())),
                        each.decision().isEmpty() ? "" : " (" + each.decision() + ")"));
            }
        }
        return items.isEmpty()
                ? Html.NOTHING
                : el(
                        "section",
                        cls("card"),
                        at("aria-labelledby", "h-kt"),
                        el("h2", at("id", "h-kt"), say("Kế thừa", "Successions")),
                        el("ul", cls("kvl"), items));
    }
}
