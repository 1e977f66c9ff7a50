package motcua.server.web;

import static motcua.server.language.Language.say;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.security.Roles;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import motcua.server.access.AccessLogStore;
import motcua.server.access.AccountStore;
import motcua.server.access.ApiKeyStore;
import motcua.server.access.Gate;
import motcua.server.access.LoginLimit;
import motcua.server.access.LoginRoutes;
import motcua.server.access.PasswordRoutes;
import motcua.server.access.RefusedSignIns;
import motcua.server.access.SessionStore;
import motcua.server.admin.AdminRoutes;
import motcua.server.api.ApiRoutes;
import motcua.server.api.ExportStore;
import motcua.server.api.Exports;
import motcua.server.cases.CaseRoutes;
import motcua.server.cases.CaseStore;
import motcua.server.cases.CaseTodos;
import motcua.server.cases.ContestStore;
import motcua.server.cases.HandlingRoutes;
import motcua.server.catalogue.Catalogue;
import motcua.server.catalogue.CatalogueStore;
import motcua.server.fleet.ServerHealth;
import motcua.server.html.Html;
import motcua.server.html.Page;
import motcua.server.mail.AddressRoutes;
import motcua.server.mail.AddressStore;
import motcua.server.mail.Undone;
import motcua.server.organisation.CalendarStore;
import motcua.server.organisation.OrganisationStore;
import motcua.server.register.SheetReader;
import motcua.server.reports.ReportRoutes;
import motcua.server.reports.ReportStore;
import motcua.server.reports.ReportTodos;
import motcua.server.reports.Reports;
import motcua.server.review.ClerksRoutes;
import motcua.server.review.DataRoutes;
import motcua.server.review.Frame;
import motcua.server.review.InspectionRoutes;
import motcua.server.review.PartRoutes;
import motcua.server.review.PublicRoutes;
import motcua.server.review.Rehearsal;
import motcua.server.review.ReviewRoutes;
import motcua.server.review.SatisfactionRoutes;
import motcua.server.review.TodoRoutes;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import motcua.server.succession.SuccessionRoutes;
import motcua.server.watch.OfficeStates;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's web pages and interfaces. Serving begins in {@link #start} and ends in {@link #close}. */
public final class ServerWeb implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerWeb.class);
    /** A report's words fill pages, and a Vietnamese letter with its marks is up to nine bytes of a form. */
    private static final long LARGEST_FORM_BYTES = 1024 * 1024;

    /** A signed report is the largest file. */
    private static final long LARGEST_FILE_BYTES = ReportRoutes.LARGEST_PDF_BYTES + 1;

    private static final long LARGEST_UPLOAD_BYTES = LARGEST_FILE_BYTES + 128 * 1024;

    /** More than a list from a file; what is larger waits on the disk. */
    private static final int LARGEST_IN_MEMORY_BYTES = SheetReader.MOST_BYTES + 128 * 1024;

    private final Javalin javalin;
    private final Exports exports;
    private final RefusedSignIns refused;
    private final Rehearsal rehearsal;

    private ServerWeb(Javalin javalin, Exports exports, RefusedSignIns refused, Rehearsal rehearsal) {
        this.javalin = javalin;
        this.exports = exports;
        this.refused = refused;
        this.rehearsal = rehearsal;
    }

    /**
     * Serves until closed.
     *
     * @param health asked at each look
     * @throws RuntimeException if the address cannot be had
     */
    public static ServerWeb start(WebConfig config, Database database, Supplier<ServerHealth> health) {
        return start(config, database, health, () -> {});
    }

    /**
     * Serves until closed.
     *
     * @param health asked at each look
     * @param firstPassword called after a person has changed a password that had to be changed
     * @throws RuntimeException if the address cannot be had
     */
    public static ServerWeb start(
            WebConfig config, Database database, Supplier<ServerHealth> health, Runnable firstPassword) {
        ExportStore exportStore = new ExportStore(database, config.clock(), new SecureRandom());
        Satisfaction satisfaction = new Satisfaction(database, config.clock());
        OrganisationStore organisation = new OrganisationStore(database);
        RefusedSignIns refused = new RefusedSignIns(new AccessLogStore(database, config.clock()), config.clock());
        Exports exports = new Exports(exportStore, satisfaction, organisation, database, config.clock());
        AccountStore accounts = new AccountStore(database, config.passwords(), config.clock());
        Javalin javalin = Javalin.create(javalinConfig -> {
            javalinConfig.startup.showJavalinBanner = false;
            javalinConfig.http.defaultContentType = "text/html; charset=utf-8";
            javalinConfig.http.maxRequestSize = LARGEST_FORM_BYTES;
            javalinConfig.jetty.modifyHttpConfiguration(http -> {
                http.addCustomizer(new SecurityHeaders(config.https()));
                http.setSendServerVersion(false);
            });
            javalinConfig.jetty.multipartConfig.maxFileSize(LARGEST_FILE_BYTES, SizeUnit.BYTES);
            javalinConfig.jetty.multipartConfig.maxTotalRequestSize(LARGEST_UPLOAD_BYTES, SizeUnit.BYTES);
            javalinConfig.jetty.multipartConfig.maxInMemoryFileSize(LARGEST_IN_MEMORY_BYTES, SizeUnit.BYTES);
            routes(
                    javalinConfig.routes,
                    config,
                    database,
                    accounts,
                    satisfaction,
                    organisation,
                    health,
                    exportStore,
                    refused,
                    firstPassword);
        });
        javalin.start(config.host(), config.port());
        LOG.info("web pages at http://{}:{}/", config.host(), javalin.port());
        exports.start();
        return new ServerWeb(
                javalin, exports, refused, Rehearsal.start(satisfaction, organisation, database, accounts::list));
    }

    private static void routes(
            RoutesConfig routes,
            WebConfig config,
            Database database,
            AccountStore accounts,
            Satisfaction satisfaction,
            OrganisationStore organisation,
            Supplier<ServerHealth> health,
            ExportStore exports,
            RefusedSignIns refused,
            Runnable firstPassword) {
        SecureRandom random = new SecureRandom();
        AccessLogStore log = new AccessLogStore(database, config.clock());
        SessionStore sessions = new SessionStore(database, config.clock(), random);
        CatalogueStore lists = new CatalogueStore(database);
        Catalogue catalogue = lists.catalogue();
        Frame frame = new Frame(organisation, config.clock());
        ApiKeyStore keys = new ApiKeyStore(database, config.clock(), random);
        Gate gate = new Gate(sessions, log, config.publicUrl(), key -> keys.find(key, satisfaction.today()));
        Languages languages = new Languages(config.https());
        routes.before(languages::begin);
        routes.after(languages::end);
        routes.beforeMatched(gate::check);
        new StaticFiles().register(routes);
        LoginLimit limit = new LoginLimit(config.clock());
        new LoginRoutes(accounts, gate, limit, refused, log, random).register(routes);
        new PasswordRoutes(accounts, gate, limit, log, firstPassword).register(routes);
        new AdminRoutes(database, accounts, log, organisation, frame, keys, exports, random, config.clock())
                .register(routes);
        new ApiRoutes(organisation, satisfaction, exports).register(routes);
        new HealthRoutes(health, new KioskQueries(database)).register(routes);
        new SatisfactionRoutes(satisfaction, organisation, log).register(routes);
        new ReviewRoutes(satisfaction, organisation, catalogue, log, database, frame, config.clock()).register(routes);
        new ClerksRoutes(satisfaction, organisation, log, database, frame, config.clock()).register(routes);
        OfficeStates states =
                new OfficeStates(database, config.clock(), Satisfaction.ZONE, new CalendarStore(database).everywhere());
        new InspectionRoutes(satisfaction, organisation, states, catalogue, database, frame, config.clock())
                .register(routes);
        new PartRoutes(satisfaction, organisation, catalogue, database, frame).register(routes);
        new AddressRoutes(new AddressStore(database), log, frame).register(routes);
        CaseStore cases = new CaseStore(database, config.clock());
        new CaseRoutes(
                        cases,
                        new ContestStore(database, config.clock()),
                        organisation,
                        new CalendarStore(database),
                        catalogue,
                        frame,
                        config.clock())
                .register(routes);
        new HandlingRoutes(cases, organisation, catalogue, frame, config.clock()).register(routes);
        ReportStore reportStore = new ReportStore(database, config.clock());
        new TodoRoutes(
                        satisfaction,
                        organisation,
                        states,
                        List.of(new CaseTodos(cases, organisation), new ReportTodos(reportStore, organisation)),
                        frame,
                        config.clock())
                .register(routes);
        new DataRoutes(
                        states,
                        organisation,
                        health,
                        () -> listAge(lists, satisfaction.today()),
                        new Undone(database)::note,
                        satisfaction::realmOf,
                        frame,
                        config.clock())
                .register(routes);
        new PublicRoutes(satisfaction, organisation, catalogue, database, frame).register(routes);
        Reports reports = new Reports(
                reportStore,
                satisfaction,
                database,
                organisation,
                catalogue,
                config.clock(),
                health.get().version());
        new ReportRoutes(reports, reportStore, organisation, log, frame, config.clock()).register(routes);
        new SuccessionRoutes(satisfaction, organisation, log, frame).register(routes);
        routes.exception(
                HttpResponseException.class,
                (e, ctx) -> refuse(ctx, e.getStatus(), isOfNoRoute(e) ? noSuchPage() : e.getMessage()));
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            refuse(
                    ctx,
                    HttpStatus.INTERNAL_SERVER_ERROR.getCode(),
                    say(
                            "Máy chủ gặp lỗi; người quản trị xem nhật ký",
                            "The server failed; the administrator finds more in its log"));
        });
        routes.error(HttpStatus.NOT_FOUND.getCode(), ctx -> {
            String body = ctx.result();
            if (body == null || body.isEmpty() || body.startsWith("Endpoint")) {
                refuse(ctx, HttpStatus.NOT_FOUND.getCode(), noSuchPage());
            }
        });
    }

    /** Javalin's own word for an address without a route. */
    private static boolean isOfNoRoute(HttpResponseException refusal) {
        return refusal.getStatus() == HttpStatus.NOT_FOUND.getCode()
                && String.valueOf(refusal.getMessage()).startsWith("Endpoint");
    }

    private static String listAge(CatalogueStore lists, LocalDate today) {
        return lists.latestDecision()
                .map(day -> say("danh mục thủ tục: quyết định ngày ", "list of procedures: decision of ")
                        + Figures.day(day)
                        + (lists.isOld(today) ? say(" – danh mục đã cũ", " – the list is old") : ""))
                .orElseGet(() -> say("danh mục thủ tục: dữ liệu mẫu", "list of procedures: sample data"));
    }

    private static String noSuchPage() {
        return say("Không có trang này", "There is no such page");
    }

    private static void refuse(Context ctx, int status, @Nullable String message) {
        String text = message == null ? "" : message;
        ctx.status(status);
        if (ctx.path().startsWith("/api/")) {
            ctx.json(Map.of("error", text));
        } else {
            ctx.html(Page.titled(say("Lỗi ", "Error ") + status)
                    .links(
                            List.of(
                                    new Page.Link("/", say("Trang đầu", "Home")),
                                    new Page.Link("/phuong-phap", say("Phương pháp", "Method"))),
                            "")
                    .with(
                            Html.el(
                                    "div",
                                    Html.cls("lead"),
                                    Html.el("h1", text),
                                    Html.el("p", say("Mã ", "Code ") + status)),
                            Html.el(
                                    "p",
                                    Html.el("a", Html.at("href", "/"), say("Về trang đầu", "To the first page")))));
        }
    }

    /** The port in use. */
    public int port() {
        return javalin.port();
    }

    /** Every route with the names of its roles, e.g. {@code GET /review} → OBSERVER, …; for the test that walks them. */
    Map<String, Set<String>> routeTable() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .filter(h -> h.endpoint.method.isHttpMethod())
                .collect(Collectors.toMap(h -> h.endpoint.method.name() + " " + h.endpoint.path, h -> {
                    Roles roles = h.endpoint.metadata(Roles.class);
                    return roles == null
                            ? Set.<String>of()
                            : roles.getRoles().stream().map(Object::toString).collect(Collectors.toSet());
                }));
    }

    @Override
    public void close() {
        rehearsal.close();
        exports.close();
        javalin.stop();
        refused.finish();
    }
}
