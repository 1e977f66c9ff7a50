package motcua.kiosk.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages, and the style, scripts, drawings and fonts they are made of. All of them come out of the jar. */
public final class PageRoutes implements Routes {
    private static final Pattern ASSET = Pattern.compile("(?:[a-z0-9-]+/)?[a-zA-Z0-9-]+\\.(css|js|svg|woff2|txt)");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/", ctx -> page(ctx, "index"), Role.ANYONE);
        routes.get("/ticket", ctx -> page(ctx, "ticket"), Role.ANYONE);
        routes.get("/rate", ctx -> page(ctx, "rate"), Role.ANYONE);
        routes.get("/rate/{counter}", ctx -> page(ctx, "rate"), Role.ANYONE);
        routes.get("/desk", ctx -> page(ctx, "desk"), Role.ANYONE);
        routes.get("/board", ctx -> page(ctx, "board"), Role.ANYONE);
        routes.get("/board/posted", ctx -> page(ctx, "board"), Role.ANYONE);
        routes.get("/setup", ctx -> page(ctx, "setup"), Role.ANYONE);
        routes.get("/status", ctx -> page(ctx, "status"), Role.ANYONE);
        routes.get("/demo", ctx -> page(ctx, "demo"), Role.SIMULATION);
        routes.get("/simulated", ctx -> page(ctx, "simulated"), Role.SIMULATION);
        routes.get("/assets/<path>", PageRoutes::asset, Role.ANYONE);
    }

    private static void page(Context ctx, String name) throws IOException {
        ctx.contentType("text/html; charset=utf-8").result(required(name + ".html"));
    }

    private static void asset(Context ctx) throws IOException {
        String path = ctx.pathParam("path");
        if (!ASSET.matcher(path).matches()) {
            throw new NotFoundResponse();
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        ctx.header("Cache-Control", path.startsWith("fonts/") ? "max-age=31536000, immutable" : "no-cache");
        ctx.contentType(type == null ? "application/octet-stream" : type).result(required(path));
    }

    private static byte[] required(String path) throws IOException {
        try (@Nullable InputStream in = PageRoutes.class.getResourceAsStream("/web/" + path)) {
            if (in == null) {
                throw new NotFoundResponse();
            }
            return in.readAllBytes();
        }
    }
}
