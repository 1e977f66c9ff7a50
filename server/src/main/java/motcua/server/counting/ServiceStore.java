package motcua.server.counting;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import motcua.server.dates.BootAnchors;
import motcua.server.dates.LocalHour;
import motcua.server.storage.Bind;
import motcua.server.storage.Dialect;

/** Rows of services and of stray presses. Callers hold the lock of the kiosk's row. For one transaction. */
final class ServiceStore {
    /** How many rows are moved at a time when an anchor or the office changes. */
    static final int PAGE = 1_000;

    private static final String COLUMNS = """
            kiosk, service, visit_seq, visit_epoch, boot, up_ms, realm, counter, clerk, mode, kind, field, procedures, scale,
            wait_ms, service_ms, window_ms, press_gen, press_seq, press_epoch, level, flag,
            reasons_gen, reasons_seq, reasons_epoch, reasons, expiry_seq, expiry_epoch, expiry, decision, day, hour, office
            """;
    private static final String BY_IDS_SQLITE = "SELECT " + COLUMNS + """
             FROM service WHERE kiosk = ? AND service IN (SELECT value FROM json_each(?))
            """;
    private static final String BY_IDS_POSTGRESQL =
            "SELECT " + COLUMNS + " FROM service WHERE kiosk = ? AND service = ANY (?)";
    private static final String PAGE_OF_OTHER_OFFICE = "SELECT " + COLUMNS + """
             FROM service WHERE kiosk = ? AND service > ? AND visit_seq > 0 AND office <> ? ORDER BY service LIMIT
            """ + PAGE;
    private static final String PAGE_OF_BOOT = "SELECT " + COLUMNS + """
             FROM service WHERE kiosk = ? AND boot = ? AND up_ms BETWEEN ? AND ? AND service > ? ORDER BY service LIMIT
            """ + PAGE;
    private static final String PAGE_OF_KIOSK =
            "SELECT " + COLUMNS + " FROM service WHERE kiosk = ? AND service > ? ORDER BY service LIMIT " + PAGE;
    private static final String PUT = "INSERT INTO service (" + COLUMNS + """
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (kiosk, service) DO UPDATE SET
                visit_seq = excluded.visit_seq, visit_epoch = excluded.visit_epoch, boot = excluded.boot,
                up_ms = excluded.up_ms, realm = excluded.realm, counter = excluded.counter, clerk = excluded.clerk,
                mode = excluded.mode, kind = excluded.kind, field = excluded.field, procedures = excluded.procedures,
                scale = excluded.scale, wait_ms = excluded.wait_ms, service_ms = excluded.service_ms,
                window_ms = excluded.window_ms, press_gen = excluded.press_gen, press_seq = excluded.press_seq,
                press_epoch = excluded.press_epoch, level = excluded.level, flag = excluded.flag,
                reasons_gen = excluded.reasons_gen, reasons_seq = excluded.reasons_seq,
                reasons_epoch = excluded.reasons_epoch, reasons = excluded.reasons, expiry_seq = excluded.expiry_seq,
                expiry_epoch = excluded.expiry_epoch, expiry = excluded.expiry, decision = excluded.decision,
                day = excluded.day, hour = excluded.hour, office = excluded.office
            """;
    private static final String DELETE = "DELETE FROM service WHERE kiosk = ? AND service = ?";

    private static final String STRAY_COLUMNS =
            "kiosk, epoch, seq, boot, up_ms, realm, counter, verdict, day, hour, office";
    private static final String STRAYS_OF_OTHER_OFFICE =
            "SELECT " + STRAY_COLUMNS + " FROM stray_press WHERE kiosk = ? AND office <> ?";
    private static final String STRAYS_OF_BOOT =
            "SELECT " + STRAY_COLUMNS + " FROM stray_press WHERE kiosk = ? AND boot = ? AND up_ms BETWEEN ? AND ?";
    private static final String PUT_STRAY = "INSERT INTO stray_press (" + STRAY_COLUMNS + """
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (kiosk, epoch, seq) DO UPDATE SET day = excluded.day, hour = excluded.hour, office = excluded.office
            """;

    private final Connection connection;
    private final Dialect dialect;

