package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;
import static motcua.server.review.Svg.rect;
import static motcua.server.review.Svg.text;
import static motcua.server.review.Svg.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import motcua.server.html.Html;
import motcua.server.language.Language;
import motcua.server.satisfaction.Tally;

/** Hour by weekday of a quarter: how many of the ratings were not satisfied. */
final class HeatPlot {
    private static final List<String> DAYS =
            List.of("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật");
    private static final List<String> SHORT = List.of("T2", "T3", "T4", "T5", "T6", "T7", "CN");
    private static final List<String> ENGLISH = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private final Map<String, Tally> shown;
    private final Set<String> rated;
    private final List<Integer> hours;
    private final int days;

    /**
     * A plot of these hours.
     *
     * @param shown tallies by hour of the week, of the cells that may be shown
     * @param rated hours of the week that have any rating at all
     */
    HeatPlot(Map<String, Tally> shown, Set<String> rated) {
        this.shown = shown;
        this.rated = rated;
        Set<Integer> all = new TreeSet<>();
        int last = 5;
        for (String key : rated) {
            all.add(Integer.parseInt(key.substring(2)));
            last = Math.max(last, Integer.parseInt(key.substring(0, 1)));
        }
        this.hours = List.copyOf(all);
        this.days = last;
    }

    boolean isEmpty() {
        return hours.isEmpty();
    }

    List<String> hourNames() {
        return hours.stream().map(h -> h + "–" + (h + 1) + say(" giờ", " h")).toList();
    }

    /** The same in words, one row a weekday. */
    List<List<String>> table() {
        List<List<String>> rows = new ArrayList<>();
        for (int day = 1; day <= days; day++) {
            List<String> row = new ArrayList<>();
            row.add(days(false).get(day - 1));
            for (int hour : hours) {
                row.add(words(key(day, hour)));
            }
            rows.add(row);
        }
        return rows;
    }

    private String words(String key) {
        Tally tally = shown.get(key);
        return tally != null ? unsatisfied(tally) + "/" + tally.n() : rated.contains(key) ? say("ẩn", "hidden") : "—";
    }

    private static long unsatisfied(Tally tally) {
        return tally.n() - tally.satisfied();
    }

    private static String key(int day, int hour) {
        return day + "-" + (hour < 10 ? "0" : "") + hour;
    }

    Html draw(Svg svg, int width, int height, boolean narrow) {
        int left = narrow ? 34 : 70;
        int top = 26;
        double w = (double) (width - left - 2) / Math.max(1, hours.size());
        double h = (double) (height - top - 2) / days;
        String hatch = svg.nextId();
        List<Html> body = new ArrayList<>();
        body.add(Svg.hatch(hatch));
        for (int i = 0; i < hours.size(); i++) {
            int hour = hours.get(i);
            String name = narrow ? Integer.toString(hour) : hour + "–" + (hour + 1);
            body.add(text(left + w * (i + .5), 17, name + (narrow ? "" : say(" giờ", " h")), "tick", "middle"));
        }
        for (int day = 1; day <= days; day++) {
            double y = top + h * (day - 1);
            body.add(text(left - 8, y + h / 2 + 4, days(narrow).get(day - 1), "tick", "end"));
            for (int i = 0; i < hours.size(); i++) {
                String key = key(day, hours.get(i));
                double x = left + w * i;
                Tally tally = shown.get(key);
                boolean hidden = tally == null && rated.contains(key);
                String state = tally != null ? state(tally) : hidden ? "hid" : "out";
                body.add(rect(
                        x + 1,
                        y + 1,
                        w - 2,
                        h - 2,
                        "hc " + state,
                        at("rx", 3),
                        hidden ? at("fill", url(hatch)) : flag("x", false)));
                if (hidden) {
                    body.add(text(x + w / 2, y + h / 2 + 4, say("ẩn", "hidden"), "tick halo", "middle"));
                } else if (tally != null) {
                    body.add(text(
                            x + w / 2,
                            y + h / 2 + 5,
                            words(key),
                            "hv" + (state.equals("cnt") ? " soft" : "") + (narrow ? " sm" : ""),
                            "middle"));
                }
            }
        }
        return svg.plot(
                width,
                height,
                narrow ? "narrow-only" : "wide-only",
                say("Chưa hài lòng trên số đánh giá, theo giờ và thứ", "Not satisfied of rated, by hour and day"),
                say(
                        "Mỗi ô: số chưa hài lòng / số đánh giá trong quý. Ô dưới 5 đánh giá được ẩn. Bảng số liệu ngay dưới.",
                        "Each cell: not satisfied / rated in the quarter. Cells below 5 are hidden. The table stands below."),
                body);
    }

    private static String state(Tally tally) {
        if (tally.n() < Tally.LEAST_FOR_RATE) {
            return "cnt";
        }
        double share = (double) unsatisfied(tally) / tally.n();
        return share < .05 ? "h1" : share < .10 ? "h2" : share < .15 ? "h3" : "h4";
    }

    static Html key(Svg svg, String state) {
        String hatch = svg.nextId();
        boolean hidden = state.equals("hid");
        return Svg.silent(
                "key",
                18,
                14,
                List.of(
                        hidden ? Svg.hatch(hatch) : Html.NOTHING,
                        rect(
                                1,
                                1,
                                16,
                                12,
                                "hc " + state,
                                at("rx", 2),
                                hidden ? at("fill", url(hatch)) : flag("x", false))));
    }

    private static List<String> days(boolean narrow) {
        return Language.current() == Language.ENGLISH ? ENGLISH : narrow ? SHORT : DAYS;
    }
}
