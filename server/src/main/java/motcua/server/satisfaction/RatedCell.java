package motcua.server.satisfaction;

import java.time.LocalDate;

/**
 * Valid ratings of one office that agree in everything a table can ask for.
 *
 * @param hour local hour, 0 to 23
 * @param level from 1 = best
 */
record RatedCell(
        String office,
        LocalDate day,
        int hour,
        int counter,
        String clerk,
        String mode,
        String field,
        String scale,
        int level,
        long n) {

    /** The row this cell belongs to in a table of {@code dimension}; procedures have cells of their own. */
    String key(Dimension dimension) {
        return switch (dimension) {
            case OFFICE -> office;
            case COUNTER -> Integer.toString(counter);
            case CLERK -> clerk;
            case FIELD -> field;
            case DAY -> day.toString();
            case MONTH -> day.toString().substring(0, 7);
            case HOUR -> hourKey(day, hour);
            case PROCEDURE, REASON -> throw new IllegalArgumentException(dimension.toString());
        };
    }

    static String hourKey(LocalDate day, int hour) {
        return day.getDayOfWeek().getValue() + (hour < 10 ? "-0" : "-") + hour;
    }
}
