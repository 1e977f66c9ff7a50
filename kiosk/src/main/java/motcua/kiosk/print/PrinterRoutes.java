package motcua.kiosk.print;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Map;
import java.util.function.IntSupplier;
import motcua.bridge.printer.JobResult;
import motcua.bridge.printer.PrinterState;
import motcua.contract.settings.PrinterOptions;
import motcua.kiosk.queue.Refusal;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketState;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/** Doors to the ticket printer: how it is, a new roll, one more copy of a ticket. */
public final class PrinterRoutes implements Routes {
    private static final int MOST_METRES = 999;

    private final PrintDesk desk;
    private final IssuedSlips slips;
    private final Tickets tickets;
    private final IntSupplier rollMetres;

    /** For an office that buys the usual rolls. */
    public PrinterRoutes(PrintDesk desk, IssuedSlips slips, Tickets tickets) {
        this(desk, slips, tickets, PrinterOptions.USUAL::rollMetres);
    }

    /** @param rollMetres length of the rolls the office buys */
    public PrinterRoutes(PrintDesk desk, IssuedSlips slips, Tickets tickets, IntSupplier rollMetres) {
        this.desk = desk;
        this.slips = slips;
        this.tickets = tickets;
        this.rollMetres = rollMetres;
    }

    /** How the printer is, and about how much paper it has. */
    record ShownPrinter(
            String condition, @Nullable String detail, long badBytes, long rollMm, long usedMm, int ticketsLeft) {}

    /** @param metres length of the new roll; absent for the usual one of the office */
    record RollBody(@Nullable Integer metres) {}

    record ReprintBody(boolean large) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/printer", this::state, Role.TECHNICIAN);
        routes.post("/api/setup/print-test", this::tryOut, Role.TECHNICIAN);
        routes.post("/api/printer/paper", this::changed, Role.TECHNICIAN);
        routes.post("/api/counters/{counter}/printer/paper", this::changed, Role.CLERK);
        routes.post("/api/counters/{counter}/tickets/{ticket}/reprint", this::reprint, Role.CLERK);
    }

    private void state(Context ctx) {
        PrinterState state = desk.state().orElseThrow(() -> new NotFoundResponse("Không có máy in"));
        PaperLeft paper = desk.paperLeft();
        Answers.json(
                ctx,
                new ShownPrinter(
                        state.condition().name(),
                        state.detail().orElse(null),
                        state.badBytes(),
                        paper.rollMm(),
                        paper.usedMm(),
                        paper.tickets()));
    }

    private void changed(Context ctx) {
        if (!desk.hasPrinter()) {
            throw new NotFoundResponse("Không có máy in");
        }
        Integer given = Answers.body(ctx, RollBody.class).metres();
        int metres = given == null ? rollMetres.getAsInt() : given;
        if (metres < 1 || metres > MOST_METRES) {
            throw new BadRequestResponse("Chiều dài cuộn giấy từ 1 đến " + MOST_METRES + " m");
        }
        desk.paperChanged(metres * 1_000L);
        state(ctx);
    }

    private void tryOut(Context ctx) {
        JobResult result = desk.tryOut(slips.trial()).orElseThrow(() -> new NotFoundResponse("Không có máy in"));
        switch (result.outcome()) {
            case PRINTED -> Answers.json(ctx, Map.of());
            case UNKNOWN -> throw new ConflictResponse("Máy in không trả lời. Xin xem phiếu có ra không");
            case NOT_PRINTED -> throw new ConflictResponse("Chưa in được. Xin xem giấy, nắp và dây của máy in");
        }
    }

    private void reprint(Context ctx) {
        Ticket ticket =
                tickets.ticket(ctx.pathParam("ticket")).orElseThrow(() -> new NotFoundResponse("Không có phiếu này"));
        if (!desk.hasPrinter()) {
            throw new NotFoundResponse("Không có máy in");
        }
        if (ticket.state() == TicketState.LEFT || ticket.state() == TicketState.SERVED) {
            throw new Refusal(Refusal.Reason.ENDED); // whoever held the copy would wait for nothing
        }
        slips.reprint(ticket, Answers.body(ctx, ReprintBody.class).large());
        Answers.json(ctx, Map.of());
    }
}
