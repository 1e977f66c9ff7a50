package motcua.server.watch;

import java.util.List;
import motcua.server.storage.Database;

/** What could not be done by itself the last time, on any node. Safe for any thread. */
public final class ChoreStore {
    private static final String FAILED = """
            INSERT INTO chore_failure (name, since_ms, at_ms, why) VALUES (:name, :now, :now, :why)
            ON CONFLICT (name) DO UPDATE SET at_ms = excluded.at_ms, why = excluded.why
            """;
    private static final String DONE = "DELETE FROM chore_failure WHERE name = :name";
    private static final String FAILURES = "SELECT name, since_ms, at_ms, why FROM chore_failure ORDER BY name";

    private final Database database;

    /** What this database says. */
    public ChoreStore(Database database) {
        this.database = database;
    }

    /**
     * Work that could not be done the last time.
     *
     * @param sinceMs since when it could not
     * @param atMs the last time it could not
     */
    public record Failure(String name, long sinceMs, long atMs, String why) {}

    /** What could not be done the last time, on any node. */
    public List<Failure> failures() {
        return database.reads()
                .withHandle(handle -> handle.createQuery(FAILURES)
                        .map((rs, context) -> new Failure(
                                rs.getString("name"), rs.getLong("since_ms"), rs.getLong("at_ms"), rs.getString("why")))
                        .list());
    }

    /** Notes that work could not be done. */
    void failed(String name, long nowMs, String why) {
        database.writes()
                .useHandle(handle -> handle.createUpdate(FAILED)
                        .bind("name", name)
                        .bind("now", nowMs)
                        .bind("why", why)
                        .execute());
    }

    /** Notes that it could. */
    void done(String name) {
        database.writes()
                .useHandle(
                        handle -> handle.createUpdate(DONE).bind("name", name).execute());
    }
}
