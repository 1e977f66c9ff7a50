package motcua.kiosk.simulated;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import motcua.bridge.printer.PrinterCondition;
import motcua.bridge.printer.Raster;
import motcua.bridge.printer.RasterPng;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/** Doors to a printer without hardware: what it does, and the paper that came out. */
public final class SimulatedPaperRoutes implements Routes {
    private static final Map<String, PrinterCondition> CONDITIONS = Map.of(
            "ready", PrinterCondition.READY,
            "paper-low", PrinterCondition.PAPER_LOW,
            "paper-out", PrinterCondition.PAPER_OUT,
            "cover-open", PrinterCondition.COVER_OPEN,
            "offline", PrinterCondition.OFFLINE);

    private final @Nullable VirtualPrinter printer;

    /** For this printer; without one its state is empty, and the other doors say that there is none. */
    public SimulatedPaperRoutes(@Nullable VirtualPrinter printer) {
        this.printer = printer;
    }

    /** How the printer stands. {@code mistakes} are bytes that are no command: a fault of the program. */
    record ShownPrinter(String condition, int slips, List<String> mistakes) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/simulated/printer", this::state, Role.SIMULATION);
        routes.post("/api/simulated/printer/{condition}", this::become, Role.SIMULATION);
        routes.get("/api/simulated/paper", this::paper, Role.SIMULATION);
    }

    private VirtualPrinter printer() {
        if (printer == null) {
            throw new NotFoundResponse("Không có máy in mô phỏng");
        }
        return printer;
    }

    private void state(Context ctx) {
        VirtualPrinter there = printer;
        Answers.json(
                ctx,
                there == null
                        ? Map.of()
                        : new ShownPrinter(there.condition().name(), there.slipsCut(), there.mistakes()));
    }

    private void become(Context ctx) {
        PrinterCondition condition = CONDITIONS.get(ctx.pathParam("condition"));
        if (condition == null) {
            throw new NotFoundResponse("Máy in không có trạng thái này");
        }
        printer().become(condition);
        Answers.json(ctx, Map.of("condition", condition.name()));
    }

    private void paper(Context ctx) {
        Raster slip = printer().lastSlip().orElseThrow(() -> new NotFoundResponse("Chưa có phiếu nào"));
        ctx.contentType("image/png").header("Cache-Control", "no-store").result(RasterPng.of(slip));
    }
}
