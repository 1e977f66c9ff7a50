package motcua.server.counting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import motcua.server.fleet.KioskRows;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;

/** Decisions about services: each is stored and counted in one transaction. Safe for any thread. */
public final class Decisions {
    private static final String PUT = """
            INSERT INTO decision (kiosk, service, kind, in_force, reason, decided_by, decided_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (kiosk, service, kind) DO UPDATE SET in_force = excluded.in_force, reason = excluded.reason,
                decided_by = excluded.decided_by, decided_at_ms = excluded.decided_at_ms
            """;
    private static final String IN_FORCE = """
            SELECT service, MAX(kind) FROM decision WHERE kiosk = ? AND in_force = 1 GROUP BY service
            """;

    private final Database database;
    private final Clock clock;

    public Decisions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Puts a decision in force, or withdraws it. A service that no record names yet may be decided about.
     *
     * @param by who decided
     */
    public void decide(String kiosk, String service, Decision kind, boolean inForce, String reason, String by) {
        database.write(connection -> {
            decide(connection, new TreeMap<>(Map.of(kiosk, List.of(service))), kind, inForce, reason, by);
            return kind;
        });
    }

    /**
     * Decides alike about several services, in the transaction of what this follows from: all of it is there, or nothing.
     *
     * @param services by their kiosks
     */
    public void decide(
            Connection connection,
            SortedMap<String, List<String>> services,
            Decision kind,
            boolean inForce,
            String reason,
            String by)
            throws SQLException {
        new KioskRows(connection, database.dialect(), clock.millis()).lock(new TreeSet<>(services.keySet()));
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            for (Map.Entry<String, List<String>> each : services.entrySet()) {
                for (String service : each.getValue()) {
                    Bind.all(put, each.getKey(), service, kind.name(), inForce ? 1 : 0, reason, by, clock.millis());
                    put.executeUpdate();
                }
            }
        }
        CellDeltas deltas = new CellDeltas();
        Projection projection = new Projection(connection, database.dialect(), deltas);
        for (Map.Entry<String, List<String>> each : services.entrySet()) {
            Map<String, String> now = inForce(connection, each.getKey());
            for (String service : each.getValue()) {
                projection.decide(each.getKey(), service, now.getOrDefault(service, ""));
            }
        }
        deltas.apply(connection, database.dialect(), clock.millis());
    }

    /** What is in force of a kiosk's services; VOID, the later in the alphabet, outweighs CONTEST. */
    static Map<String, String> inForce(Connection connection, String kiosk) throws SQLException {
        Map<String, String> found = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(IN_FORCE)) {
            query.setString(1, kiosk);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), row.getString(2));
                }
            }
        }
        return found;
    }
}
