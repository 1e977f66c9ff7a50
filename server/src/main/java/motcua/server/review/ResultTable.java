package motcua.server.review;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;
import static motcua.server.review.ReviewRoutes.orZero;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;
import motcua.server.scales.KnownScales;

/**
 * Rows of results: counts before the rate, the interval right of it, on one shared axis, response rate and services at the
 * end. Six different silences look different.
 */
final class ResultTable {
    /**
     * One row.
     *
     * @param note small text under the name
     */
    record Row(Html name, String note, SatisfactionRow figures, Svg.Mark mark) {}

    private static final double LOW_RESPONSE = .20;

    private final Svg svg;
    private final RowPlots plots;
    private final boolean closed;
    private final boolean hasResponse;
    private boolean withLevels;
    private boolean withRates = true;

    ResultTable(Svg svg, boolean closed, boolean hasResponse) {
        this.svg = svg;
        this.plots = new RowPlots(svg);
        this.closed = closed;
        this.hasResponse = hasResponse;
    }

    /** With a bar and the counts of the levels. */
    ResultTable withLevels() {
        withLevels = true;
        return this;
    }

    /** Without rates and intervals: rows that must not be compared. */
    ResultTable withoutRates() {
        withRates = false;
        return this;
    }

    /** The part of the table below a heading of its own; no heading if its name is empty. */
    record Group(String name, String note, List<Row> rows) {}

    Html draw(
            String caption,
            String headId,
            String first,
            List<Group> groups,
            OptionalDouble common,
            Optional<Row> total) {
        List<Row> rows = new ArrayList<>();
        groups.forEach(g -> rows.addAll(g.rows));
        total.ifPresent(rows::add);
        List<Tally> tallies = rows.stream()
                .flatMap(r -> Optional.ofNullable(r.figures.tally()).stream())
                .toList();
        RowPlots.Axis axis = RowPlots.Axis.of(tallies.stream());
        String scale = tallies.stream().map(Tally::scale).findFirst().orElse("HL5/1");
        long most = rows.stream()
                .filter(r -> total.isEmpty() || !r.equals(total.get()))
                .flatMap(r -> Optional.ofNullable(r.figures.tally()).stream())
                .mapToLong(Tally::n)
                .max()
                .orElse(1);
        List<Html> head = new ArrayList<>();
        head.add(el("th", at("scope", "col"), first));
        if (withLevels) {
            head.add(el(
                    "th",
                    at("scope", "col"),
                    cls("c-stack"),
                    tallies.isEmpty()
                            ? say("Số đánh giá", "Ratings")
                            : "0 … " + Figures.count(most) + say(" đánh giá", " ratings")));
            levelShorts(scale).forEach(s -> head.add(el("th", at("scope", "col"), cls("r hide-s"), s)));
        }
        head.add(el("th", at("scope", "col"), cls("r nw"), say("Hài lòng/n", "Satisfied/n")));
        if (withRates) {
            head.add(el("th", at("scope", "col"), cls("r"), say("Tỷ lệ", "Rate")));
            head.add(el("th", at("scope", "col"), cls("r nw"), "KTC 95\u00a0%"));
            head.add(el(
                    "th",
                    at("scope", "col"),
                    el(
                            "span",
                            cls("vh"),
                            say("Khoảng tin cậy vẽ trên trục ", "Interval on an axis from ")
                                    + Math.round(axis.floor() * 100)
                                    + say(" đến 100 %", " to 100 %")),
                    RowPlots.axis(axis)));
        }
        if (hasResponse) {
            head.add(el("th", at("scope", "col"), cls("r nw"), say("Phản hồi", "Response")));
        }
        head.add(el("th", at("scope", "col"), cls("r"), say("Lượt", "Services")));
        int columns = head.size();
        List<Html> bodies = new ArrayList<>();
        for (Group group : groups) {
            if (group.rows.isEmpty()) {
                continue;
            }
            Html heading = group.name.isEmpty()
                    ? Html.NOTHING
                    : el(
                            "tr",
                            cls("grp"),
                            el(
                                    "th",
                                    at("colspan", columns),
                                    at("scope", "rowgroup"),
                                    group.name,
                                    group.note.isEmpty() ? Html.NOTHING : el("span", " – " + group.note)));
            bodies.add(el(
                    "tbody",
                    heading,
                    group.rows.stream()
                            .map(r -> row(r, axis, common, most, scale))
                            .toList()));
        }
        return el(
                "div",
                cls("scroll"),
                at("role", "group"),
                at("tabindex", "0"),
                at("aria-labelledby", headId),
                el(
                        "table",
                        cls("res" + (withLevels ? " lev" : "")),
                        el("caption", cls("vh"), caption),
                        el("thead", el("tr", head)),
                        bodies,
                        total.map(t -> el("tfoot", row(t, axis, OptionalDouble.empty(), 0, scale)))));
    }

