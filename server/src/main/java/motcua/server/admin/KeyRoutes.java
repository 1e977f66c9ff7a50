package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import motcua.server.access.AccessLogStore;
import motcua.server.access.ApiKeyStore;
import motcua.server.access.Role;
import motcua.server.api.ExportPlan;
import motcua.server.api.ExportStore;
import motcua.server.api.Exports;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.register.CellText;
import motcua.server.register.Column;
import motcua.server.review.Frame;
import motcua.server.satisfaction.Satisfaction;

/** Keys of programs, and results written as CSV on a schedule. */
final class KeyRoutes {
    private static final String PATH = "/admin/khoa-doc";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(Satisfaction.ZONE);

    private final ApiKeyStore keys;
    private final ExportStore exports;
    private final AccessLogStore log;
    private final OrganisationStore organisation;
    private final Frame frame;
    private final Clock clock;

    KeyRoutes(
            ApiKeyStore keys,
            ExportStore exports,
            AccessLogStore log,
            OrganisationStore organisation,
            Frame frame,
            Clock clock) {
        this.keys = keys;
        this.exports = exports;
        this.log = log;
        this.organisation = organisation;
        this.frame = frame;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        routes.get(PATH, ctx -> show(ctx, Html.NOTHING), Role.ADMINISTRATOR);
        routes.post(PATH, this::add, Role.ADMINISTRATOR);
        routes.post(PATH + "/thu-hoi", this::revoke, Role.ADMINISTRATOR);
        routes.post(PATH + "/lich", this::plan, Role.ADMINISTRATOR);
        routes.post(PATH + "/thoi-lich", this::unplan, Role.ADMINISTRATOR);
    }

    private Scope scope(Context ctx) {
        return Scope.of(
                ctx,
                organisation.tree(
                        LocalDate.now(clock.withZone(Satisfaction.ZONE)).toString()));
    }

    private static boolean reaches(Scope scope, String unit) {
        return scope.account().unit().isEmpty() || !unit.isEmpty() && scope.covers(unit);
    }

    private static String name(Scope scope, String unit) {
        return unit.isEmpty()
                ? say("mọi đơn vị", "all units")
                : scope.tree().unit(unit).map(OrgUnit::name).orElse(unit);
    }

