package motcua.server.html;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;

import java.util.List;

/** Small drawings that repeat; words always stand beside them. */
public final class Icons {
    private Icons() {}

    /** The sign of the project: a door within a door. */
    public static Html door() {
        return el(
                "svg",
                at("width", 26),
                at("height", 28),
                at("viewBox", "0 0 26 28"),
                at("aria-hidden", "true"),
                el(
                        "path",
                        at("d", "M3 27V11a10 10 0 0 1 20 0v16"),
                        at("fill", "none"),
                        at("stroke", "currentColor"),
                        at("stroke-width", 3)),
                el("path", at("d", "M8 27V12a5 5 0 0 1 10 0v15z"), at("fill", "currentColor")));
    }

    /** A triangle: look here. */
    public static Html warn(int size) {
        return icon(size, line("M9 2 17 16H1z", "1.8"), line("M9 7v4.4M9 13v1.4", "1.9"));
    }

    /** An octagon with a cross: refused or broken. */
    public static Html bad(int size) {
        return icon(
                size,
                line("M6 1.8h6L16.2 6v6L12 16.2H6L1.8 12V6z", "1.8"),
                line("m6.2 6.2 5.6 5.6m0-5.6-5.6 5.6", "1.9"));
    }

    /** A tick in a circle: in order. */
    public static Html ok(int size) {
        return icon(
                size,
                line("M9 1.8a7.2 7.2 0 1 0 0 14.4A7.2 7.2 0 1 0 9 1.8z", "1.8"),
                line("m5.6 9.2 2.4 2.4 4.4-5", "1.9"));
    }

    /** A broken circle: still to do. */
    public static Html todo(int size) {
        return icon(
                size,
                el(
                        "circle",
                        at("cx", 9),
                        at("cy", 9),
                        at("r", "7.2"),
                        at("fill", "none"),
                        at("stroke", "currentColor"),
                        at("stroke-width", "1.8"),
                        at("stroke-dasharray", "3.2 2.4")));
    }

    /** A lock: personal figures. */
    public static Html lock(int size) {
        return icon(size, line("M3 8h12v8.4H3z", "1.8"), line("M5.8 8V5.4a3.2 3.2 0 0 1 6.4 0V8", "1.8"));
    }

    private static Html icon(int size, Html... paths) {
        return el(
                "svg",
                cls("ic"),
                at("width", size),
                at("height", size),
                at("viewBox", "0 0 18 18"),
                at("aria-hidden", "true"),
                List.of(paths));
    }

    private static Html line(String d, String width) {
        return el(
                "path",
                at("d", d),
                at("fill", "none"),
                at("stroke", "currentColor"),
                at("stroke-linejoin", "round"),
                at("stroke-width", width));
    }
}
