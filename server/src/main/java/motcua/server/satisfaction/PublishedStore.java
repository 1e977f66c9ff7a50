package motcua.server.satisfaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import motcua.server.counting.LateCells;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;

/**
 * Which steps people were told of, and what changed in them since. Safe for any thread, and for several servers on one database.
 *
 * <p>What was told once is never made anew. Changes of it wait until those of one office, month, mode and scale are safe by
 * themselves, ratings that came and ratings that went apart; then they become a layer: a table of its own that is told from then
 * on and never changes either. Two looks at any times differ by whole layers, so whoever subtracts them learns what the tables of
 * the layers say, and these are safe.
 */
final class PublishedStore {
    private static final String MARK = """
            INSERT INTO published (realm, office, step) VALUES (?, ?, ?) ON CONFLICT (realm, office, step) DO NOTHING
            """;
    private static final String FORGET_DAYS =
            "DELETE FROM published WHERE realm = ? AND office = ? AND step > ? AND step <= ?";
    private static final String MARKED =
            "SELECT office, step FROM published WHERE realm = :realm AND office IN (<offices>)";
    private static final String LATE = """
            SELECT office, layer, kind, day, hour, counter, clerk, field, procedure, mode, scale, level, n FROM late_cell
             WHERE realm = :realm AND office IN (<offices>) AND day >= :from AND day <= :to AND n <> 0
             ORDER BY office, layer, day
            """;
    private static final String HELD = """
            SELECT kind, day, hour, counter, clerk, field, procedure, mode, scale, level, n FROM late_cell
             WHERE realm = ? AND office = ? AND layer = 0 AND day >= ? AND day <= ? AND n <> 0 ORDER BY day
            """;
    private static final String NEXT_LAYER =
            "SELECT COALESCE(MAX(layer), 0) + 1 FROM late_cell WHERE realm = ? AND office = ?";
    private static final String TELL = """
            UPDATE late_cell SET layer = ?
             WHERE realm = ? AND office = ? AND layer = 0 AND kind IN ('S', 'P') AND day = ? AND mode = ? AND scale = ?
               AND SIGN(n) = ?
            """;
    private static final String TELL_REASON = """
            UPDATE late_cell SET layer = ?
             WHERE realm = ? AND office = ? AND layer = 0 AND kind = 'R' AND day = ? AND mode = ? AND procedure = ?
               AND level = ?
            """;

    private final Database database;
    /** What this process knows to be marked. */
    private final Set<String> marked = ConcurrentHashMap.newKeySet();

    PublishedStore(Database database) {
        this.database = database;
    }

    /**
     * Marks steps as told, by office. From then on what changes in them is late.
     *
     * @return whether any was not marked before; what was read of it before this must be read again
     */
    boolean mark(Realm realm, Map<String, Set<String>> steps) {
        Map<String, Set<String>> fresh = new TreeMap<>();
        steps.forEach((office, all) -> all.forEach(step -> {
            if (!marked.contains(markOf(realm, office, step))) {
                fresh.computeIfAbsent(office, o -> new TreeSet<>()).add(step);
            }
        }));
        if (fresh.isEmpty()) {
            return false;
        }
        database.write(connection -> {
            LateCells.lockToPublish(connection, database.dialect());
            mark(connection, realm, fresh);
            return true;
        });
        fresh.forEach((office, all) -> all.forEach(step -> marked.add(markOf(realm, office, step))));
        return true;
    }

    /** Offices with a step that was never told; what was told is remembered. */
    Set<String> untold(Realm realm, Map<String, Set<String>> steps) {
        Set<String> offices = new TreeSet<>();
        steps.forEach((office, all) -> {
            if (!all.stream().allMatch(step -> marked.contains(markOf(realm, office, step)))) {
                offices.add(office);
            }
        });
        if (offices.isEmpty()) {
            return offices;
        }
        database.reads()
                .useHandle(handle -> handle.createQuery(MARKED)
                        .bindList("offices", List.copyOf(offices))
                        .bind("realm", realm.name())
                        .map((row, context) -> markOf(realm, row.getString("office"), row.getString("step")))
                        .forEach(marked::add));
        offices.removeIf(office -> steps.getOrDefault(office, Set.of()).stream()
                .allMatch(step -> marked.contains(markOf(realm, office, step))));
        return offices;
    }

    private static String markOf(Realm realm, String office, String step) {
        return realm + " " + step + " " + office;
    }

