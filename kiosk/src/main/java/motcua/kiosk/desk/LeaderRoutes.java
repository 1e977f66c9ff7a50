package motcua.kiosk.desk;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeData;
import motcua.kiosk.office.OfficeDraft;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/**
 * What a shift leader does at the desk when no server can be asked: a new PIN for a colleague, a clerk for the day. Each request
 * brings the leader's own PIN, so it needs no session.
 */
public final class LeaderRoutes implements Routes {
    private final Office office;

    public LeaderRoutes(Office office) {
        this.office = office;
    }

    /** @param leader whether the clerk leads the shift; {@code today} whether only for today */
    record Person(String id, String name, boolean leader, boolean today) {}

    record ResetBody(
            @Nullable String leader,
            @Nullable String pin,
            @Nullable String clerk,
            @Nullable String newPin) {}

    record TemporaryBody(
            @Nullable String leader,
            @Nullable String pin,
            @Nullable String name,
            @Nullable String newPin) {}

    private interface Change {
        Office.Led make() throws OfficeDraft.Mistake, IOException;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/leader", this::people, Role.ANYONE);
        routes.post("/api/leader/pin", this::resetPin, Role.ANYONE);
        routes.post("/api/leader/temporary", this::addTemporary, Role.ANYONE);
    }

    private void people(Context ctx) {
        Answers.json(ctx, Map.of("clerks", people()));
    }

    private List<Person> people() {
        return office.clerks().stream().map(LeaderRoutes::shown).toList();
    }

    private static Person shown(OfficeData.Clerk clerk) {
        return new Person(clerk.id(), clerk.name(), clerk.leader(), clerk.temporary() != null);
    }

    private void resetPin(Context ctx) throws IOException {
        ResetBody body = Answers.body(ctx, ResetBody.class);
        answer(
                ctx,
                () -> office.resetPin(
                        given(body.leader()), given(body.pin()), given(body.clerk()), given(body.newPin())));
    }

    private void addTemporary(Context ctx) throws IOException {
        TemporaryBody body = Answers.body(ctx, TemporaryBody.class);
        answer(
                ctx,
                () -> office.addTemporary(
                        given(body.leader()), given(body.pin()), given(body.name()), given(body.newPin())));
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void answer(Context ctx, Change change) throws IOException {
        Office.Led led;
        try {
            led = change.make();
        } catch (OfficeDraft.Mistake e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
        String clerk = led.clerk();
        if (clerk != null) {
            Answers.json(ctx, Map.of("clerk", clerk, "clerks", people()));
            return;
        }
        long seconds = (led.waitMs() + 999) / 1000;
        ctx.status(seconds > 0 ? 429 : 401);
        Answers.json(
                ctx,
                seconds > 0
                        ? Map.of("error", "Xin chờ " + seconds + " giây rồi nhập lại", "waitSeconds", seconds)
                        : Map.of("error", "Mã PIN chưa đúng"));
    }
}
