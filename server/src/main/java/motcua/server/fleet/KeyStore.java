package motcua.server.fleet;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import motcua.contract.sign.PublicKeys;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.storage.Database;

/**
 * Which key each kiosk is known by. The first one a kiosk shows is pinned; another one is offered until a person accepts it, and
 * till then the kiosk gets no receipt that believes its hello. Safe for any thread.
 */
public final class KeyStore {
    private static final String LIST =
            "SELECT kiosk, office, public_key, offered_key, software, last_seen_ms FROM kiosk ORDER BY kiosk";
    private static final String EXISTS = "SELECT COUNT(*) FROM kiosk WHERE kiosk = ?";

    private final Database database;
    private final Clock clock;

    public KeyStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One kiosk; keys are 64 hexadecimal digits or empty. */
    public record Listed(
            String kiosk, String office, String publicKey, String offeredKey, String software, long lastSeenMs) {}

    /** All kiosks by id. */
    public List<Listed> list() {
        return database.read(connection -> {
            List<Listed> all = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(LIST);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    all.add(new Listed(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getLong(6)));
                }
            }
            return all;
        });
    }

    /**
     * Pins the key that a kiosk offers in place of the one it had.
     *
     * @param key as the person read it at the kiosk, 64 hexadecimal digits
     * @return why not; empty if it is pinned now
     */
    public String accept(String kiosk, String key, String reason, Account by) {
        return database.write(connection -> {
            String fault = "";
            if (!exists(connection, kiosk)) {
                return "no kiosk " + kiosk;
            }
            KioskRows rows = new KioskRows(connection, database.dialect(), clock.millis());
            var locked = rows.lock(new TreeSet<>(List.of(kiosk)));
            KioskRow row = locked.get(kiosk);
            boolean may = by.unit().isEmpty() && (by.role() == Role.TECHNICIAN || by.role() == Role.ADMINISTRATOR);
            if (!may) {
                fault = by.name() + " is no technician or administrator over everything";
            } else if (row == null || row.offeredKey.isEmpty()) {
                fault = "kiosk " + kiosk + " offers no other key than the one it has";
            } else if (!row.offeredKey.equals(key)) {
                fault = "kiosk " + kiosk + " offers another key than this one; compare with 'kiosk doctor' there";
            } else if (reason.isBlank()) {
                fault = "a reason is needed";
            } else {
                String old = row.publicKey;
                row.publicKey = key;
                row.offeredKey = "";
                row.nonce = "";
                rows.save(locked.values());
                reasonLogged(connection, by, "KEY_ACCEPTED", kiosk, old, key, reason);
                return "";
            }
            reasonLogged(connection, by, "KEY_REFUSED", kiosk, "", key, fault);
            return fault;
        });
    }

    private static boolean exists(Connection connection, String kiosk) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(EXISTS)) {
            query.setString(1, kiosk);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }

    private void reasonLogged(
            Connection connection, Account by, String action, String kiosk, String old, String key, String reason)
            throws SQLException {
        String from = old.isEmpty() ? "" : " from key " + PublicKeys.id(old);
        AccessLogStore.add(
                connection,
                clock.millis(),
                by.name(),
                by.role().name(),
                action,
                "kiosk " + kiosk + from + " to key " + key + ": " + reason);
    }
}