    private static void mark(Connection connection, Realm realm, Map<String, Set<String>> fresh) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(MARK);
                PreparedStatement forget = connection.prepareStatement(FORGET_DAYS)) {
            for (Map.Entry<String, Set<String>> office : fresh.entrySet()) {
                for (String step : office.getValue()) {
                    Bind.all(mark, realm.name(), office.getKey(), step);
                    mark.addBatch();
                    if (step.length() == 7) {
                        Bind.all(forget, realm.name(), office.getKey(), step, step + "-31");
                        forget.addBatch();
                    }
                }
            }
            mark.executeBatch();
            forget.executeBatch();
        }
    }

    /** All changes of published steps, told and not told. */
    List<LateRow> late(Realm realm, Collection<String> offices, LocalDate from, LocalDate to) {
        if (offices.isEmpty()) {
            return List.of();
        }
        return database.reads()
                .withHandle(handle -> handle.createQuery(LATE)
                        .bindList("offices", List.copyOf(offices))
                        .bind("realm", realm.name())
                        .bind("from", from.toString())
                        .bind("to", to.toString())
                        .map((row, context) -> read(row, row.getString("office"), row.getInt("layer")))
                        .list());
    }

    private static LateRow read(ResultSet row, String office, int layer) throws SQLException {
        return new LateRow(
                office,
                layer,
                row.getString("kind"),
                LocalDate.parse(row.getString("day")),
                row.getInt("hour"),
                row.getInt("counter"),
                row.getString("clerk"),
                row.getString("field"),
                row.getString("procedure"),
                row.getString("mode"),
                row.getString("scale"),
                row.getInt("level"),
                row.getLong("n"));
    }

    /**
     * Makes layers of what waits in a month that is over, as far as it is safe.
     *
     * @param shown days of the month that are told, by mode and scale; only from these something can be taken
     * @return whether there is a new layer
     */
    boolean tell(Realm realm, String office, YearMonth month, Map<List<String>, Set<LocalDate>> shown) {
        return database.write(connection -> {
            LateCells.lockToPublish(connection, database.dialect());
            List<LateRow> held = held(connection, realm, office, month);
            boolean told = false;
            Map<List<String>, List<LateRow>> groups = new TreeMap<>(SafeCells.BY_TEXT);
            for (LateRow row : held) {
                if (row.kind().equals("R")) {
                    if (Math.abs(row.n()) >= Tally.LEAST_SHOWN) {
                        int layer = nextLayer(connection, realm, office);
                        execute(
                                connection,
                                TELL_REASON,
                                layer,
                                realm.name(),
                                office,
                                row.day().toString(),
                                row.mode(),
                                row.procedure(),
                                row.level());
                        told = true;
                    }
                } else if (row.kind().equals("S")) {
                    groups.computeIfAbsent(
                                    List.of(row.mode(), row.scale(), row.n() > 0 ? "1" : "-1"), k -> new ArrayList<>())
                            .add(row);
                }
            }
            for (Map.Entry<List<String>, List<LateRow>> group : groups.entrySet()) {
                Set<LocalDate> days = safeDays(group.getValue(), group.getKey(), month, shown);
                if (!days.isEmpty()) {
                    int layer = nextLayer(connection, realm, office);
                    for (LocalDate day : days) {
                        execute(
                                connection,
                                TELL,
                                layer,
                                realm.name(),
                                office,
                                day.toString(),
                                group.getKey().get(0),
                                group.getKey().get(1),
                                Integer.parseInt(group.getKey().get(2)));
                    }
                    told = true;
                }
            }
            return told;
        });
    }

    private static Set<LocalDate> safeDays(
            List<LateRow> rows, List<String> group, YearMonth month, Map<List<String>, Set<LocalDate>> shown) {
        boolean came = group.get(2).equals("1");
        Set<LocalDate> told = shown.getOrDefault(group.subList(0, 2), Set.of());
        List<RatedCell> cells = rows.stream()
                .filter(row -> came || told.contains(row.day()))
                .map(LateRow::rated)
                .toList();
        Set<LocalDate> days = new HashSet<>();
        for (SafeCell cell :
                SafeCells.of(cells, List.of(), false, month.atEndOfMonth().plusDays(1))) {
            if (cell.dimension() == Dimension.DAY) {
                cell.keys().forEach(day -> days.add(LocalDate.parse(day)));
            }
        }
        return days;
    }

    private static List<LateRow> held(Connection connection, Realm realm, String office, YearMonth month)
            throws SQLException {
        List<LateRow> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(HELD)) {
            Bind.all(
                    query,
                    realm.name(),
                    office,
                    month.atDay(1).toString(),
                    month.atEndOfMonth().toString());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(read(row, office, 0));
                }
            }
        }
        return rows;
    }

    private static int nextLayer(Connection connection, Realm realm, String office) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NEXT_LAYER)) {
            Bind.all(query, realm.name(), office);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Bind.all(statement, values);
            statement.executeUpdate();
        }
    }
}
