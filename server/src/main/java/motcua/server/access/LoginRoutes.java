package motcua.server.access;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.html.Page;

/** Signing in and out. A wrong name and a wrong password get the same answer, equally late. */
public final class LoginRoutes {
    private static final String BEFORE = "motcua-truoc";

    private final AccountStore accounts;
    private final Gate gate;
    private final LoginLimit limit;
    private final RefusedSignIns refused;
    private final AccessLogStore log;
    private final SecureRandom random;
    private final byte[] secret = new byte[32];

    /** Routes that sign in with these accounts. */
    public LoginRoutes(
            AccountStore accounts,
            Gate gate,
            LoginLimit limit,
            RefusedSignIns refused,
            AccessLogStore log,
            SecureRandom random) {
        this.accounts = accounts;
        this.gate = gate;
        this.limit = limit;
        this.refused = refused;
        this.log = log;
        this.random = random;
        random.nextBytes(secret);
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/login", this::form, Role.PUBLIC);
        routes.post("/login", this::signIn, Role.PUBLIC);
        routes.post("/logout", this::signOut, Role.everyAccount());
    }

    private void form(Context ctx) {
        show(ctx, Optional.empty(), "", ctx.queryParam("den") == null ? "" : ctx.queryParam("den"));
    }

    private void signIn(Context ctx) {
        String before = ctx.cookie(BEFORE);
        Gate.checkToken(ctx, before == null ? null : tokenOf(before));
        String name = param(ctx, "ten").strip().toLowerCase(Locale.ROOT);
        String wanted = param(ctx, "den");
        String address = gate.address(ctx);
        if (!limit.allows(name, address)) {
            refused.add("SIGN-IN DELAYED", name, "", address);
            ctx.status(HttpStatus.TOO_MANY_REQUESTS);
            show(
                    ctx,
                    Optional.of(say(
                            "Đã thử quá nhiều lần từ máy này. Xin chờ 15 phút rồi thử lại.",
                            "Too many tries from this computer. Please wait 15 minutes.")),
                    name,
                    wanted);
            return;
        }
        Optional<Account> account = accounts.check(name, param(ctx, "mat-khau"));
        if (account.isEmpty()) {
            refused.add("SIGN-IN REFUSED", name, "", address);
            long left = limit.left(name, address);
            ctx.status(HttpStatus.UNAUTHORIZED);
            show(
                    ctx,
                    Optional.of(say("Tên đăng nhập hoặc mật khẩu chưa đúng.", "Name or password is wrong.")
                            + (left > 0
                                    ? say(" Còn ", " ")
                                            + left
                                            + say(
                                                    " lần thử trước khi phải chờ.",
                                                    " tries left before you have to wait.")
                                    : "")),
                    name,
                    wanted);
            return;
        }
        limit.forget(name, address);
        gate.begin(ctx, account.get());
        log.add(name, account.get().role().name(), "SIGN-IN", address);
        ctx.redirect(isOwnPath(wanted) ? wanted : account.get().role().home(), HttpStatus.SEE_OTHER);
    }

    private void signOut(Context ctx) {
        Account account = Gate.required(ctx).account();
        gate.end(ctx);
        log.add(account.name(), account.role().name(), "SIGN-OUT", "");
        ctx.redirect("/login", HttpStatus.SEE_OTHER);
    }

    /** Only paths of this server: a link from outside must not send people away after they signed in. */
    static boolean isOwnPath(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && !path.startsWith("/\\")
                && path.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static String param(Context ctx, String name) {
        String value = ctx.formParam(name);
        return value == null ? "" : value;
    }

    private void show(Context ctx, Optional<String> error, String name, String wanted) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String before = HexFormat.of().formatHex(bytes);
        ctx.cookie(gate.cookie(BEFORE, before, 3600));
        ctx.header("Cache-Control", "no-store");
        ctx.html(Page.titled(say("Đăng nhập", "Sign in")).with(content(error, name, wanted, tokenOf(before))));
    }

    private static Html content(Optional<String> error, String name, String wanted, String token) {
        boolean wrong = error.isPresent();
        return el(
                "div",
                cls("sign-in"),
                el(
                        "form",
                        cls("card"),
                        at("method", "post"),
                        at("action", "/login"),
                        at("aria-labelledby", "h-s"),
                        el(
                                "div",
                                el("h1", at("id", "h-s"), say("Đăng nhập", "Sign in")),
                                el(
                                        "p",
                                        cls("soft small"),
                                        say(
                                                "Dành cho người xem xét, lãnh đạo, kỹ thuật và quan sát viên",
                                                "For reviewers, heads, technicians and observers"))),
                        error.map(text -> el(
                                "div",
                                cls("note bad"),
                                at("role", "alert"),
                                Icons.bad(18),
                                el("p", cls("small"), text))),
                        el("input", at("type", "hidden"), at("name", "token"), at("value", token)),
                        el("input", at("type", "hidden"), at("name", "den"), at("value", wanted)),
                        el(
                                "div",
                                cls("field"),
                                el("label", at("for", "ten"), say("Tên đăng nhập", "Name")),
                                el(
                                        "input",
                                        at("id", "ten"),
                                        at("name", "ten"),
                                        at("autocomplete", "username"),
                                        at("autocapitalize", "none"),
                                        at("value", name),
                                        Html.atIf(wrong, "aria-invalid", "true"),
                                        flag("required", true))),
                        el(
                                "div",
                                cls("field"),
                                el("label", at("for", "mk"), say("Mật khẩu", "Password")),
                                el(
                                        "input",
                                        at("id", "mk"),
                                        at("name", "mat-khau"),
                                        at("type", "password"),
                                        at("autocomplete", "current-password"),
                                        at("aria-describedby", "gm"),
                                        Html.atIf(wrong, "aria-invalid", "true"),
                                        flag("required", true)),
                                el(
                                        "p",
                                        at("id", "gm"),
                                        cls("small soft"),
                                        say(
                                                "Quên mật khẩu: liên hệ quản trị của đơn vị.",
                                                "Password forgotten: ask your administrator."))),
                        el("button", cls("btn main"), say("Đăng nhập", "Sign in")),
                        el(
                                "p",
                                cls("small soft"),
                                say(
                                        "Mỗi lần xem số liệu cá nhân của công chức đều được ghi nhật ký.",
                                        "Each look at personal figures of clerks is logged."))),
                el(
                        "p",
                        cls("small soft"),
                        el(
                                "a",
                                at("href", "/"),
                                say("Về trang đầu, không cần đăng nhập", "To the first page, no sign-in needed"))));
    }

    private String tokenOf(String before) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(before.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
