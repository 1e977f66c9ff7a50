package motcua.server.cases;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;

/** Cases and what became of them. A step that another person has just made is refused, and nothing changes. Safe for any thread. */
public final class CaseStore {
    private static final String COLUMNS = """
            id, realm, office, field, day, reasons, why, confidential, opened, due, owner, state, cause, done, answered, remarks, callback,
            first_due, first_answered
            """;
    private static final String ALL = "SELECT " + COLUMNS + " FROM feedback_case ORDER BY opened DESC, id DESC";
    private static final String ONE = "SELECT " + COLUMNS + " FROM feedback_case WHERE id = ?";
    private static final String HAS = "SELECT 1 FROM feedback_case WHERE id = ?";
    private static final String HAS_SOURCE = "SELECT id, reasons, state FROM feedback_case WHERE source = ?";
    private static final String SINCE = "SELECT source, reasons, state FROM feedback_case WHERE day >= ?";
    private static final String ADD_REASONS =
            "UPDATE feedback_case SET reasons = ? WHERE source = ? AND state IN ('OPEN', 'ASKED_AGAIN')";
    private static final String OPEN = """
            INSERT INTO feedback_case (id, source, realm, office, field, day, reasons, why, confidential, opened, due, owner, state,
                cause, done, answered, remarks, callback, first_due, first_answered)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', '', '', '', '', ?, ?, '')
            ON CONFLICT (source) DO NOTHING
            """;
    private static final String DRAFT =
            "UPDATE feedback_case SET cause = ?, done = ? WHERE id = ? AND state IN ('OPEN', 'ASKED_AGAIN')";
    private static final String ANSWER = """
            UPDATE feedback_case SET state = 'ANSWERED', cause = ?, done = ?, answered = ?,
                first_answered = CASE WHEN first_answered = '' THEN ? ELSE first_answered END
             WHERE id = ? AND state IN ('OPEN', 'ASKED_AGAIN')
            """;
    private static final String CLOSE = "UPDATE feedback_case SET state = 'CLOSED' WHERE id = ? AND state = 'ANSWERED'";
    private static final String ASK = """
            UPDATE feedback_case SET state = 'ASKED_AGAIN', remarks = ?, due = ? WHERE id = ? AND state = 'ANSWERED' AND remarks = ''
            """;
    private static final String CALLED = "UPDATE feedback_case SET callback = 2 WHERE id = ? AND callback = 1";
    private static final String EVENT = """
            INSERT INTO case_event (case_id, number, at_ms, account, action)
            SELECT ?, COALESCE(MAX(number), 0) + 1, ?, ?, ? FROM case_event WHERE case_id = ?
            """;
    private static final String EVENTS =
            "SELECT at_ms, account, action FROM case_event WHERE case_id = ? ORDER BY number";
    /** One opening at a time, so that a number is drawn once. */
    private static final String LOCK = "UPDATE meta SET value = value WHERE name = 'projection'";

    private static final int FIRST_NUMBER = 100_000;
    private static final int NUMBERS = 900_000;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** Cases in this database. */
    public CaseStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Something that happened to a case. */
    public record Event(long atMs, String account, String action) {}

    /**
     * What a case is opened from.
     *
     * @param source a key of which there is one case only
     */
    public record Opening(
            String source,
            String realm,
            String office,
            String field,
            LocalDate day,
            Set<String> reasons,
            String why,
            boolean confidential,
            LocalDate opened,
            LocalDate due,
            boolean callback) {
        public Opening {
            reasons = Set.copyOf(reasons);
        }

        private String words() {
            return String.join(" ", reasons.stream().sorted().toList());
        }
    }

    /**
     * The cases of a day and later, as far as they matter to what may be opened.
     *
     * @param cases by their sources
     */
    record Known(Map<String, Waiting> cases) {
        Known {
            cases = Map.copyOf(cases);
        }

        /** Last days of the windows of a counter from which there are cases: what follows a prefix in their sources. */
        Set<LocalDate> days(String prefix) {
            Set<LocalDate> days = new HashSet<>();
            for (String source : cases.keySet()) {
                if (source.startsWith(prefix)) {
                    days.add(LocalDate.parse(source.substring(prefix.length())));
                }
            }
            return days;
        }

        /** Whether {@link #open} would change nothing. */
        boolean has(Opening opening) {
            Waiting known = cases.get(opening.source());
            return known != null && (!known.waits() || known.reasons().equals(opening.words()));
        }
    }

    /** Reasons of a case, and whether it still takes others. */
    record Waiting(String reasons, boolean waits) {}

