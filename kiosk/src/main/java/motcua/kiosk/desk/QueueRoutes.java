package motcua.kiosk.desk;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import motcua.contract.body.Guidance;
import motcua.contract.body.Respondent;
import motcua.contract.body.TicketOrigin;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Served;
import motcua.kiosk.queue.Refusal;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/**
 * What a clerk does with tickets. Whoever means the ticket at the counter names it, so that a page that is late never ends the
 * service of another one.
 */
final class QueueRoutes implements Routes {
    private static final int LONGEST_WISH = 64;
    private static final int MOST_DOSSIERS = 999;

    private final Tickets tickets;
    private final Counters counters;
    private final Procedures procedures;
    private final Consumer<Context> answer;

    /** @param answer answers with the desk as it is now */
    QueueRoutes(Tickets tickets, Counters counters, Procedures procedures, Consumer<Context> answer) {
        this.tickets = tickets;
        this.counters = counters;
        this.procedures = procedures;
        this.answer = answer;
    }

    record TicketBody(@Nullable String ticket, boolean byHand) {}

    record TransferBody(
            @Nullable String ticket,
            @Nullable String queue,
            @Nullable Integer counter) {}

    record NotesBody(
            @Nullable String ticket,
            @Nullable String kind,
            @Nullable List<String> procedures,
            @Nullable String respondent,
            @Nullable List<String> guidance,
            @Nullable Integer dossiers) {}

    record PauseBody(boolean paused) {}

    /**
     * @param absent whether the citizen is not here, so that no slip comes out
     * @param large whether the slip is to be in large print
     */
    record IssueBody(
            @Nullable String wish,
            @Nullable String queue,
            @Nullable String procedure,
            boolean priority,
            boolean absent,
            boolean large) {}

    @Override
    public void register(RoutesConfig routes) {
        String at = "/api/counters/{counter}/ticket/";
        routes.post(at + "next", this::next, Role.CLERK);
        routes.post(at + "call", this::call, Role.CLERK);
        routes.post(at + "recall", this::recall, Role.CLERK);
        routes.post(at + "start", this::start, Role.CLERK);
        routes.post(at + "notes", this::notes, Role.CLERK);
        routes.post(at + "hold", this::hold, Role.CLERK);
        routes.post(at + "transfer", this::transfer, Role.CLERK);
        routes.post(at + "no-show", this::noShow, Role.CLERK);
        routes.post(at + "reinstate", this::reinstate, Role.CLERK);
        routes.post(at + "left", this::left, Role.CLERK);
        routes.post(at + "finish", this::finish, Role.CLERK);
        routes.post(at + "issue", this::issue, Role.CLERK);
        routes.post("/api/counters/{counter}/pause", this::pause, Role.CLERK);
    }

    private void next(Context ctx) {
        int counter = at(ctx);
        tickets.callNext(counter);
        answer.accept(ctx);
    }

    private void call(Context ctx) {
        TicketBody body = Answers.body(ctx, TicketBody.class);
        tickets.call(at(ctx), required(body.ticket()), body.byHand());
        answer.accept(ctx);
    }

    private void recall(Context ctx) {
        withTheTicket(ctx, tickets::recall);
    }

    private void start(Context ctx) {
        withTheTicket(ctx, counter -> {
            tickets.start(counter);
            return counter;
        });
    }

    private void hold(Context ctx) {
        withTheTicket(ctx, counter -> {
            tickets.hold(counter);
            return counter;
        });
    }

    private void noShow(Context ctx) {
        withTheTicket(ctx, counter -> {
            tickets.noShow(counter);
            return counter;
        });
    }

    private void finish(Context ctx) {
        withTheTicket(ctx, counter -> {
            tickets.finish(counter, tickets.served(tickets.at(counter).orElseThrow()));
            return counter;
        });
    }

    private void transfer(Context ctx) {
        TransferBody body = Answers.body(ctx, TransferBody.class);
        if (body.queue() == null) {
            throw new BadRequestResponse("Xin chọn nơi chuyển đến");
        }
        String queue = body.queue();
        int counter = at(ctx);
        expecting(counter, body.ticket(), () -> {
            tickets.transfer(counter, queue, body.counter());
            return counter;
        });
        answer.accept(ctx);
    }

