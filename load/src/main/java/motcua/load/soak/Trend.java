package motcua.load.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * How fast something grows: a straight line by least squares.
 *
 * @param anHour units an hour
 * @param error standard error of that
 */
record Trend(double anHour, double error) {
    /** Neighbours resemble each other, so the line goes through means of this many stretches; else the error would be too small. */
    private static final int STRETCHES = 12;

    private static final int LEAST_POINTS = 3;

    /** One measurement: hours since the beginning. */
    record Point(double hours, double value) {}

    /** The trend of measurements in the order of time; of less than three nothing can be said, which is an endless error. */
    static Trend of(List<Point> measured) {
        List<Point> points = stretches(measured);
        int n = points.size();
        double x = points.stream().mapToDouble(Point::hours).average().orElse(0);
        double y = points.stream().mapToDouble(Point::value).average().orElse(0);
        double xx = points.stream().mapToDouble(each -> square(each.hours - x)).sum();
        if (n < LEAST_POINTS || xx == 0) {
            return new Trend(0, Double.POSITIVE_INFINITY);
        }
        double slope = points.stream()
                        .mapToDouble(each -> (each.hours - x) * (each.value - y))
                        .sum()
                / xx;
        double rest = points.stream()
                .mapToDouble(each -> square(each.value - y - slope * (each.hours - x)))
                .sum();
        return new Trend(slope, Math.sqrt(rest / (n - 2) / xx));
    }

    private static List<Point> stretches(List<Point> measured) {
        int number = Math.min(STRETCHES, measured.size());
        List<Point> means = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            List<Point> stretch = measured.subList(i * measured.size() / number, (i + 1) * measured.size() / number);
            means.add(new Point(
                    stretch.stream().mapToDouble(Point::hours).average().orElseThrow(),
                    stretch.stream().mapToDouble(Point::value).average().orElseThrow()));
        }
        return means;
    }

    private static double square(double value) {
        return value * value;
    }
}
