package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import motcua.server.access.AccessLogStore;
import motcua.server.access.AccountStore;
import motcua.server.access.ApiKeyStore;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.api.ExportStore;
import motcua.server.catalogue.Catalogue;
import motcua.server.catalogue.CatalogueRegisters;
import motcua.server.catalogue.CatalogueStore;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.organisation.OrganisationRegisters;
import motcua.server.organisation.OrganisationStore;
import motcua.server.register.Register;
import motcua.server.register.RegisterStore;
import motcua.server.review.Frame;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;

/** The door to all pages of this package. */
public final class AdminRoutes {
    private final RegisterStore registers;
    private final Frame frame;
    private final CatalogueStore lists;
    private final Clock clock;
    private final List<Group> groups = new ArrayList<>();
    private final RegisterRoutes registerRoutes;
    private final AccountRoutes accountRoutes;
    private final LogRoutes logRoutes;
    private final ReorganiseRoutes reorganiseRoutes;
    private final KeyRoutes keyRoutes;

    private record Group(String path, String vi, String en, Role[] roles) {}

    /** Pages on this database. */
    public AdminRoutes(
            Database database,
            AccountStore accounts,
            AccessLogStore log,
            OrganisationStore organisation,
            Frame frame,
            ApiKeyStore keys,
            ExportStore exports,
            SecureRandom random,
            Clock clock) {
        List<Register> all = new ArrayList<>(OrganisationRegisters.all());
        all.addAll(CatalogueRegisters.all());
        this.registers = new RegisterStore(database, clock, all);
        this.frame = frame;
        this.lists = new CatalogueStore(database);
        this.clock = clock;
        this.registerRoutes = new RegisterRoutes(
                registers, new DraftStore(database, clock, random), organisation, this::notice, frame, clock);
        this.accountRoutes = new AccountRoutes(accounts, log, organisation, frame, random, clock);
        this.logRoutes = new LogRoutes(log, accounts, organisation, frame, clock);
        this.keyRoutes = new KeyRoutes(keys, exports, log, organisation, frame, clock);
        this.reorganiseRoutes = new ReorganiseRoutes(registers, organisation, frame, clock);
        groups.add(new Group(
                "/admin/sap-xep",
                "Sáp nhập, chia tách, đổi tên, chuyển cấp trên",
                "Merge, split, rename, transfer",
                new Role[] {Role.ADMINISTRATOR}));
        groups.add(new Group(
                "/admin/tai-khoan", "Tài khoản và vai trò", "Accounts and roles", new Role[] {Role.ADMINISTRATOR}));
        groups.add(new Group(
                "/admin/khoa-doc", "Khóa đọc và CSV theo lịch", "Read keys and CSV on a schedule", new Role[] {
                    Role.ADMINISTRATOR
                }));
        groups.add(new Group("/admin/nhat-ky", "Nhật ký", "Log", new Role[] {Role.ADMINISTRATOR, Role.AUDITOR}));
    }

    /** Says loudly that the list is the sample, or old. */
    private Html notice(Register register) {
        if (!register.equals(CatalogueRegisters.PROCEDURES)) {
            return Html.NOTHING;
        }
        Optional<LocalDate> decision = lists.latestDecision();
        LocalDate today = LocalDate.now(clock.withZone(Satisfaction.ZONE));
        if (decision.isPresent() && !lists.isOld(today)) {
            return el(
                    "p", cls("small soft"), say("Theo quyết định ngày ", "Decision of ") + Figures.day(decision.get()));
        }
        return el(
                "div",
                cls("note warn"),
                Icons.warn(18),
                el(
                        "p",
                        decision.map(day -> say(
                                                "Danh mục đã cũ: quyết định gần nhất ngày ",
                                                "The list is old: its latest decision is of ")
                                        + Figures.day(day)
                                        + say(", quá 180 ngày.", ", more than 180 days ago."))
                                .orElseGet(() -> say(
                                        "Chưa nhập danh mục: các trang đang dùng " + Catalogue.SAMPLE_NOTE + ".",
                                        "No list was imported: pages use sample data that must be replaced."))));
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get(
                "/admin", this::index, Role.ADMINISTRATOR, Role.TECHNICIAN, Role.LEADER, Role.REVIEWER, Role.AUDITOR);
        registerRoutes.register(routes);
        accountRoutes.register(routes);
        logRoutes.register(routes);
        reorganiseRoutes.register(routes);
        keyRoutes.register(routes);
    }

    private void index(Context ctx) {
        Role role = Gate.required(ctx).account().role();
        List<Html> lists = new ArrayList<>();
        for (Register each : registers.registers()) {
            if (Arrays.asList(RegisterRoutes.readers(each)).contains(role)) {
                lists.add(el("li", el("a", at("href", "/admin/" + each.path()), each.title())));
            }
        }
        List<Html> works = new ArrayList<>();
        for (Group each : groups) {
            if (Arrays.asList(each.roles()).contains(role)) {
                works.add(el("li", el("a", at("href", each.path()), say(each.vi(), each.en()))));
            }
        }
        String title = say("Quản trị", "Administration");
        ctx.html(AdminPages.page(frame, ctx, title)
                .with(
                        AdminPages.lead(
                                title,
                                say(
                                        "Đơn vị, quầy, công chức, lịch làm việc, danh mục thủ tục, tài khoản.",
                                        "Units, counters, clerks, calendar, procedures, accounts."),
                                false),
                        el(
                                "div",
                                cls("grid drill"),
                                Forms.card("h-ds", say("Danh sách", "Lists"), el("ul", cls("kvl"), lists)),
                                works.isEmpty()
                                        ? Html.NOTHING
                                        : Forms.card("h-v", say("Việc", "Work"), el("ul", cls("kvl"), works)))));
    }
}
