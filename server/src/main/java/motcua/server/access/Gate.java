package motcua.server.access;

import static motcua.server.language.Language.say;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.SameSite;
import io.javalin.security.RouteRole;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route: finds the session, asks for the role the route names, and lets state change only from our own
 * pages (same origin and the token of the form). A route without a role is served to nobody.
 */
public final class Gate {
    private static final String SESSION = "session";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1]");
    private static final Set<String> OPEN_BEFORE_CHANGE = Set.of(PasswordRoutes.PATH, "/logout");
    private static final int MOST_SECONDS = Math.toIntExact(SessionStore.LONGEST.toSeconds());

    private static final String BEARER = "Bearer ";

    private final SessionStore sessions;
    private final Function<String, Optional<Account>> keys;
    private final AccessLogStore log;
    private final Optional<URI> publicUrl;
    private final boolean https;

    /**
     * A gate.
     *
     * @param publicUrl where browsers see the server, if a proxy stands before it; with https cookies stay off plain connections
     */
    public Gate(SessionStore sessions, AccessLogStore log, Optional<URI> publicUrl) {
        this(sessions, log, publicUrl, key -> Optional.empty());
    }

    /**
     * A gate that knows keys of programs, too.
     *
     * @param keys who shows a key, if it holds
     */
    public Gate(
            SessionStore sessions,
            AccessLogStore log,
            Optional<URI> publicUrl,
            Function<String, Optional<Account>> keys) {
        this.sessions = sessions;
        this.keys = keys;
        this.log = log;
        this.publicUrl = publicUrl;
        this.https = publicUrl.map(url -> url.getScheme().equals("https")).orElse(false);
    }

    /** Called before every matched route. */
    public void check(Context ctx) {
        Optional<Session> session = Optional.ofNullable(ctx.cookie(cookieName()))
                .filter(token -> !token.isEmpty())
                .flatMap(sessions::find);
        session.ifPresent(s -> ctx.attribute(SESSION, s));
        Set<RouteRole> roles = ctx.routeRoles();
        if (roles.isEmpty() && ctx.method().equals(HandlerType.HEAD)) {
            // No handler would run for it: an answer of 200 would say nothing, of /api/health something untrue.
            ctx.header("Allow", "GET");
            throw new MethodNotAllowedResponse(say("Chỉ trả lời GET", "Only GET is answered"), Map.of());
        }
        if (roles.isEmpty()) {
            throw new HttpResponseException(
                    HttpStatus.FORBIDDEN, say("Không có quyền xem trang này", "No right to see this page"), Map.of());
        }
        if (changesState(ctx)) {
            checkOrigin(ctx);
        }
        if (!roles.contains(Role.PUBLIC)) {
            checkRole(ctx, session, roles);
            if (changesState(ctx)) {
                checkToken(ctx, session.map(Session::formToken).orElse(null));
            }
            ctx.header("Cache-Control", "no-store");
        }
    }

    /** Whoever shows a key is asked nothing else; a key that does not hold opens nothing, a session beside it neither. */
    private boolean showsKey(Context ctx, Set<RouteRole> roles) {
        String shown = ctx.header("Authorization");
        if (shown == null || !roles.contains(Role.KEY) || !shown.startsWith(BEARER)) {
            return false;
        }
        Account account = keys.apply(shown.substring(BEARER.length()).strip())
                .orElseThrow(() -> new HttpResponseException(
                        HttpStatus.UNAUTHORIZED, say("Khóa không còn hiệu lực", "The key does not hold"), Map.of()));
        ctx.attribute(SESSION, new Session(account, ""));
        return true;
    }

    private void checkRole(Context ctx, Optional<Session> session, Set<RouteRole> roles) {
        if (showsKey(ctx, roles)) {
            return;
        }
        if (session.isEmpty()) {
            if (ctx.method().equals(HandlerType.GET) && !ctx.path().startsWith("/api/")) {
                String query = ctx.queryString();
                String wanted = ctx.path() + (query == null ? "" : "?" + query);
                ctx.redirect("/login?den=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8), HttpStatus.SEE_OTHER);
                ctx.skipRemainingHandlers();
                return;
            }
            throw new HttpResponseException(HttpStatus.UNAUTHORIZED, say("Cần đăng nhập", "Please sign in"), Map.of());
        }
        Account account = session.get().account();
        if (account.mustChange() && !OPEN_BEFORE_CHANGE.contains(ctx.path())) {
            if (ctx.method().equals(HandlerType.GET) && !ctx.path().startsWith("/api/")) {
                ctx.redirect(PasswordRoutes.PATH, HttpStatus.SEE_OTHER);
                ctx.skipRemainingHandlers();
                return;
            }
            throw new HttpResponseException(
                    HttpStatus.FORBIDDEN, say("Cần đặt mật khẩu mới trước", "Set a new password first"), Map.of());
        }
        if (!roles.contains(account.role())) {
            log.add(account.name(), account.role().name(), "REFUSED", ctx.method() + " " + ctx.path());
            throw new HttpResponseException(
                    HttpStatus.FORBIDDEN, say("Không có quyền xem trang này", "No right to see this page"), Map.of());
        }
    }

    private static boolean changesState(Context ctx) {
        return !ctx.method().equals(HandlerType.GET)
                && !ctx.method().equals(HandlerType.HEAD)
                && !ctx.method().equals(HandlerType.OPTIONS);
    }

    /** Browsers name the origin of every request that changes state; it must be ours. */
    private void checkOrigin(Context ctx) {
        String origin = ctx.header("Origin");
        if (publicUrl.isPresent()) {
            // A proxy may change the name the request asks for; the origin stays what the browser shows.
            if (publicUrl.get().toString().equals(origin)) {
                return;
            }
            throw new HttpResponseException(
                    HttpStatus.FORBIDDEN,
                    say("Yêu cầu đến từ trang khác", "The request comes from another site"),
                    Map.of());
        }
        String host = ctx.header("Host");
        try {
            if (origin != null
                    && host != null
                    && host.toLowerCase(Locale.ROOT).equals(new URI(origin).getRawAuthority())) {
                return;
            }
        } catch (URISyntaxException e) {
            // Refused below like any other origin.
        }
        throw new HttpResponseException(
                HttpStatus.FORBIDDEN,
                say("Yêu cầu đến từ trang khác", "The request comes from another site"),
                Map.of());
    }

    /** The token of the form must be that of the session. */
    static void checkToken(Context ctx, @Nullable String expected) {
        String given = ctx.formParam("token");
        if (expected == null
                || given == null
                || !MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8))) {
            throw new HttpResponseException(
                    HttpStatus.FORBIDDEN,
                    say("Biểu mẫu đã hết hạn, xin mở lại trang", "The form has expired, please open the page again"),
                    Map.of());
        }
    }

    /**
     * The address a request comes from. Behind a proxy on this machine it is the one the proxy saw, which it puts last.
     */
    String address(Context ctx) {
        String peer = ctx.ip();
        String forwarded = ctx.header("X-Forwarded-For");
        if (publicUrl.isEmpty() || forwarded == null || !LOOPBACK.contains(peer)) {
            return peer;
        }
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    /** Who asks, if signed in. */
    public static Optional<Session> session(Context ctx) {
        return Optional.ofNullable(ctx.attribute(SESSION));
    }

    /** Who asks, on a route that is not public. */
    public static Session required(Context ctx) {
        return session(ctx).orElseThrow(() -> new IllegalStateException("route without a role: " + ctx.path()));
    }

    /** The name browsers know the session by. */
    String cookieName() {
        return https ? "__Host-motcua" : "motcua";
    }

    /** Gives the browser a new session; any earlier one of this browser ends. */
    void begin(Context ctx, Account account) {
        end(ctx);
        ctx.cookie(cookie(cookieName(), sessions.open(account), MOST_SECONDS));
    }

    /** Ends the browser's session, if it has one. */
    void end(Context ctx) {
        String token = ctx.cookie(cookieName());
        if (token != null && !token.isEmpty()) {
            sessions.close(token);
        }
        ctx.cookie(cookie(cookieName(), "", 0));
    }

    /** A cookie for the whole site that scripts and other sites never see. */
    Cookie cookie(String name, String value, int seconds) {
        return new Cookie(name, value, "/", seconds, https, true, null, SameSite.STRICT);
    }
}
