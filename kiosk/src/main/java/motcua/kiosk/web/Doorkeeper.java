package motcua.kiosk.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.security.RouteRole;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.ServiceSession;
import motcua.kiosk.office.Office;
import org.jspecify.annotations.Nullable;

/** Decides before each route whether its role is met, and refuses changes that another site's page asked for. */
public final class Doorkeeper {
    private static final String TECHNICIAN_COOKIE = "motcua-technician";
    /** 400 days, the longest that Chromium keeps a cookie; given anew with each press. */
    private static final int SCREEN_COOKIE_SECONDS = 400 * 24 * 3600;

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Counters counters;
    private final Office office;
    private final WebSessions sessions;
    private final boolean simulation;

    public Doorkeeper(Counters counters, Office office, WebSessions sessions, boolean simulation) {
        this.counters = counters;
        this.office = office;
        this.sessions = sessions;
        this.simulation = simulation;
    }

    void check(Context ctx) {
        Set<RouteRole> roles = ctx.routeRoles();
        if (roles.isEmpty() && ctx.method().equals(HandlerType.HEAD)) {
            // No handler would run for it: an answer of 200 would say nothing, of /api/health something untrue.
            ctx.header("Allow", "GET");
            throw new MethodNotAllowedResponse("Chỉ trả lời GET", Map.of());
        }
        if (roles.size() != 1) {
            throw new IllegalStateException("route " + ctx.path() + " must state one role");
        }
        switch ((Role) roles.iterator().next()) {
            case ANYONE -> {}
            case CLERK -> {
                if (clerkAt(ctx, counter(ctx)).isEmpty()) {
                    throw new UnauthorizedResponse("Xin đăng nhập quầy");
                }
            }
            case TECHNICIAN -> {
                if (!technician(ctx)) {
                    throw new UnauthorizedResponse("Xin nhập mã PIN kỹ thuật");
                }
            }
            case SIMULATION -> {
                if (!simulation) {
                    throw new NotFoundResponse();
                }
            }
        }
    }

    /** A change must come from a page of this kiosk, or from no page at all. */
    void checkOrigin(Context ctx) {
        String method = ctx.method().name();
        if (method.equals("GET") || method.equals("HEAD")) {
            return;
        }
        String site = ctx.header("Sec-Fetch-Site");
        String origin = ctx.header("Origin");
        boolean foreignSite = site != null && !OWN_SITE.contains(site.toLowerCase(Locale.ROOT));
        if (foreignSite || (origin != null && !sameHost(origin, ctx.header("Host")))) {
            throw new ForbiddenResponse("Yêu cầu đến từ trang khác");
        }
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Counter number in the path of the route. */
    public static int counter(Context ctx) {
        try {
            return Integer.parseInt(ctx.pathParam("counter"));
        } catch (NumberFormatException e) {
            throw new NotFoundResponse("Không có quầy này");
        }
    }

    /** The clerk's session of this browser at the counter, if it is still open. */
    public Optional<ServiceSession> clerkAt(Context ctx, int counter) {
        return sessions.clerk(ctx.cookie(clerkCookie(counter)))
                .flatMap(mine ->
                        counters.session(counter).filter(open -> open.session().equals(mine.session())));
    }

    /** True if this browser may set the kiosk up. */
    public boolean technician(Context ctx) {
        return !office.guarded() || sessions.technician(ctx.cookie(TECHNICIAN_COOKIE));
    }

    /** Gives this browser the rights of the signed-in clerk. */
    public void admitClerk(Context ctx, ServiceSession session) {
        setCookie(ctx, clerkCookie(session.counter()), sessions.admit(session), -1);
    }

    /** Takes the clerk's rights at the counter from this browser. */
    public void dismissClerk(Context ctx, int counter) {
        sessions.forget(ctx.cookie(clerkCookie(counter)));
        setCookie(ctx, clerkCookie(counter), "", 0);
    }

    /** Gives this browser the rights of the technician. */
    public void admitTechnician(Context ctx) {
        setCookie(ctx, TECHNICIAN_COOKIE, sessions.admitTechnician(), -1);
    }

    /** The token by which this browser is a rating screen of the counter, absent if it has none. */
    public @Nullable String screenToken(Context ctx, int counter) {
        return ctx.cookie(screenCookie(counter));
    }

    /** Makes this browser a rating screen of the counter. */
    public void admitScreen(Context ctx, int counter, String token) {
        setCookie(ctx, screenCookie(counter), token, SCREEN_COOKIE_SECONDS);
    }

    /** Whether this browser may see counts that tell the moment of a press: the technician's, or any where devices are simulated. */
    public boolean seesCounts(Context ctx) {
        return simulation || technician(ctx);
    }

    private static String screenCookie(int counter) {
        return "motcua-rate-" + counter;
    }

    private static String clerkCookie(int counter) {
        return "motcua-desk-" + counter;
    }

    private static void setCookie(Context ctx, String name, String value, int maxAge) {
        ctx.cookie(new Cookie(name, value, "/", maxAge, false, true, null, SameSite.STRICT));
    }
}
