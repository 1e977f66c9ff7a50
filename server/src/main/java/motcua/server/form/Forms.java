package motcua.server.form;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import motcua.server.access.Gate;
import motcua.server.html.Html;
import motcua.server.html.Icons;

/** Pieces of forms, and what people sent with them. */
public final class Forms {
    private Forms() {}

    /** A form that changes something; it carries the token of the session. */
    public static Html post(Context ctx, String action, boolean file, Object... parts) {
        return post(ctx, "picks", action, file, parts);
    }

    /** The same in another arrangement of its fields. */
    public static Html post(Context ctx, String arrangement, String action, boolean file, Object... parts) {
        return el(
                "form",
                cls(arrangement),
                at("method", "post"),
                at("action", action),
                atIf(file, "enctype", "multipart/form-data"),
                el(
                        "input",
                        at("type", "hidden"),
                        at("name", "token"),
                        at("value", Gate.required(ctx).formToken())),
                List.of(parts));
    }

    /** A field with its label. */
    public static Html field(String name, String label, String value, String type, boolean required) {
        return el(
                "div",
                cls("field"),
                el("label", at("for", "f-" + name), label),
                el(
                        "input",
                        at("id", "f-" + name),
                        at("name", name),
                        at("type", type),
                        atIf(!type.equals("file"), "value", value),
                        atIf(type.equals("password"), "autocomplete", "new-password"),
                        flag("required", required)));
    }

    /** A field with a choice. */
    public static Html choice(String name, String label, Map<String, String> options, String chosen) {
        return el(
                "div",
                cls("field"),
                el("label", at("for", "f-" + name), label),
                el(
                        "select",
                        at("id", "f-" + name),
                        at("name", name),
                        options.entrySet().stream()
                                .map(each -> el(
                                        "option",
                                        at("value", each.getKey()),
                                        flag("selected", each.getKey().equals(chosen)),
                                        each.getValue()))
                                .toList()));
    }

    /** A field that nobody sees. */
    public static Html hidden(String name, String value) {
        return el("input", at("type", "hidden"), at("name", name), at("value", value));
    }

    /** A key that sends the form. */
    public static Html button(String text, boolean main) {
        return el("button", cls(main ? "btn main" : "btn"), text);
    }

    /** A note that something is wrong or was done. */
    public static Html note(boolean good, Object... parts) {
        return el(
                "div",
                cls(good ? "note good" : "note bad"),
                at("role", good ? "status" : "alert"),
                good ? Icons.ok(18) : Icons.bad(18),
                el("div", parts));
    }

    /** A card with a title. */
    public static Html card(String id, String title, Object... parts) {
        return el("section", cls("card"), at("aria-labelledby", id), el("h2", at("id", id), title), List.of(parts));
    }

    /** A table in a box that scrolls by itself. */
    public static Html table(String labelledBy, List<String> heads, List<Html> rows) {
        return el(
                "div",
                cls("scroll"),
                at("role", "group"),
                at("tabindex", "0"),
                at("aria-labelledby", labelledBy),
                el(
                        "table",
                        el(
                                "thead",
                                el(
                                        "tr",
                                        heads.stream()
                                                .map(head -> el("th", at("scope", "col"), head))
                                                .toList())),
                        el("tbody", rows)));
    }

    /** A field of a form, empty if it is not there. */
    public static String param(Context ctx, String name) {
        String value = ctx.formParam(name);
        return value == null ? "" : value.strip();
    }

    /** A parameter of the address, empty if it is not there. */
    public static String query(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return value == null ? "" : value.strip();
    }

    /** A field of a form or, if it is not there, of the address; empty if in neither. */
    public static String given(Context ctx, String name) {
        return ctx.formParam(name) != null ? param(ctx, name) : query(ctx, name);
    }
}
