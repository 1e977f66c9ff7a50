package motcua.server.api;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import motcua.server.storage.Database;

/** Plans of exports and the files they made. A file is made once and never changed. Safe for any thread. */
public final class ExportStore {
    private static final String ADD = """
            INSERT INTO export_plan (id, unit, dimension, every, made_ms, made_by)
            VALUES (:id, :unit, :dimension, :every, :now, :by)
            """;
    private static final String PLANS = "SELECT id, unit, dimension, every FROM export_plan ORDER BY made_ms, id";
    private static final String DROP = "DELETE FROM export_plan WHERE id = :id";
    private static final String FILES =
            "SELECT plan, period, made_ms FROM export_file WHERE plan = :plan ORDER BY period DESC LIMIT 60";
    private static final String FILE = "SELECT csv FROM export_file WHERE plan = :plan AND period = :period";
    private static final String KEEP = """
            INSERT INTO export_file (plan, period, made_ms, csv) VALUES (:plan, :period, :now, :csv)
            ON CONFLICT (plan, period) DO NOTHING
            """;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    /** Plans in this database. */
    public ExportStore(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** @param period first and last day, {@code yyyy-MM-dd_yyyy-MM-dd} */
    public record File(String plan, String period, long madeMs) {}

    /** Adds a plan and returns its id. */
    public String add(String unit, String dimension, ExportPlan.Every every, String by) {
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        database.writes()
                .useHandle(handle -> handle.createUpdate(ADD)
                        .bind("id", id)
                        .bind("unit", unit)
                        .bind("dimension", dimension)
                        .bind("every", every.name())
                        .bind("now", clock.millis())
                        .bind("by", by)
                        .execute());
        return id;
    }

    /** All plans. */
    public List<ExportPlan> plans() {
        return database.reads()
                .withHandle(handle -> handle.createQuery(PLANS)
                        .map((rs, context) -> new ExportPlan(
                                rs.getString("id"),
                                rs.getString("unit"),
                                rs.getString("dimension"),
                                ExportPlan.Every.valueOf(rs.getString("every"))))
                        .list());
    }

    /** Ends a plan; its files stay. */
    public void drop(String id) {
        database.writes()
                .useHandle(handle -> handle.createUpdate(DROP).bind("id", id).execute());
    }

    /** The files of a plan, the latest first. */
    public List<File> files(String plan) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(FILES)
                        .bind("plan", plan)
                        .map((rs, context) ->
                                new File(rs.getString("plan"), rs.getString("period"), rs.getLong("made_ms")))
                        .list());
    }

    /** What a file holds. */
    public Optional<String> csv(String plan, String period) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(FILE)
                        .bind("plan", plan)
                        .bind("period", period)
                        .mapTo(String.class)
                        .findOne());
    }

    /** Keeps a file unless there is one of this period. */
    void keep(String plan, String period, String csv) {
        database.writes()
                .useHandle(handle -> handle.createUpdate(KEEP)
                        .bind("plan", plan)
                        .bind("period", period)
                        .bind("now", clock.millis())
                        .bind("csv", csv)
                        .execute());
    }
}
