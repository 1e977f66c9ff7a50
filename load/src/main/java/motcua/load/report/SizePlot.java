package motcua.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cost of a record against the number of records stored before it, as an SVG picture: number to the right in powers, cost upwards. */
final class SizePlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 60;
    private static final int RIGHT = 150;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final int STEPS = 5;
    private static final List<String> COLOURS = List.of("#0b5cad", "#b3541e", "#4a4a4a", "#2e7d32");

    private final String title;
    private final String unit;
    private final List<Line> lines = new ArrayList<>();

    /** @param unit of the cost */
    SizePlot(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** One measured value. */
    record Point(double size, double cost) {}

    private record Line(String name, List<Point> points) {}

    /** @param points ascending by size */
    void add(String name, List<Point> points) {
        lines.add(new Line(name, List.copyOf(points)));
    }

    String svg() {
        List<Point> all = lines.stream().flatMap(line -> line.points.stream()).toList();
        double least = all.stream().mapToDouble(Point::size).min().orElse(1);
        double most = all.stream().mapToDouble(Point::size).max().orElse(10);
        double top = round(all.stream().mapToDouble(Point::cost).max().orElse(1));
        StringBuilder out = new StringBuilder();
        out.append(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH, HEIGHT, title));
        out.append(text("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n", WIDTH, HEIGHT));
        out.append(text("<text x=\"%d\" y=\"24\" font-size=\"15\" fill=\"#111\">%s</text>%n", LEFT, title));
        out.append(text("<text x=\"%d\" y=\"%d\" fill=\"#444\">%s</text>%n", LEFT, TOP - 8, unit));
        for (int i = 0; i <= STEPS; i++) {
            double cost = top * i / STEPS;
            double y = y(cost, top);
            out.append(text(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\""
                            + " fill=\"#444\">%.0f</text>%n",
                    LEFT, y, WIDTH - RIGHT, LEFT - 8, y + 4, cost));
        }
        for (double size : List.of(1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6)) {
            if (size >= least * 0.9 && size <= most * 1.1) {
                double x = x(size, least, most);
                out.append(text(
                        "<path d=\"M%.1f %d v5\" stroke=\"#444\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\""
                                + " fill=\"#444\">%s</text>%n",
                        x, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 20, shown(size)));
            }
        }
        out.append(text(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#444\">records stored before</text>%n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14));
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String colour = COLOURS.get(i % COLOURS.size());
            StringBuilder path = new StringBuilder();
            for (Point point : line.points) {
                double x = x(point.size, least, most);
                double y = y(point.cost, top);
                path.append(text("%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
                out.append(text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", x, y, colour));
            }
            out.append(text("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", path, colour));
            int y = TOP + 20 + 36 * i;
            out.append(text(
                    "<path d=\"M%d %d h22\" stroke=\"%s\" stroke-width=\"2\"/>%n", WIDTH - RIGHT + 12, y - 4, colour));
            List<String> words = List.of(line.name.split(", ", 2));
            for (int word = 0; word < words.size(); word++) {
                out.append(text(
                        "<text x=\"%d\" y=\"%d\" fill=\"#111\">%s</text>%n",
                        WIDTH - RIGHT + 40, y + 14 * word, words.get(word)));
            }
        }
        return out.append("</svg>\n").toString();
    }

    private static double x(double size, double least, double most) {
        double span = Math.max(1e-9, Math.log(most) - Math.log(least));
        return LEFT + (WIDTH - LEFT - RIGHT) * (Math.log(size) - Math.log(least)) / span;
    }

    private static double y(double cost, double top) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * cost / top;
    }

    /** The next round number above, so that the steps of the axis are whole. */
    private static double round(double highest) {
        double step = highest <= 50 ? 10 : highest <= 250 ? 50 : 250;
        return Math.max(step, Math.ceil(highest / step) * step);
    }

    private static String shown(double size) {
        return size >= 1e6 ? text("%.0f M", size / 1e6) : text("%.0f k", size / 1e3);
    }

    private static String text(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
