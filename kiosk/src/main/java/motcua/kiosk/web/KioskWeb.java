package motcua.kiosk.web;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import motcua.kiosk.config.HttpConfig;
import motcua.kiosk.journal.JournalFailure;
import motcua.kiosk.queue.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the kiosk's pages and doors on one port. */
public final class KioskWeb implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KioskWeb.class);

    /** On every answer: nothing is loaded from elsewhere, nothing runs inline, nobody frames us. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=()",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    /** A list of 300 procedures with their names has some 60 KiB. */
    private static final long LARGEST_REQUEST_BYTES = 512 * 1024;

    private final Javalin server;
    private final String host;

    private KioskWeb(Javalin server, String host) {
        this.server = server;
        this.host = host;
    }

    /** Starts serving; the port is open when it returns. */
    public static KioskWeb start(HttpConfig config, Doorkeeper doorkeeper, List<Routes> parts) {
        return new KioskWeb(create(config, doorkeeper, parts).start(), config.host());
    }

    static Javalin create(HttpConfig config, Doorkeeper doorkeeper, List<Routes> parts) {
        return Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.jetty.host = config.host();
            javalin.jetty.port = config.port();
            javalin.http.maxRequestSize = LARGEST_REQUEST_BYTES;
            javalin.jetty.modifyHttpConfiguration(http -> {
                http.setSendServerVersion(false);
                http.setHeaderCacheSize(0); // it takes 98 KB a connection, and a browser opens six
            });
            javalin.routes.before(ctx -> HEADERS.forEach(ctx::header));
            javalin.routes.before(doorkeeper::checkOrigin);
            javalin.routes.beforeMatched(doorkeeper::check);
            javalin.routes.exception(HttpResponseException.class, KioskWeb::refused);
            javalin.routes.exception(Refusal.class, KioskWeb::refusedByQueue);
            javalin.routes.exception(JournalFailure.class, KioskWeb::notRecorded);
            javalin.routes.exception(Exception.class, KioskWeb::failed);
            parts.forEach(part -> part.register(javalin.routes));
        });
    }

    private static void refused(HttpResponseException refusal, Context ctx) {
        ctx.status(refusal.getStatus());
        Answers.json(ctx, Map.of("error", refusal.getMessage() == null ? "" : refusal.getMessage()));
    }

    private static void refusedByQueue(Refusal refusal, Context ctx) {
        boolean unknown =
                refusal.reason() == Refusal.Reason.UNKNOWN_QUEUE || refusal.reason() == Refusal.Reason.UNKNOWN_TICKET;
        ctx.status(unknown ? 404 : 409);
        Answers.json(
                ctx,
                Map.of(
                        "error",
                        refusal.reason().text(),
                        "reason",
                        refusal.reason().name()));
    }

    private static void notRecorded(JournalFailure failure, Context ctx) {
        LOG.error("{} {} was not recorded", ctx.method(), ctx.path(), failure);
        ctx.status(503);
        Answers.json(ctx, Map.of("error", "Máy không ghi được. Xin báo người phụ trách máy"));
    }

    private static void failed(Exception failure, Context ctx) {
        LOG.error("{} {} failed", ctx.method(), ctx.path(), failure);
        ctx.status(500);
        Answers.json(ctx, Map.of("error", "Máy gặp trục trặc. Xin thử lại"));
    }

    public int port() {
        return server.port();
    }

    /** Where to look, e.g. {@code http://127.0.0.1:8090}. */
    public String url() {
        return "http://" + host + ":" + port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
