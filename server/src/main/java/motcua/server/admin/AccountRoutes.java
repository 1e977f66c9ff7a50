package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.FirstAccount;
import motcua.server.access.Role;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.review.Frame;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;

/** Accounts of a subtree: who may sign in, as what, for which unit. An administrator reaches only units below the own one. */
final class AccountRoutes {
    private static final String PATH = "/admin/tai-khoan";
    private static final Set<Role> ON_OWN_UNIT = Set.of(Role.CLERK, Role.LEADER, Role.OBSERVER, Role.TECHNICIAN);

    private final AccountStore accounts;
    private final AccessLogStore log;
    private final OrganisationStore organisation;
    private final Frame frame;
    private final SecureRandom random;
    private final Clock clock;

    AccountRoutes(
            AccountStore accounts,
            AccessLogStore log,
            OrganisationStore organisation,
            Frame frame,
            SecureRandom random,
            Clock clock) {
        this.accounts = accounts;
        this.log = log;
        this.organisation = organisation;
        this.frame = frame;
        this.random = random;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        routes.get(PATH, ctx -> show(ctx, Html.NOTHING), Role.ADMINISTRATOR);
        routes.post(PATH, this::add, Role.ADMINISTRATOR);
        routes.post(PATH + "/mat-khau", this::reset, Role.ADMINISTRATOR);
        routes.post(PATH + "/khoa", this::lock, Role.ADMINISTRATOR);
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

    /**
     * Whether who asks may hand out this role on a unit, be it with a new account or a new password. Results and the unit's own
     * administration are given from above: nobody who keeps a unit's accounts takes them there.
     */
    private static boolean gives(Scope scope, Role role, String unit) {
        String own = scope.account().unit();
        return own.isEmpty() || !unit.equals(own) || ON_OWN_UNIT.contains(role);
    }

    private void show(Context ctx, Html note) {
        Scope scope = scope(ctx);
        String wanted = scope.unit(ctx.queryParam("dv"));
        List<Html> rows = new ArrayList<>();
        for (Account each : accounts.list()) {
            boolean below =
                    wanted.isEmpty() || !each.unit().isEmpty() && scope.tree().isUnder(each.unit(), wanted);
            if (reaches(scope, each.unit()) && below) {
                rows.add(row(ctx, scope, each));
            }
        }
        Map<String, String> units = new LinkedHashMap<>();
        if (scope.account().unit().isEmpty()) {
            units.put("", say("mọi đơn vị", "all units"));
        }
        for (OrgUnit unit : scope.tree().under(scope.account().unit())) {
            units.put(unit.id(), unit.name());
        }
        Map<String, String> roles = new LinkedHashMap<>();
        for (Role role : Role.everyAccount()) {
            roles.put(role.name(), role.word());
        }
        String title = say("Tài khoản và vai trò", "Accounts and roles");
        ctx.html(
                AdminPages.page(frame, ctx, title)
                        .with(
                                AdminPages.lead(
                                        title,
                                        say(
                                                "Mỗi tài khoản có một vai trò trên một đơn vị và các đơn vị dưới nó.",
                                                "Each account has one role over one unit and those below it."),
                                        true),
                                note,
                                Forms.card(
                                        "h-a",
                                        Figures.count(rows.size()) + say(" tài khoản", " accounts"),
                                        Forms.table(
                                                "h-a",
                                                List.of(
                                                        say("Tên", "Name"),
                                                        say("Vai trò", "Role"),
                                                        say("Đơn vị", "Unit"),
                                                        say("Trạng thái", "State"),
                                                        say("Việc", "Action")),
                                                rows)),
                                Forms.card(
                                        "h-n",
                                        say("Thêm tài khoản", "Add an account"),
                                        Forms.post(
                                                ctx,
                                                PATH,
                                                false,
                                                Forms.field("ten", say("Tên đăng nhập", "Name"), "", "text", true),
                                                Forms.choice("vai-tro", say("Vai trò", "Role"), roles, "REVIEWER"),
                                                Forms.choice("don-vi", say("Đơn vị", "Unit"), units, ""),
                                                Forms.field(
                                                        "cong-chuc",
                                                        say(
                                                                "Định danh công chức (chỉ vai trò công chức)",
                                                                "Id of the clerk (clerks only)"),
                                                        "",
                                                        "text",
                                                        false),
                                                Forms.button(say("Thêm", "Add"), true)),
                                        el(
                                                "p",
                                                cls("small soft"),
                                                say(
                                                        "Mật khẩu lần đầu do máy tạo, hiện một lần, phải đổi khi vào lần đầu.",
                                                        "The first password is made by the server, shown once, and changed at the first sign-in.")))));
    }

    private static Html row(Context ctx, Scope scope, Account each) {
        String unit = each.unit().isEmpty()
                ? say("mọi đơn vị", "all units")
                : scope.tree().unit(each.unit()).map(OrgUnit::name).orElse(each.unit());
        boolean self = each.name().equals(scope.account().name());
        return el(
                "tr",
                el("th", at("scope", "row"), each.name()),
                el("td", each.role().word()),
                el("td", Html.name(unit)),
                el(
                        "td",
                        each.disabled()
                                ? el("span", cls("tag bad"), say("đã khóa", "shut out"))
                                : each.mustChange()
                                        ? el("span", cls("tag warn"), say("chờ đổi mật khẩu", "must set a password"))
                                        : el("span", cls("tag good"), say("đang dùng", "in use"))),
                el(
                        "td",
                        self
                                ? el("a", at("href", "/mat-khau"), say("Đổi mật khẩu", "Change password"))
                                : Html.all(
                                        gives(scope, each.role(), each.unit())
                                                ? act(ctx, "/mat-khau", each, say("Cấp lại mật khẩu", "New password"))
                                                : Html.NOTHING,
                                        act(
                                                ctx,
                                                "/khoa",
                                                each,
                                                each.disabled()
                                                        ? say("Mở khóa", "Let in")
                                                        : say("Khóa", "Shut out")))));
    }

    private static Html act(Context ctx, String path, Account account, String word) {
        return Forms.post(
                ctx,
                PATH + path,
                false,
                Forms.hidden("ten", account.name()),
                el("button", cls("btn"), word, el("span", cls("vh"), " " + account.name())));
    }

    private void add(Context ctx) {
        Scope scope = scope(ctx);
        String name = Forms.param(ctx, "ten");
        String unit = Forms.param(ctx, "don-vi");
        Role role = Role.ofAccount(Forms.param(ctx, "vai-tro")).orElse(Role.OBSERVER);
        boolean known = unit.isEmpty() || scope.tree().unit(unit).isPresent();
        if (!known || !reaches(scope, unit)) {
            throw new NotFoundResponse(say("Không có đơn vị này", "There is no such unit"));
        }
        String clerk = role == Role.CLERK ? Forms.param(ctx, "cong-chuc") : "";
        String password = FirstAccount.password(random);
        String why = "";
        if (!name.matches("[a-z0-9][a-z0-9._-]{1,63}")) {
            why = say(
                    "Tên đăng nhập: 2 đến 64 ký tự a–z, 0–9, dấu chấm, gạch dưới, gạch nối.",
                    "Name: 2 to 64 of a–z, 0–9, full stop, underscore, hyphen.");
        } else if (!gives(scope, role, unit)) {
            why = fromAbove();
        } else if (role == Role.CLERK && (unit.isEmpty() || clerk.isEmpty())) {
            why = say(
                    "Tài khoản công chức cần đơn vị và định danh công chức.",
                    "A clerk's account needs the office and the clerk's id.");
        } else if (!accounts.add(new Account(name, role, unit, false, clerk, true), password)) {
            why = say("Đã có tài khoản tên này.", "There is an account of this name.");
        }
        if (!why.isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, Forms.note(false, el("p", why)));
            return;
        }
        note(scope, "ACCOUNT ADDED", name + " as " + role + " of " + (unit.isEmpty() ? "everything" : unit));
        show(ctx, once(name, password));
    }