    private Html row(Row row, RowPlots.Axis axis, OptionalDouble common, long most, String scale) {
        SatisfactionRow f = row.figures;
        Tally tally = f.tally();
        List<Html> cells = new ArrayList<>();
        cells.add(el(
                "th",
                at("scope", "row"),
                cls("c-name"),
                row.name,
                row.note.isEmpty() ? Html.NOTHING : all(" ", el("span", cls("quiet"), row.note)),
                lowResponse(f)
                        ? all(el("br"), el("span", cls("tag warn"), say("phản hồi thấp", "low response")))
                        : Html.NOTHING));
        boolean counted = tally != null && tally.n() > 0;
        if (withLevels) {
            boolean drawn = most > 0
                    && tally != null
                    && tally.n() >= Tally.LEAST_SHOWN
                    && tally.scale().equals(scale);
            cells.add(el(
                    "td",
                    cls("c-stack"),
                    tally != null && drawn ? plots.stack(tally, most, 220) : hiddenCell(f, counted)));
            int levels = levelShorts(scale).size();
            for (int level = 1; level <= levels; level++) {
                String text = tally != null
                                && counted
                                && level <= tally.levels().size()
                                && tally.scale().equals(scale)
                        ? Figures.count(tally.levels().get(level - 1))
                        : "—";
                cells.add(el("td", cls("r hide-s"), text));
            }
        }
        cells.add(el(
                "td",
                cls("r"),
                at("data-l", say("Hài lòng/n", "Satisfied/n")),
                tally != null && counted
                        ? Figures.count(tally.satisfied()) + "/" + Figures.count(tally.n())
                        : f.rated() == null || orZero(f.rated()) == 0
                                ? "—"
                                : orZero(f.rated()) < Tally.LEAST_SHOWN ? "<\u00a05" : say("ẩn", "hidden")));
        if (withRates) {
            Optional<Tally> rated =
                    Optional.ofNullable(tally).filter(t -> t.rate().isPresent());
            cells.add(el(
                    "td",
                    cls(rated.isPresent() ? "r b c-rate" : "r c-rate hide-s"),
                    rated.map(t -> Figures.percent(t.satisfied(), t.n())).orElse("—")));
            cells.add(el(
                    "td",
                    cls(rated.isPresent() ? "r c-ci" : "r c-ci hide-s"),
                    at("data-l", "KTC"),
                    rated.map(t -> Figures.range(Interval.wilson(t.satisfied(), t.n())))
                            .orElse("—")));
            cells.add(
                    rated.isPresent()
                            ? el(
                                    "td",
                                    cls("c-plot"),
                                    RowPlots.interval(rated.get(), axis, common, row.mark, lowResponse(f)))
                            : el("td", cls("c-plot quiet"), silence(f, counted)));
        }
        if (hasResponse) {
            cells.add(el(
                    "td",
                    cls("r"),
                    at("data-l", say("Phản hồi", "Response")),
                    f.served() == null || orZero(f.served()) == 0
                            ? "—"
                            : Figures.percent(orZero(f.rated()), orZero(f.served()))));
        }
        cells.add(el(
                "td",
                cls("r"),
                at("data-l", say("Lượt", "Services")),
                f.served() == null ? "—" : Figures.count(orZero(f.served()))));
        return el("tr", cells);
    }

    private boolean lowResponse(SatisfactionRow f) {
        return hasResponse
                && f.served() != null
                && f.tally() != null
                && orZero(f.served()) >= Tally.LEAST_FOR_RATE
                && orZero(f.rated()) < LOW_RESPONSE * orZero(f.served());
    }

    private Html hiddenCell(SatisfactionRow f, boolean counted) {
        if (counted || f.key().isEmpty() || orZero(f.rated()) == 0) {
            return el("span", cls("quiet"), counted ? "" : "—");
        }
        String id = svg.nextId();
        return all(
                Svg.silent(
                        "stack",
                        40,
                        22,
                        List.of(Svg.hatch(id), Svg.rect(0, 2, 40, 18, "hid-box", at("fill", Svg.url(id))))),
                el("span", cls("vh"), say("ẩn", "hidden")));
    }

    private String silence(SatisfactionRow f, boolean counted) {
        if (counted) {
            return say("Chưa đủ mẫu để kết luận", "Too few to conclude");
        }
        if (f.served() == null) {
            return "";
        }
        if (orZero(f.served()) == 0) {
            return say("Không có lượt phục vụ", "No services");
        }
        if (orZero(f.rated()) == 0) {
            return say("Chưa có đánh giá", "No ratings");
        }
        return orZero(f.rated()) < Tally.LEAST_SHOWN
                ? say("Dưới 5 đánh giá, không hiện mức", "Fewer than 5 ratings, levels hidden")
                : closed
                        ? say("Ẩn để giữ kín người đánh giá", "Hidden to protect who rated")
                        : say("Nêu khi tháng đã kết thúc", "Told when the month is over");
    }

    /** Initials of the levels of a scale: RHL, HL, … */
    private static List<String> levelShorts(String scale) {
        return KnownScales.of(scale)
                .map(s -> s.levels().stream()
                        .map(l -> initials(say(l.vi(), l.en())))
                        .toList())
                .orElseGet(() -> IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> say("Mức ", "Level ") + i)
                        .toList());
    }

    private static String initials(String name) {
        StringBuilder out = new StringBuilder();
        for (String word : name.split(" ")) {
            out.append(word, 0, 1);
        }
        return out.toString().toUpperCase(Locale.forLanguageTag("vi"));
    }

    /** The legend of the levels with their patterns. */
    Html legend(String scale) {
        return KnownScales.of(scale)
                .map(s -> el(
                        "ul",
                        cls("legend"),
                        atIf(true, "aria-label", say("Các mức", "Levels")),
                        s.levels().stream()
                                .map(l -> el("li", plots.levelKey(scale, l.level()), say(l.vi(), l.en())))
                                .toList()))
                .orElse(Html.NOTHING);
    }
}
