package motcua.server.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import motcua.contract.wire.Status;
import motcua.server.storage.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Reads what the kiosks of offices sent and said. */
final class OfficeQueries {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final String KIOSKS = """
            SELECT k.kiosk, k.office, k.last_seen_ms, COALESCE(s.json, '') AS json
              FROM kiosk k LEFT JOIN kiosk_status s ON s.kiosk = k.kiosk
             WHERE k.office IN (<offices>)
             ORDER BY k.kiosk
            """;

    private static final String CHAINS = """
            SELECT e.kiosk, e.contiguous,
                   COALESCE((SELECT MAX(r.last_seq) FROM stored_range r
                              WHERE r.kiosk = e.kiosk AND r.epoch = e.epoch), 0) AS highest,
                   COALESCE((SELECT SUM(r.last_seq - r.first_seq + 1) FROM stored_range r
                              WHERE r.kiosk = e.kiosk AND r.epoch = e.epoch AND r.first_seq > e.contiguous), 0) AS above
              FROM epoch e
             WHERE e.gen = (SELECT MAX(x.gen) FROM epoch x WHERE x.kiosk = e.kiosk)
               AND e.kiosk IN (SELECT k.kiosk FROM kiosk k WHERE k.office IN (<offices>))
            """;

    private static final String ALARMS = """
            SELECT DISTINCT kiosk, kind FROM alarm
             WHERE kiosk IN (SELECT k.kiosk FROM kiosk k WHERE k.office IN (<offices>))
            """;

    private static final String SERVICES = """
            SELECT office, day, counter, SUM(n) AS n, SUM(CASE WHEN outcome = 'RATED' THEN n ELSE 0 END) AS rated
              FROM service_cell
             WHERE realm IN ('REAL', 'SIMULATED', 'PRACTICE') AND office IN (<offices>) AND day >= :from AND day <= :to
             GROUP BY office, day, counter
            """;

    private static final String PRESSES = """
            SELECT office, verdict, SUM(n) AS n FROM press_cell
             WHERE realm IN ('REAL', 'SIMULATED', 'PRACTICE') AND office IN (<offices>) AND day >= :from AND day <= :to
             GROUP BY office, verdict
            """;

    private static final String PROCEDURES = """
            SELECT office, CASE WHEN procedure = '' THEN 1 ELSE 0 END AS without, SUM(n) AS n FROM procedure_cell
             WHERE realm IN ('REAL', 'SIMULATED', 'PRACTICE') AND office IN (<offices>) AND day >= :from AND day <= :to
             GROUP BY office, CASE WHEN procedure = '' THEN 1 ELSE 0 END
            """;

    private static final String UNDATED = """
            SELECT office, SUM(n) AS n FROM service_cell
             WHERE realm IN ('REAL', 'SIMULATED', 'PRACTICE') AND office IN (<offices>) AND day = 'UNDATED'
             GROUP BY office
            """;

    private final Jdbi reads;

    OfficeQueries(Database database) {
        this.reads = database.reads();
    }

    record Kiosk(String kiosk, String office, long lastSeenMs, Optional<Status> status) {}

    record Chain(String kiosk, long contiguous, long highest, long above) {
        /** Records that must exist and are not here. */
        long missing() {
            return Math.max(0, highest - contiguous - above);
        }
    }

    record Alarm(String kiosk, String kind) {}

    record Served(String office, LocalDate day, int counter, long n, long rated) {}

    record Count(String office, String what, long n) {}

    List<Kiosk> kiosks(Set<String> offices) {
        return reads.withHandle(handle -> of(handle, KIOSKS, offices)
                .map((rs, context) -> new Kiosk(
                        rs.getString("kiosk"),
                        rs.getString("office"),
                        rs.getLong("last_seen_ms"),
                        read(rs.getString("json"))))
                .list());
    }

    List<Chain> chains(Set<String> offices) {
        return reads.withHandle(handle -> of(handle, CHAINS, offices)
                .map((rs, context) -> new Chain(
                        rs.getString("kiosk"), rs.getLong("contiguous"), rs.getLong("highest"), rs.getLong("above")))
                .list());
    }

    List<Alarm> alarms(Set<String> offices) {
        return reads.withHandle(handle -> of(handle, ALARMS, offices)
                .map((rs, context) -> new Alarm(rs.getString("kiosk"), rs.getString("kind")))
                .list());
    }

    List<Served> services(Set<String> offices, LocalDate from, LocalDate to) {
        return reads.withHandle(handle -> of(handle, SERVICES, offices)
                .bind("from", from.toString())
                .bind("to", to.toString())
                .map((rs, context) -> new Served(
                        rs.getString("office"),
                        LocalDate.parse(rs.getString("day")),
                        rs.getInt("counter"),
                        rs.getLong("n"),
                        rs.getLong("rated")))
                .list());
    }

    List<Count> presses(Set<String> offices, LocalDate from, LocalDate to) {
        return counts(PRESSES, "verdict", offices, from, to);
    }

    /** What: 1 = without a procedure. */
    List<Count> procedures(Set<String> offices, LocalDate from, LocalDate to) {
        return counts(PROCEDURES, "without", offices, from, to);
    }

    private List<Count> counts(String sql, String what, Set<String> offices, LocalDate from, LocalDate to) {
        return reads.withHandle(handle -> of(handle, sql, offices)
                .bind("from", from.toString())
                .bind("to", to.toString())
                .map((rs, context) -> new Count(rs.getString("office"), rs.getString(what), rs.getLong("n")))
                .list());
    }

    List<Count> undated(Set<String> offices) {
        return reads.withHandle(handle -> of(handle, UNDATED, offices)
                .map((rs, context) -> new Count(rs.getString("office"), "", rs.getLong("n")))
                .list());
    }

    private static Query of(Handle handle, String sql, Set<String> offices) {
        return handle.createQuery(sql).bindList("offices", List.copyOf(offices));
    }

    private static Optional<Status> read(String json) {
        try {
            return json.isEmpty() ? Optional.empty() : Optional.of(JSON.readValue(json, Status.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
