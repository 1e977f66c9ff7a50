package motcua.server.cases;

import java.time.LocalDate;
import java.util.List;
import motcua.server.storage.Database;

/** Reads what cases are opened from: reasons that were chosen, and presses below satisfied by counter. Safe for any thread. */
final class SignQueries {
    private static final String REASONS = """
            SELECT realm, office, field, day, reason FROM reason_cell
             WHERE satisfied = 0 AND realm IN ('REAL', 'SIMULATED') AND day >= :from AND day <= :to AND n > 0
             GROUP BY realm, office, field, day, reason
             ORDER BY realm, office, day, field, reason
            """;

    private static final String LEVELS = """
            SELECT realm, office, counter, day, scale, level, SUM(n) AS n FROM service_cell
             WHERE outcome = 'RATED' AND level > 0 AND excluded NOT IN ('VOID', 'CONTEST')
               AND realm IN ('REAL', 'SIMULATED') AND day >= :from AND day <= :to
             GROUP BY realm, office, counter, day, scale, level
             ORDER BY realm, office, counter, day
            """;

    private final Database database;

    SignQueries(Database database) {
        this.database = database;
    }

    record Chosen(String realm, String office, String field, LocalDate day, String reason) {}

    record Pressed(String realm, String office, int counter, LocalDate day, String scale, int level, long n) {}

    List<Chosen> reasons(LocalDate from, LocalDate to) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(REASONS)
                        .bind("from", from.toString())
                        .bind("to", to.toString())
                        .map((rs, context) -> new Chosen(
                                rs.getString("realm"),
                                rs.getString("office"),
                                rs.getString("field"),
                                LocalDate.parse(rs.getString("day")),
                                rs.getString("reason")))
                        .list());
    }

    List<Pressed> levels(LocalDate from, LocalDate to) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(LEVELS)
                        .bind("from", from.toString())
                        .bind("to", to.toString())
                        .map((rs, context) -> new Pressed(
                                rs.getString("realm"),
                                rs.getString("office"),
                                rs.getInt("counter"),
                                LocalDate.parse(rs.getString("day")),
                                rs.getString("scale"),
                                rs.getInt("level"),
                                rs.getLong("n")))
                        .list());
    }
}
