package motcua.kiosk.status;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;

/** Doors of {@code /status}, and the health check. */
public final class StatusRoutes implements Routes {
    private final StatusReport status;
    private final Doorkeeper doorkeeper;

    public StatusRoutes(StatusReport status, Doorkeeper doorkeeper) {
        this.status = status;
        this.doorkeeper = doorkeeper;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/health", this::health, Role.ANYONE);
        routes.get("/api/status", ctx -> Answers.json(ctx, seen(ctx)), Role.ANYONE);
        routes.get("/api/counters", ctx -> Answers.json(ctx, Map.of("counters", status.counters())), Role.ANYONE);
    }

    private KioskStatus seen(Context ctx) {
        return doorkeeper.seesCounts(ctx) ? status.get() : status.get().forAnyone();
    }

    /**
     * Where the journal stands.
     *
     * @param head seq of the newest record of the epoch
     */
    record JournalHead(String epoch, int gen, long head, boolean recording) {}

    private void health(Context ctx) {
        KioskStatus now = seen(ctx);
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("status", now.status());
        health.put("version", now.version());
        health.put("kiosk", now.kiosk());
        health.put("devices", now.devices());
        if (now.link().backlog() != null) {
            health.put("backlog", now.link().backlog());
        }
        health.put("clock", now.clock());
        health.put("uplink", now.link().state());
        if (now.link().alarm() != null) {
            health.put("uplinkAlarm", now.link().alarm());
        }
        KioskStatus.Chain chain = now.chain();
        if (chain != null) {
            health.put("journal", new JournalHead(chain.epoch(), chain.gen(), chain.seq(), now.recording()));
        }
        health.put("practice", now.practice());
        health.put("simulated", now.simulated());
        health.put("recording", now.recording());
        if (now.storage().lostPresses() != null) {
            health.put("lostPresses", now.storage().lostPresses());
        }
        ctx.status(now.recording() ? 200 : 503);
        Answers.json(ctx, health);
    }
}
