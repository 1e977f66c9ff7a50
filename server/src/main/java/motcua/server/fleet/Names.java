package motcua.server.fleet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import motcua.contract.body.SettingsApplied;
import motcua.server.storage.Bind;

/**
 * Names of offices, counters and clerks for display, from the settings that kiosks applied. Of several, the one with the highest
 * (version, seq, epoch) stays, so that the order in which records come does not matter. Within the caller's transaction.
 */
public final class Names {
    private static final String LATER = """
             WHERE (excluded.version, excluded.seq, excluded.epoch) > (t.version, t.seq, t.epoch)
            """;
    private static final String PUT_OFFICE = """
            INSERT INTO office AS t (id, name, kiosk, version, seq, epoch) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, kiosk = excluded.kiosk,
                version = excluded.version, seq = excluded.seq, epoch = excluded.epoch
            """ + LATER;
    private static final String PUT_COUNTER = """
            INSERT INTO counter_name AS t (office, counter, name, mode, version, seq, epoch) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (office, counter) DO UPDATE SET name = excluded.name, mode = excluded.mode,
                version = excluded.version, seq = excluded.seq, epoch = excluded.epoch
            """ + LATER;
    private static final String PUT_CLERK = """
            INSERT INTO clerk_name AS t (office, clerk, name, kind, version, seq, epoch) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (office, clerk) DO UPDATE SET name = excluded.name, kind = excluded.kind,
                version = excluded.version, seq = excluded.seq, epoch = excluded.epoch
            """ + LATER;

    private final Connection connection;

    public Names(Connection connection) {
        this.connection = connection;
    }

    /** Takes over the names of settings applied by a kiosk at a place of its chain. */
    public void put(String kiosk, String epoch, long seq, SettingsApplied settings) throws SQLException {
        String office = settings.office().id();
        long version = settings.version();
        try (PreparedStatement put = connection.prepareStatement(PUT_OFFICE)) {
            Bind.all(put, office, settings.office().name(), kiosk, version, seq, epoch);
            put.executeUpdate();
        }
        try (PreparedStatement put = connection.prepareStatement(PUT_COUNTER)) {
            for (SettingsApplied.Counter each : settings.counters()) {
                Bind.all(put, office, each.number(), each.name(), each.mode().name(), version, seq, epoch);
                put.executeUpdate();
            }
        }
        try (PreparedStatement put = connection.prepareStatement(PUT_CLERK)) {
            for (SettingsApplied.Clerk each : settings.clerks()) {
                String kind = each.kind() == null ? "" : each.kind();
                Bind.all(put, office, each.id(), each.name(), kind, version, seq, epoch);
                put.executeUpdate();
            }
        }
    }
}