    private void show(Context ctx, Html note) {
        Scope scope = scope(ctx);
        scope.unit(ctx.queryParam("dv"));
        Map<String, String> units = new LinkedHashMap<>();
        if (scope.account().unit().isEmpty()) {
            units.put("", say("mọi đơn vị", "all units"));
        }
        for (OrgUnit unit : scope.tree().under(scope.account().unit())) {
            units.put(unit.id(), unit.name());
        }
        List<Html> rows = new ArrayList<>();
        for (ApiKeyStore.Key key : keys.list()) {
            if (reaches(scope, key.unit())) {
                rows.add(row(ctx, scope, key));
            }
        }
        List<Html> plans = new ArrayList<>();
        for (ExportPlan plan : exports.plans()) {
            if (reaches(scope, plan.unit())) {
                plans.add(planRow(ctx, scope, plan));
            }
        }
        Map<String, String> every = new LinkedHashMap<>();
        every.put("MONTH", say("mỗi tháng", "every month"));
        every.put("WEEK", say("mỗi tuần", "every week"));
        every.put("DAY", say("mỗi ngày", "every day"));
        Map<String, String> dimensions = new LinkedHashMap<>();
        new TreeSet<>(Exports.DIMENSIONS).forEach(each -> dimensions.put(each, each));
        String title = say("Khóa đọc và CSV theo lịch", "Read keys and CSV on a schedule");
        ctx.html(AdminPages.page(frame, ctx, title)
                .with(
                        AdminPages.lead(
                                title,
                                say(
                                        "Khóa chỉ đọc kết quả của một đơn vị, không có công chức.",
                                        "A key only reads the results of one unit, without clerks."),
                                true),
                        note,
                        Forms.card(
                                "h-k",
                                say("Khóa", "Keys"),
                                rows.isEmpty()
                                        ? el("p", cls("soft"), say("Chưa có khóa.", "No key yet."))
                                        : Forms.table(
                                                "h-k",
                                                List.of(
                                                        say("Dùng cho", "For"),
                                                        say("Đơn vị", "Unit"),
                                                        say("Cấp lúc", "Made"),
                                                        say("Hết hạn", "Expires"),
                                                        say("Dùng lần cuối", "Last used"),
                                                        say("Việc", "Action")),
                                                rows),
                                Forms.post(
                                        ctx,
                                        PATH,
                                        false,
                                        Forms.field(
                                                "ten",
                                                say("Dùng cho phần mềm nào *", "For which program *"),
                                                "",
                                                "text",
                                                true),
                                        Forms.choice("don-vi", say("Đơn vị", "Unit"), units, ""),
                                        Forms.field(
                                                "han",
                                                say("Hết hạn (dd/MM/yyyy)", "Expires (dd/MM/yyyy)"),
                                                "",
                                                "text",
                                                false),
                                        Forms.button(say("Cấp khóa", "Make a key"), true)),
                                el(
                                        "p",
                                        cls("small"),
                                        el("a", at("href", "/api"), say("Mô tả giao diện", "Description")))),
                        Forms.card(
                                "h-p",
                                say("CSV theo lịch", "CSV on a schedule"),
                                plans.isEmpty()
                                        ? el("p", cls("soft"), say("Chưa có lịch.", "No schedule yet."))
                                        : Forms.table(
                                                "h-p",
                                                List.of(
                                                        say("Đơn vị", "Unit"),
                                                        say("Dòng theo", "Rows by"),
                                                        say("Chu kỳ", "Every"),
                                                        say("Tệp", "Files"),
                                                        say("Việc", "Action")),
                                                plans),
                                Forms.post(
                                        ctx,
                                        PATH + "/lich",
                                        false,
                                        el(
                                                "div",
                                                cls("field"),
                                                el("label", at("for", "f-l-dv"), say("Đơn vị", "Unit")),
                                                el(
                                                        "select",
                                                        at("id", "f-l-dv"),
                                                        at("name", "don-vi"),
                                                        units.entrySet().stream()
                                                                .map(each -> el(
                                                                        "option",
                                                                        at("value", each.getKey()),
                                                                        each.getValue()))
                                                                .toList())),
                                        Forms.choice("theo", say("Dòng theo", "Rows by"), dimensions, "office"),
                                        Forms.choice("chu-ky", say("Chu kỳ", "Every"), every, "MONTH"),
                                        Forms.button(say("Đặt lịch", "Schedule"), true)))));
    }

    private static Html row(Context ctx, Scope scope, ApiKeyStore.Key key) {
        return el(
                "tr",
                el("th", at("scope", "row"), Html.name(key.name())),
                el("td", Html.name(name(scope, key.unit()))),
                el("td", MOMENT.format(Instant.ofEpochMilli(key.madeMs())) + " · " + key.madeBy()),
                el("td", key.expires().isEmpty() ? "—" : CellText.show(DAY, key.expires())),
                el("td", key.usedMs() == 0 ? "—" : MOMENT.format(Instant.ofEpochMilli(key.usedMs()))),
                el(
                        "td",
                        key.revokedMs() > 0
                                ? el("span", cls("tag bad"), say("đã thu hồi", "revoked"))
                                : Forms.post(
                                        ctx,
                                        PATH + "/thu-hoi",
                                        false,
                                        Forms.hidden("khoa", key.id()),
                                        el(
                                                "button",
                                                cls("btn"),
                                                say("Thu hồi", "Revoke"),
                                                el("span", cls("vh"), " " + key.name())))));
    }

    private static final Column DAY = Column.free("han", Column.Kind.DAY, "", "");

