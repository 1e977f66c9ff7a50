package motcua.server.counting;

import java.time.Clock;
import java.util.Optional;
import motcua.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which way of counting made the cells. A version that understands more record types, or counts otherwise, raises {@link #CURRENT};
 * its first start counts everything anew, so that records stored before they were understood are counted too.
 */
public final class ProjectionVersion {
    static final int CURRENT = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionVersion.class);
    private static final String READ = "SELECT value FROM meta WHERE name = 'projection'";
    private static final String PUT = """
            INSERT INTO meta (name, value) VALUES ('projection', :version)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """;

    private ProjectionVersion() {}

    /** Counts anew if an older version counted. */
    public static void bringUpToDate(Database database, Clock clock) {
        Optional<Integer> counted = database.reads()
                .withHandle(
                        handle -> handle.createQuery(READ).mapTo(Integer.class).findOne());
        if (counted.isPresent() && counted.get() >= CURRENT) {
            return;
        }
        if (counted.isPresent()) {
            Recount.Result result = new Recount(database, clock).run();
            LOG.info(
                    "counted {} records anew: {} differences",
                    result.records(),
                    result.findings().size());
        }
        database.writes()
                .useTransaction(handle -> handle.createUpdate(PUT)
                        .bind("version", Integer.toString(CURRENT))
                        .execute());
    }
}
