package motcua.server.succession;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one unit over a period under one view of the tree.
 *
 * @param view {@code luc-do} or {@code hien-nay}
 * @param parts the stretches of days over which the same offices belonged to it
 * @param sums one for each mode and scale, which are never added
 */
public record UnitTotal(
        String unit, String name, String view, LocalDate from, LocalDate to, List<Part> parts, List<Sum> sums) {
    public UnitTotal {
        parts = List.copyOf(parts);
        sums = List.copyOf(sums);
    }

    /** @param offices ids in the order of their bytes */
    public record Part(LocalDate from, LocalDate to, List<String> offices) {
        public Part {
            offices = List.copyOf(offices);
        }
    }

    /**
     * One mode and scale.
     *
     * @param valid ratings behind the levels; null if none may be told
     * @param rate from 30 valid ratings on
     */
    public record Sum(
            String mode,
            String scale,
            long served,
            long rated,
            @Nullable Long valid,
            @Nullable Long satisfied,
            @Nullable Double rate,
            @Nullable Double low,
            @Nullable Double high) {}
}
