package motcua.kiosk.simulated;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import motcua.kiosk.counter.CounterView;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.journal.TamperedCopy;
import motcua.kiosk.queue.Call;
import motcua.kiosk.queue.DayCount;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/** Doors of {@code /demo}, which shows an office in five acts. Only where devices are simulated or emulated. */
public final class DemoRoutes implements Routes {
    private final Counters counters;
    private final Tickets tickets;
    private final Supplier<Line> line;
    private final @Nullable NetworkPlug plug;
    private final Tamperer tamperer;
    private final @Nullable URI review;

    /** How much waits for the server. {@code state} as {@code /api/health} has it. */
    public record Line(String state, long records, long backlog) {}

    /** Changes a copy of the journal and checks it. */
    @FunctionalInterface
    public interface Tamperer {
        java.util.Optional<TamperedCopy> tamper() throws IOException;
    }

    /**
     * @param plug the cable to the server, absent in an office without one
     * @param review where results are read, absent if nobody said
     */
    public DemoRoutes(
            Counters counters,
            Tickets tickets,
            Supplier<Line> line,
            @Nullable NetworkPlug plug,
            Tamperer tamperer,
            @Nullable URI review) {
        this.counters = counters;
        this.tickets = tickets;
        this.line = line;
        this.plug = plug;
        this.tamperer = tamperer;
        this.review = review;
    }

    /** @param network {@code IN}, {@code OUT} or {@code NONE} */
    record Demo(
            DayCount today,
            @Nullable String called,
            List<Counter> counters,
            Line line,
            String network,
            @Nullable String review) {}

    record Counter(int number, String phase, @Nullable String serving) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/demo", ctx -> Answers.json(ctx, demo()), Role.SIMULATION);
        routes.post("/api/demo/tamper", this::tamper, Role.SIMULATION);
        routes.post("/api/simulated/network/{state}", this::network, Role.SIMULATION);
    }

    private Demo demo() {
        String network = plug == null ? "NONE" : plug.uplink().isPresent() ? "IN" : "OUT";
        return new Demo(
                tickets.today(),
                tickets.calls().stream().findFirst().map(Call::label).orElse(null),
                counters.numbers().stream().map(this::counter).toList(),
                line.get(),
                network,
                review == null ? null : review.toString());
    }

    private Counter counter(int number) {
        String phase =
                counters.view(number).map(CounterView::phase).map(Enum::name).orElse("CLOSED");
        return new Counter(
                number, phase, tickets.at(number).map(ticket -> ticket.label()).orElse(null));
    }

    private void tamper(Context ctx) throws IOException {
        Answers.json(
                ctx,
                tamperer.tamper()
                        .orElseThrow(() ->
                                new ConflictResponse("Chưa có lượt đánh giá nào để sửa. Xin bấm một phím trước")));
    }

    private void network(Context ctx) throws IOException {
        if (plug == null) {
            throw new NotFoundResponse("Máy này không nối với máy chủ");
        }
        switch (ctx.pathParam("state")) {
            case "on" -> plug.plugged(true);
            case "off" -> plug.plugged(false);
            default -> throw new NotFoundResponse("Chỉ có on và off");
        }
        Answers.json(ctx, demo());
    }
}
