package motcua.server.counting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import motcua.server.storage.Bind;
import motcua.server.storage.Dialect;

/**
 * Changes of what people were told already. Whoever looks before and after a late record could subtract; so a change of a published
 * step is written down beside the cells, and what people are told moves only when enough such changes have come together. Within
 * the caller's transaction.
 */
public final class LateCells {
    private static final String RATED = Contribution.RATED;
    private static final String STEPS =
            "SELECT step FROM published WHERE realm = ? AND office = ? AND step BETWEEN ? AND ?";
    private static final String HOLD = """
            INSERT INTO late_cell
                (realm, office, layer, kind, day, hour, counter, clerk, field, procedure, mode, scale, level, n)
            VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (realm, office, layer, kind, day, hour, counter, clerk, field, procedure, mode, scale, level)
            DO UPDATE SET n = late_cell.n + excluded.n
            """;
    private static final String FORGET = "DELETE FROM late_cell WHERE realm = ? AND office = ? AND layer = 0 AND n = 0";
    private static final String LOCK_TO_CHANGE = "SELECT pg_advisory_xact_lock_shared(20260701)";
    private static final String LOCK_TO_PUBLISH = "SELECT pg_advisory_xact_lock(20260701)";

    private LateCells() {}

    /** One change of a valid rating or reason of an office: the columns of late_cell from kind to level. */
    private record Change(String day, boolean reason, List<Object> columns) {}

    /**
     * Waits until no transaction is under way that changes cells of days gone by, and lets none begin until this one ends; so that
     * what is published after this is what they all see. On SQLite the transaction is the lock.
     */
    public static void lockToPublish(Connection connection, Dialect dialect) throws SQLException {
        lock(connection, dialect, LOCK_TO_PUBLISH);
    }

    private static void lock(Connection connection, Dialect dialect, String sql) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            try (PreparedStatement lock = connection.prepareStatement(sql)) {
                lock.execute();
            }
        }
    }

    /**
     * Writes down what a transaction changes in published steps.
     *
     * @param today local day; it and later ones are never published
     */
    static void hold(Connection connection, Dialect dialect, Map<CellKey, Long> deltas, String today)
            throws SQLException {
        Map<List<String>, List<Map.Entry<Change, Long>>> byOffice =
                new TreeMap<>((a, b) -> String.join("\n", a).compareTo(String.join("\n", b)));
        deltas.forEach((key, n) -> {
            String day = key.table() == CellTable.PRESS ? today : (String) key.value(1);
            if (n != 0 && day.compareTo(today) < 0) {
                change(key, day)
                        .ifPresent(change -> byOffice.computeIfAbsent(
                                        List.of((String) key.value(0), (String) key.value(officeAt(key))),
                                        o -> new ArrayList<>())
                                .add(Map.entry(change, n)));
            }
        });
        if (byOffice.isEmpty()) {
            return;
        }
        lock(connection, dialect, LOCK_TO_CHANGE);
        for (Map.Entry<List<String>, List<Map.Entry<Change, Long>>> office : byOffice.entrySet()) {
            hold(connection, office.getKey(), office.getValue());
        }
    }

    private static void hold(Connection connection, List<String> office, List<Map.Entry<Change, Long>> changes)
            throws SQLException {
        TreeSet<String> days = new TreeSet<>();
        changes.forEach(each -> days.add(each.getKey().day));
        Set<String> steps = steps(connection, office, days.first().substring(0, 7), days.last());
        if (steps.isEmpty()) {
            return;
        }
        try (PreparedStatement hold = connection.prepareStatement(HOLD);
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            for (Map.Entry<Change, Long> each : changes) {
                Change change = each.getKey();
                if (steps.contains(change.day.substring(0, 7)) || !change.reason && steps.contains(change.day)) {
                    List<Object> row = new ArrayList<>(office);
                    row.addAll(change.columns);
                    row.add(each.getValue());
                    Bind.all(hold, row);
                    hold.addBatch();
                }
            }
            hold.executeBatch();
            Bind.all(forget, office);
            forget.executeUpdate();
        }
    }

    private static Set<String> steps(Connection connection, List<String> office, String from, String to)
            throws SQLException {
        Set<String> found = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement(STEPS)) {
            Bind.all(query, office.get(0), office.get(1), from, to);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    private static int officeAt(CellKey key) {
        return key.table() == CellTable.SERVICE ? 3 : 2;
    }

    /** What of a cell people may be told levels or reasons of; empty if nothing. */
    private static Optional<Change> change(CellKey key, String day) {
        return switch (key.table()) {
            case SERVICE ->
                valid(key, 10)
                        ? Optional.of(new Change(
                                day,
                                false,
                                List.of(
                                        "S",
                                        day,
                                        key.value(2),
                                        key.value(4),
                                        key.value(5),
                                        key.value(8),
                                        "",
                                        key.value(6),
                                        key.value(9),
                                        key.value(11))))
                        : Optional.empty();
            case PROCEDURE ->
                valid(key, 9)
                        ? Optional.of(new Change(
                                day,
                                false,
                                List.of(
                                        "P",
                                        day,
                                        -1,
                                        key.value(3),
                                        key.value(4),
                                        key.value(6),
                                        key.value(7),
                                        key.value(5),
                                        key.value(8),
                                        key.value(10))))
                        : Optional.empty();
            case REASON ->
                Optional.of(new Change(
                        day,
                        true,
                        List.of(
                                "R",
                                day.substring(0, 7) + "-01",
                                -1,
                                -1,
                                "",
                                "",
                                key.value(8),
                                key.value(6),
                                "",
                                key.value(7))));
            case TIME, PRESS -> Optional.empty();
        };
    }

    /** Whether the cell holds ratings that no decision excludes; {@code at}: where its outcome, level and exclusion begin. */
    private static boolean valid(CellKey key, int at) {
        return key.value(at).equals(RATED)
                && (Integer) key.value(at + 1) > 0
                && !key.value(at + 2).equals(Contribution.VOID)
                && !key.value(at + 2).equals(Contribution.CONTEST);
    }
}
