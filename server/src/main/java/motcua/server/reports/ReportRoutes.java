package motcua.server.reports;

import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Role;
import motcua.server.organisation.OrganisationStore;
import motcua.server.review.Frame;

/** The pages of reports, their files, and the steps of their way. */
public final class ReportRoutes {
    private static final Role[] READERS = {Role.OBSERVER, Role.REVIEWER, Role.LEADER, Role.AUDITOR};

    /** Of a signed report as a scan, in bytes; one of some dozen pages has a few megabytes. */
    public static final long LARGEST_PDF_BYTES = 20L * 1024 * 1024;

    private final ReportDesk desk;
    private final ReportForm form;
    private final ReportSteps steps;
    private final ReportFiles files;

    /** Pages of these reports. */
    public ReportRoutes(
            Reports reports,
            ReportStore store,
            OrganisationStore organisation,
            AccessLogStore log,
            Frame frame,
            Clock clock) {
        this.desk = new ReportDesk(reports, store, organisation, frame, clock);
        this.form = new ReportForm(desk);
        this.steps = new ReportSteps(desk);
        this.files = new ReportFiles(desk, log);
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/reports", this::list, READERS);
        routes.get("/reports/view", this::view, READERS);
        routes.get("/reports/addendum", this::addendum, READERS);
        routes.get("/reports/file", files::file, READERS);
        routes.get("/reports/consolidation", files::consolidation, READERS);
        routes.get("/reports/edit", form::edit, Role.LEADER);
        routes.post("/reports/open", form::open, Role.LEADER);
        routes.post("/reports/edit", form::change, Role.LEADER);
        routes.post("/reports/sign", steps::sign, Role.LEADER);
        routes.post("/reports/upload", steps::upload, Role.LEADER);
        routes.post("/reports/submit", steps::submit, Role.LEADER);
        routes.post("/reports/answer", steps::answer, Role.REVIEWER, Role.LEADER);
        routes.post("/reports/remind", steps::remind, Role.REVIEWER, Role.LEADER);
    }

    private void list(Context ctx) {
        Asked asked = desk.asked(ctx);
        List<ReportVersion> ofPeriod = desk.store.ofPeriod(asked.period().key());
        Consolidation below = Consolidation.of(asked.scope().tree(), asked.unit(), ofPeriod, desk.reports.fields());
        ctx.html(new ReportListPage(
                        asked,
                        desk.store.ofUnit(asked.unit()),
                        below,
                        desk.store.reminders(asked.period().key()),
                        desk.reports.today())
                .in(desk.frame.page(say("Báo cáo", "Reports"), "/reports", asked.session())));
    }

    private void view(Context ctx) {
        desk.show(ctx, desk.asked(ctx), Optional.empty());
    }

    private void addendum(Context ctx) {
        Asked asked = desk.asked(ctx);
        List<ReportVersion> versions =
                desk.store.versions(asked.unit(), asked.period().key());
        if (versions.isEmpty() || ReportDesk.version(ctx, versions).state() == ReportState.DRAFT) {
            throw new NotFoundResponse(say("Bản này chưa ký nên chưa có phụ lục", "Not signed, so no addendum"));
        }
        ReportVersion version = ReportDesk.version(ctx, versions);
        List<ReportContent.Change> changes = desk.reports.addendum(version, asked.period()).stream()
                .filter(c -> asked.account().role().seesClerks() || !c.ofAnnex())
                .toList();
        ctx.html(new AddendumPage(asked, version, changes, desk.clock.millis())
                .in(desk.frame.page(say("Phụ lục", "Addendum"), "/reports", asked.session())));
    }
}
