package motcua.kiosk.simulated;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import motcua.bridge.pad.PadState;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.PadHealth;
import motcua.kiosk.pads.PadDesk;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/** Doors of {@code /simulated}. */
public final class SimulatedRoutes implements Routes {
    private final Counters counters;
    private final PadDesk pads;
    private final Map<String, PlayedPad> byName;
    private final SortedMap<Integer, EmulatedPad> byCounter;
    private final Supplier<Integer> keys;

    /**
     * @param byName simulated pads
     * @param byCounter emulated pads
     * @param keys mask of the keys the scale uses
     */
    public SimulatedRoutes(
            Counters counters,
            PadDesk pads,
            Map<String, PlayedPad> byName,
            SortedMap<Integer, EmulatedPad> byCounter,
            Supplier<Integer> keys) {
        this.counters = counters;
        this.pads = pads;
        this.byName = Map.copyOf(byName);
        this.byCounter = byCounter;
        this.keys = keys;
    }

    /** A pad as its front looks. {@code shown} is the state of its lamps, the same after any press. */
    record ShownPad(
            String pad,
            int counter,
            String connection,
            String shown,
            int keys,
            int keysDown,
            int stuckMask,
            boolean lidOpen,
            int pending,
            boolean canPress,
            boolean canUnplug,
            @Nullable String detail) {}

    record PlugBody(boolean in) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/simulated", this::state, Role.SIMULATION);
        routes.post("/api/simulated/counters/{counter}/press/{key}", this::press, Role.SIMULATION);
        routes.post("/api/simulated/pads/{pad}/press/{key}", this::pressPad, Role.SIMULATION);
        routes.post("/api/simulated/pads/{pad}/plug", this::plug, Role.SIMULATION);
    }

    private void state(Context ctx) {
        List<ShownPad> shown = new ArrayList<>();
        Map<String, PadState> states = pads.states();
        for (String pad : states.keySet().stream().sorted().toList()) {
            PadState state = states.get(pad);
            int counter = counters.counterOfPad(pad);
            if (state == null || (state.identity().isEmpty() && !byName.containsKey(pad))) {
                continue;
            }
            PlayedPad played = played(pad, counter);
            shown.add(new ShownPad(
                    pad,
                    counter,
                    state.connection().name(),
                    state.shown().name(),
                    keys.get(),
                    state.keysDown(),
                    state.stuckMask(),
                    state.lidOpen(),
                    state.pending(),
                    played != null,
                    played != null && played.hasPlug(),
                    state.detail().orElse(null)));
        }
        Answers.json(ctx, Map.of("pads", shown));
    }

    private @Nullable PlayedPad played(String pad, int counter) {
        PlayedPad named = byName.get(pad);
        return named != null ? named : byCounter.get(counter);
    }

    private void press(Context ctx) throws IOException {
        int counter = Doorkeeper.counter(ctx);
        for (PadHealth pad : counters.pads()) {
            PlayedPad named = byName.get(pad.pad());
            if (pad.counter() == counter && named != null) {
                press(ctx, named);
                return;
            }
        }
        EmulatedPad emulated = byCounter.get(counter);
        if (emulated == null) {
            throw new NotFoundResponse("Quầy này không có bộ phím mô phỏng");
        }
        press(ctx, emulated);
    }

    private void pressPad(Context ctx) throws IOException {
        String pad = ctx.pathParam("pad");
        PlayedPad found = played(pad, counters.counterOfPad(pad));
        if (found == null) {
            throw new NotFoundResponse("Không có bộ phím mô phỏng này");
        }
        press(ctx, found);
    }

    private static void press(Context ctx, PlayedPad pad) throws IOException {
        String text = ctx.pathParam("key");
        if (!text.matches("[1-6]")) {
            throw new BadRequestResponse("Phím từ 1 đến 6");
        }
        pad.press(Integer.parseInt(text));
        Answers.json(ctx, Map.of("pressed", Integer.parseInt(text)));
    }

    private void plug(Context ctx) throws IOException {
        PlayedPad pad = byName.get(ctx.pathParam("pad"));
        if (pad == null) {
            throw new NotFoundResponse("Không có bộ phím mô phỏng này");
        }
        pad.plugged(Answers.body(ctx, PlugBody.class).in());
        Answers.json(ctx, Map.of());
    }
}
