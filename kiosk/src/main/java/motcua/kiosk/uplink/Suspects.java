package motcua.kiosk.uplink;

import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of one epoch that were refused, or did not come through: after three times their batches are halved, until a single
 * record stands alone. For one thread.
 */
final class Suspects {
    static final int FAILURES = 3;

    private final List<Range> ranges = new ArrayList<>();

    private static final class Range {
        private final long first;
        private final long last;
        private long limit;
        private int failures;

        Range(long first, long last) {
            this.first = first;
            this.last = last;
            this.limit = last - first + 1;
        }

        boolean holds(long seq) {
            return first <= seq && seq <= last;
        }
    }

    /**
     * A batch failed.
     *
     * @return true if it was a single record that has now failed often enough to be passed by
     */
    boolean failed(long first, long last) {
        Range range =
                ranges.stream().filter(each -> each.holds(first)).findFirst().orElse(null);
        if (range == null) {
            range = new Range(first, last);
            ranges.add(range);
        }
        range.failures++;
        if (range.failures < FAILURES) {
            return false;
        }
        range.failures = 0;
        boolean alone = first == last;
        range.limit = Math.max(1, Math.min(range.limit, last - first + 1) / 2);
        return alone;
    }

    /** Most records of a batch that begins with {@code first}. */
    long limit(long first, long otherwise) {
        for (Range each : ranges) {
            if (each.holds(first)) {
                return Math.min(each.limit, otherwise);
            }
        }
        return otherwise;
    }

    /** Forgets ranges that came through. */
    void done(SeqSet done) {
        ranges.removeIf(range -> done.containsAll(range.first, range.last));
    }
}
