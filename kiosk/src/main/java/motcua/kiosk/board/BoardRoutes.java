package motcua.kiosk.board;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.office.Office;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.LiveFeed;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;

/** Doors of {@code /board}, open to anyone in the waiting room. */
public final class BoardRoutes implements Routes {
    private final Board board;
    private final Office office;
    private final LiveFeed feed;
    private final Tickets tickets;

    /**
     * @param clock the kiosk's time now
     * @param practice whether visits do not count yet
     * @param recording whether records can be stored, without which nobody can be called
     */
    public BoardRoutes(
            Office office,
            Counters counters,
            Tickets tickets,
            LiveFeed feed,
            Supplier<Moment> clock,
            BooleanSupplier practice,
            BooleanSupplier recording) {
        this.board = new Board(office, counters, tickets, clock, practice, recording);
        this.office = office;
        this.feed = feed;
        this.tickets = tickets;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/board", ctx -> Answers.json(ctx, board.view()), Role.ANYONE);
        routes.get("/api/board/texts", this::texts, Role.ANYONE);
        routes.sse("/api/board/events", this::events, Role.ANYONE);
        routes.post("/api/board/shown/{ticket}", this::shown, Role.ANYONE);
    }

    private void texts(Context ctx) {
        Answers.json(ctx, office.data().map(BoardTexts::of).orElse(BoardTexts.NONE));
    }

    /** The board shows a number that nobody was sure of: from here on it can be called. */
    private void shown(Context ctx) {
        String ticket = ctx.pathParam("ticket");
        if (tickets.isPerhapsOut(ticket)) {
            tickets.shown(ticket);
        }
        Answers.json(ctx, Map.of());
    }

    private void events(SseClient client) {
        feed.serve(client, this::state, () -> {});
    }

    private LiveFeed.State state() {
        BoardView view = board.view();
        return new LiveFeed.State(view.sameAs(), view);
    }
}