    ServiceStore(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Adds the stored rows of these services to the map; those without a row are left out. */
    void load(String kiosk, Collection<String> services, Map<String, ServiceFold> into) throws SQLException {
        if (services.isEmpty()) {
            return;
        }
        boolean postgresql = dialect == Dialect.POSTGRESQL;
        try (PreparedStatement query = connection.prepareStatement(postgresql ? BY_IDS_POSTGRESQL : BY_IDS_SQLITE)) {
            query.setString(1, kiosk);
            if (postgresql) {
                query.setArray(2, connection.createArrayOf("text", services.toArray()));
            } else {
                query.setString(2, jsonArray(services));
            }
            read(query, into);
        }
    }

    /** One parameter for any number of ids: a statement a transaction instead of one an id. */
    private static String jsonArray(Collection<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(texts.size());
        texts.forEach(array::add);
        return array.toString();
    }

    private static void read(PreparedStatement query, Map<String, ServiceFold> into) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                ServiceFold fold = read(row);
                into.put(fold.service, fold);
            }
        }
    }

    /** The next page of services counted under another office, after the given service. */
    List<ServiceFold> pageOfOtherOffice(String kiosk, String after, String office) throws SQLException {
        return list(PAGE_OF_OTHER_OFFICE, kiosk, after, office);
    }

    /** The next page of services of a part of a boot, after the given service. */
    List<ServiceFold> pageOfBoot(String kiosk, String boot, BootAnchors.Span span, String after) throws SQLException {
        return list(PAGE_OF_BOOT, kiosk, boot, span.fromUpMs(), span.toUpMs(), after);
    }

    /** The next page of a kiosk's services, after the given service. */
    List<ServiceFold> pageOfKiosk(String kiosk, String after) throws SQLException {
        return list(PAGE_OF_KIOSK, kiosk, after);
    }

    private List<ServiceFold> list(String sql, Object... parameters) throws SQLException {
        List<ServiceFold> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            Bind.all(query, parameters);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
        }
        return found;
    }

    /** Writes rows, new and changed ones. */
    void put(Collection<ServiceFold> folds) throws SQLException {
        if (folds.isEmpty()) {
            return;
        }
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            for (ServiceFold fold : folds) {
                bind(put, fold);
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    void delete(String kiosk, Collection<String> services) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            for (String service : services) {
                Bind.all(delete, kiosk, service);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    List<StrayPress> straysOfOtherOffice(String kiosk, String office) throws SQLException {
        return strays(STRAYS_OF_OTHER_OFFICE, kiosk, office);
    }

    List<StrayPress> straysOfBoot(String kiosk, String boot, BootAnchors.Span span) throws SQLException {
        return strays(STRAYS_OF_BOOT, kiosk, boot, span.fromUpMs(), span.toUpMs());
    }

    private List<StrayPress> strays(String sql, Object... parameters) throws SQLException {
        List<StrayPress> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            Bind.all(query, parameters);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new StrayPress(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getString(4),
                            row.getLong(5),
                            row.getString(6),
                            row.getInt(7),
                            row.getString(8),
                            new LocalHour(row.getString(9), row.getInt(10)),
                            row.getString(11)));
                }
            }
        }
        return found;
    }

    void putStrays(Collection<StrayPress> strays) throws SQLException {
        if (strays.isEmpty()) {
            return;
        }
        try (PreparedStatement put = connection.prepareStatement(PUT_STRAY)) {
            for (StrayPress stray : strays) {
                Bind.all(
                        put,
                        stray.kiosk(),
                        stray.epoch(),
                        stray.seq(),
                        stray.boot(),
                        stray.upMs(),
                        stray.realm(),
                        stray.counter(),
                        stray.verdict(),
                        stray.at().day(),
                        stray.at().hour(),
                        stray.office());
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    private static ServiceFold read(ResultSet row) throws SQLException {
        ServiceFold s = new ServiceFold(row.getString(1), row.getString(2));
        s.visitSeq = row.getLong(3);
        s.visitEpoch = row.getString(4);
        s.boot = row.getString(5);
        s.upMs = row.getLong(6);
        s.realm = row.getString(7);
        s.counter = row.getInt(8);
        s.clerk = row.getString(9);
        s.mode = row.getString(10);
        s.kind = row.getString(11);
        s.field = row.getString(12);
        s.procedures = row.getString(13);
        s.scale = row.getString(14);
        s.waitMs = row.getLong(15);
        s.serviceMs = row.getLong(16);
        s.windowMs = row.getLong(17);
        s.press = place(row, 18);
        s.level = row.getInt(21);
        s.flag = row.getString(22);
        s.reasonsPlace = place(row, 23);
        s.reasons = row.getString(26);
        s.expirySeq = row.getLong(27);
        s.expiryEpoch = row.getString(28);
        s.expiry = row.getString(29);
        s.decision = row.getString(30);
        s.day = row.getString(31);
        s.hour = row.getInt(32);
        s.office = row.getString(33);
        return s;
    }

    private static Place place(ResultSet row, int from) throws SQLException {
        long seq = row.getLong(from + 1);
        return seq == 0 ? Place.NONE : new Place(row.getInt(from), seq, row.getString(from + 2));
    }

    private static void bind(PreparedStatement put, ServiceFold s) throws SQLException {
        put.setString(1, s.kiosk);
        put.setString(2, s.service);
        put.setLong(3, s.visitSeq);
        put.setString(4, s.visitEpoch);
        put.setString(5, s.boot);
        put.setLong(6, s.upMs);
        put.setString(7, s.realm);
        put.setInt(8, s.counter);
        put.setString(9, s.clerk);
        put.setString(10, s.mode);
        put.setString(11, s.kind);
        put.setString(12, s.field);
        put.setString(13, s.procedures);
        put.setString(14, s.scale);
        put.setLong(15, s.waitMs);
        put.setLong(16, s.serviceMs);
        put.setLong(17, s.windowMs);
        put.setInt(18, s.press.gen());
        put.setLong(19, s.press.seq());
        put.setString(20, s.press.epoch());
        put.setInt(21, s.level);
        put.setString(22, s.flag);
        put.setInt(23, s.reasonsPlace.gen());
        put.setLong(24, s.reasonsPlace.seq());
        put.setString(25, s.reasonsPlace.epoch());
        put.setString(26, s.reasons);
        put.setLong(27, s.expirySeq);
        put.setString(28, s.expiryEpoch);
        put.setString(29, s.expiry);
        put.setString(30, s.decision);
        put.setString(31, s.day);
        put.setInt(32, s.hour);
        put.setString(33, s.office);
    }
}
