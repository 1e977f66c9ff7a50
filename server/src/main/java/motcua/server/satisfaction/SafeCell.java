package motcua.server.satisfaction;

import java.time.LocalDate;
import java.util.Set;

/**
 * The smallest thing that roles below auditor are told: one cell of a fixed table, or several of them merged. Every
 * answer to them is a sum of these.
 *
 * @param from first day of its step
 * @param to last day of its step
 * @param keys the rows it stands for: one, or those that were merged to hide the small ones among them
 */
record SafeCell(
        String office, String mode, Dimension dimension, LocalDate from, LocalDate to, Set<String> keys, Tally tally) {
    SafeCell {
        keys = Set.copyOf(keys);
        if (!tally.isSafe() && dimension != Dimension.REASON) {
            throw new IllegalArgumentException("not safe: " + tally);
        }
    }

    boolean isMerged() {
        return keys.size() > 1;
    }
}