    private static String fromAbove() {
        return say(
                "Vai trò kiểm tra viên, người xem xét và quản trị trên chính đơn vị của Ông/Bà do quản trị cấp trên cấp.",
                "Auditors, reviewers and administrators of your own unit are appointed by an administrator above it.");
    }

    private static Html once(String name, String password) {
        return Forms.note(
                true,
                el(
                        "p",
                        say("Mật khẩu lần đầu của ", "First password of "),
                        el("b", name),
                        ": ",
                        el("code", at("id", "mat-khau-moi"), password),
                        say(". Chỉ hiện một lần này.", ". It is shown only this once.")));
    }

    private void note(Scope scope, String action, String detail) {
        log.add(scope.account().name(), scope.account().role().name(), action, detail);
    }

    private Account other(Context ctx, Scope scope) {
        return accounts.find(Forms.param(ctx, "ten"))
                .filter(account -> reaches(scope, account.unit()))
                .filter(account -> !account.name().equals(scope.account().name()))
                .orElseThrow(() -> new NotFoundResponse(say("Không có tài khoản này", "There is no such account")));
    }

    private void reset(Context ctx) {
        Scope scope = scope(ctx);
        Account account = other(ctx, scope);
        if (!gives(scope, account.role(), account.unit())) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, Forms.note(false, el("p", fromAbove())));
            return;
        }
        String password = FirstAccount.password(random);
        accounts.setPassword(account.name(), password, true);
        note(scope, "PASSWORD RESET", account.name());
        show(ctx, once(account.name(), password));
    }

    private void lock(Context ctx) {
        Scope scope = scope(ctx);
        Account account = other(ctx, scope);
        if (account.disabled()) {
            accounts.enable(account.name());
            note(scope, "ACCOUNT ENABLED", account.name());
        } else {
            accounts.disable(account.name());
            note(scope, "ACCOUNT DISABLED", account.name());
        }
        ctx.redirect(PATH, HttpStatus.SEE_OTHER);
    }
}
