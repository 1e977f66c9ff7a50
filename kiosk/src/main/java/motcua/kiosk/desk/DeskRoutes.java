package motcua.kiosk.desk;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.kiosk.counter.CounterView;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.PadHealth;
import motcua.kiosk.counter.ServiceSession;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeData;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.LiveFeed;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/** Doors of {@code /desk}. No answer here holds a level, a press or its time. */
public final class DeskRoutes implements Routes {
    private static final int MOST_PROCEDURES = 10;

    private final Office office;
    private final Counters counters;
    private final Doorkeeper doorkeeper;
    private final LiveFeed feed;
    private final BooleanSupplier practice;
    private final BooleanSupplier recording;

    public DeskRoutes(
            Office office,
            Counters counters,
            Doorkeeper doorkeeper,
            LiveFeed feed,
            BooleanSupplier practice,
            BooleanSupplier recording) {
        this.office = office;
        this.counters = counters;
        this.doorkeeper = doorkeeper;
        this.feed = feed;
        this.practice = practice;
        this.recording = recording;
    }

    /**
     * The desk as this browser may see it.
     *
     * @param clerk who is signed in with this browser, absent if nobody
     * @param someoneElse whether another browser has the counter's session
     * @param last what became of the visit finished last, only for the signed-in clerk
     * @param device {@code GOOD}, {@code DOWN}, or {@code NONE} if there is nothing to rate with
     */
    record Desk(
            int counter,
            String name,
            String office,
            Mode mode,
            boolean practice,
            boolean recording,
            @Nullable String clerk,
            boolean someoneElse,
            boolean serving,
            boolean idle,
            CounterView.@Nullable LastVisit last,
            String device,
            List<Person> clerks,
            List<OfficeData.Procedure> procedures) {}

    record Person(String id, String name) {}

    record SignInBody(@Nullable String clerk, @Nullable String pin) {}

