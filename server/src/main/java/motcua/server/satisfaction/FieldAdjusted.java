package motcua.server.satisfaction;

import java.util.Map;

/**
 * How one clerk's rate differs from what the office has in the same fields: land matters are rated lower everywhere, so whoever
 * serves many of them is compared with the level of land matters.
 *
 * @param expected the rates of the fields, weighted by how many ratings this clerk has in each; 1 is 100 %
 * @param difference the clerk's rate less that
 * @param interval the 95 % interval of the difference
 */
public record FieldAdjusted(double expected, double difference, Interval interval) {
    /**
     * The difference of one clerk.
     *
     * @param own the clerk's ratings, at least one
     * @param mix how many ratings the clerk has in each field
     * @param fields ratings of the office by field; a field that may not be told is missing
     * @param all ratings of the office, taken for fields that are missing
     */
    public static FieldAdjusted of(Tally own, Map<String, Long> mix, Map<String, Tally> fields, Tally all) {
        long ratings = mix.values().stream().mapToLong(Long::longValue).sum();
        double expected = 0;
        double variance = 0;
        for (Map.Entry<String, Long> each : mix.entrySet()) {
            Tally field = fields.getOrDefault(each.getKey(), all);
            double share = (double) each.getValue() / ratings;
            double rate = (double) field.satisfied() / field.n();
            expected += share * rate;
            variance += share * share * rate * (1 - rate) / field.n();
        }
        double rate = (double) own.satisfied() / own.n();
        Interval wilson = Interval.wilson(own.satisfied(), own.n());
        double error = Interval.Z95 * Math.sqrt(variance);
        double difference = rate - expected;
        return new FieldAdjusted(
                expected,
                difference,
                new Interval(
                        difference - Math.hypot(rate - wilson.low(), error),
                        difference + Math.hypot(wilson.high() - rate, error)));
    }

    /** Whether the clerk cannot be told apart from the level of the same fields. */
    public boolean isSame() {
        return interval.holdsZero();
    }
}
