package motcua.server.satisfaction;

import java.time.LocalDate;

/** Valid ratings of one office by procedure; a service with two procedures is in two of these. */
record ProcedureCell(
        String office,
        LocalDate day,
        int counter,
        String clerk,
        String mode,
        String field,
        String procedure,
        String scale,
        int level,
        long n) {

    /** The row this cell belongs to in a table of {@code dimension}. */
    String key(Dimension dimension) {
        return switch (dimension) {
            case COUNTER -> Integer.toString(counter);
            case CLERK -> clerk;
            case FIELD -> field;
            case DAY -> day.toString();
            case PROCEDURE -> procedure;
            case OFFICE, MONTH, HOUR, REASON -> throw new IllegalArgumentException(dimension.toString());
        };
    }
}
