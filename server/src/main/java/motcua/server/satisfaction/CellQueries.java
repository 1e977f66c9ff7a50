package motcua.server.satisfaction;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import motcua.server.storage.Database;
import org.jdbi.v3.core.Jdbi;

/** Reads the counting cells. Undated services belong to no period: the word UNDATED sorts behind every day. */
final class CellQueries {
    /** Columns a caller does not need are summed over. */
    enum Column {
        OFFICE,
        DAY,
        HOUR,
        COUNTER,
        CLERK,
        FIELD
    }

    /**
     * Services that agree in all columns asked for.
     *
     * @param day empty if not asked for
     */
    record ServiceCount(
            String office,
            String day,
            int hour,
            int counter,
            String clerk,
            String field,
            String procedure,
            String mode,
            String scale,
            String outcome,
            int level,
            String excluded,
            long n) {
        /** The same of another number. */
        ServiceCount times(long other) {
            return new ServiceCount(
                    office, day, hour, counter, clerk, field, procedure, mode, scale, outcome, level, excluded, other);
        }
    }

    /** How often a reason was chosen in one month. */
    record ReasonCount(String office, String month, String mode, boolean satisfied, String reason, long n) {}

    private static final String SERVICES = """
            SELECT <office> AS office, <day> AS day, <hour> AS hour, <counter> AS counter, <clerk> AS clerk, <field> AS field,
                   '' AS procedure, mode, scale, outcome, level, excluded, SUM(n) AS n
              FROM service_cell
             WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>)
             GROUP BY <kept> mode, scale, outcome, level, excluded
            """;

    /** Valid ratings as they were when their steps were published: the cells less what came late. */
    private static final String PUBLISHED_SERVICES = """
            SELECT <office> AS office, <day> AS day, <hour> AS hour, <counter> AS counter, <clerk> AS clerk, <field> AS field,
                   '' AS procedure, mode, scale, 'RATED' AS outcome, level, '' AS excluded, SUM(n) AS n
              FROM (SELECT office, day, hour, counter, clerk, field, mode, scale, level, n FROM service_cell
                     WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>)
                       AND outcome = 'RATED' AND level > 0 AND excluded NOT IN ('VOID', 'CONTEST')
                    UNION ALL
                    SELECT office, day, hour, counter, clerk, field, mode, scale, level, -n FROM late_cell
                     WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>) AND kind = 'S') AS told
             GROUP BY <kept> mode, scale, level
            HAVING SUM(n) > 0
            """;

    private static final String PUBLISHED_PROCEDURES = """
            SELECT <office> AS office, <day> AS day, -1 AS hour, <counter> AS counter, <clerk> AS clerk, <field> AS field,
                   procedure, mode, scale, 'RATED' AS outcome, level, '' AS excluded, SUM(n) AS n
              FROM (SELECT office, day, counter, clerk, field, procedure, mode, scale, level, n FROM procedure_cell
                     WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>)
                       AND outcome = 'RATED' AND level > 0 AND excluded NOT IN ('VOID', 'CONTEST')
                    UNION ALL
                    SELECT office, day, counter, clerk, field, procedure, mode, scale, level, -n FROM late_cell
                     WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>) AND kind = 'P') AS told
             GROUP BY <kept> procedure, mode, scale, level
            HAVING SUM(n) > 0
            """;

    private static final String PUBLISHED_REASONS = """
            SELECT office, month, mode, satisfied, reason, SUM(n) AS n
              FROM (SELECT office, SUBSTR(day, 1, 7) AS month, mode, satisfied, reason, n FROM reason_cell
                     WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>)
                    UNION ALL
                    SELECT office, SUBSTR(day, 1, 7), mode, level, procedure, -n FROM late_cell
                     WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>) AND kind = 'R') AS told
             GROUP BY office, month, mode, satisfied, reason
            HAVING SUM(n) > 0
             ORDER BY office, month, mode, satisfied, reason
            """;

    private static final String PROCEDURES = """
            SELECT <office> AS office, <day> AS day, -1 AS hour, <counter> AS counter, <clerk> AS clerk, <field> AS field,
                   procedure, mode, scale, outcome, level, excluded, SUM(n) AS n
              FROM procedure_cell
             WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>)
             GROUP BY <kept> procedure, mode, scale, outcome, level, excluded
            """;

    private static final String REASONS = """
            SELECT office, SUBSTR(day, 1, 7) AS month, mode, satisfied, reason, SUM(n) AS n
              FROM reason_cell
             WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>)
             GROUP BY office, SUBSTR(day, 1, 7), mode, satisfied, reason
             ORDER BY office, month, mode, satisfied, reason
            """;

    private static final String HAS_REALM = """
            SELECT COUNT(*) FROM (SELECT 1 FROM cell_stamp WHERE realm = :realm AND office IN (<offices>) LIMIT 1) AS found
            """;

    private static final String STAMPS = """
            SELECT office, month, stamp FROM cell_stamp
             WHERE realm = :realm AND office IN (<offices>) AND month >= :from AND month <= :to
            """;

    private static final String UNDATED = """
            SELECT COALESCE(SUM(n), 0) FROM service_cell
             WHERE realm = :realm AND day = 'UNDATED' AND office IN (<offices>)
            """;

    private static final String LAST_DAY = """
            SELECT COALESCE(MAX(last_day), '') FROM cell_stamp
             WHERE realm = :realm AND last_day <> '' AND office IN (<offices>)
            """;

    private static final String FIRST_DAY = """
            SELECT COALESCE(MIN(first_day), '') FROM cell_stamp
             WHERE realm = :realm AND first_day <> '' AND office IN (<offices>)
            """;

