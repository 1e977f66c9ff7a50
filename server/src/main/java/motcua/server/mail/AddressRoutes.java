package motcua.server.mail;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Locale;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.review.Frame;

/** The page on which people say where their digest goes. */
public final class AddressRoutes {
    private static final Role[] READERS = {Role.REVIEWER, Role.LEADER, Role.AUDITOR};

    private final AddressStore addresses;
    private final AccessLogStore log;
    private final Frame frame;

    /** A page for these addresses. */
    public AddressRoutes(AddressStore addresses, AccessLogStore log, Frame frame) {
        this.addresses = addresses;
        this.log = log;
        this.frame = frame;
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/thu-bao", this::page, READERS);
        routes.post("/thu-bao", this::put, READERS);
    }

    private void page(Context ctx) {
        Session session = Gate.required(ctx);
        String address = addresses.find(session.account().name()).orElse("");
        ctx.html(frame.page(say("Thư báo buổi sáng", "Morning letter"), "/thu-bao", session)
                .with(
                        el(
                                "div",
                                cls("lead"),
                                el("h1", say("Thư báo buổi sáng", "Morning letter")),
                                el(
                                        "p",
                                        say(
                                                "Mỗi sáng nhiều nhất một thư, chỉ khi có việc chờ; thư không nêu mức, ngày giờ hay tên ai.",
                                                "At most one letter a morning, only if something waits; no level, time or name is in it."))),
                        el(
                                "form",
                                cls("card"),
                                at("method", "post"),
                                at("action", "/thu-bao"),
                                el(
                                        "input",
                                        at("type", "hidden"),
                                        at("name", "token"),
                                        at("value", session.formToken())),
                                el(
                                        "div",
                                        cls("field"),
                                        el(
                                                "label",
                                                at("for", "thu"),
                                                say(
                                                        "Địa chỉ thư điện tử (để trống: thôi nhận)",
                                                        "E-mail address (empty: none)")),
                                        el(
                                                "input",
                                                at("id", "thu"),
                                                at("name", "thu"),
                                                at("type", "email"),
                                                at("autocomplete", "email"),
                                                at("value", address))),
                                el("div", cls("rowbtn"), el("button", cls("btn main"), say("Ghi lại", "Store"))))));
    }

    private void put(Context ctx) {
        Account account = Gate.required(ctx).account();
        String form = ctx.formParam("thu");
        String address = form == null ? "" : form.strip().toLowerCase(Locale.ROOT);
        if (!address.isEmpty() && (address.length() > 200 || !address.matches("[^@\\s<>,;]+@[^@\\s<>,;]+"))) {
            throw new BadRequestResponse(say(
                    "Ô “Địa chỉ thư điện tử”: “" + address + "” không phải một địa chỉ.",
                    "Field “E-mail address”: “" + address + "” is no address."));
        }
        addresses.put(account.name(), address);
        log.add(account.name(), account.role().name(), "DIGEST ADDRESS", address.isEmpty() ? "none" : "set");
        ctx.redirect("/thu-bao", HttpStatus.SEE_OTHER);
    }
}
