package motcua.kiosk.rate;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntConsumer;
import motcua.contract.body.SettingsApplied;
import motcua.contract.journal.Hash;
import motcua.contract.scale.Scale;
import motcua.kiosk.counter.CounterView;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Phase;
import motcua.kiosk.journal.JournalFailure;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.PinGate;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.LiveFeed;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/**
 * Doors of {@code /rate}. What they say after a press is the same whatever was pressed, and never which visit it was: only
 * that there is another one than before.
 */
public final class RateRoutes implements Routes {
    /** Subjects a citizen may choose: the eight on the screen and the rest of the list. Source: domain f.2. */
    private static final List<String> SUBJECTS = List.of(
            "QUICK",
            "WAIT_LONG",
            "FRIENDLY",
            "ATTITUDE",
            "CLEAR",
            "GUIDANCE",
            "HARASSMENT",
            "OTHER",
            "SERVICE_SLOW",
            "REPEAT_VISITS",
            "EXTRA_PAPERS",
            "COMPLEX",
            "ONLINE_HARD",
            "FACILITY",
            "FEE",
            "PLEASANT");

    private static final int MOST_SUBJECTS = 3;

    private final String salt = Long.toHexString(new SecureRandom().nextLong());
    private final Counters counters;
    private final LiveFeed feed;
    private final BooleanSupplier practice;
    private final BooleanSupplier recording;
    private final IntConsumer lost;
    private final Function<String, Optional<String>> number;
    private final BoundScreens screens;
    private final Office office;
    private final Doorkeeper doorkeeper;

    /**
     * @param practice whether visits do not count yet
     * @param recording whether presses can be stored
     * @param lost hears the counter of a press that was not stored
     * @param number the number of the ticket a service was for, so that people see whether they are meant
     * @param screens which browsers may rate
     * @param office knows the technician's PIN, with which a screen is bound
     */
    public RateRoutes(
            Counters counters,
            LiveFeed feed,
            BooleanSupplier practice,
            BooleanSupplier recording,
            IntConsumer lost,
            Function<String, Optional<String>> number,
            BoundScreens screens,
            Office office,
            Doorkeeper doorkeeper) {
        this.counters = counters;
        this.feed = feed;
        this.practice = practice;
        this.recording = recording;
        this.lost = lost;
        this.number = number;
        this.screens = screens;
        this.office = office;
        this.doorkeeper = doorkeeper;
    }

    /** What the screen shows; {@code number} is on the ticket of whoever may rate. To a browser that is not bound nothing moves. */
    record Shown(
            int counter,
            boolean bound,
            String office,
            String counterName,
            Phase phase,
            boolean practice,
            boolean recording,
            List<ShownLevel> levels,
            @Nullable String visit,
            @Nullable String number,
            long inviteLeftMs,
            long redoLeftMs,
            long afterLeftMs) {}

    /** A key of the screen; {@code key} is what a press sends. */
    record ShownLevel(int key, int level, int face, String vi, String en) {}

    private record Look(
            boolean bound,
            Phase phase,
            @Nullable String service,
            boolean practice,
            boolean recording,
            @Nullable SettingsApplied set,
            List<ShownLevel> levels) {}

    /** @param visit mark of the visit that the screen asked about, absent for the newest */
    record PressBody(int key, @Nullable String visit) {}

    /** @param visit as in {@link PressBody} */
    record ReasonsBody(
            @Nullable List<String> reasons, @Nullable String visit) {}

    /** Either the technician's PIN, or the token of an address that the technician was given. */
    record BindBody(@Nullable String pin, @Nullable String token) {}

    record Address(String path) {}

