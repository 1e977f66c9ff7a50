package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;
import static motcua.server.review.Svg.line;
import static motcua.server.review.Svg.mark;
import static motcua.server.review.Svg.n;
import static motcua.server.review.Svg.rect;
import static motcua.server.review.Svg.text;
import static motcua.server.review.Svg.turned;
import static motcua.server.review.Svg.url;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Funnel;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.Tally;

/** Which units differ from the common level beyond chance: rate over number of ratings, within limits. */
final class FunnelPlot {
    /** A unit with a rate. */
    record Point(String name, Tally tally, Funnel.Place place, boolean lowResponse) {
        double rate() {
            return (double) tally.satisfied() / tally.n();
        }
    }

    private FunnelPlot() {}

    static Svg.Mark mark(Funnel.Place place) {
        return switch (place) {
            case LOWER -> Svg.Mark.LOWER;
            case HIGHER -> Svg.Mark.HIGHER;
            case WAIT -> Svg.Mark.WAIT;
            case SAME -> Svg.Mark.SAME;
        };
    }

    static Html draw(
            Svg svg, Funnel funnel, List<Point> points, List<Long> small, int width, int height, boolean narrow) {
        double x0 = 46;
        double x1 = width - (narrow ? 14 : 82);
        double y0 = height - 50.0;
        double y1 = 14;
        long largest =
                Math.max(100, points.stream().mapToLong(p -> p.tally.n()).max().orElse(100));
        double most = largest * 1.08;
        double lowest = points.stream().mapToDouble(Point::rate).min().orElse(1);
        double floor = lowest >= .80 ? .80 : lowest >= .50 ? .50 : 0;
        String id = svg.nextId();
        List<Html> body = new ArrayList<>();
        body.add(Svg.hatch(id));
        double x30 = x(30, most, x0, x1);
        body.add(el("clipPath", at("id", id + "c"), rect(x30, y1 - 8, x1 - x30, y0 - y1 + 8, "")));
        body.add(rect(x0, y1, x30 - x0, y0 - y1, "", at("fill", url(id))));
        for (double z : new double[] {Interval.Z998, Interval.Z95}) {
            List<String> up = new ArrayList<>();
            List<String> down = new ArrayList<>();
            for (int t = 0; t <= 80; t++) {
                long count = Math.round(30 + (most - 30) * t / 80.0 * t / 80.0);
                Interval limits = funnel.limits(count, z);
                String at = n(x(count, most, x0, x1));
                up.add(at + "," + n(y(limits.high(), floor, y0, y1)));
                down.add(at + "," + n(y(limits.low(), floor, y0, y1)));
            }
            List<String> area = new ArrayList<>(down);
            Collections.reverse(area);
            area.addAll(0, up);
            boolean outer = z > 3;
            body.add(el(
                    "g",
                    at("clip-path", url(id + "c")),
                    el("polygon", at("points", String.join(" ", area)), cls(outer ? "band-out" : "band-in")),
                    el("polyline", at("points", String.join(" ", up)), cls(outer ? "lim l998" : "lim l95")),
                    el("polyline", at("points", String.join(" ", down)), cls(outer ? "lim l998" : "lim l95"))));
        }
        for (int i = 0; i <= 4; i++) {
            double share = floor + (1 - floor) * i / 4;
            double y = y(share, floor, y0, y1);
            body.add(line(x0, y, x1, y, "grid"));
            body.add(text(x0 - 7, y + 4, Math.round(share * 100) + Figures.NO_BREAK + "%", "tick", "end"));
        }
        double level = y(funnel.common(), floor, y0, y1);
        body.add(line(x30, level, x1, level, "ref"));
        if (!narrow) {
            body.add(text(x1 + 5, level + 4, say("mức chung", "common level"), "tick", ""));
            body.add(text(x1 + 5, level + 18, Figures.percent(funnel.common()), "tick b", ""));
        }
        body.add(line(x0, y0, x1, y0, "axis"));
        for (long tick : List.of(5L, 30L, 100L, 300L, 700L, 1400L, 3000L, 6000L, 12000L)) {
            if (tick <= most) {
                double x = x(tick, most, x0, x1);
                body.add(line(x, y0, x, y0 + 5, "axis"));
                body.add(text(x, y0 + 18, Figures.count(tick), "tick", "middle"));
            }
        }
        body.add(text(
                (x0 + x1) / 2,
                height - 8.0,
                say(
                        "n – số đánh giá hợp lệ trong kỳ (trục căn bậc hai)",
                        "n – valid ratings of the period (square root)"),
                "axt",
                "middle"));
        for (long count : small) {
            double x = x(count, most, x0, x1);
            body.add(line(x, y0 - 12, x, y0 - 1, "rug"));
        }
        body.add(turned(
                (x0 + x30) / 2 + 4,
                (y0 + y1) / 2,
                say("n dưới 30: không vẽ tỷ lệ", "n below 30: no rate drawn"),
                "tick halo",
                "middle"));
        List<Point> drawn = points.stream()
                .sorted(Comparator.comparing(p -> p.place != Funnel.Place.SAME))
                .toList();
        for (Point point : drawn) {
            double x = x(point.tally.n(), most, x0, x1);
            double y = y(point.rate(), floor, y0, y1);
            body.add(Svg.mark(x, y, mark(point.place), point.lowResponse, 5));
            if (point.place != Funnel.Place.SAME || point.lowResponse) {
                boolean left = x > x0 + (x1 - x0) * .7;
                String name = narrow ? point.name.replace("Phường", "P.").replace("Xã", "X.") : point.name;
                body.add(Html.el(
                        "g",
                        Html.vietnamese(),
                        text(left ? x - 10 : x + 10, y + 5, name, "lab halo", left ? "end" : "")));
            }
        }
        return svg.plot(
                width,
                height,
                narrow ? "narrow-only" : "wide-only",
                say("Tỷ lệ hài lòng theo số đánh giá", "Satisfaction by number of ratings"),
                say("Biểu đồ phễu: ", "Funnel plot: ")
                        + points.size()
                        + say(" đơn vị có n từ 30, mức chung ", " units with n of 30, common level ")
                        + Figures.percent(funnel.common())
                        + say(". Thấp hơn rõ: ", ". Clearly lower: ")
                        + names(points, Funnel.Place.LOWER)
                        + say(". Cao hơn rõ: ", ". Clearly higher: ")
                        + names(points, Funnel.Place.HIGHER)
                        + say(". Số liệu đầy đủ ở bảng bên cạnh.", ". All figures are in the table beside it."),
                body);
    }

    private static String names(List<Point> points, Funnel.Place place) {
        String names =
                points.stream().filter(p -> p.place == place).map(Point::name).collect(Collectors.joining(", "));
        long n = points.stream().filter(p -> p.place == place).count();
        return say(names.isEmpty() ? "không có" : names, Long.toString(n));
    }

    private static double x(long n, double most, double x0, double x1) {
        return x0 + (x1 - x0) * Math.sqrt(n / most);
    }

    private static double y(double share, double floor, double y0, double y1) {
        return y0 - (y0 - y1) * (Math.max(share, floor) - floor) / (1 - floor);
    }
}