    private final Jdbi reads;

    CellQueries(Database database) {
        this.reads = database.reads();
    }

    List<ServiceCount> services(
            Realm realm, Collection<String> offices, LocalDate from, LocalDate to, Set<Column> columns) {
        return counts(SERVICES, realm, offices, from, to, columns);
    }

    /** The same by procedure; a service of two procedures is counted in both. */
    List<ServiceCount> procedures(
            Realm realm, Collection<String> offices, LocalDate from, LocalDate to, Set<Column> columns) {
        return counts(PROCEDURES, realm, offices, from, to, columns);
    }

    /** Valid ratings as published, without what came after. */
    List<ServiceCount> publishedServices(
            Realm realm, Collection<String> offices, LocalDate from, LocalDate to, Set<Column> columns) {
        return counts(PUBLISHED_SERVICES, realm, offices, from, to, columns);
    }

    /** The same by procedure. */
    List<ServiceCount> publishedProcedures(
            Realm realm, Collection<String> offices, LocalDate from, LocalDate to, Set<Column> columns) {
        return counts(PUBLISHED_PROCEDURES, realm, offices, from, to, columns);
    }

    private List<ServiceCount> counts(
            String sql, Realm realm, Collection<String> offices, LocalDate from, LocalDate to, Set<Column> columns) {
        if (offices.isEmpty() || to.isBefore(from)) {
            return List.of();
        }
        String kept = new LinkedHashSet<>(columns)
                .stream().map(c -> c.name().toLowerCase(Locale.ROOT) + ", ").collect(Collectors.joining());
        return reads.withHandle(handle -> handle.createQuery(sql)
                .define("office", columns.contains(Column.OFFICE) ? "office" : "''")
                .define("day", columns.contains(Column.DAY) ? "day" : "''")
                .define("hour", columns.contains(Column.HOUR) ? "hour" : "-1")
                .define("counter", columns.contains(Column.COUNTER) ? "counter" : "-1")
                .define("clerk", columns.contains(Column.CLERK) ? "clerk" : "''")
                .define("field", columns.contains(Column.FIELD) ? "field" : "''")
                .define("kept", kept)
                .bindList("offices", List.copyOf(offices))
                .bind("realm", realm.name())
                .bind("from", from.toString())
                .bind("to", to.toString())
                .map((rs, context) -> new ServiceCount(
                        rs.getString("office"),
                        rs.getString("day"),
                        rs.getInt("hour"),
                        rs.getInt("counter"),
                        rs.getString("clerk"),
                        rs.getString("field"),
                        rs.getString("procedure"),
                        rs.getString("mode"),
                        rs.getString("scale"),
                        rs.getString("outcome"),
                        rs.getInt("level"),
                        rs.getString("excluded"),
                        rs.getLong("n")))
                .list());
    }

    List<ReasonCount> reasons(Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        return reasons(REASONS, realm, offices, from, to);
    }

    /** Reasons as published, without what came after. */
    List<ReasonCount> publishedReasons(Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        return reasons(PUBLISHED_REASONS, realm, offices, from, to);
    }

    private List<ReasonCount> reasons(
            String sql, Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        if (offices.isEmpty() || to.isBefore(from)) {
            return List.of();
        }
        return reads.withHandle(handle -> handle.createQuery(sql)
                .bindList("offices", List.copyOf(offices))
                .bind("realm", realm.name())
                .bind("from", from.toString())
                .bind("to", to.toString())
                .map((rs, context) -> new ReasonCount(
                        rs.getString("office"),
                        rs.getString("month"),
                        rs.getString("mode"),
                        rs.getInt("satisfied") == 1,
                        rs.getString("reason"),
                        rs.getLong("n")))
                .list());
    }

    boolean has(Realm realm, Collection<String> offices) {
        return number(HAS_REALM, realm, offices) > 0;
    }

    /** A month of an office and the stamp of its cells. */
    record Stamp(String office, YearMonth month, long stamp) {}

    /** The months that have or had cells, from one to another, both included. */
    List<Stamp> stamps(Realm realm, Collection<String> offices, YearMonth from, YearMonth to) {
        if (offices.isEmpty() || to.isBefore(from)) {
            return List.of();
        }
        return reads.withHandle(handle -> handle.createQuery(STAMPS)
                .bindList("offices", List.copyOf(offices))
                .bind("realm", realm.name())
                .bind("from", from.toString())
                .bind("to", to.toString())
                .map((rs, context) ->
                        new Stamp(rs.getString("office"), YearMonth.parse(rs.getString("month")), rs.getLong("stamp")))
                .list());
    }

    /** Services whose day cannot be told. */
    long undated(Realm realm, Collection<String> offices) {
        return number(UNDATED, realm, offices);
    }

    private long number(String sql, Realm realm, Collection<String> offices) {
        if (offices.isEmpty()) {
            return 0;
        }
        return reads.withHandle(handle -> handle.createQuery(sql)
                .bindList("offices", List.copyOf(offices))
                .bind("realm", realm.name())
                .mapTo(Long.class)
                .one());
    }

    /** First and last day that have services, empty if none has. */
    List<LocalDate> extent(Realm realm, Collection<String> offices) {
        if (offices.isEmpty()) {
            return List.of();
        }
        return reads.withHandle(handle -> List.of(FIRST_DAY, LAST_DAY).stream()
                .map(sql -> handle.createQuery(sql)
                        .bindList("offices", List.copyOf(offices))
                        .bind("realm", realm.name())
                        .mapTo(String.class)
                        .one())
                .filter(day -> !day.isEmpty())
                .map(LocalDate::parse)
                .toList());
    }
}
