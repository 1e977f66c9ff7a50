package motcua.server.fleet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import motcua.server.storage.Bind;

/** Alarms of the fleet: one row a kiosk, kind and epoch, with how often it was seen. Within the caller's transaction. */
public final class Alarms {
    private static final int LONGEST_DETAIL = 500;
    private static final String RAISE = """
            INSERT INTO alarm (kiosk, kind, epoch, seq, detail, first_at_ms, last_at_ms, times)
            VALUES (?, ?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT (kiosk, kind, epoch) DO UPDATE SET last_at_ms = excluded.last_at_ms, times = alarm.times + 1
            """;

    private final Connection connection;
    private final long nowMs;

    /** @param nowMs milliseconds since 1970 UTC */
    public Alarms(Connection connection, long nowMs) {
        this.connection = connection;
        this.nowMs = nowMs;
    }

    /**
     * Raises an alarm, or counts it once more.
     *
     * @param epoch '' where no chain is meant; {@code seq} 0 likewise
     */
    public void raise(String kiosk, AlarmKind kind, String epoch, long seq, String detail) throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(RAISE)) {
            Bind.all(
                    raise,
                    kiosk,
                    kind.name(),
                    epoch,
                    seq,
                    detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())),
                    nowMs,
                    nowMs);
            raise.executeUpdate();
        }
    }
}
