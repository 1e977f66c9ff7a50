package motcua.server.reports;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import motcua.server.satisfaction.Realm;
import motcua.server.storage.Database;
import org.jdbi.v3.core.statement.Query;

/** Reads what a report tells of devices and of presses that count for no service. Safe for any thread. */
final class FigureQueries {
    private static final String COUNTERS = """
            SELECT c.office, c.counter, n.name,
                   COUNT(DISTINCT c.day) AS days,
                   COUNT(DISTINCT CASE WHEN c.outcome = 'RATED' THEN c.day END) AS rated_days,
                   COUNT(DISTINCT CASE WHEN c.outcome = 'DEVICE_DOWN' THEN c.day END) AS down_days,
                   SUM(CASE WHEN c.outcome = 'DEVICE_DOWN' THEN c.n ELSE 0 END) AS down
              FROM service_cell c
              LEFT JOIN counter_name n ON n.office = c.office AND n.counter = c.counter
             WHERE c.realm = :realm AND c.day >= :from AND c.day <= :to AND c.office IN (<offices>)
             GROUP BY c.office, c.counter, n.name
             ORDER BY c.office, c.counter
            """;

    private static final String CONNECTED = """
            SELECT office, COUNT(DISTINCT day) AS days
              FROM (SELECT office, day FROM service_cell
                     WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>)
                    UNION ALL
                    SELECT office, day FROM press_cell
                     WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>)) AS seen
             GROUP BY office
            """;

    private static final String DEVICES = """
            SELECT DISTINCT office, counter, device FROM device_term
             WHERE office IN (<offices>) AND counter <> '' AND valid_from <= :to AND (valid_to = '' OR valid_to > :from)
             ORDER BY office, counter, device
            """;

    private static final String LATE = """
            SELECT office, counter, SUM(n) AS n FROM late_cell
             WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>) AND kind = 'S' AND n > 0
             GROUP BY office, counter
            """;

    private static final String STRAY = """
            SELECT verdict, SUM(n) AS n FROM press_cell
             WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>)
             GROUP BY verdict
            """;

    private static final String DECIDED = """
            SELECT excluded, SUM(n) AS n FROM service_cell
             WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>) AND outcome = 'RATED'
             GROUP BY excluded
            """;

    private static final String CLERK_NAMES = "SELECT office, clerk, name FROM clerk_name WHERE office IN (<offices>)";

    private static final String COUNTER_NAMES =
            "SELECT office, counter, name FROM counter_name WHERE office IN (<offices>)";

    private static final String SHIFTS = """
            SELECT office, clerk, COUNT(DISTINCT day) AS days, MIN(counter) AS first, MAX(counter) AS last
              FROM service_cell
             WHERE realm = :realm AND day >= :from AND day <= :to AND office IN (<offices>) AND clerk <> ''
             GROUP BY office, clerk
            """;

    private final Database database;

    FigureQueries(Database database) {
        this.database = database;
    }

    /**
     * A counter in a period.
     *
     * @param name as the settings give it, empty if unknown
     * @param days on which it served
     * @param ratedDays on which somebody rated
     * @param downDays on which its device was down for at least one service
     * @param down services whose device was down
     */
    record CounterUse(String office, int counter, String name, long days, long ratedDays, long downDays, long down) {
        /** The same counter on other days too. */
        CounterUse plus(CounterUse other) {
            return new CounterUse(
                    office,
                    counter,
                    name,
                    days + other.days,
                    ratedDays + other.ratedDays,
                    downDays + other.downDays,
                    down + other.down);
        }
    }

    /** Days on which a clerk served, and the counters. */
    record Shifts(long days, int firstCounter, int lastCounter) {
        /** The same clerk on other days too. */
        Shifts plus(Shifts other) {
            return new Shifts(
                    days + other.days,
                    Math.min(firstCounter, other.firstCounter),
                    Math.max(lastCounter, other.lastCounter));
        }
    }

