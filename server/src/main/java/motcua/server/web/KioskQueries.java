package motcua.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import motcua.contract.wire.Status;
import motcua.server.storage.Database;

/** The latest status of each kiosk. */
final class KioskQueries {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final String LATEST = """
            SELECT s.kiosk, s.json, s.received_at_ms, COALESCE(o.name, '') AS office
              FROM kiosk_status s LEFT JOIN kiosk k ON k.kiosk = s.kiosk LEFT JOIN office o ON o.id = k.office
             ORDER BY s.kiosk
            """;

    private final Database database;

    KioskQueries(Database database) {
        this.database = database;
    }

    /**
     * One kiosk.
     *
     * @param status empty if what it sent cannot be read
     */
    record Kiosk(String kiosk, String office, Optional<Status> status, long receivedAtMs) {}

    List<Kiosk> kiosks() {
        return database.reads()
                .withHandle(handle -> handle.createQuery(LATEST)
                        .map((rs, context) -> new Kiosk(
                                rs.getString("kiosk"),
                                rs.getString("office"),
                                read(rs.getString("json")),
                                rs.getLong("received_at_ms")))
                        .list());
    }

    private static Optional<Status> read(String json) {
        try {
            return Optional.of(JSON.readValue(json, Status.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
