package motcua.server.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import motcua.server.access.Role;

/** Style, fonts and the one small script, from the jar. Only files named here are served. */
final class StaticFiles {
    private static final List<String> PLAIN =
            List.of("tokens.css", "review.css", "live.js", "door.svg", "fonts/OFL.txt");
    private static final List<String> SUBSETS = List.of("latin", "latin-ext", "vietnamese");
    private static final List<Integer> WEIGHTS = List.of(400, 500, 600, 700);

    private final Map<String, File> files = new TreeMap<>();

    private record File(byte[] bytes, String type, String tag) {}

    StaticFiles() {
        List<String> names = new ArrayList<>(PLAIN);
        for (String subset : SUBSETS) {
            for (int weight : WEIGHTS) {
                names.add("fonts/be-vietnam-pro-" + subset + "-" + weight + "-normal.woff2");
            }
        }
        names.forEach(name -> files.put(name, read(name)));
    }

    void register(RoutesConfig routes) {
        routes.get("/static/<file>", this::serve, Role.PUBLIC);
    }

    private void serve(Context ctx) {
        File file = files.get(ctx.pathParam("file"));
        if (file == null) {
            ctx.status(HttpStatus.NOT_FOUND).result("");
            return;
        }
        ctx.header("ETag", file.tag).header("Cache-Control", "no-cache");
        if (file.tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return;
        }
        ctx.contentType(file.type).result(file.bytes);
    }

    private static File read(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks web/" + name);
            }
            byte[] bytes = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new File(bytes, type(name), "\"" + HexFormat.of().formatHex(digest, 0, 8) + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> "text/plain; charset=utf-8";
        };
    }
}
