package motcua.server.web;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Holds all answers that were given, at whatever time and to whomever, and subtracts any two of them: sums of rows of the one and all
 * rows of the other that lie inside. It knows which ratings each row counts, and nothing of how answers are made.
 */
final class Subtraction {
    private static final int LEAST = 5;
    private static final int SUMS = 24;

    /** The ratings that exist, by number; whether each is a satisfied one. */
    private final BitSet satisfied;

    private final Random random;
    private final Map<List<BitSet>, String> tables = new LinkedHashMap<>();

    Subtraction(BitSet satisfied, Random random) {
        this.satisfied = satisfied;
        this.random = random;
    }

    /** Notes the rows of one answer: the ratings that each of them counts. */
    void add(String answer, List<BitSet> rows) {
        if (!rows.isEmpty()) {
            tables.putIfAbsent(rows, answer);
        }
    }

    int answers() {
        return tables.size();
    }

    /** What can be learned of fewer than five people, or of five and more who were all not satisfied; empty if nothing. */
    Optional<String> leak() {
        List<Map.Entry<List<BitSet>, String>> all = new ArrayList<>(tables.entrySet());
        for (Map.Entry<List<BitSet>, String> one : all) {
            for (BitSet sum : sums(one.getKey())) {
                Optional<String> found = told(sum).map(what -> one.getValue() + " tells of " + what);
                for (int i = 0; i < all.size() && found.isEmpty(); i++) {
                    Map.Entry<List<BitSet>, String> other = all.get(i);
                    found = told(without(sum, other.getKey()))
                            .map(what -> one.getValue() + " less " + other.getValue() + " tells of " + what);
                }
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private List<BitSet> sums(List<BitSet> rows) {
        List<BitSet> sums = new ArrayList<>(rows);
        if (rows.size() > 1) {
            sums.add(sum(rows));
            for (int i = 0; i < SUMS; i++) {
                double share = random.nextDouble();
                sums.add(sum(
                        rows.stream().filter(row -> random.nextDouble() < share).toList()));
            }
        }
        return sums;
    }

    private static BitSet sum(List<BitSet> rows) {
        BitSet sum = new BitSet();
        rows.forEach(sum::or);
        return sum;
    }

    private static BitSet without(BitSet sum, List<BitSet> rows) {
        BitSet rest = (BitSet) sum.clone();
        for (BitSet row : rows) {
            BitSet outside = (BitSet) row.clone();
            outside.andNot(sum);
            if (outside.isEmpty()) {
                rest.andNot(row);
            }
        }
        return rest;
    }

    private Optional<String> told(BitSet rest) {
        int n = rest.cardinality();
        BitSet good = (BitSet) rest.clone();
        good.and(satisfied);
        return n == 0 || n >= LEAST && !good.isEmpty()
                ? Optional.empty()
                : Optional.of(n + " ratings, " + good.cardinality() + " satisfied: "
                        + rest.stream().mapToObj(Integer::toString).collect(Collectors.joining(" ")));
    }
}
