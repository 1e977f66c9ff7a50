package motcua.server.counting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import motcua.server.dates.LocalHour;
import motcua.server.storage.Bind;
import motcua.server.storage.Dialect;

/** Changes of cells, collected over a transaction and applied at its end in the order of the keys. For one thread. */
public final class CellDeltas {
    private final Map<CellKey, Long> deltas = new HashMap<>();

    /** Adds to what a cell changes by. */
    public void add(CellKey key, long n) {
        deltas.merge(key, n, Long::sum);
    }

    /** Adds to what several cells change by. */
    public void add(List<CellKey> keys, long n) {
        for (CellKey key : keys) {
            add(key, n);
        }
    }

    /** The changes that are not 0. */
    public Map<CellKey, Long> toMap() {
        Map<CellKey, Long> changed = new HashMap<>(deltas);
        changed.values().removeIf(n -> n == 0);
        return changed;
    }

    /**
     * Applies the changes and deletes the cells that became 0, so that equal histories leave equal tables. What people were told
     * already is noted in {@link LateCells}.
     *
     * @param nowMs milliseconds since 1970 UTC
     */
    public void apply(Connection connection, Dialect dialect, long nowMs) throws SQLException {
        LateCells.hold(connection, dialect, deltas, LocalHour.of(nowMs).day());
        CellStamps.add(connection, deltas);
        List<CellKey> keys = new ArrayList<>(deltas.size());
        for (Map.Entry<CellKey, Long> each : deltas.entrySet()) {
            if (each.getValue() != 0) {
                keys.add(each.getKey());
            }
        }
        keys.sort(null);
        int from = 0;
        while (from < keys.size()) {
            CellTable table = keys.get(from).table();
            int to = from;
            while (to < keys.size() && keys.get(to).table() == table) {
                to++;
            }
            apply(connection, table, keys.subList(from, to));
            from = to;
        }
        deltas.clear();
    }

    private void apply(Connection connection, CellTable table, List<CellKey> keys) throws SQLException {
        List<CellKey> lowered = new ArrayList<>();
        try (PreparedStatement add = connection.prepareStatement(table.add())) {
            for (CellKey key : keys) {
                long n = deltas.getOrDefault(key, 0L);
                Bind.all(add, key.values());
                add.setLong(table.width() + 1, n);
                add.addBatch();
                if (n < 0) {
                    lowered.add(key);
                }
            }
            add.executeBatch();
        }
        if (lowered.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(table.deleteEmpty())) {
            for (CellKey key : lowered) {
                Bind.all(delete, key.values());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
