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
import motcua.contract.body.Mode;
import motcua.kiosk.counter.CounterView;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Served;
import motcua.kiosk.counter.ServiceSession;
import motcua.kiosk.office.Office;
import motcua.kiosk.print.PrintDesk;
import motcua.kiosk.queue.Refusal;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.setup.HandClock;
import motcua.kiosk.setup.SetupRoutes;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.LiveFeed;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/** Doors of {@code /desk} but those to the queue. No answer here holds a level, a press or its time. */
public final class DeskRoutes implements Routes {
    private final Office office;
    private final Counters counters;
    private final Tickets tickets;
    private final Doorkeeper doorkeeper;
    private final LiveFeed feed;
    private final HandClock clock;
    private final Procedures procedures;
    private final DeskView view;

    /** @param help whether a citizen at the ticket screen waits for a person */
    public DeskRoutes(
            Office office,
            Counters counters,
            Tickets tickets,
            PrintDesk prints,
            Doorkeeper doorkeeper,
            LiveFeed feed,
            SetupRoutes.Clock clock,
            BooleanSupplier practice,
            BooleanSupplier recording,
            BooleanSupplier help) {
        this.office = office;
        this.counters = counters;
        this.tickets = tickets;
        this.doorkeeper = doorkeeper;
        this.feed = feed;
        this.clock = new HandClock(clock);
        this.procedures = new Procedures(office);
        this.view = new DeskView(office, counters, tickets, prints, clock, practice, recording, help);
    }

    record SignInBody(@Nullable String clerk, @Nullable String pin) {}

    record FinishBody(
            @Nullable List<String> procedures, @Nullable String kind) {}

    record ClockBody(@Nullable String local) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/desk/{counter}", this::state, Role.ANYONE);
        routes.sse("/api/desk/{counter}/events", this::events, Role.ANYONE);
        routes.get("/api/counters/{counter}/procedures", ctx -> Answers.json(ctx, procedures.all()), Role.CLERK);
        routes.post("/api/counters/{counter}/sign-in", this::signIn, Role.ANYONE);
        routes.post("/api/counters/{counter}/sign-out", this::signOut, Role.CLERK);
        routes.post("/api/counters/{counter}/still-here", this::stillHere, Role.CLERK);
        routes.post("/api/counters/{counter}/clock", this::clock, Role.CLERK);
        routes.post("/api/counters/{counter}/visit/start", this::start, Role.CLERK);
        routes.post("/api/counters/{counter}/visit/finish", this::finish, Role.CLERK);
        new QueueRoutes(tickets, counters, procedures, this::state).register(routes);
    }

    private void state(Context ctx) {
        int counter = Doorkeeper.counter(ctx);
        Answers.json(ctx, view.at(counter, doorkeeper.clerkAt(ctx, counter).orElse(null)));
    }

    private void events(SseClient client) {
        int counter = Doorkeeper.counter(client.ctx());
        ServiceSession mine = doorkeeper.clerkAt(client.ctx(), counter).orElse(null);
        feed.serve(
                client,
                () -> {
                    DeskView.Shown now = view.at(counter, mine);
                    return new LiveFeed.State(now.desk(), now);
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
        tickets.pause(counter, false); // whoever signs in has come to work
        Answers.json(ctx, view.at(counter, session));
    }

    /** Not while a citizen is at the counter: somebody must say what became of the ticket. */
    private void signOut(Context ctx) {
        int counter = Doorkeeper.counter(ctx);
        doorkeeper
                .clerkAt(ctx, counter)
                .ifPresent(session -> counters.atOnce(() -> {
                    if (tickets.at(counter).isPresent()) {
                        throw new Refusal(Refusal.Reason.SERVING);
                    }
                    counters.signOut(session);
                    return session;
                }));
        doorkeeper.dismissClerk(ctx, counter);
        Answers.json(ctx, view.at(counter, null));
    }

    private void stillHere(Context ctx) {
        int counter = Doorkeeper.counter(ctx);
        counters.active(counter);
        counters.changed(counter);
        state(ctx);
    }

    /** A clerk says what day and time it is. Asked for only while nobody knows better. */
    private void clock(Context ctx) {
        clock.set(Answers.body(ctx, ClockBody.class).local());
        counters.changed(0);
        state(ctx);
    }

    private void start(Context ctx) {
        counters.startService(known(Doorkeeper.counter(ctx)));
        state(ctx);
    }

    /** Ends a visit of somebody without a ticket. */
    private void finish(Context ctx) {
        int counter = known(Doorkeeper.counter(ctx));
        FinishBody body = Answers.body(ctx, FinishBody.class);
        List<String> codes = procedures.listed(body.procedures());
        Served served = Served.about(Procedures.kind(body.kind()), procedures.fieldOf(codes), codes);
        boolean withTickets = counters.view(counter)
                .map(CounterView::mode)
                .filter(mode -> mode == Mode.TICKET)
                .isPresent();
        if (withTickets) {
            tickets.finishWithoutTicket(counter, served);
        } else if (!counters.finish(counter, served)) {
            throw new ConflictResponse("Quầy này luôn mời đánh giá, không cần kết thúc từng lượt");
        }
        state(ctx);
    }

    private int known(int counter) {
        if (!counters.numbers().contains(counter)) {
            throw new NotFoundResponse("Không có quầy này");
        }
        return counter;
    }
}
