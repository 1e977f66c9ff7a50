package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.review.Svg.line;
import static motcua.server.review.Svg.mark;
import static motcua.server.review.Svg.rect;
import static motcua.server.review.Svg.silent;
import static motcua.server.review.Svg.text;
import static motcua.server.review.Svg.url;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import motcua.server.html.Html;
import motcua.server.satisfaction.Tally;
import motcua.server.scales.KnownScales;

/** Drawings that stand in a row of a table; the row says the same in figures. */
final class RowPlots {
    private static final int AXIS = 150;

    private final Svg svg;

    RowPlots(Svg svg) {
        this.svg = svg;
    }

    /** The axis all intervals of one table share: from 70 %, or 50 or 0 where a value falls below. */
    record Axis(double floor, int width) {
        static Axis of(Stream<Tally> tallies) {
            double lowest = tallies.flatMap(t -> t.interval().stream())
                    .mapToDouble(i -> i.low())
                    .min()
                    .orElse(1);
            return new Axis(lowest >= .70 ? .70 : lowest >= .50 ? .50 : 0, AXIS);
        }

        double x(double share) {
            return 9 + (width - 20) * (Math.max(share, floor) - floor) / (1 - floor);
        }

        List<Double> ticks() {
            return floor >= .70
                    ? List.of(.7, .8, .9, 1.0)
                    : floor >= .50 ? List.of(.5, .6, .7, .8, .9, 1.0) : List.of(0.0, .25, .5, .75, 1.0);
        }
    }

    /** The axis itself, for the head of the column. */
    static Html axis(Axis axis) {
        List<Html> body = new ArrayList<>();
        for (double tick : axis.ticks()) {
            double x = axis.x(tick);
            body.add(text(x, 12, Long.toString(Math.round(tick * 100)), "tick", "middle"));
            body.add(line(x, 16, x, 20, "axis"));
        }
        return silent("ci", axis.width, 20, body);
    }

    /** The rate with its interval, and the common level as a dashed line. */
    static Html interval(Tally tally, Axis axis, OptionalDouble common, Svg.Mark mark, boolean hollow) {
        List<Html> body = new ArrayList<>();
        for (double tick : axis.ticks()) {
            body.add(line(axis.x(tick), 1, axis.x(tick), 23, "grid"));
        }
        common.ifPresent(level -> body.add(line(axis.x(level), 1, axis.x(level), 23, "ref")));
        tally.interval().ifPresent(interval -> {
            double low = axis.x(interval.low());
            double high = axis.x(interval.high());
            body.add(line(low, 12, high, 12, "bar"));
            body.add(line(low, 8, low, 16, "cap"));
            body.add(line(high, 8, high, 16, "cap"));
            body.add(mark(axis.x(tally.rate().orElseThrow()), 12, mark, hollow, 4.5));
        });
        return silent("ci", axis.width, 24, body);
    }

    /** Counts by level on an axis of counts, so that length is n. */
    Html stack(Tally tally, long most, int width) {
        String id = svg.nextId();
        List<Html> body = new ArrayList<>();
        body.add(Svg.levels(id));
        double x = 0;
        for (int level = 1; level <= tally.levels().size(); level++) {
            long n = tally.levels().get(level - 1);
            double length = (double) (width * n) / Math.max(1, most);
            if (n > 0) {
                body.add(rect(
                        x,
                        2,
                        Math.max(1.5, length - 1.5),
                        18,
                        "seg",
                        at("fill", url(id + "-" + face(tally.scale(), level)))));
            }
            x += length;
        }
        return silent("stack", width, 22, body);
    }

    Html levelKey(String scale, int level) {
        String id = svg.nextId();
        return silent(
                "key",
                16,
                14,
                List.of(Svg.levels(id), rect(1, 1, 14, 12, "seg", at("fill", url(id + "-" + face(scale, level))))));
    }

    /** Three-level scales use the colours of the faces their levels stand for. */
    private static int face(String scale, int level) {
        return KnownScales.of(scale)
                .filter(s -> level <= s.levels().size())
                .map(s -> s.levels().get(level - 1).face())
                .orElse(Math.min(5, level));
    }

    static Html bar(long n, long most, int width) {
        return silent(
                "stack",
                width,
                14,
                List.of(rect(0, 2, Math.max(2, (double) (width * n) / Math.max(1, most)), 10, "hb")));
    }

    /** What became of all services: a bar of parts in the order given. */
    Html account(List<Long> parts, int width) {
        String id = svg.nextId();
        long sum = Math.max(1, parts.stream().mapToLong(Long::longValue).sum());
        List<Html> body = new ArrayList<>();
        body.add(Svg.hatch(id));
        double x = 0;
        for (int i = 0; i < parts.size(); i++) {
            double length = (double) (width * parts.get(i)) / sum;
            if (parts.get(i) > 0) {
                body.add(
                        i == 3
                                ? rect(x, 1, Math.max(2, length - 1.5), 14, "ac o4", at("fill", url(id)))
                                : rect(x, 1, Math.max(2, length - 1.5), 14, "ac o" + (i + 1)));
            }
            x += length;
        }
        return silent("stack", width, 16, body);
    }

    Html accountKey(int part) {
        String id = svg.nextId();
        return silent(
                "sw",
                14,
                12,
                part == 3
                        ? List.of(Svg.hatch(id), rect(.5, .5, 13, 11, "o4", at("fill", url(id))))
                        : List.of(rect(.5, .5, 13, 11, "o" + (part + 1))));
    }
}
