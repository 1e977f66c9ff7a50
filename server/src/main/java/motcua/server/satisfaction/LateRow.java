package motcua.server.satisfaction;

import java.time.LocalDate;

/**
 * A change of a published step.
 *
 * @param layer 0 = not told yet
 * @param kind S: services, P: by procedure, R: reasons, with the reason in {@code procedure}
 * @param n above or below 0
 */
record LateRow(
        String office,
        int layer,
        String kind,
        LocalDate day,
        int hour,
        int counter,
        String clerk,
        String field,
        String procedure,
        String mode,
        String scale,
        int level,
        long n) {

    /** The ratings that came or went, as cells of their own. */
    RatedCell rated() {
        return new RatedCell(office, day, hour, counter, clerk, mode, field, scale, level, Math.abs(n));
    }

    /** The same of a row by procedure. */
    ProcedureCell byProcedure() {
        return new ProcedureCell(office, day, counter, clerk, mode, field, procedure, scale, level, Math.abs(n));
    }
}