    List<CounterUse> counters(Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        if (offices.isEmpty()) {
            return List.of();
        }
        return database.reads()
                .withHandle(handle -> of(handle.createQuery(COUNTERS), realm, offices, from, to)
                        .map((rs, context) -> {
                            String name = rs.getString("name");
                            return new CounterUse(
                                    rs.getString("office"),
                                    rs.getInt("counter"),
                                    name == null ? "" : name,
                                    rs.getLong("days"),
                                    rs.getLong("rated_days"),
                                    rs.getLong("down_days"),
                                    rs.getLong("down"));
                        })
                        .list());
    }

    /** Days of which an office sent anything, by office. */
    Map<String, Long> connected(Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        return counts(CONNECTED, "office", "days", realm, offices, from, to);
    }

    /** Devices that stood at counters on some of these days, by {@code office LF counter}, as the list of devices has them. */
    Map<String, String> devices(Collection<String> offices, LocalDate from, LocalDate to) {
        if (offices.isEmpty()) {
            return Map.of();
        }
        return database
                .reads()
                .withHandle(handle -> handle.createQuery(DEVICES)
                        .bindList("offices", List.copyOf(offices))
                        .bind("from", from.toString())
                        .bind("to", to.toString())
                        .map((rs, context) -> Map.entry(
                                rs.getString("office") + "\n" + rs.getString("counter"), rs.getString("device")))
                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one + ", " + other));
    }

    /** Ratings that came after their step was told, by {@code office LF counter}. */
    Map<String, Long> late(Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        if (offices.isEmpty()) {
            return Map.of();
        }
        return database
                .reads()
                .withHandle(handle -> of(handle.createQuery(LATE), realm, offices, from, to)
                        .map((rs, context) ->
                                Map.entry(rs.getString("office") + "\n" + rs.getInt("counter"), rs.getLong("n")))
                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Presses that count for no service, by verdict. */
    Map<String, Long> stray(Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        return counts(STRAY, "verdict", "n", realm, offices, from, to);
    }

    /** Rated services by what excludes or marks them; '' = nothing. */
    Map<String, Long> decided(Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        return counts(DECIDED, "excluded", "n", realm, offices, from, to);
    }

    /** Days of work by {@code office LF clerk}. */
    Map<String, Shifts> shifts(Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        if (offices.isEmpty()) {
            return Map.of();
        }
        return database
                .reads()
                .withHandle(handle -> of(handle.createQuery(SHIFTS), realm, offices, from, to)
                        .map((rs, context) -> Map.entry(
                                rs.getString("office") + "\n" + rs.getString("clerk"),
                                new Shifts(rs.getLong("days"), rs.getInt("first"), rs.getInt("last"))))
                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Names of clerks by {@code office LF clerk}. */
    Map<String, String> clerkNames(Collection<String> offices) {
        return names(CLERK_NAMES, "clerk", offices);
    }

    /** Names of counters by {@code office LF counter}. */
    Map<String, String> counterNames(Collection<String> offices) {
        return names(COUNTER_NAMES, "counter", offices);
    }

    private Map<String, String> names(String sql, String key, Collection<String> offices) {
        if (offices.isEmpty()) {
            return Map.of();
        }
        return database
                .reads()
                .withHandle(handle -> handle.createQuery(sql)
                        .bindList("offices", List.copyOf(offices))
                        .map((rs, context) ->
                                Map.entry(rs.getString("office") + "\n" + rs.getString(key), rs.getString("name")))
                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<String, Long> counts(
            String sql, String key, String n, Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        if (offices.isEmpty()) {
            return Map.of();
        }
        return database
                .reads()
                .withHandle(handle -> of(handle.createQuery(sql), realm, offices, from, to)
                        .map((rs, context) -> Map.entry(rs.getString(key), rs.getLong(n)))
                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Query of(Query query, Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        return query.bindList("offices", List.copyOf(offices))
                .bind("realm", realm.name())
                .bind("from", from.toString())
                .bind("to", to.toString());
    }
}
