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

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.Tally;

/** Twelve months, each a rate with its interval; never joined, since between two months nothing was measured. */
final class MonthsPlot {
    /**
     * One month.
     *
     * @param tally empty if nothing may be shown
     * @param provisional whether the month still runs
     */
    record Month(YearMonth month, Optional<Tally> tally, boolean provisional) {
        String label() {
            return String.format(Locale.ROOT, "%02d/%02d", month.getMonthValue(), month.getYear() % 100);
        }
    }

    private MonthsPlot() {}

    static Html draw(Svg svg, List<Month> months, OptionalDouble common, int width, int height, boolean narrow) {
        int left = 46;
        int right = narrow ? 10 : 74;
        double x0 = left;
        double x1 = width - right;
        double y1 = 16;
        double y0 = height - (narrow ? 62 : 44);
        double lowest = months.stream()
                .flatMap(m -> m.tally.stream())
                .flatMap(t -> t.interval().stream())
                .mapToDouble(Interval::low)
                .min()
                .orElse(1);
        double floor = lowest >= .80 ? .80 : lowest >= .50 ? .50 : 0;
        double step = (x1 - x0) / Math.max(1, months.size());
        String hatch = svg.nextId();
        List<Html> body = new ArrayList<>();
        body.add(Svg.hatch(hatch));
        int ticks = floor >= .80 ? 4 : floor >= .50 ? 5 : 4;
        for (int i = 0; i <= ticks; i++) {
            double share = floor + (1 - floor) * i / ticks;
            double y = y0 - (y0 - y1) * i / ticks;
            body.add(line(x0, y, x1, y, "grid"));
            body.add(text(x0 - 7, y + 4, Math.round(share * 100) + Figures.NO_BREAK + "%", "tick", "end"));
        }
        String scale = "";
        for (int i = 0; i < months.size(); i++) {
            Month month = months.get(i);
            double x = x0 + step * (i + .5);
            Optional<Tally> tally = month.tally;
            if (tally.isPresent()
                    && !scale.isEmpty()
                    && !scale.equals(tally.get().scale())) {
                body.addAll(scaleChange(x0 + step * i, y0, y1));
            }
            scale = tally.map(Tally::scale).orElse(scale);
            if (tally.isEmpty()) {
                body.add(text(x, (y0 + y1) / 2, "—", "tick halo", "middle"));
            } else if (tally.get().rate().isEmpty()) {
                body.add(rect(x - step * .36, y1, step * .72, y0 - y1, "", at("fill", url(hatch))));
                body.add(turned(x + 4, (y0 + y1) / 2, say("chưa đủ mẫu", "too few"), "tick halo", "middle"));
            } else {
                Interval interval = tally.get().interval().orElseThrow();
                double high = y0 - (y0 - y1) * (interval.high() - floor) / (1 - floor);
                double low = y0 - (y0 - y1) * (interval.low() - floor) / (1 - floor);
                double at = y0 - (y0 - y1) * (tally.get().rate().orElseThrow() - floor) / (1 - floor);
                body.add(line(x, high, x, low, month.provisional ? "bar prov" : "bar"));
                body.add(line(x - 5, low, x + 5, low, "cap"));
                body.add(line(x - 5, high, x + 5, high, "cap"));
                body.add(mark(x, at, Svg.Mark.SAME, month.provisional, 5.5));
            }
            String counted = tally.map(t -> Figures.count(t.n())).orElse("—");
            boolean enough = tally.flatMap(Tally::rate).isPresent();
            body.add(text(x, y0 + 18, narrow ? month.label().substring(0, 2) : month.label(), "tick", "middle"));
            body.add(
                    narrow
                            ? turned(x + 4.5, y0 + 28, counted, enough ? "tick b" : "tick", "end")
                            : text(x, y0 + 35, counted, enough ? "tick b" : "tick", "middle"));
        }
        common.ifPresent(level -> {
            double y = y0 - (y0 - y1) * (level - floor) / (1 - floor);
            if (level >= floor) {
                body.add(line(x0, y, x1, y, "ref"));
                if (!narrow) {
                    body.add(text(x1 + 6, y, say("cả kỳ", "period"), "tick", ""));
                    body.add(text(x1 + 6, y + 14, Figures.percent(level), "tick b", ""));
                }
            }
        });
        body.add(line(x0, y0, x1, y0, "axis"));
        body.add(text(x0 - 7, y0 + 18, say("tháng", "month"), "tick", "end"));
        body.add(text(x0 - 7, y0 + (narrow ? 44 : 35), "n", "tick b", "end"));
        return svg.plot(
                width,
                height,
                narrow ? "narrow-only" : "wide-only",
                say("Tỷ lệ hài lòng theo tháng, khoảng tin cậy 95 %", "Satisfaction by month, 95 % interval"),
                say("Trục đứng bắt đầu từ ", "The vertical axis begins at ")
                        + Math.round(floor * 100)
                        + say(
                                " %. Tháng có n dưới 30 không vẽ tỷ lệ. Bảng số liệu ngay dưới.",
                                " %. Months with n below 30 show no rate. The table stands below."),
                body);
    }

    /** A change of scale breaks the axis: what stands left and right of it is not compared. */
    private static List<Html> scaleChange(double x, double y0, double y1) {
        List<Html> two = new ArrayList<>();
        for (int dx : new int[] {-3, 3}) {
            List<String> points = new ArrayList<>();
            for (int i = 0; i <= 30; i++) {
                points.add(n(x + dx + (i % 2 == 0 ? -2.5 : 2.5)) + "," + n(y1 - 4 + i * (y0 - y1 + 8) / 30));
            }
            two.add(el("polyline", at("points", String.join(" ", points)), cls("brk")));
        }
        return two;
    }
}
