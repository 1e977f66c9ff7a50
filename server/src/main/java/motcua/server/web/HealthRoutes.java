package motcua.server.web;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import motcua.contract.wire.Status;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.fleet.ServerHealth;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.review.Frame;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;

/** {@code /api/health} for everyone, {@code /status} for those who keep the devices running. */
final class HealthRoutes {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(Satisfaction.ZONE);

    private final Supplier<ServerHealth> health;
    private final KioskQueries kiosks;
    private final Frame frame;

    HealthRoutes(Supplier<ServerHealth> health, KioskQueries kiosks, Frame frame) {
        this.health = health;
        this.kiosks = kiosks;
        this.frame = frame;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/health", this::health, Role.PUBLIC);
        routes.get(
                "/status", this::status, Role.TECHNICIAN, Role.ADMINISTRATOR, Role.AUDITOR, Role.REVIEWER, Role.LEADER);
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

    private void status(Context ctx) {
        ServerHealth now = health.get();
        List<KioskQueries.Kiosk> all = kiosks.kiosks();
        Html content = Html.all(
                el(
                        "div",
                        cls("lead"),
                        el("h1", "Dữ liệu và thiết bị"),
                        el(
                                "p",
                                "Máy chủ ",
                                state(
                                        now.status().equals("UP"),
                                        now.status().equals("UP") ? "hoạt động" : now.status()),
                                " · phiên bản " + now.version() + " · đã ghi " + Figures.count(now.committedRecords())
                                        + " bản ghi từ lúc khởi động · cách ly " + Figures.count(now.quarantined())
                                        + " · chờ ghi " + Figures.count(now.waiting()))),
                el(
                        "section",
                        cls("card"),
                        at("aria-labelledby", "h-k"),
                        el("h2", at("id", "h-k"), "Máy tại bộ phận một cửa: " + Figures.count(all.size())),
                        all.isEmpty() ? el("p", cls("soft"), "Chưa máy nào gửi trạng thái.") : table(all)));
        ctx.html(
                frame.page("Dữ liệu và thiết bị", "/status", Gate.required(ctx)).with(content));
    }

    private static Html table(List<KioskQueries.Kiosk> all) {
        return el(
                "div",
                cls("scroll"),
                at("role", "group"),
                at("tabindex", "0"),
                at("aria-labelledby", "h-k"),
                el(
                        "table",
                        el("caption", cls("vh"), "Trạng thái gần nhất của từng máy"),
                        el(
                                "thead",
                                el(
                                        "tr",
                                        List.of(
                                                        "Máy",
                                                        "Đơn vị",
                                                        "Kết nối",
                                                        "Gửi lần cuối",
                                                        "Chưa gửi",
                                                        "Đồng hồ",
                                                        "Chế độ",
                                                        "Bàn phím")
                                                .stream()
                                                .map(h -> el("th", at("scope", "col"), h))
                                                .toList())),
                        el("tbody", all.stream().map(HealthRoutes::row).toList())));
    }

    private static Html row(KioskQueries.Kiosk kiosk) {
        Optional<Status> status = kiosk.status();
        boolean online = status.map(Status::online).orElse(false);
        return el(
                "tr",
                el("th", at("scope", "row"), kiosk.kiosk()),
                el("td", kiosk.office().isEmpty() ? "—" : kiosk.office()),
                el("td", state(online, online ? "đang nối" : "mất kết nối")),
                el("td", MOMENT.format(Instant.ofEpochMilli(kiosk.receivedAtMs()))),
                el(
                        "td",
                        status.map(s -> Figures.count(s.backlog()) + " bản ghi").orElse("—")),
                el(
                        "td",
                        status.map(s -> s.clock().equals("TRUSTED") ? "tin cậy" : "chưa tin cậy")
                                .orElse("—")),
                el(
                        "td",
                        status.map(s -> s.simulated() ? "mô phỏng" : s.practice() ? "đang tập" : "chính thức")
                                .orElse("—")),
                el(
                        "td",
                        status.map(s -> s.devices().stream()
                                        .map(d -> el(
                                                "div",
                                                (d.counter() == null ? d.name() : "quầy " + d.counter()) + ": "
                                                        + (d.state().equals("UP") ? "tốt" : d.state())))
                                        .toList())
                                .orElse(List.of())));
    }

    private static Html state(boolean good, String text) {
        return el("span", cls(good ? "tag good" : "tag bad"), good ? Icons.ok(13) : Icons.bad(13), text);
    }
}
