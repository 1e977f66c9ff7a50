package motcua.server.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;

/** Who looked at what that is exact or personal, who signed in, who was refused. Append-only; safe for any thread. */
public final class AccessLogStore {
    private static final String ADD = """
            INSERT INTO access_log (at_ms, account, role, action, detail) VALUES (?, ?, ?, ?, ?)
            """;

    private static final String LATEST = """
            SELECT at_ms, account, role, action, detail FROM access_log ORDER BY id DESC LIMIT :most
            """;

    private static final String PAGE = """
            SELECT id, at_ms, account, role, action, detail FROM access_log
             WHERE id < :before AND (:everybody = 1 OR account IN (<accounts>)) AND (:action = '' OR action = :action)
             ORDER BY id DESC LIMIT :most
            """;

    private static final String ACTIONS = "SELECT DISTINCT action FROM access_log ORDER BY action";

    private final Database database;
    private final Clock clock;

    /** The log in this database. */
    public AccessLogStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One entry; {@code detail} is one line. */
    public record Entry(long atMs, String account, String role, String action, String detail) {}

    /** Adds an entry. Line ends in {@code detail} become spaces, so that nobody forges a second entry. */
    public void add(String account, String role, String action, String detail) {
        database.write(connection -> {
            add(connection, clock.millis(), account, role, action, detail);
            return true;
        });
    }

    /** Adds an entry in the transaction of what it tells of, so that neither is there without the other. */
    public static void add(Connection connection, long atMs, String account, String role, String action, String detail)
            throws SQLException {
        String line = detail.replaceAll("\\p{Cntrl}", " ");
        String who = account.replaceAll("\\p{Cntrl}", " ");
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            Bind.all(
                    add,
                    atMs,
                    who.length() > 80 ? who.substring(0, 80) : who,
                    role,
                    action,
                    line.length() > 500 ? line.substring(0, 500) : line);
            add.executeUpdate();
        }
    }

    /** An entry with its place in the log. */
    public record Numbered(long id, Entry entry) {}

    /**
     * Entries before another one, newest first.
     *
     * @param accounts whose entries; empty = everybody's
     * @param action only these; empty = all
     */
    public List<Numbered> page(Optional<Set<String>> accounts, String action, long before, int most) {
        List<String> names = List.copyOf(accounts.orElse(Set.of()));
        return database.reads()
                .withHandle(handle -> handle.createQuery(PAGE)
                        .bind("before", before)
                        .bind("everybody", accounts.isEmpty() ? 1 : 0)
                        .bindList("accounts", names.isEmpty() ? List.of("") : names)
                        .bind("action", action)
                        .bind("most", most)
                        .map((rs, context) -> new Numbered(
                                rs.getLong("id"),
                                new Entry(
                                        rs.getLong("at_ms"),
                                        rs.getString("account"),
                                        rs.getString("role"),
                                        rs.getString("action"),
                                        rs.getString("detail"))))
                        .list());
    }

    /** The actions that are in the log. */
    public List<String> actions() {
        return database.reads()
                .withHandle(handle ->
                        handle.createQuery(ACTIONS).mapTo(String.class).list());
    }

    /** The latest entries, newest first. */
    public List<Entry> latest(int most) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(LATEST)
                        .bind("most", most)
                        .map((rs, context) -> new Entry(
                                rs.getLong("at_ms"),
                                rs.getString("account"),
                                rs.getString("role"),
                                rs.getString("action"),
                                rs.getString("detail")))
                        .list());
    }
}
