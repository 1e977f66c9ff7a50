package motcua.server.satisfaction;

/**
 * A 95 % confidence interval of a share or of a difference of two shares; 1 is 100 %.
 *
 * @param low lower end
 * @param high upper end, never under {@code low}
 */
public record Interval(double low, double high) {
    /** Standard normal quantile of a two-sided 95 % interval. */
    public static final double Z95 = 1.959964;

    /** Standard normal quantile of two-sided 99.8 % limits, as funnel plots use them. */
    public static final double Z998 = 3.090232;

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval " + low + " to " + high);
        }
    }

    /**
     * The score interval of Wilson (1927) for {@code satisfied} out of {@code n}.
     *
     * @param n at least 1
     */
    public static Interval wilson(long satisfied, long n) {
        if (n < 1 || satisfied < 0 || satisfied > n) {
            throw new IllegalArgumentException(satisfied + " of " + n);
        }
        double p = (double) satisfied / n;
        double z2 = Z95 * Z95;
        double middle = (p + z2 / (2.0 * n)) / (1 + z2 / n);
        double half = Z95 / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n));
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /** The interval of {@code p1 - p0} after Newcombe (1998), method 10: from the two Wilson intervals. */
    public static Interval ofDifference(long satisfied1, long n1, long satisfied0, long n0) {
        double p1 = (double) satisfied1 / n1;
        double p0 = (double) satisfied0 / n0;
        Interval w1 = wilson(satisfied1, n1);
        Interval w0 = wilson(satisfied0, n0);
        double d = p1 - p0;
        return new Interval(d - Math.hypot(p1 - w1.low, w0.high - p0), d + Math.hypot(w1.high - p1, p0 - w0.low));
    }

    /** Whether 0 lies inside, so that a difference with this interval may be chance alone. */
    public boolean holdsZero() {
        return low <= 0 && 0 <= high;
    }
}