    record Screens(Map<Integer, Integer> counters) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/rate/{counter}", this::state, Role.ANYONE);
        routes.sse("/api/rate/{counter}/events", this::events, Role.ANYONE);
        routes.post("/api/rate/{counter}/press", this::press, Role.ANYONE);
        routes.post("/api/rate/{counter}/reasons", this::reasons, Role.ANYONE);
        routes.post("/api/rate/{counter}/bind", this::bind, Role.ANYONE);
        routes.post("/api/rate/{counter}/address", this::address, Role.TECHNICIAN);
        routes.post("/api/rate/{counter}/unbind", this::unbind, Role.TECHNICIAN);
        routes.get("/api/rating-screens", ctx -> Answers.json(ctx, new Screens(screens.count())), Role.TECHNICIAN);
    }

    private void state(Context ctx) {
        int counter = Doorkeeper.counter(ctx);
        Answers.json(ctx, look(counter, doorkeeper.screenToken(ctx, counter)).body());
    }

    private void events(SseClient client) {
        int counter = Doorkeeper.counter(client.ctx());
        String token = doorkeeper.screenToken(client.ctx(), counter);
        if (!screens.at(counter, token)) {
            feed.serve(client, () -> look(counter, token), () -> {});
            return;
        }
        counters.screenOpened(counter);
        feed.serve(client, () -> look(counter, token), () -> counters.screenClosed(counter));
    }

    private void press(Context ctx) {
        int counter = bound(ctx);
        PressBody body = Answers.body(ctx, PressBody.class);
        int key = body.key();
        if (levels(counter).stream().noneMatch(level -> level.key() == key)) {
            throw new BadRequestResponse("Không có phím này");
        }
        if (!stored(counter, key, body.visit())) {
            throw new ConflictResponse("Hiện chưa có lượt phục vụ để đánh giá");
        }
        Answers.json(ctx, look(counter, doorkeeper.screenToken(ctx, counter)).body());
    }

    private boolean stored(int counter, int key, @Nullable String visit) {
        try {
            return visit == null
                    ? counters.screenPress(counter, key)
                    : counters.screenPress(
                            counter, key, service -> visitMark(service).equals(visit));
        } catch (JournalFailure e) {
            lost.accept(counter);
            throw e;
        }
    }

    private void reasons(Context ctx) {
        int counter = bound(ctx);
        ReasonsBody body = Answers.body(ctx, ReasonsBody.class);
        List<String> chosen = body.reasons();
        String visit = body.visit();
        if (chosen == null
                || chosen.size() > MOST_SUBJECTS
                || chosen.stream().distinct().count() != chosen.size()
                || !SUBJECTS.containsAll(chosen)) {
            throw new BadRequestResponse("Chọn tối đa 3");
        }
        if (!counters.reasons(
                counter, chosen, service -> visit == null || visitMark(service).equals(visit))) {
            throw new ConflictResponse("Đã hết thời gian chọn");
        }
        Answers.json(ctx, Map.of("stored", true));
    }

    private void bind(Context ctx) throws IOException {
        int counter = known(Doorkeeper.counter(ctx));
        BindBody body = Answers.body(ctx, BindBody.class);
        String given = body.token();
        if (given != null) {
            if (!screens.at(counter, given)) {
                throw new ForbiddenResponse("Địa chỉ của màn hình không còn dùng được");
            }
            doorkeeper.admitScreen(ctx, counter, given);
            Answers.json(ctx, Map.of("bound", true));
            return;
        }
        String pin = body.pin();
        if (office.guarded()) {
            PinGate.Result result = office.technician(pin == null ? "" : pin);
            if (result != PinGate.Result.RIGHT) {
                Answers.wrongPin(ctx, result == PinGate.Result.WAIT);
                return;
            }
        }
        doorkeeper.admitScreen(ctx, counter, screens.bind(counter));
        Answers.json(ctx, Map.of("bound", true));
    }

    /** An address with a token, for a browser that keeps nothing and so is bound again at each start. */
    private void address(Context ctx) throws IOException {
        int counter = known(Doorkeeper.counter(ctx));
        Answers.json(ctx, new Address("/rate?counter=" + counter + "#man-hinh=" + screens.bind(counter)));
    }

    private void unbind(Context ctx) throws IOException {
        screens.unbind(known(Doorkeeper.counter(ctx)));
        feed.changed();
        Answers.json(ctx, new Screens(screens.count()));
    }

    /** The counter of the route, for its own screen only. */
    private int bound(Context ctx) {
        int counter = known(Doorkeeper.counter(ctx));
        String token = doorkeeper.screenToken(ctx, counter);
        if (!screens.at(counter, token)) {
            throw new ForbiddenResponse("Màn hình này chưa được gắn với quầy");
        }
        if (token != null) {
            doorkeeper.admitScreen(ctx, counter, token); // browsers forget what is not given anew
        }
        return counter;
    }

    private int known(int counter) {
        if (!counters.numbers().contains(counter)) {
            throw new NotFoundResponse("Không có quầy này");
        }
        return counter;
    }

    private LiveFeed.State look(int counter, @Nullable String token) {
        SettingsApplied settings = counters.settings().orElse(null);
        boolean bound = screens.at(counter, token);
        CounterView view = bound ? counters.view(counter).orElse(null) : null;
        Phase phase = view == null || settings == null ? Phase.CLOSED : view.phase();
        String service = view == null ? null : view.service();
        Look sameAs = new Look(
                bound,
                phase,
                service,
                practice.getAsBoolean(),
                recording.getAsBoolean(),
                settings,
                bound ? levels(counter) : List.of());
        return new LiveFeed.State(
                sameAs,
                new Shown(
                        counter,
                        bound,
                        settings == null ? "" : settings.office().name(),
                        name(settings, counter),
                        phase,
                        sameAs.practice(),
                        sameAs.recording(),
                        sameAs.levels(),
                        service == null ? null : visitMark(service),
                        service == null ? null : number.apply(service).orElse(null),
                        view == null ? 0 : view.inviteLeftMs(),
                        view == null ? 0 : view.redoLeftMs(),
                        view == null ? 0 : view.afterLeftMs()));
    }

    /** Another mark for another visit, from which the visit cannot be found. */
    private String visitMark(String service) {
        return Hash.ofBody((salt + service).getBytes(StandardCharsets.US_ASCII))
                .hex()
                .substring(0, 12);
    }

    private static String name(@Nullable SettingsApplied settings, int counter) {
        return settings == null
                ? ""
                : settings.counters().stream()
                        .filter(each -> each.number() == counter)
                        .map(SettingsApplied.Counter::name)
                        .findFirst()
                        .orElse("");
    }

    private List<ShownLevel> levels(int counter) {
        return counters.scale(counter).map(Scale::levels).orElse(List.of()).stream()
                .map(level -> new ShownLevel(level.key(), level.level(), level.face(), level.vi(), level.en()))
                .toList();
    }
}
