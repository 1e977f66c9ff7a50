package motcua.server.html;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.server.language.Language;

/** The frame of every page: top bar with the strip that says what the figures are not, content, foot. */
public final class Page {
    private final String title;
    private String strip = "";
    private String current = "";
    private List<Link> links = List.of();
    private Optional<Person> person = Optional.empty();
    private String mainClass = "";
    private String foot = "";
    private boolean live;

    /** A way to another page. */
    public record Link(String href, String name) {}

    /**
     * Who is signed in.
     *
     * @param sees what the person may see, in words
     * @param token guards the form that signs out
     */
    public record Person(String name, String sees, String token) {}

    private Page(String title) {
        this.title = title;
    }

    /** A page of this title. */
    public static Page titled(String title) {
        return new Page(title);
    }

    /** Says loudly what kind of data the page shows, e.g. sample data; empty for none. */
    public Page strip(String text) {
        strip = text;
        return this;
    }

    /** The pages one can go to, and the one shown. */
    public Page links(List<Link> all, String currentHref) {
        links = List.copyOf(all);
        current = currentHref;
        return this;
    }

    /** Who is signed in. */
    public Page person(Optional<Person> signedIn) {
        person = signedIn;
        return this;
    }

    /** A class of the main element. */
    public Page mainClass(String name) {
        mainClass = name;
        return this;
    }

    /** First words of the foot, e.g. when the data was last changed. */
    public Page foot(String text) {
        foot = text;
        return this;
    }

    /** Whether the page has a live strip, which a script refreshes. */
    public Page live() {
        live = true;
        return this;
    }

    /** The whole document. */
    public String with(Object... content) {
        List<Object> body = new ArrayList<>(List.of(content));
        body.add(0, mainClass.isEmpty() ? List.of() : cls(mainClass));
        Html html = el(
                "html",
                at("lang", Language.current().tag()),
                el(
                        "head",
                        el("meta", at("charset", "utf-8")),
                        el("meta", at("name", "viewport"), at("content", "width=device-width, initial-scale=1")),
                        el("title", title + say(" – Một Cửa", " – Mot Cua")),
                        el("link", at("rel", "icon"), at("href", "/static/door.svg"), at("type", "image/svg+xml")),
                        el("link", at("rel", "stylesheet"), at("href", "/static/tokens.css")),
                        el("link", at("rel", "stylesheet"), at("href", "/static/review.css")),
                        live ? el("script", at("src", "/static/live.js"), at("defer", "")) : Html.NOTHING),
                el(
                        "body",
                        el("a", cls("skip"), at("href", "#nd"), say("Đến nội dung chính", "To the main content")),
                        top(),
                        el("main", at("id", "nd"), body),
                        el(
                                "footer",
                                cls("foot"),
                                el(
                                        "span",
                                        foot.isEmpty() ? "" : foot + " · ",
                                        say(
                                                "tính lại được từ sổ ghi gốc · ",
                                                "can be computed again from the journal · "),
                                        el("a", at("href", "/phuong-phap"), say("Cách tính", "Method"))),
                                el("span", say("Một Cửa – phần mềm nguồn mở", "Mot Cua – free software")))));
        return "<!doctype html>\n" + html + "\n";
    }

    private Html top() {
        List<Html> anchors = links.stream()
                .map(l -> el("a", at("href", l.href), atIf(l.href.equals(current), "aria-current", "page"), l.name))
                .toList();
        return el(
                "header",
                cls("top"),
                strip.isEmpty() ? Html.NOTHING : el("p", cls("sample"), strip),
                el(
                        "div",
                        el("a", cls("brand"), at("href", "/"), Icons.door(), Html.name("Một Cửa")),
                        links.isEmpty()
                                ? Html.NOTHING
                                : el("nav", cls("nav"), at("aria-label", say("Các mục", "Sections")), anchors),
                        person.map(p -> el("div", cls("who"), el("b", p.name), p.sees)),
                        person.map(p -> signOut(p, "out wide-out")),
                        otherLanguage(),
                        links.isEmpty()
                                ? Html.NOTHING
                                : el(
                                        "details",
                                        cls("menu"),
                                        el("summary", say("Mục lục", "Menu")),
                                        el(
                                                "ul",
                                                anchors.stream()
                                                        .map(a -> el("li", a))
                                                        .toList(),
                                                person.map(p -> el(
                                                        "li",
                                                        all(el("b", p.name), " · " + p.sees, signOut(p, "out")))))),
                        person.isEmpty() && !links.isEmpty()
                                ? el("a", cls("btn"), at("href", "/login"), say("Đăng nhập", "Sign in"))
                                : Html.NOTHING));
    }

    /** The key to the same page in the other language, named in that language. */
    private static Html otherLanguage() {
        String href = Language.otherHref();
        boolean english = Language.current() == Language.ENGLISH;
        return href.isEmpty()
                ? Html.NOTHING
                : el(
                        "a",
                        cls("btn lang"),
                        at("id", "other-language"),
                        at("href", href),
                        at("hreflang", english ? "vi" : "en"),
                        at("lang", english ? "vi" : "en"),
                        english ? "Tiếng Việt" : "English");
    }

    private static Html signOut(Person person, String classes) {
        return el(
                "form",
                cls(classes),
                at("method", "post"),
                at("action", "/logout"),
                el("input", at("type", "hidden"), at("name", "token"), at("value", person.token)),
                el("button", cls("btn"), say("Đăng xuất", "Sign out")));
    }
}
