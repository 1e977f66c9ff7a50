package motcua.server.access;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.html.Page;

/** A person sets a new password: on the first sign-in nothing else is served before. */
public final class PasswordRoutes {
    /** The address of the page. */
    static final String PATH = "/mat-khau";

    private final AccountStore accounts;
    private final Gate gate;
    private final LoginLimit limit;
    private final AccessLogStore log;
    private final Runnable changed;

    /** @param changed called after a person has changed a password that had to be changed */
    public PasswordRoutes(AccountStore accounts, Gate gate, LoginLimit limit, AccessLogStore log, Runnable changed) {
        this.accounts = accounts;
        this.gate = gate;
        this.limit = limit;
        this.log = log;
        this.changed = changed;
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get(PATH, ctx -> show(ctx, Optional.empty()), Role.everyAccount());
        routes.post(PATH, this::change, Role.everyAccount());
    }

    private void change(Context ctx) {
        Account account = Gate.required(ctx).account();
        String old = param(ctx, "cu");
        String first = param(ctx, "moi");
        String address = gate.address(ctx);
        if (!limit.allows(account.name(), address)) {
            refuse(ctx, say("Đã thử quá nhiều lần, xin chờ 15 phút.", "Too many tries; wait 15 minutes."));
        } else if (accounts.check(account.name(), old).isEmpty()) {
            log.add(account.name(), account.role().name(), "PASSWORD REFUSED", address);
            refuse(ctx, say("Mật khẩu hiện tại chưa đúng.", "The present password is wrong."));
        } else if (!first.equals(param(ctx, "lai"))) {
            refuse(ctx, say("Hai lần nhập mật khẩu mới không giống nhau.", "The new passwords differ."));
        } else if (first.equals(old)) {
            refuse(ctx, say("Mật khẩu mới phải khác mật khẩu hiện tại.", "The new password must be another one."));
        } else if (first.codePointCount(0, first.length()) < Passwords.LEAST_LENGTH) {
            refuse(ctx, say("Mật khẩu mới cần ít nhất 10 ký tự.", "A password has 10 characters or more."));
        } else {
            accounts.setPassword(account.name(), first);
            limit.forget(account.name(), address);
            log.add(account.name(), account.role().name(), "PASSWORD CHANGED", address);
            if (account.mustChange()) {
                changed.run();
            }
            gate.begin(ctx, accounts.find(account.name()).orElseThrow());
            ctx.redirect(account.role().home(), HttpStatus.SEE_OTHER);
        }
    }

    private void refuse(Context ctx, String why) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        show(ctx, Optional.of(why));
    }

    private static String param(Context ctx, String name) {
        String value = ctx.formParam(name);
        return value == null ? "" : value;
    }

    private static void show(Context ctx, Optional<String> error) {
        Session session = Gate.required(ctx);
        ctx.header("Cache-Control", "no-store");
        ctx.html(Page.titled(say("Đặt mật khẩu mới", "New password"))
                .with(el(
                        "div",
                        cls("sign-in"),
                        el(
                                "form",
                                cls("card"),
                                at("method", "post"),
                                at("action", PATH),
                                at("aria-labelledby", "h-s"),
                                el(
                                        "div",
                                        el("h1", at("id", "h-s"), say("Đặt mật khẩu mới", "New password")),
                                        el(
                                                "p",
                                                cls("soft small"),
                                                session.account().name()
                                                        + (session.account().mustChange()
                                                                ? say(
                                                                        " · mật khẩu được cấp chỉ dùng để vào lần đầu",
                                                                        " · the password you were given is for the first time only")
                                                                : ""))),
                                error.map(text -> el(
                                        "div",
                                        cls("note bad"),
                                        at("role", "alert"),
                                        Icons.bad(18),
                                        el("p", cls("small"), text))),
                                el(
                                        "input",
                                        at("type", "hidden"),
                                        at("name", "token"),
                                        at("value", session.formToken())),
                                List.of(
                                        field("cu", say("Mật khẩu hiện tại", "Present password"), "current-password"),
                                        field(
                                                "moi",
                                                say(
                                                        "Mật khẩu mới (ít nhất 10 ký tự)",
                                                        "New password (10 characters or more)"),
                                                "new-password"),
                                        field(
                                                "lai",
                                                say("Nhập lại mật khẩu mới", "New password again"),
                                                "new-password")),
                                el("button", cls("btn main"), say("Đổi mật khẩu", "Change it"))))));
    }

    private static Html field(String name, String label, String autocomplete) {
        return el(
                "div",
                cls("field"),
                el("label", at("for", name), label),
                el(
                        "input",
                        at("id", name),
                        at("name", name),
                        at("type", "password"),
                        at("autocomplete", autocomplete),
                        flag("required", true)));
    }
}