    record FinishBody(
            @Nullable List<String> procedures, @Nullable String kind) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/desk/{counter}", this::state, Role.ANYONE);
        routes.sse("/api/desk/{counter}/events", this::events, Role.ANYONE);
        routes.post("/api/counters/{counter}/sign-in", this::signIn, Role.ANYONE);
        routes.post("/api/counters/{counter}/sign-out", this::signOut, Role.CLERK);
        routes.post("/api/counters/{counter}/still-here", this::stillHere, Role.CLERK);
        routes.post("/api/counters/{counter}/visit/start", this::start, Role.CLERK);
        routes.post("/api/counters/{counter}/visit/finish", this::finish, Role.CLERK);
    }

    private void state(Context ctx) {
        int counter = Doorkeeper.counter(ctx);
        Answers.json(ctx, desk(counter, doorkeeper.clerkAt(ctx, counter).orElse(null)));
    }

    private void events(SseClient client) {
        int counter = Doorkeeper.counter(client.ctx());
        ServiceSession mine = doorkeeper.clerkAt(client.ctx(), counter).orElse(null);
        feed.serve(
                client,
                () -> {
                    Desk now = desk(counter, mine);
                    return new LiveFeed.State(now, now);
                },
                () -> {});
    }

    private void signIn(Context ctx) {
        int counter = known(Doorkeeper.counter(ctx));
        SignInBody body = Answers.body(ctx, SignInBody.class);
        String clerk = body.clerk();
        String pin = body.pin();
        if (clerk == null || pin == null) {
            throw new BadRequestResponse("Xin chọn tên và nhập mã PIN");
        }
        Office.SignIn answer = office.signIn(counter, clerk, pin);
        ServiceSession session = answer.session();
        if (session == null) {
            ctx.status(answer.waitMs() > 0 ? 429 : 401);
            long seconds = (answer.waitMs() + 999) / 1000;
            Answers.json(
                    ctx,
                    answer.waitMs() > 0
                            ? Map.of("error", "Xin chờ " + seconds + " giây rồi nhập lại", "waitSeconds", seconds)
                            : Map.of("error", "Mã PIN chưa đúng"));
            return;
        }
        doorkeeper.admitClerk(ctx, session);
        Answers.json(ctx, Map.of("clerk", office.clerkName(session.clerk())));
    }

    private void signOut(Context ctx) {
        int counter = Doorkeeper.counter(ctx);
        doorkeeper.clerkAt(ctx, counter).ifPresent(counters::signOut);
        doorkeeper.dismissClerk(ctx, counter);
        Answers.json(ctx, Map.of());
    }

    private void stillHere(Context ctx) {
        counters.active(Doorkeeper.counter(ctx));
        Answers.json(ctx, Map.of());
    }

    private void start(Context ctx) {
        counters.startService(known(Doorkeeper.counter(ctx)));
        Answers.json(ctx, Map.of());
    }

    private void finish(Context ctx) {
        int counter = known(Doorkeeper.counter(ctx));
        FinishBody body = Answers.body(ctx, FinishBody.class);
        List<String> codes = procedures(body.procedures());
        String field = office.data().map(data -> data.fieldOf(codes)).orElse(null);
        if (!counters.finish(counter, kind(body.kind()), field, codes)) {
            throw new ConflictResponse("Quầy này luôn mời đánh giá, không cần kết thúc từng lượt");
        }
        Answers.json(ctx, Map.of());
    }

    /** Only procedures of the office's list: an office may not invent one. */
    private List<String> procedures(@Nullable List<String> given) {
        List<String> codes =
                given == null ? List.of() : given.stream().distinct().toList();
        List<String> listed = office.data().map(OfficeData::procedures).orElse(List.of()).stream()
                .map(OfficeData.Procedure::code)
                .toList();
        if (codes.size() > MOST_PROCEDURES || !listed.containsAll(codes)) {
            throw new BadRequestResponse("Thủ tục không có trong danh mục");
        }
        return codes;
    }

    private static Kind kind(@Nullable String given) {
        try {
            return given == null ? Kind.PROCEDURE : Kind.valueOf(given);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("Không có loại việc này");
        }
    }

    private int known(int counter) {
        if (!counters.numbers().contains(counter)) {
            throw new NotFoundResponse("Không có quầy này");
        }
        return counter;
    }

    private Desk desk(int counter, @Nullable ServiceSession admitted) {
        SettingsApplied settings =
                counters.settings().orElseThrow(() -> new NotFoundResponse("Bộ phận chưa được cài đặt"));
        SettingsApplied.Counter here = settings.counters().stream()
                .filter(each -> each.number() == counter)
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("Không có quầy này"));
        ServiceSession mine = counters.session(counter)
                .filter(open -> admitted != null && open.session().equals(admitted.session()))
                .orElse(null);
        boolean signedIn = mine != null;
        return new Desk(
                counter,
                here.name(),
                settings.office().name(),
                here.mode(),
                practice.getAsBoolean(),
                recording.getAsBoolean(),
                mine == null ? null : office.clerkName(mine.clerk()),
                !signedIn && counters.session(counter).isPresent(),
                signedIn && counters.serving(counter),
                signedIn && counters.idle(counter),
                signedIn ? counters.view(counter).map(CounterView::last).orElse(null) : null,
                device(counter),
                settings.clerks().stream()
                        .map(clerk -> new Person(clerk.id(), clerk.name()))
                        .toList(),
                signedIn ? office.data().map(OfficeData::procedures).orElse(List.of()) : List.of());
    }

    private String device(int counter) {
        List<PadHealth> bound =
                counters.pads().stream().filter(pad -> pad.counter() == counter).toList();
        if (counters.hasScreen(counter) || bound.stream().anyMatch(PadHealth::up)) {
            return "GOOD";
        }
        return bound.isEmpty() ? "NONE" : "DOWN";
    }
}
