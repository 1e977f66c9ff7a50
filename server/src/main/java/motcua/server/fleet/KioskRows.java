package motcua.server.fleet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import motcua.server.storage.Bind;
import motcua.server.storage.Dialect;

/** Locks and keeps the rows of kiosks. For one transaction. */
public final class KioskRows {
    private static final String CREATE = """
            INSERT INTO kiosk (kiosk, public_key, nonce, software, office, first_seen_ms, last_seen_ms)
            VALUES (?, '', '', '', '', ?, ?)
            ON CONFLICT (kiosk) DO NOTHING
            """;
    private static final String READ =
            "SELECT kiosk, public_key, nonce, software, office, offered_key FROM kiosk WHERE kiosk = ?";
    private static final String LOCK = READ + " FOR UPDATE";
    private static final String SAVE = """
            UPDATE kiosk SET public_key = ?, nonce = ?, software = ?, office = ?, offered_key = ?, last_seen_ms = ?
            WHERE kiosk = ?
            """;

    private final Connection connection;
    private final Dialect dialect;
    private final long nowMs;

    /** @param nowMs milliseconds since 1970 UTC */
    public KioskRows(Connection connection, Dialect dialect, long nowMs) {
        this.connection = connection;
        this.dialect = dialect;
        this.nowMs = nowMs;
    }

    /** Locks a kiosk's row until the transaction ends, so that nobody else changes what the kiosk has. */
    public void lock(String kiosk) throws SQLException {
        lock(new TreeSet<>(List.of(kiosk)));
    }

    /** Locks the rows of kiosks in the order of their ids, making those that do not exist. On SQLite the transaction is the lock. */
    public SortedMap<String, KioskRow> lock(SortedSet<String> kiosks) throws SQLException {
        TreeMap<String, KioskRow> rows = new TreeMap<>();
        try (PreparedStatement lock = connection.prepareStatement(dialect == Dialect.POSTGRESQL ? LOCK : READ)) {
            for (String kiosk : kiosks) {
                if (!read(lock, kiosk, rows)) {
                    create(kiosk);
                    read(lock, kiosk, rows);
                }
            }
        }
        return rows;
    }

    private void create(String kiosk) throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(CREATE)) {
            Bind.all(create, kiosk, nowMs, nowMs);
            create.executeUpdate();
        }
    }

    private static boolean read(PreparedStatement query, String kiosk, SortedMap<String, KioskRow> rows)
            throws SQLException {
        query.setString(1, kiosk);
        try (ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            rows.put(
                    kiosk,
                    new KioskRow(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6)));
            return true;
        }
    }

    /** Writes locked rows back. */
    public void save(Collection<KioskRow> rows) throws SQLException {
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            for (KioskRow row : rows) {
                Bind.all(save, row.publicKey, row.nonce, row.software, row.office, row.offeredKey, nowMs, row.kiosk);
                save.addBatch();
            }
            save.executeBatch();
        }
    }
}
