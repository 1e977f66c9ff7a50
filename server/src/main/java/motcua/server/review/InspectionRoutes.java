package motcua.server.review;

import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.catalogue.Catalogue;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import motcua.server.watch.OfficeStates;

/** {@code /review/sheet}: one page of an office to take along on a visit. */
public final class InspectionRoutes {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");

    private final ReviewAnswers answers;
    private final OfficeStates states;
    private final Catalogue catalogue;
    private final Frame frame;
    private final Clock clock;

    /** Sheets from these results and states. */
    public InspectionRoutes(
            Satisfaction satisfaction,
            OrganisationStore organisation,
            OfficeStates states,
            Catalogue catalogue,
            Database database,
            Frame frame,
            Clock clock) {
        this.answers = new ReviewAnswers(satisfaction, organisation, database);
        this.states = states;
        this.catalogue = catalogue;
        this.frame = frame;
        this.clock = clock;
    }

    /** Adds the route. */
    public void register(RoutesConfig routes) {
        routes.get("/review/sheet", this::sheet, Role.OBSERVER, Role.REVIEWER, Role.LEADER, Role.AUDITOR);
    }

    private void sheet(Context ctx) {
        Account reader = Gate.required(ctx).account();
        // What goes on paper is what every reader may see: no clerks, no exact cells.
        Account onPaper = new Account(reader.name(), Role.OBSERVER, reader.unit(), false);
        ReviewData data = answers.of(
                onPaper,
                new ReviewAnswers.Asked(
                        ctx.queryParam("dv"), ctx.queryParam("ky"), ctx.queryParam("cd"), ctx.queryParam("nguon")));
        if (!data.choice().single() || data.onlyOffice().isEmpty()) {
            throw new HttpResponseException(
                    HttpStatus.NOT_FOUND,
                    say(
                            "Phiếu kiểm tra là của một đơn vị: hãy chọn một đơn vị ở trang Kết quả.",
                            "An inspection sheet is about one office: pick one on the page of results."),
                    Map.of());
        }
        InspectionSheet sheet = new InspectionSheet(
                data,
                catalogue,
                states.of(Set.of(data.onlyOffice())).stream().findFirst(),
                MOMENT.format(LocalDateTime.now(clock.withZone(Satisfaction.ZONE))));
        ctx.html(frame.page(say("Phiếu kiểm tra", "Inspection sheet"), "/review", Gate.required(ctx))
                .strip(ReviewPage.strip(data.choice().realm()))
                .with(sheet.draw()));
    }
}