    /** What is known already of days from one on. */
    Known known(LocalDate from) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(SINCE)) {
                Bind.all(query, from.toString());
                Map<String, Waiting> cases = new HashMap<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        CaseState state = CaseState.valueOf(row.getString(3));
                        cases.put(
                                row.getString(1),
                                new Waiting(
                                        row.getString(2), state == CaseState.OPEN || state == CaseState.ASKED_AGAIN));
                    }
                }
                return new Known(cases);
            }
        });
    }

    /** Opens a case, once for its source; reasons that came late are added while it waits for an answer. Whether it is new. */
    public boolean open(Opening opening, String by) {
        return database.write(connection -> {
            try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
                lock.executeUpdate();
            }
            String reasons = opening.words();
            try (PreparedStatement known = connection.prepareStatement(HAS_SOURCE)) {
                Bind.all(known, opening.source());
                try (ResultSet row = known.executeQuery()) {
                    if (row.next()) {
                        if (!row.getString(2).equals(reasons)) {
                            update(connection, ADD_REASONS, reasons, opening.source());
                        }
                        return false;
                    }
                }
            }
            String id = free(connection, opening.opened().getYear());
            int done = update(
                    connection,
                    OPEN,
                    id,
                    opening.source(),
                    opening.realm(),
                    opening.office(),
                    opening.field(),
                    opening.day().toString(),
                    reasons,
                    opening.why(),
                    opening.confidential() ? 1 : 0,
                    opening.opened().toString(),
                    opening.due().toString(),
                    opening.confidential() ? "" : opening.office(),
                    opening.callback() ? 1 : 0,
                    opening.due().toString());
            event(connection, id, by, "OPENED");
            return done == 1;
        });
    }

    /** A number nobody has. Numbers in order would tell whoever sees some of them how many others came in between, and when. */
    private String free(Connection connection, int year) throws SQLException {
        while (true) {
            String id = "VV-" + year + "-" + (FIRST_NUMBER + random.nextInt(NUMBERS));
            try (PreparedStatement has = connection.prepareStatement(HAS)) {
                Bind.all(has, id);
                try (ResultSet row = has.executeQuery()) {
                    if (!row.next()) {
                        return id;
                    }
                }
            }
        }
    }

    /** All cases, newest first. */
    public List<FeedbackCase> all() {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(ALL);
                    ResultSet row = query.executeQuery()) {
                List<FeedbackCase> found = new ArrayList<>();
                while (row.next()) {
                    found.add(read(row));
                }
                return found;
            }
        });
    }

    /** A case by its number. */
    public Optional<FeedbackCase> find(String id) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(ONE)) {
                Bind.all(query, id);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(read(row)) : Optional.empty();
                }
            }
        });
    }

    private static FeedbackCase read(ResultSet row) throws SQLException {
        return new FeedbackCase(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                LocalDate.parse(row.getString(5)),
                Arrays.stream(row.getString(6).split(" "))
                        .filter(r -> !r.isEmpty())
                        .toList(),
                row.getString(7),
                row.getInt(8) == 1,
                LocalDate.parse(row.getString(9)),
                LocalDate.parse(row.getString(10)),
                row.getString(11),
                CaseState.valueOf(row.getString(12)),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                row.getString(16),
                row.getInt(17),
                LocalDate.parse(row.getString(18)),
                row.getString(19));
    }

    /** What became of a case, oldest first. */
    public List<Event> events(String id) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(EVENTS)) {
                Bind.all(query, id);
                List<Event> found = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(new Event(row.getLong(1), row.getString(2), row.getString(3)));
                    }
                }
                return found;
            }
        });
    }

    /** Keeps an answer that is not sent yet. */
    public boolean draft(String id, String cause, String done, Account by) {
        return step(id, by, "", "CASE DRAFTED", DRAFT, cause, done, id);
    }

    /** The unit answers. */
    public boolean answer(String id, String cause, String done, LocalDate today, Account by) {
        return step(id, by, "ANSWERED", "CASE ANSWERED", ANSWER, cause, done, today.toString(), today.toString(), id);
    }

    /** The superior has seen the answer and closes. */
    public boolean close(String id, Account by) {
        return step(id, by, "CLOSED", "CASE CLOSED", CLOSE, id);
    }

    /** The superior asks once more, with a new last day; only once. */
    public boolean askAgain(String id, String remarks, LocalDate due, Account by) {
        return step(id, by, "ASKED_AGAIN", "CASE ASKED AGAIN", ASK, remarks, due.toString(), id);
    }

    /** The citizen who asked for a call was called. */
    public boolean called(String id, Account by) {
        return step(id, by, "CALLED", "CASE CALLED BACK", CALLED, id);
    }

    private boolean step(String id, Account by, String event, String logged, String sql, Object... values) {
        return database.write(connection -> {
            if (update(connection, sql, values) != 1) {
                return false;
            }
            if (!event.isEmpty()) {
                event(connection, id, by.name(), event);
            }
            AccessLogStore.add(connection, clock.millis(), by.name(), by.role().name(), logged, id);
            return true;
        });
    }

    private void event(Connection connection, String id, String by, String action) throws SQLException {
        update(connection, EVENT, id, clock.millis(), by, action, id);
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            Bind.all(update, values);
            return update.executeUpdate();
        }
    }
}
