package motcua.server.reports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;

/**
 * Reports with their versions and what was typed for them. Each step of the way is one statement that only the expected state lets
 * through, so of two people who do the same at once one does it and the other is told. Each is in the access log. Safe for any
 * thread.
 */
public final class ReportStore {
    private static final String COLUMNS = """
            unit, period, version, state, revision, number, date, content, hash, opened_ms, opened_by, signed_ms, signed_by,
            submitted_ms, submitted_by, answered_ms, answered_by, remarks, CASE WHEN uploaded_ms > 0 THEN 1 ELSE 0 END, uploaded_ms
            """;
    private static final String VERSIONS =
            "SELECT " + COLUMNS + " FROM report_version WHERE unit = ? AND period = ? ORDER BY version";
    private static final String OF_PERIOD =
            "SELECT " + COLUMNS + " FROM report_version WHERE period = ? ORDER BY unit, version";
    private static final String OF_UNIT =
            "SELECT " + COLUMNS + " FROM report_version WHERE unit = ? ORDER BY opened_ms, version";
    private static final String OPEN = """
            INSERT INTO report_version (unit, period, version, state, revision, number, date, content, hash, opened_ms, opened_by,
                signed_ms, signed_by, submitted_ms, submitted_by, answered_ms, answered_by, remarks, signed_pdf, uploaded_ms,
                uploaded_by)
            VALUES (?, ?, ?, 'DRAFT', 0, '', '', '', '', ?, ?, 0, '', 0, '', 0, '', '', ?, 0, '')
            ON CONFLICT (unit, period, version) DO NOTHING
            """;
    private static final String CHANGED = """
            UPDATE report_version SET revision = revision + 1
             WHERE unit = ? AND period = ? AND version = ? AND state = 'DRAFT' AND revision = ?
            """;
    private static final String NUMBERED = """
            UPDATE report_version SET number = ?, date = ? WHERE unit = ? AND period = ? AND version = ? AND state = 'DRAFT'
            """;
    private static final String ENTER = """
            INSERT INTO report_entry (unit, period, cell, revision, value, author, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String LAST_REVISION =
            "SELECT COALESCE(MAX(revision), 0) FROM report_entry WHERE unit = ? AND period = ? AND cell = ?";
    private static final String ENTRIES = """
            SELECT e.cell, e.value, e.author, e.at_ms FROM report_entry e
             WHERE e.unit = ? AND e.period = ?
               AND e.revision = (SELECT MAX(l.revision) FROM report_entry l
                                  WHERE l.unit = e.unit AND l.period = e.period AND l.cell = e.cell)
             ORDER BY e.cell
            """;
    private static final String SIGN = """
            UPDATE report_version SET state = 'SIGNED', content = ?, hash = ?, signed_ms = ?, signed_by = ?
             WHERE unit = ? AND period = ? AND version = ? AND state = 'DRAFT' AND revision = ?
            """;
    private static final String UPLOAD = """
            UPDATE report_version SET signed_pdf = ?, uploaded_ms = ?, uploaded_by = ?
             WHERE unit = ? AND period = ? AND version = ? AND state = 'SIGNED'
            """;
    private static final String SUBMIT = """
            UPDATE report_version SET state = 'SUBMITTED', submitted_ms = ?, submitted_by = ?
             WHERE unit = ? AND period = ? AND version = ? AND state = 'SIGNED' AND uploaded_ms > 0
            """;
    private static final String ANSWER = """
            UPDATE report_version SET state = ?, answered_ms = ?, answered_by = ?, remarks = ?
             WHERE unit = ? AND period = ? AND version = ? AND state = 'SUBMITTED'
            """;
    private static final String PDF =
            "SELECT signed_pdf FROM report_version WHERE unit = ? AND period = ? AND version = ? AND uploaded_ms > 0";
    private static final String REMIND =
            "INSERT INTO report_reminder (unit, period, at_ms, author) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String REMINDERS =
            "SELECT unit, MAX(at_ms) FROM report_reminder WHERE period = ? GROUP BY unit";
    private static final String REMINDERS_SINCE =
            "SELECT unit, period, MAX(at_ms) FROM report_reminder WHERE at_ms >= ? GROUP BY unit, period ORDER BY unit, period";

    private final Database database;
    private final Clock clock;

    /** Reports in this database. */
    public ReportStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What was typed last into a cell. */
    public record Entry(String value, String author, long atMs) {}

    /** A reminder of a report that had not come. */
    public record Reminder(String unit, String period, long atMs) {}

    /** The versions of a report, oldest first. */
    public List<ReportVersion> versions(String unit, String period) {
        return select(VERSIONS, unit, period);
    }

    /** All units' versions about a period. */
    public List<ReportVersion> ofPeriod(String period) {
        return select(OF_PERIOD, period);
    }

    /** All versions of a unit, in the order in which they were opened. */
    public List<ReportVersion> ofUnit(String unit) {
        return select(OF_UNIT, unit);
    }

    /** The latest version. */
    public Optional<ReportVersion> latest(String unit, String period) {
        List<ReportVersion> all = versions(unit, period);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private List<ReportVersion> select(String sql, Object... values) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                Bind.all(query, values);
                List<ReportVersion> found = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(version(row));
                    }
                }
                return found;
            }
        });
    }

    private static ReportVersion version(ResultSet row) throws SQLException {
        return new ReportVersion(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                ReportState.valueOf(row.getString(4)),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getLong(10),
                row.getString(11),
                row.getLong(12),
                row.getString(13),
                row.getLong(14),
                row.getString(15),
                row.getLong(16),
                row.getString(17),
                row.getString(18),
                row.getInt(19) == 1,
                row.getLong(20));
    }

    /** Opens the version after {@code after} (0 = none yet) as a draft; nothing if somebody did so already. */
    public void open(String unit, String period, int after, Account by) {
        database.write(connection -> {
            try (PreparedStatement open = connection.prepareStatement(OPEN)) {
                Bind.all(open, unit, period, after + 1, clock.millis(), by.name(), new byte[0]);
                if (open.executeUpdate() == 1) {
                    log(connection, by, "REPORT OPENED", unit, period, after + 1, "");
                }
            }
            return true;
        });
    }

    /** What is typed for a report, by cell. */
    public Map<String, Entry> entries(String unit, String period) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(ENTRIES)) {
                Bind.all(query, unit, period);
                Map<String, Entry> found = new LinkedHashMap<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getString(1), new Entry(row.getString(2), row.getString(3), row.getLong(4)));
                    }
                }
                return found;
            }
        });
    }

    /**
     * Changes words, counts, number and date of a draft, all or nothing.
     *
     * @param revision the one the person had before them
     * @param values new values by cell; an empty one clears the cell
     * @return whether it was done; if not, somebody else changed or signed it meanwhile and nothing was changed
     */
    public boolean change(
            ReportVersion draft, long revision, Map<String, String> values, String number, String date, Account by) {
        return database.write(connection -> {
            try (PreparedStatement changed = connection.prepareStatement(CHANGED)) {
                Bind.all(changed, draft.unit(), draft.period(), draft.version(), revision);
                if (changed.executeUpdate() != 1) {
                    return false;
                }
            }
            try (PreparedStatement numbered = connection.prepareStatement(NUMBERED)) {
                Bind.all(numbered, number, date, draft.unit(), draft.period(), draft.version());
                numbered.executeUpdate();
            }
            for (Map.Entry<String, String> value : values.entrySet()) {
                enter(connection, draft, value.getKey(), value.getValue(), by);
            }
            log(
                    connection,
                    by,
                    "REPORT CHANGED",
                    draft.unit(),
                    draft.period(),
                    draft.version(),
                    String.join(" ", values.keySet()));
            return true;
        });
    }

    private void enter(Connection connection, ReportVersion draft, String cell, String value, Account by)
            throws SQLException {
        long revision;
        try (PreparedStatement last = connection.prepareStatement(LAST_REVISION)) {
            Bind.all(last, draft.unit(), draft.period(), cell);
            try (ResultSet row = last.executeQuery()) {
                row.next();
                revision = row.getLong(1) + 1;
            }
        }
        try (PreparedStatement enter = connection.prepareStatement(ENTER)) {
            Bind.all(enter, draft.unit(), draft.period(), cell, revision, value, by.name(), clock.millis());
            enter.executeUpdate();
        }
    }

    /**
     * Signs a draft: its content is fixed.
     *
     * @return whether it was done; if not, somebody else signed or changed it meanwhile and nothing was changed
     */
    public boolean sign(ReportVersion draft, long revision, String content, Account by) {
        return step(
                SIGN,
                "REPORT SIGNED",
                draft,
                by,
                content,
                ContentJson.hash(content),
                clock.millis(),
                by.name(),
                draft.unit(),
                draft.period(),
                draft.version(),
                revision);
    }

    /** Keeps the signed and sealed paper. */
    public boolean upload(ReportVersion signed, byte[] pdf, Account by) {
        return step(
                UPLOAD,
                "REPORT PAPER UPLOADED",
                signed,
                by,
                pdf,
                clock.millis(),
                by.name(),
                signed.unit(),
                signed.period(),
                signed.version());
    }

    /** Sends a signed version to the superior; not without its signed paper. */
    public boolean submit(ReportVersion signed, Account by) {
        return step(
                SUBMIT,
                "REPORT SUBMITTED",
                signed,
                by,
                clock.millis(),
                by.name(),
                signed.unit(),
                signed.period(),
                signed.version());
    }

    /** The superior takes a version, or gives it back with remarks. */
    public boolean answer(ReportVersion submitted, boolean received, String remarks, Account by) {
        return step(
                ANSWER,
                received ? "REPORT RECEIVED" : "REPORT RETURNED",
                submitted,
                by,
                received ? ReportState.RECEIVED.name() : ReportState.RETURNED.name(),
                clock.millis(),
                by.name(),
                remarks,
                submitted.unit(),
                submitted.period(),
                submitted.version());
    }

    private boolean step(String sql, String action, ReportVersion version, Account by, Object... values) {
        return database.write(connection -> {
            try (PreparedStatement step = connection.prepareStatement(sql)) {
                Bind.all(step, values);
                if (step.executeUpdate() != 1) {
                    return false;
                }
            }
            log(connection, by, action, version.unit(), version.period(), version.version(), "");
            return true;
        });
    }

    /** The signed and sealed paper, if it was uploaded. */
    public Optional<byte[]> pdf(ReportVersion version) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(PDF)) {
                Bind.all(query, version.unit(), version.period(), version.version());
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
                }
            }
        });
    }

    /** Asks a unit for a report that has not come. */
    public void remind(String unit, String period, Account by) {
        database.write(connection -> {
            try (PreparedStatement remind = connection.prepareStatement(REMIND)) {
                Bind.all(remind, unit, period, clock.millis(), by.name());
                remind.executeUpdate();
            }
            log(connection, by, "REPORT REMINDED", unit, period, 0, "");
            return true;
        });
    }

    /** When each unit was last reminded of a period's report. */
    public Map<String, Long> reminders(String period) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(REMINDERS)) {
                Bind.all(query, period);
                Map<String, Long> found = new LinkedHashMap<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.put(row.getString(1), row.getLong(2));
                    }
                }
                return found;
            }
        });
    }

    /** Reminders since a moment. */
    public List<Reminder> remindersSince(long sinceMs) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(REMINDERS_SINCE)) {
                Bind.all(query, sinceMs);
                List<Reminder> found = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(new Reminder(row.getString(1), row.getString(2), row.getLong(3)));
                    }
                }
                return found;
            }
        });
    }

    private void log(
            Connection connection, Account by, String action, String unit, String period, int version, String detail)
            throws SQLException {
        AccessLogStore.add(
                connection,
                clock.millis(),
                by.name(),
                by.role().name(),
                action,
                "unit " + unit + " period " + period + (version > 0 ? " version " + version : "")
                        + (detail.isEmpty() ? "" : " " + detail));
    }
}
