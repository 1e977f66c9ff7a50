package motcua.server.satisfaction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import motcua.contract.scale.ScaleShape;

/**
 * Valid ratings of one scale, counted by level.
 *
 * @param levels counts from best to worst; an unknown scale has five
 * @param satisfied sum of the levels that the scale calls satisfied; 0 for an unknown scale
 */
public record Tally(String scale, List<Long> levels, long satisfied) {
    /** Under this nothing about levels is shown: a smaller group could tell what one person pressed. */
    public static final long LEAST_SHOWN = 5;

    /** Under this a rate says more than the ratings do. */
    public static final long LEAST_FOR_RATE = 30;

    private static final int LEVELS_OF_UNKNOWN_SCALE = 5;

    public Tally {
        levels = List.copyOf(levels);
    }

    /** No rating yet. */
    public static Tally none(String scale) {
        int size = ScaleShape.of(scale).map(ScaleShape::levels).orElse(LEVELS_OF_UNKNOWN_SCALE);
        return new Tally(scale, Collections.nCopies(size, 0L), 0);
    }

    /** This and {@code n} more ratings of {@code level}, 1 being the best. */
    public Tally plus(int level, long n) {
        List<Long> sum = new ArrayList<>(levels);
        while (sum.size() < level) {
            sum.add(0L);
        }
        sum.set(level - 1, sum.get(level - 1) + n);
        return new Tally(scale, sum, satisfied + (isSatisfied(scale, level) ? n : 0));
    }

    /** The sum of two tallies of one scale. */
    public Tally plus(Tally other) {
        if (!scale.equals(other.scale)) {
            throw new IllegalArgumentException("scales are never added: " + scale + ", " + other.scale);
        }
        return new Tally(scale, sum(other, 1), satisfied + other.satisfied);
    }

    /** What is left when ratings that this holds are taken out. */
    Tally minus(Tally other) {
        return new Tally(scale, sum(other, -1), satisfied - other.satisfied);
    }

    private List<Long> sum(Tally other, long times) {
        List<Long> sum = new ArrayList<>();
        for (int i = 0; i < Math.max(levels.size(), other.levels.size()); i++) {
            sum.add((i < levels.size() ? levels.get(i) : 0)
                    + times * (i < other.levels.size() ? other.levels.get(i) : 0));
        }
        return sum;
    }

    /** Number of valid ratings. */
    public long n() {
        long n = 0;
        for (long each : levels) {
            n += each;
        }
        return n;
    }

    /** Whether the levels of this group tell nobody's own press: five or more, and not all of them unsatisfied. */
    public boolean isSafe() {
        return isSafe(n(), satisfied);
    }

    static boolean isSafe(long n, long satisfied) {
        return n >= LEAST_SHOWN && satisfied > 0;
    }

    /** The rate, from 30 ratings on and where the scale is known. */
    public Optional<Double> rate() {
        return n() >= LEAST_FOR_RATE && ScaleShape.of(scale).isPresent()
                ? Optional.of((double) satisfied / n())
                : Optional.empty();
    }

    /** The 95 % interval of the rate, present with it. */
    public Optional<Interval> interval() {
        return rate().map(rate -> Interval.wilson(satisfied, n()));
    }

    /** Whether a level of the scale with this key means satisfied. */
    public static boolean isSatisfied(String scale, int level) {
        return ScaleShape.of(scale).filter(s -> s.isSatisfied(level)).isPresent();
    }
}
