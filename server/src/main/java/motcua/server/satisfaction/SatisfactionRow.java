package motcua.server.satisfaction;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of an answer, or its total. What may not be shown or does not exist is null.
 *
 * @param key office, counter number, clerk, procedure code (empty = none named), field, day, month, hour of the week or
 *     reason; {@code *} = small rows merged; empty in a total
 * @param office where counter or clerk belong; null in rows that span offices
 * @param mode counting mode; modes are never added
 * @param scale of the levels; empty if nothing was rated
 * @param served services finished; in mode OPEN the same as {@code rated}
 * @param rated services with a counted press, as they stand now, excluded ones included
 * @param valid ratings behind {@code levels}; for a reason how often it was chosen
 * @param levels from best to worst
 * @param satisfied of {@code valid}
 * @param rate share of satisfied, from 30 valid ratings on
 * @param low lower end of its 95 % Wilson interval
 * @param high upper end
 * @param excluded ratings that do not count after a decision (VOID, CONTEST)
 * @param flagged ratings that count but carry a mark (BURST, SELF, SHORT, HOURS)
 * @param notRated windows that ended without a press
 * @param deviceDown services whose device was down
 * @param notAsked services nobody was asked about
 * @param pending windows still open
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SatisfactionRow(
        String key,
        @Nullable String office,
        @Nullable String mode,
        @Nullable String scale,
        @Nullable Long served,
        @Nullable Long rated,
        @Nullable Long valid,
        @Nullable List<Long> levels,
        @Nullable Long satisfied,
        @Nullable Double rate,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Long excluded,
        @Nullable Long flagged,
        @Nullable Long notRated,
        @Nullable Long deviceDown,
        @Nullable Long notAsked,
        @Nullable Long pending) {

    /** The key of a row that stands for several small ones. */
    public static final String MERGED = "*";

    /** A total of nothing. */
    public static final SatisfactionRow NOTHING = new SatisfactionRow(
            "", null, null, null, 0L, 0L, 0L, List.of(), 0L, null, null, null, 0L, 0L, 0L, 0L, 0L, 0L);

    /** The levels that may be shown, or null. */
    public @Nullable Tally tally() {
        return levels == null || satisfied == null || scale == null ? null : new Tally(scale, levels, satisfied);
    }
}
