package motcua.server.cases;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.counting.Decision;
import motcua.server.counting.Decisions;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;
import motcua.server.storage.Dialect;

/**
 * Clerks who ask to look again at a service or a period of their own work. If it is accepted those ratings are excluded with
 * reason and author; the records stay, and the report counts what was excluded. Nobody is told a level. Safe for any thread.
 */
public final class ContestStore {
    /** Days that one contest may be about. */
    public static final int LONGEST_DAYS = 31;

    private static final String COLUMNS = """
            id, office, clerk, from_day, to_day, from_hour, to_hour, reason, asked_ms, asked_by, state, answer, decided_ms, decided_by,
            services
            """;
    private static final String ALL = "SELECT " + COLUMNS + " FROM contest ORDER BY asked_ms DESC, id DESC";
    private static final String ASK = """
            INSERT INTO contest (id, office, clerk, from_day, to_day, from_hour, to_hour, reason, asked_ms, asked_by, state, answer,
                decided_ms, decided_by, services)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', '', 0, '', 0)
            """;
    private static final String LAST = "SELECT COALESCE(MAX(CAST(SUBSTR(id, 4) AS INTEGER)), 0) FROM contest";
    /** One asking at a time on all nodes, so that a number is given once; SQLite has one writer anyway. */
    private static final String LOCK = "LOCK TABLE contest IN SHARE ROW EXCLUSIVE MODE";

    private static final String DECIDE = """
            UPDATE contest SET state = ?, answer = ?, decided_ms = ?, decided_by = ? WHERE id = ? AND state = 'OPEN'
            """;
    private static final String EXCLUDED = "UPDATE contest SET services = ? WHERE id = ?";
    private static final String SERVICES = """
            SELECT kiosk, service FROM service
             WHERE office = ? AND clerk = ? AND day >= ? AND day <= ? AND hour >= ? AND hour <= ? AND level > 0
             ORDER BY kiosk, service
            """;

    private final Database database;
    private final Decisions decisions;
    private final Clock clock;

    /** Contests in this database. */
    public ContestStore(Database database, Clock clock) {
        this.database = database;
        this.decisions = new Decisions(database, clock);
        this.clock = clock;
    }

    /**
     * A contest.
     *
     * @param fromHour first hour of each day it is about, 0 to 23
     * @param toHour last hour
     * @param state OPEN, ACCEPTED or REFUSED
     * @param services ratings that were excluded
     */
    public record Contest(
            String id,
            String office,
            String clerk,
            String fromDay,
            String toDay,
            int fromHour,
            int toHour,
            String reason,
            long askedMs,
            String askedBy,
            String state,
            String answer,
            long decidedMs,
            String decidedBy,
            long services) {}

    /** Whether a period, both days included, is longer than one contest may be about. */
    static boolean isTooLong(String fromDay, String toDay) {
        return LocalDate.parse(toDay).isAfter(LocalDate.parse(fromDay).plusDays(LONGEST_DAYS - 1L));
    }

    /** A clerk asks, and gets the number after the last one. */
    public void ask(
            String office,
            String clerk,
            String fromDay,
            String toDay,
            int fromHour,
            int toHour,
            String reason,
            Account by) {
        database.write(connection -> {
            if (database.dialect() == Dialect.POSTGRESQL) {
                try (Statement lock = connection.createStatement()) {
                    lock.execute(LOCK);
                }
            }
            long number;
            try (PreparedStatement last = connection.prepareStatement(LAST);
                    ResultSet row = last.executeQuery()) {
                row.next();
                number = row.getLong(1) + 1;
            }
            String id = String.format(Locale.ROOT, "DN-%05d", number);
            try (PreparedStatement ask = connection.prepareStatement(ASK)) {
                Bind.all(ask, id, office, clerk, fromDay, toDay, fromHour, toHour, reason, clock.millis(), by.name());
                ask.executeUpdate();
            }
            AccessLogStore.add(connection, clock.millis(), by.name(), by.role().name(), "CONTEST ASKED", id);
            return true;
        });
    }

    /** All contests, newest first. */
    public List<Contest> all() {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(ALL);
                    ResultSet row = query.executeQuery()) {
                List<Contest> found = new ArrayList<>();
                while (row.next()) {
                    found.add(read(row));
                }
                return found;
            }
        });
    }

    /** A contest by its number. */
    public Optional<Contest> find(String id) {
        return all().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    private static Contest read(ResultSet row) throws SQLException {
        return new Contest(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getInt(7),
                row.getString(8),
                row.getLong(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getLong(13),
                row.getString(14),
                row.getLong(15));
    }

    /**
     * The superior decides. What is accepted is excluded in the same transaction.
     *
     * @return whether it was done; if not, somebody else decided before and nothing was changed
     * @throws IllegalArgumentException if a contest is accepted whose period is too long; nothing was changed
     */
    public boolean decide(Contest contest, boolean accepted, String answer, Account by) {
        if (accepted && isTooLong(contest.fromDay(), contest.toDay())) {
            throw new IllegalArgumentException("a contest of more than " + LONGEST_DAYS + " days");
        }
        return database.write(connection -> {
            try (PreparedStatement decide = connection.prepareStatement(DECIDE)) {
                Bind.all(decide, accepted ? "ACCEPTED" : "REFUSED", answer, clock.millis(), by.name(), contest.id());
                if (decide.executeUpdate() != 1) {
                    return false;
                }
            }
            if (accepted) {
                exclude(connection, contest, answer, by);
            }
            AccessLogStore.add(
                    connection,
                    clock.millis(),
                    by.name(),
                    by.role().name(),
                    accepted ? "CONTEST ACCEPTED" : "CONTEST REFUSED",
                    contest.id());
            return true;
        });
    }

    /** In the transaction of the finding: there is no accepted contest of which only a part is excluded. */
    private void exclude(Connection connection, Contest contest, String answer, Account by) throws SQLException {
        SortedMap<String, List<String>> services = new TreeMap<>();
        long found = 0;
        try (PreparedStatement query = connection.prepareStatement(SERVICES)) {
            Bind.all(
                    query,
                    contest.office(),
                    contest.clerk(),
                    contest.fromDay(),
                    contest.toDay(),
                    contest.fromHour(),
                    contest.toHour());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    services.computeIfAbsent(row.getString(1), kiosk -> new ArrayList<>())
                            .add(row.getString(2));
                    found++;
                }
            }
        }
        decisions.decide(connection, services, Decision.CONTEST, true, contest.id() + ": " + answer, by.name());
        try (PreparedStatement excluded = connection.prepareStatement(EXCLUDED)) {
            Bind.all(excluded, found, contest.id());
            excluded.executeUpdate();
        }
    }
}
