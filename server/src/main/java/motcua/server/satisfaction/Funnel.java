package motcua.server.satisfaction;

import java.util.List;

/**
 * Compares many units with their common level without ranking them: limits on the arcsine scale, widened by the
 * over-dispersion φ of Spiegelhalter (2005), so that real variety between units is not taken for an alarm.
 *
 * @param common the common level, a share
 * @param dispersion φ, at least 1
 */
public record Funnel(double common, double dispersion) {
    /** What a unit's place in the funnel says. */
    public enum Place {
        LOWER,
        WAIT,
        HIGHER,
        SAME
    }

    /** The funnel of the tallies that have enough ratings for a rate; the common level is that of all of them. */
    public static Funnel of(List<Tally> tallies) {
        List<Tally> large = tallies.stream().filter(t -> t.rate().isPresent()).toList();
        long n = tallies.stream().mapToLong(Tally::n).sum();
        long satisfied = tallies.stream().mapToLong(Tally::satisfied).sum();
        if (n == 0) {
            throw new IllegalArgumentException("a funnel needs ratings");
        }
        double common = (double) satisfied / n;
        double[] z = large.stream()
                .mapToDouble(t -> 2
                        * Math.sqrt((double) t.n())
                        * (Math.asin(Math.sqrt((double) t.satisfied() / t.n())) - Math.asin(Math.sqrt(common))))
                .sorted()
                .toArray();
        // Winsorised at 10 % on each side: a single odd unit must not hide itself by widening the limits.
        int cut = (z.length + 9) / 10;
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            double value = z.length > 2 * cut ? z[Math.max(cut, Math.min(z.length - 1 - cut, i))] : z[i];
            sum += value * value;
        }
        return new Funnel(common, z.length < 3 ? 1 : Math.max(1, sum / z.length));
    }

    /** The limits at {@code n} ratings for a normal quantile such as {@link Interval#Z998}. */
    public Interval limits(long n, double z) {
        double middle = Math.asin(Math.sqrt(common));
        double half = z * Math.sqrt(dispersion / (double) n) / 2;
        double low = Math.sin(Math.max(0, middle - half));
        double high = Math.sin(Math.min(Math.PI / 2, middle + half));
        return new Interval(low * low, high * high);
    }

    /** Where a share out of {@code n} ratings stands. */
    public Place place(double share, long n) {
        Interval outer = limits(n, Interval.Z998);
        if (share < outer.low()) {
            return Place.LOWER;
        }
        if (share > outer.high()) {
            return Place.HIGHER;
        }
        Interval inner = limits(n, Interval.Z95);
        return share < inner.low() || share > inner.high() ? Place.WAIT : Place.SAME;
    }
}
