package motcua.server.satisfaction;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /api/satisfaction} says.
 *
 * @param realm the only realm in it
 * @param from first day asked for
 * @param to last day asked for
 * @param levelsFrom first day behind levels and rates; null if no step of the table is closed
 * @param levelsTo last day behind levels and rates
 * @param exact whether every cell was told (auditor) and not only safe ones
 * @param total of the mode and scale with most services; never a sum over procedures, modes or scales
 * @param totals one for each mode and scale
 * @param rows by key and mode
 * @param undated services whose day cannot be told; in no row
 * @param late ratings that came after their day or month was told and wait until enough have come; in no level yet
 */
public record SatisfactionAnswer(
        String by,
        Realm realm,
        LocalDate from,
        LocalDate to,
        @Nullable LocalDate levelsFrom,
        @Nullable LocalDate levelsTo,
        boolean exact,
        SatisfactionRow total,
        List<SatisfactionRow> totals,
        List<SatisfactionRow> rows,
        long undated,
        long late) {
    public SatisfactionAnswer {
        totals = List.copyOf(totals);
        rows = List.copyOf(rows);
    }

    /** The same with other rows. */
    public SatisfactionAnswer withRows(List<SatisfactionRow> others) {
        return new SatisfactionAnswer(
                by, realm, from, to, levelsFrom, levelsTo, exact, total, totals, others, undated, late);
    }
}
