package motcua.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import motcua.contract.wire.Status;
import motcua.server.access.Role;
import motcua.server.fleet.ServerHealth;

/** {@code /api/health} for everyone. */
final class HealthRoutes {
    private final Supplier<ServerHealth> health;
    private final KioskQueries kiosks;

    HealthRoutes(Supplier<ServerHealth> health, KioskQueries kiosks) {
        this.health = health;
        this.kiosks = kiosks;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/health", this::health, Role.PUBLIC);
    }

    private void health(Context ctx) {
        ServerHealth now = health.get();
        List<KioskQueries.Kiosk> all = kiosks.kiosks();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", now.status());
        answer.put("version", now.version());
        answer.put("instance", now.instance());
        answer.put("broker", now.broker());
        answer.put(
                "devices",
                Map.of(
                        "kiosks", all.size(),
                        "online",
                                all.stream()
                                        .filter(k ->
                                                k.status().map(Status::online).orElse(false))
                                        .count()));
        answer.put("backlog", now.waiting());
        answer.put("clock", now.serverTimeMs());
        answer.put("committedRecords", now.committedRecords());
        answer.put("quarantined", now.quarantined());
        answer.put("lastCommitAtMs", now.lastCommitAtMs());
        answer.put("publicKey", now.publicKey());
        ctx.header("Cache-Control", "no-store").json(answer);
    }
}
