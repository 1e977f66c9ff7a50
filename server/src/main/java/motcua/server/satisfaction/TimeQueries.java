package motcua.server.satisfaction;

import java.time.LocalDate;
import java.util.List;
import motcua.server.storage.Database;

/** Reads the histograms of waiting and service times. */
final class TimeQueries {
    private static final String BUCKETS = """
            SELECT counter, measure, bucket, SUM(n) AS n FROM time_cell
             WHERE realm = :realm AND office = :office AND mode = :mode AND day >= :from AND day <= :to
             GROUP BY counter, measure, bucket ORDER BY counter, measure, bucket
            """;

    private final Database database;

    TimeQueries(Database database) {
        this.database = database;
    }

    /** @param measure WAIT or SERVICE */
    record Bucket(int counter, String measure, int bucket, long n) {}

    List<Bucket> buckets(Realm realm, String office, String mode, LocalDate from, LocalDate to) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(BUCKETS)
                        .bind("realm", realm.name())
                        .bind("office", office)
                        .bind("mode", mode)
                        .bind("from", from.toString())
                        .bind("to", to.toString())
                        .map((row, context) -> new Bucket(
                                row.getInt("counter"),
                                row.getString("measure"),
                                row.getInt("bucket"),
                                row.getLong("n")))
                        .list());
    }
}
