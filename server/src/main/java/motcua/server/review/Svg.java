package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import motcua.server.html.Html;

/** Marks, lines and patterns that all plots share. One for each page, since ids within a page must differ. */
final class Svg {
    /** Shapes that say without colour where a rate stands. */
    enum Mark {
        SAME,
        LOWER,
        HIGHER,
        WAIT
    }

    private int ids;

    String nextId() {
        ids++;
        return "p" + ids;
    }

    /** A coordinate with one digit. */
    static String n(double x) {
        return BigDecimal.valueOf(x)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A plot that readers hear as title and description. */
    Html plot(int width, int height, String classes, String title, String description, List<Html> body) {
        String id = nextId();
        return el(
                "svg",
                cls("plot " + classes),
                at("viewBox", "0 0 " + width + " " + height),
                at("width", width),
                at("height", height),
                at("role", "img"),
                at("aria-labelledby", id + "t " + id + "d"),
                el("title", at("id", id + "t"), title),
                el("desc", at("id", id + "d"), description),
                body);
    }

    /** A drawing whose figures stand beside it in words. */
    static Html silent(String classes, int width, int height, List<Html> body) {
        return el(
                "svg",
                cls(classes),
                at("width", width),
                at("height", height),
                at("viewBox", "0 0 " + width + " " + height),
                at("aria-hidden", "true"),
                body);
    }

    static Html line(double x1, double y1, double x2, double y2, String classes) {
        return el("line", at("x1", n(x1)), at("y1", n(y1)), at("x2", n(x2)), at("y2", n(y2)), cls(classes));
    }

    static Html rect(double x, double y, double width, double height, String classes, Object... more) {
        return el(
                "rect",
                at("x", n(x)),
                at("y", n(y)),
                at("width", n(width)),
                at("height", n(height)),
                cls(classes),
                List.of(more));
    }

    static Html text(double x, double y, String text, String classes, String anchor) {
        return el(
                "text",
                at("x", n(x)),
                at("y", n(y)),
                atIf(!anchor.isEmpty(), "text-anchor", anchor),
                cls(classes),
                text);
    }

    static Html turned(double x, double y, String text, String classes, String anchor) {
        return el(
                "text",
                at("transform", "translate(" + n(x) + " " + n(y) + ") rotate(-90)"),
                at("text-anchor", anchor),
                cls(classes),
                text);
    }

    static Html mark(double x, double y, Mark mark, boolean hollow, double radius) {
        String classes = "mk mk-"
                + switch (mark) {
                    case SAME -> "same";
                    case LOWER -> "low";
                    case HIGHER -> "high";
                    case WAIT -> "watch";
                }
                + (hollow ? " hollow" : "");
        if (mark == Mark.SAME) {
            return el("circle", at("cx", n(x)), at("cy", n(y)), at("r", n(radius)), cls(classes));
        }
        double r = radius + 1.5;
        double[][] points = switch (mark) {
            case LOWER -> new double[][] {{-r, -r * .75}, {r, -r * .75}, {0, r * .9}};
            case HIGHER -> new double[][] {{-r, r * .75}, {r, r * .75}, {0, -r * .9}};
            default -> new double[][] {{0, -r}, {r, 0}, {0, r}, {-r, 0}};
        };
        List<String> corners = new ArrayList<>();
        for (double[] point : points) {
            corners.add(n(x + point[0]) + "," + n(y + point[1]));
        }
        return el("polygon", at("points", String.join(" ", corners)), cls(classes));
    }

    static Html key(Mark mark, boolean hollow) {
        return silent("key", 18, 16, List.of(mark(9, 8, mark, hollow, 5)));
    }

    /** The pattern of what is hidden or too small. */
    static Html hatch(String id) {
        return el(
                "defs",
                el(
                        "pattern",
                        at("id", id),
                        at("width", 6),
                        at("height", 6),
                        at("patternUnits", "userSpaceOnUse"),
                        at("patternTransform", "rotate(45)"),
                        el("rect", at("width", 6), at("height", 6), cls("hat-bg")),
                        line(0, 0, 0, 6, "hat")));
    }

    /** The patterns of five levels, named {@code id-1} to {@code id-5}. */
    static Html levels(String id) {
        List<Html> patterns = new ArrayList<>();
        for (int level = 1; level <= 5; level++) {
            List<Html> marks = switch (level) {
                case 3 -> List.of(el("circle", at("cx", 3), at("cy", 3), at("r", 1), cls("pat")));
                case 4 -> List.of(line(0, 0, 0, 6, "pat-l"));
                case 5 -> List.of(line(0, 0, 0, 6, "pat-l"), line(0, 0, 6, 0, "pat-l"));
                default -> List.of();
            };
            patterns.add(el(
                    "pattern",
                    at("id", id + "-" + level),
                    at("width", 6),
                    at("height", 6),
                    at("patternUnits", "userSpaceOnUse"),
                    at("patternTransform", "rotate(45)"),
                    el("rect", at("width", 6), at("height", 6), cls("lv" + level)),
                    marks));
        }
        return el("defs", patterns);
    }

    static String url(String id) {
        return "url(#" + id + ")";
    }
}
