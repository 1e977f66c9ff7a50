package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.util.ArrayList;
import java.util.List;
import motcua.server.html.Html;

/** The frame of one question on a page of results, and what stands in it where there is nothing to show. */
final class Card {
    private Card() {}

    static Html nothing() {
        return el("p", cls("soft"), say("Chưa có số liệu", "No data"));
    }

    static Html card(String id, String classes, String title, Html beside, Object... content) {
        return el(
                "section",
                cls("card " + classes),
                at("aria-labelledby", id),
                el("div", cls("cardhead"), el("h2", at("id", id), title), beside),
                List.of(content));
    }

    /** The figures of a plot as a table. */
    static Html twin(String caption, List<String> head, List<List<String>> rows) {
        List<Html> heads = new ArrayList<>();
        for (int i = 0; i < head.size(); i++) {
            heads.add(el("th", at("scope", "col"), cls(i > 0 ? "r" : ""), head.get(i)));
        }
        List<Html> body = new ArrayList<>();
        for (List<String> row : rows) {
            List<Html> cells = new ArrayList<>();
            cells.add(el("th", at("scope", "row"), row.get(0)));
            row.subList(1, row.size()).forEach(cell -> cells.add(el("td", cls("r"), cell)));
            body.add(el("tr", cells));
        }
        return el(
                "details",
                cls("twin"),
                el("summary", say("Xem bảng số liệu", "Show the table")),
                el(
                        "div",
                        cls("scroll"),
                        at("role", "group"),
                        at("tabindex", "0"),
                        at("aria-label", caption),
                        el(
                                "table",
                                el("caption", cls("vh"), caption),
                                el("thead", el("tr", heads)),
                                el("tbody", body))));
    }
}
