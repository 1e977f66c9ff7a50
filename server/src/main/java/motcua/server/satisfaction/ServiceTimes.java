package motcua.server.satisfaction;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import motcua.server.counting.TimeBuckets;
import motcua.server.storage.Database;

/**
 * How long people waited and were served at the counters of an office, from histograms whose buckets are 9 % wide: a figure is off by
 * 5 % at most. Told from 30 services on, as a single one must not be timed. Safe for any thread.
 */
public final class ServiceTimes {
    private static final double MOST = 0.9;

    private final TimeQueries cells;

    /** Reads the histograms of this database. */
    public ServiceTimes(Database database) {
        this.cells = new TimeQueries(database);
    }

    /**
     * Times of one counter.
     *
     * @param counter its number
     */
    public record OfCounter(int counter, Times waiting, Times service) {}

    /**
     * What is told of a histogram.
     *
     * @param n services with such a time
     * @param medianMs half of them took no longer; empty below 30 services
     * @param ninthMs nine in ten took no longer; empty below 30 services
     */
    public record Times(long n, OptionalLong medianMs, OptionalLong ninthMs) {
        private static Times of(TreeMap<Integer, Long> buckets) {
            long n = buckets.values().stream().mapToLong(Long::longValue).sum();
            return n < Tally.LEAST_FOR_RATE
                    ? new Times(n, OptionalLong.empty(), OptionalLong.empty())
                    : new Times(n, quantile(buckets, n, 0.5), quantile(buckets, n, MOST));
        }

        private static OptionalLong quantile(TreeMap<Integer, Long> buckets, long n, double share) {
            long wanted = (long) Math.ceil(share * n);
            long seen = 0;
            for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
                seen += bucket.getValue();
                if (seen >= wanted) {
                    return OptionalLong.of(TimeBuckets.middleMs(bucket.getKey()));
                }
            }
            return OptionalLong.empty();
        }
    }

    /** By counter number; counters without services are left out. */
    public List<OfCounter> of(Realm realm, String office, String mode, LocalDate from, LocalDate to) {
        Map<Integer, Map<String, TreeMap<Integer, Long>>> counters = new TreeMap<>();
        for (TimeQueries.Bucket row : cells.buckets(realm, office, mode, from, to)) {
            counters.computeIfAbsent(row.counter(), c -> new TreeMap<>())
                    .computeIfAbsent(row.measure(), m -> new TreeMap<>())
                    .merge(row.bucket(), row.n(), Long::sum);
        }
        List<OfCounter> all = new ArrayList<>();
        counters.forEach((counter, measures) -> all.add(new OfCounter(
                counter,
                Times.of(measures.getOrDefault("WAIT", new TreeMap<>())),
                Times.of(measures.getOrDefault("SERVICE", new TreeMap<>())))));
        return all;
    }
}
