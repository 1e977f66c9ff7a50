package motcua.kiosk.uplink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of seqs, kept as ranges that neither touch nor overlap. For one thread. */
final class SeqSet {
    /** First seq of a range to its last one. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    /** Adds a range, both ends included; an empty range (last before first) adds nothing. */
    void add(long first, long last) {
        if (last < first) {
            return;
        }
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = ranges.floorEntry(first);
        if (before != null && before.getValue() >= first - 1) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        Map.Entry<Long, Long> next = ranges.ceilingEntry(from);
        while (next != null && next.getKey() <= to + 1) {
            to = Math.max(to, next.getValue());
            ranges.remove(next.getKey());
            next = ranges.higherEntry(from);
        }
        ranges.put(from, to);
    }

    void addAll(SeqSet other) {
        other.ranges.forEach(this::add);
    }

    void addAll(List<long[]> pairs) {
        for (long[] pair : pairs) {
            add(pair[0], pair[1]);
        }
    }

    /** Takes a range out, both ends included. */
    void remove(long first, long last) {
        List<long[]> cut = new ArrayList<>();
        ranges.forEach((from, to) -> {
            if (from <= last && to >= first) {
                cut.add(new long[] {from, to});
            }
        });
        for (long[] range : cut) {
            ranges.remove(range[0]);
            add(range[0], first - 1);
            add(last + 1, range[1]);
        }
    }

    void clear() {
        ranges.clear();
    }

    boolean containsAll(long first, long last) {
        Map.Entry<Long, Long> range = ranges.floorEntry(first);
        return range != null && range.getValue() >= last;
    }

    /** The lowest seq from {@code seq} on that is not in the set. */
    long firstMissing(long seq) {
        Map.Entry<Long, Long> range = ranges.floorEntry(seq);
        return range != null && range.getValue() >= seq ? range.getValue() + 1 : seq;
    }

    /** The lowest seq from {@code seq} on that is in the set, or {@code Long.MAX_VALUE}. */
    long firstPresent(long seq) {
        if (containsAll(seq, seq)) {
            return seq;
        }
        Long next = ranges.ceilingKey(seq);
        return next == null ? Long.MAX_VALUE : next;
    }

    /** The largest seq of the set, 0 if it is empty. */
    long max() {
        return ranges.isEmpty() ? 0 : ranges.lastEntry().getValue();
    }

    /** What lies between 1 and {@code last} and is not in the set, each [first, last], ascending. */
    List<long[]> missing(long last) {
        List<long[]> gaps = new ArrayList<>();
        long from = firstMissing(1);
        while (from <= last) {
            long to = Math.min(last, firstPresent(from) - 1);
            gaps.add(new long[] {from, to});
            from = firstMissing(to + 1);
        }
        return gaps;
    }

    /** The ranges, each [first, last], ascending. */
    List<long[]> pairs() {
        List<long[]> pairs = new ArrayList<>();
        ranges.forEach((from, to) -> pairs.add(new long[] {from, to}));
        return pairs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeqSet that && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        return ranges.toString();
    }
}
