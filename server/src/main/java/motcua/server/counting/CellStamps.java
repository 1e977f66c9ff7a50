package motcua.server.counting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import motcua.server.storage.Bind;

/**
 * The stamps of months of offices: sums of fingerprints of cells, so that equal cells have equal stamps in whatever order they came.
 * Within the transaction that changes the cells.
 */
final class CellStamps {
    private static final String ADD = """
            INSERT INTO cell_stamp AS t (realm, office, month, stamp, first_day, last_day) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (realm, office, month) DO UPDATE SET stamp = t.stamp + excluded.stamp,
                first_day = CASE WHEN t.first_day = '' OR excluded.first_day <> '' AND excluded.first_day < t.first_day
                                 THEN excluded.first_day ELSE t.first_day END,
                last_day = CASE WHEN excluded.last_day > t.last_day THEN excluded.last_day ELSE t.last_day END
            """;
    private static final int MONTH_LENGTH = 7;
    private static final String UNDATED = "UNDATED";

    /** Fingerprints stay below 2^40, so that the sum of a month's cells stays far below 2^63. */
    private static final long MASK = (1L << 40) - 1;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private CellStamps() {}

    private record Month(String realm, String office, String month) implements Comparable<Month> {
        @Override
        public int compareTo(Month other) {
            int order = realm.compareTo(other.realm);
            order = order != 0 ? order : office.compareTo(other.office);
            return order != 0 ? order : month.compareTo(other.month);
        }
    }

    private static final class Change {
        long stamp;
        String first = "";
        String last = "";
    }

    /** Notes what these changes of cells do to their months. */
    static void add(Connection connection, Map<CellKey, Long> deltas) throws SQLException {
        Map<Month, Change> months = new TreeMap<>();
        deltas.forEach((key, n) -> {
            if (n != 0 && key.table() != CellTable.PRESS) {
                String day = (String) key.value(1);
                String office = (String) key.value(key.table() == CellTable.SERVICE ? 3 : 2);
                boolean dated = !day.equals(UNDATED);
                Month month =
                        new Month((String) key.value(0), office, dated ? day.substring(0, MONTH_LENGTH) : UNDATED);
                Change change = months.computeIfAbsent(month, m -> new Change());
                change.stamp += n * fingerprint(key);
                if (dated && n > 0 && key.table() == CellTable.SERVICE) {
                    change.first = change.first.isEmpty() || day.compareTo(change.first) < 0 ? day : change.first;
                    change.last = day.compareTo(change.last) > 0 ? day : change.last;
                }
            }
        });
        if (months.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (Map.Entry<Month, Change> each : months.entrySet()) {
                Month month = each.getKey();
                Change change = each.getValue();
                Bind.all(add, month.realm, month.office, month.month, change.stamp, change.first, change.last);
                add.addBatch();
            }
            add.executeBatch();
        }
    }

    /** The same on every machine: FNV-1a of the key's text. */
    private static long fingerprint(CellKey key) {
        String text = key.toString();
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return (hash ^ (hash >>> 24)) & MASK;
    }
}
