package motcua.server.satisfaction;

import java.util.Locale;
import java.util.Optional;

/** What the rows of an answer stand for. */
public enum Dimension {
    OFFICE,
    COUNTER,
    CLERK,
    /** A service with two procedures counts in the row of each; totals never sum these rows. */
    PROCEDURE,
    FIELD,
    DAY,
    MONTH,
    /** Hour of the week, key {@code 1-08} for Monday 8 to 9; the counter's local time. */
    HOUR,
    /** Subjects chosen after a press; several a rating, so they have no rate. */
    REASON;

    /** The name in {@code by=}. */
    public String param() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The dimension of {@code by=}. */
    public static Optional<Dimension> ofParam(String param) {
        for (Dimension dimension : values()) {
            if (dimension.param().equals(param)) {
                return Optional.of(dimension);
            }
        }
        return Optional.empty();
    }
}
