package motcua.load.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures of one bench with the baseline measured right beside each. The result is the median of the pairs' ratios; pairs that
 * differ by more than twice are no result, and say so. For one thread.
 */
final class Pairs {
    /** Pairs that a bench measures, after one that only warms up. */
    static final int COUNT = 5;

    /** Ratios of two pairs may differ by this factor. */
    static final double LARGEST_SPREAD = 2.0;

    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final String unit;
    private final String against;
    private final List<Pair> pairs = new ArrayList<>();

    /**
     * @param unit of figure and baseline alike
     * @param against what the baseline is
     */
    Pairs(String name, String unit, String against) {
        this.name = name;
        this.unit = unit;
        this.against = against;
    }

    private record Pair(double figure, double baseline) {
        double ratio() {
            return figure / baseline;
        }
    }

    void add(double figure, double baseline) {
        pairs.add(new Pair(figure, baseline));
    }

    /** The result as one JSON object; {@code ratio} is null where the pairs disagree. */
    String line() {
        return json().toString();
    }

    /** The same as a tree, to which a result file adds where and when it was measured. */
    ObjectNode json() {
        double lowest = pairs.stream().mapToDouble(Pair::ratio).min().orElseThrow();
        double highest = pairs.stream().mapToDouble(Pair::ratio).max().orElseThrow();
        ObjectNode line = JSON.createObjectNode();
        line.put("name", name);
        line.put("figure", rounded(median(pairs.stream().map(Pair::figure).toList())));
        line.put("unit", unit);
        line.put("baseline", rounded(median(pairs.stream().map(Pair::baseline).toList())));
        if (highest > lowest * LARGEST_SPREAD) {
            line.putNull("ratio");
        } else {
            line.put("ratio", rounded(median(pairs.stream().map(Pair::ratio).toList())));
        }
        var all = line.putArray("pairs");
        pairs.forEach(each -> all.addArray()
                .add(rounded(each.figure()))
                .add(rounded(each.baseline()))
                .add(rounded(each.ratio())));
        line.put("against", against);
        return line;
    }

    /** The middle value, or the mean of the two in the middle. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double rounded(double value) {
        double digits = Math.pow(10, 3 - Math.ceil(Math.log10(Math.max(Math.abs(value), 1e-9))));
        return Math.round(value * Math.max(digits, 1)) / Math.max(digits, 1);
    }
}
