package motcua.server.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of sequence numbers as ranges that neither touch nor overlap. For one thread. */
final class Ranges {
    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    void add(long first, long last) {
        long from = first;
        long to = last;
        Map.Entry<Long, Long> left = lastByFirst.floorEntry(first);
        if (left != null && left.getValue() >= first - 1) {
            from = left.getKey();
            to = Math.max(to, left.getValue());
        }
        Map.Entry<Long, Long> right = lastByFirst.higherEntry(from);
        while (right != null && right.getKey() <= to + 1) {
            to = Math.max(to, right.getValue());
            lastByFirst.remove(right.getKey());
            right = lastByFirst.higherEntry(from);
        }
        lastByFirst.put(from, to);
    }

    void remove(long number) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(number);
        if (range == null || range.getValue() < number) {
            return;
        }
        lastByFirst.remove(range.getKey());
        if (range.getKey() < number) {
            lastByFirst.put(range.getKey(), number - 1);
        }
        if (number < range.getValue()) {
            lastByFirst.put(number + 1, range.getValue());
        }
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(number);
        return range != null && range.getValue() >= number;
    }

    /** The end of the range that holds the number, or the number before it if none does. */
    long endFrom(long number) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(number);
        return range != null && range.getValue() >= number ? range.getValue() : number - 1;
    }

    /** The highest number of the set that is not above the given one; 0 if there is none. */
    long highestUpTo(long number) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(number);
        return range == null ? 0 : Math.min(range.getValue(), number);
    }

    /** The highest number; 0 if the set is empty. */
    long highest() {
        return lastByFirst.isEmpty() ? 0 : lastByFirst.lastEntry().getValue();
    }

    /** Ranges above a number, ascending, at most so many of the lowest. */
    List<long[]> above(long number, int most) {
        List<long[]> found = new ArrayList<>();
        for (Map.Entry<Long, Long> each : lastByFirst.tailMap(number, false).entrySet()) {
            if (found.size() == most) {
                break;
            }
            found.add(new long[] {each.getKey(), each.getValue()});
        }
        return found;
    }

    /** The highest ranges, ascending, at most so many. */
    List<long[]> highest(int most) {
        List<long[]> found = new ArrayList<>();
        for (Map.Entry<Long, Long> each : lastByFirst.descendingMap().entrySet()) {
            if (found.size() == most) {
                break;
            }
            found.add(0, new long[] {each.getKey(), each.getValue()});
        }
        return found;
    }

    /** All ranges, first to last. */
    Map<Long, Long> toMap() {
        return new TreeMap<>(lastByFirst);
    }
}