    private Html planRow(Context ctx, Scope scope, ExportPlan plan) {
        List<Html> files = exports.files(plan.id()).stream()
                .limit(3)
                .map(file -> el("li", file.period().replace('_', ' ')))
                .toList();
        return el(
                "tr",
                el("th", at("scope", "row"), Html.name(name(scope, plan.unit()))),
                el("td", at("lang", "en"), plan.dimension()),
                el("td", at("lang", "en"), plan.every().name()),
                el("td", files.isEmpty() ? "—" : el("ul", files)),
                el(
                        "td",
                        Forms.post(
                                ctx,
                                PATH + "/thoi-lich",
                                false,
                                Forms.hidden("lich", plan.id()),
                                Forms.button(say("Thôi", "End"), false))));
    }

    private void note(Scope scope, String action, String detail) {
        log.add(scope.account().name(), scope.account().role().name(), action, detail);
    }

    private String unit(Context ctx, Scope scope) {
        String unit = Forms.param(ctx, "don-vi");
        if (!unit.isEmpty() && scope.tree().unit(unit).isEmpty() || !reaches(scope, unit)) {
            throw new NotFoundResponse(say("Không có đơn vị này", "There is no such unit"));
        }
        return unit;
    }

    private void add(Context ctx) {
        Scope scope = scope(ctx);
        String unit = unit(ctx, scope);
        if (!unit.isEmpty() && unit.equals(scope.account().unit())) {
            // An administrator sees no results of the own unit, and so makes no key that reads them.
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(
                    ctx,
                    Forms.note(
                            false,
                            el(
                                    "p",
                                    say(
                                            "Khóa đọc của chính đơn vị Ông/Bà do quản trị cấp trên cấp.",
                                            "A key for your own unit is made by an administrator above it."))));
            return;
        }
        try {
            String name = CellText.read(Column.needed("ten", Column.Kind.TEXT, "", ""), Forms.param(ctx, "ten"));
            String expires = CellText.read(DAY, Forms.param(ctx, "han"));
            String key = keys.add(unit, name, scope.account().name(), expires);
            note(scope, "KEY MADE", name + " for " + (unit.isEmpty() ? "everything" : unit));
            show(
                    ctx,
                    Forms.note(
                            true,
                            el(
                                    "p",
                                    say("Khóa của ", "Key of "),
                                    el("b", name),
                                    ": ",
                                    el("code", at("id", "khoa-moi"), key),
                                    say(". Chỉ hiện một lần này.", ". It is shown only this once."))));
        } catch (CellText.Wrong e) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, Forms.note(false, el("p", String.valueOf(e.getMessage()))));
        }
    }

    private void revoke(Context ctx) {
        Scope scope = scope(ctx);
        ApiKeyStore.Key key = keys.list().stream()
                .filter(each -> each.id().equals(Forms.param(ctx, "khoa")) && reaches(scope, each.unit()))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse(say("Không có khóa này", "There is no such key")));
        if (keys.revoke(key.id())) {
            note(scope, "KEY REVOKED", key.name());
        }
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }

    private void plan(Context ctx) {
        Scope scope = scope(ctx);
        String unit = unit(ctx, scope);
        String by = Forms.param(ctx, "theo");
        String every = Forms.param(ctx, "chu-ky");
        if (!Exports.DIMENSIONS.contains(by) || !every.matches("DAY|WEEK|MONTH")) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, Forms.note(false, el("p", say("Chưa chọn đủ.", "Choose both."))));
            return;
        }
        exports.add(unit, by, ExportPlan.Every.valueOf(every), scope.account().name());
        note(scope, "EXPORT PLANNED", by + " " + every + " of " + (unit.isEmpty() ? "everything" : unit));
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }

    private void unplan(Context ctx) {
        Scope scope = scope(ctx);
        ExportPlan plan = exports.plans().stream()
                .filter(each -> each.id().equals(Forms.param(ctx, "lich")) && reaches(scope, each.unit()))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse(say("Không có lịch này", "There is no such schedule")));
        exports.drop(plan.id());
        note(scope, "EXPORT ENDED", plan.dimension() + " of " + plan.unit());
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }
}