    private void reinstate(Context ctx) {
        at(ctx);
        tickets.reinstate(required(Answers.body(ctx, TicketBody.class).ticket()));
        answer.accept(ctx);
    }

    /** The citizen of the ticket has gone, from the counter or from among those who wait. */
    private void left(Context ctx) {
        int counter = at(ctx);
        String ticket = required(Answers.body(ctx, TicketBody.class).ticket());
        counters.atOnce(() -> {
            if (tickets.at(counter).map(here -> here.id().equals(ticket)).orElse(false)) {
                tickets.left(counter);
            } else {
                tickets.left(ticket);
            }
            return counter;
        });
        answer.accept(ctx);
    }

    private void notes(Context ctx) {
        int counter = at(ctx);
        NotesBody body = Answers.body(ctx, NotesBody.class);
        List<String> codes = procedures.listed(body.procedures());
        Integer dossiers = body.dossiers();
        if (dossiers != null && (dossiers < 1 || dossiers > MOST_DOSSIERS)) {
            throw new BadRequestResponse("Số hồ sơ từ 1 đến 999");
        }
        tickets.note(counter, here -> {
            requireSame(here, body.ticket());
            String field = codes.isEmpty() ? here.field() : procedures.fieldOf(codes);
            return new Served(
                    body.kind() == null ? here.kind() : Procedures.kind(body.kind()),
                    field,
                    codes,
                    body.respondent() == null ? null : respondent(body.respondent()),
                    guidance(body.guidance()),
                    dossiers);
        });
        answer.accept(ctx);
    }

    private void pause(Context ctx) {
        tickets.pause(at(ctx), Answers.body(ctx, PauseBody.class).paused());
        answer.accept(ctx);
    }

    private void issue(Context ctx) {
        at(ctx);
        IssueBody body = Answers.body(ctx, IssueBody.class);
        String wish = body.wish();
        if (wish == null || wish.isBlank() || wish.length() > LONGEST_WISH || body.queue() == null) {
            throw new BadRequestResponse("Xin chọn hàng chờ");
        }
        List<String> codes = procedures.listed(body.procedure() == null ? null : List.of(body.procedure()));
        Ticket taken = tickets.issue(new TicketWish(
                wish,
                body.queue(),
                body.procedure(),
                procedures.fieldOf(codes),
                body.priority(),
                body.absent() ? TicketOrigin.PROXY : TicketOrigin.DESK,
                !body.absent(),
                body.large()));
        Answers.json(ctx, Map.of("ticket", taken.id(), "label", taken.label()));
    }

    private interface AtCounter {
        Object act(int counter);
    }

    private void withTheTicket(Context ctx, AtCounter act) {
        int counter = at(ctx);
        expecting(counter, Answers.body(ctx, TicketBody.class).ticket(), () -> act.act(counter));
        answer.accept(ctx);
    }

    /** Does it if that ticket is at the counter, and else says what is. */
    private void expecting(int counter, @Nullable String ticket, Supplier<Object> act) {
        counters.atOnce(() -> {
            Ticket here = tickets.at(counter).orElseThrow(() -> new Refusal(Refusal.Reason.NOT_SERVING));
            requireSame(here, ticket);
            return act.get();
        });
    }

    private static void requireSame(Ticket here, @Nullable String ticket) {
        if (!here.id().equals(ticket)) {
            throw new Refusal(Refusal.Reason.WRONG_STATE);
        }
    }

    /** The counter of the route, with a sign of life of its clerk. */
    private int at(Context ctx) {
        int counter = Doorkeeper.counter(ctx);
        counters.active(counter);
        return counter;
    }

    private static String required(@Nullable String ticket) {
        if (ticket == null) {
            throw new BadRequestResponse("Xin chọn số");
        }
        return ticket;
    }

    private static Respondent respondent(String given) {
        try {
            return Respondent.valueOf(given);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("Không có loại người đến này");
        }
    }

    private static List<Guidance> guidance(@Nullable List<String> given) {
        try {
            return given == null
                    ? List.of()
                    : given.stream().distinct().map(Guidance::valueOf).toList();
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("Không có loại hướng dẫn này");
        }
    }
}
