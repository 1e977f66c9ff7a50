package motcua.server.api;

/**
 * Results that are written as CSV again and again.
 *
 * @param dimension what the rows are of, as in the interface
 */
public record ExportPlan(String id, String unit, String dimension, Every every) {
    /** How often. */
    public enum Every {
        DAY,
        WEEK,
        MONTH
    }
}
