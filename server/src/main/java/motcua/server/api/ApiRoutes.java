package motcua.server.api;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.html.Html;
import motcua.server.html.Page;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.satisfaction.Satisfaction;

/** The interface for programs of others: its description, units, and files written on a schedule. */
public final class ApiRoutes {
    private static final Role[] READERS = {Role.OBSERVER, Role.REVIEWER, Role.LEADER, Role.AUDITOR, Role.KEY};
    private static final String DESCRIPTION = "/api/openapi.json";

    private final OrganisationStore organisation;
    private final Satisfaction satisfaction;
    private final ExportStore exports;
    private final String description;

    /** Routes about these units. */
    public ApiRoutes(OrganisationStore organisation, Satisfaction satisfaction, ExportStore exports) {
        this.organisation = organisation;
        this.satisfaction = satisfaction;
        this.exports = exports;
        this.description = description();
    }

    private static String description() {
        try (InputStream in = ApiRoutes.class.getResourceAsStream("/web/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks the description of the interface");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/api", this::page, Role.PUBLIC);
        routes.get(DESCRIPTION, ctx -> ctx.contentType("application/json").result(description), Role.PUBLIC);
        routes.get("/api/units", this::units, READERS);
        routes.get("/api/exports", this::files, READERS);
        routes.get("/api/exports/{plan}/{period}", this::file, READERS);
    }

    private void units(Context ctx) {
        Scope scope = Scope.of(ctx, organisation.tree(satisfaction.today().toString()));
        String unit = scope.unit(ctx.queryParam("unit"));
        List<Map<String, Object>> units = new ArrayList<>();
        for (OrgUnit each : scope.tree().under(unit)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", each.id());
            one.put("code", each.code());
            one.put("name", each.name());
            one.put("type", each.type());
            one.put("parent", each.parent());
            one.put("office", scope.tree().isOffice(each.id()));
            units.add(one);
        }
        ctx.json(Map.of("units", units));
    }

    private List<ExportPlan> plans(Account account) {
        Scope scope = new Scope(organisation.tree(satisfaction.today().toString()), account);
        return exports.plans().stream()
                .filter(plan -> account.unit().isEmpty() || scope.covers(plan.unit()))
                .toList();
    }

    private void files(Context ctx) {
        List<Map<String, Object>> files = new ArrayList<>();
        for (ExportPlan plan : plans(Gate.required(ctx).account())) {
            for (ExportStore.File file : exports.files(plan.id())) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("unit", plan.unit());
                one.put("by", plan.dimension());
                one.put("every", plan.every().name());
                one.put("period", file.period());
                one.put("madeAtMs", file.madeMs());
                one.put("href", "/api/exports/" + plan.id() + "/" + file.period());
                files.add(one);
            }
        }
        ctx.json(Map.of("files", files));
    }

    private void file(Context ctx) {
        String plan = ctx.pathParam("plan");
        String period = ctx.pathParam("period");
        Optional<String> csv = plans(Gate.required(ctx).account()).stream()
                .filter(each -> each.id().equals(plan))
                .findFirst()
                .flatMap(each -> exports.csv(each.id(), period));
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header(
                "Content-Disposition", "attachment; filename=\"motcua-" + period.replaceAll("[^0-9_-]", "") + ".csv\"");
        ctx.result(csv.orElseThrow(() -> new NotFoundResponse(say("Không có tệp này", "There is no such file"))));
    }

    private record Operation(String path, String vi, String en) {}

    private static final List<Operation> OPERATIONS = List.of(
            new Operation("/api/units", "Các đơn vị dưới đơn vị của khóa", "Units below that of the key"),
            new Operation(
                    "/api/satisfaction?by=office&from=2026-10-01&to=2026-10-31",
                    "Kết quả theo bộ phận, quầy, thủ tục, lĩnh vực, ngày, giờ hoặc lý do; không có theo công chức",
                    "Results by office, counter, procedure, field, day, hour or reason; never by clerk"),
            new Operation(
                    "/api/totals?from=2026-01-01&to=2026-10-31&view=then",
                    "Tổng của một đơn vị, theo đơn vị tại thời điểm (then) hoặc hiện nay (today)",
                    "Totals of a unit, by the units of the time (then) or of today"),
            new Operation("/api/exports", "Các tệp CSV đã ghi theo lịch", "Files written on a schedule"));

    private void page(Context ctx) {
        String title = say("Giao diện cho phần mềm khác", "Interface for other programs");
        List<Html> items = OPERATIONS.stream()
                .map(each -> el("li", el("code", "GET " + each.path()), el("br"), say(each.vi(), each.en())))
                .toList();
        ctx.html(Page.titled(title)
                .links(
                        List.of(
                                new Page.Link("/", say("Trang đầu", "Home")),
                                new Page.Link("/phuong-phap", say("Phương pháp", "Method"))),
                        "")
                .with(
                        el(
                                "div",
                                cls("lead"),
                                el("h1", title),
                                el(
                                        "p",
                                        say(
                                                "Chỉ đọc, mỗi khóa cho một đơn vị và các đơn vị dưới nó; quản trị cấp khóa.",
                                                "Read only, each key for one unit and those below it; an administrator makes keys."))),
                        el(
                                "section",
                                cls("card"),
                                at("aria-labelledby", "h-o"),
                                el("h2", at("id", "h-o"), say("Các lệnh", "Operations")),
                                el("ul", cls("kvl"), items),
                                el(
                                        "p",
                                        say("Gửi khóa trong đầu yêu cầu: ", "Send the key in a header: "),
                                        el("code", "Authorization: Bearer mc_…")),
                                el(
                                        "p",
                                        el(
                                                "a",
                                                at("href", DESCRIPTION),
                                                say("Mô tả OpenAPI 3.1 (JSON)", "OpenAPI 3.1 description (JSON)"))))));
    }
}
