package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.http.Context;
import motcua.server.access.Gate;
import motcua.server.html.Html;
import motcua.server.html.Page;
import motcua.server.review.Frame;

/** The frame of the pages of this package. */
final class AdminPages {
    private AdminPages() {}

    /** Where one is below the first page of the administration. */
    static Html lead(String title, String words, boolean below) {
        return el(
                "div",
                cls("lead"),
                below
                        ? el(
                                "nav",
                                cls("crumb"),
                                at("aria-label", say("Vị trí", "Position")),
                                el(
                                        "ol",
                                        el("li", el("a", at("href", "/admin"), say("Quản trị", "Administration"))),
                                        el("li", title)))
                        : Html.NOTHING,
                el("h1", title),
                words.isEmpty() ? Html.NOTHING : el("p", words));
    }

    /** The frame of a page of this package. */
    static Page page(Frame frame, Context ctx, String title) {
        return frame.page(title, "/admin", Gate.required(ctx)).mainClass("adm");
    }
}
