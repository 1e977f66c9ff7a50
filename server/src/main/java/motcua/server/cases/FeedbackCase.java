package motcua.server.cases;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * A case. It tells nothing by which anybody could be known: no ticket, time, counter, clerk or level.
 *
 * @param id e.g. {@code VV-2026-483920}; drawn, so that it tells neither order nor how many others there are
 * @param realm REAL, or SIMULATED for sample data
 * @param field code of the field, empty for several
 * @param day of the services
 * @param reasons codes; empty where it was opened because there were several
 * @param why REASON, SEVERAL or DIRECT
 * @param confidential whether only those above the commune may see it
 * @param opened the working day after
 * @param due last day for the answer
 * @param owner who answers: an office id, or empty for the superior itself
 * @param cause the unit's answer: why it happened
 * @param done what was done, by whom, until when
 * @param answered day of the answer; empty before
 * @param remarks what the superior asked
 * @param callback 0 not asked for, 1 asked for, 2 done
 * @param firstDue last day for the first answer; a question does not move it
 * @param firstAnswered day of the first answer; empty before
 */
public record FeedbackCase(
        String id,
        String realm,
        String office,
        String field,
        LocalDate day,
        List<String> reasons,
        String why,
        boolean confidential,
        LocalDate opened,
        LocalDate due,
        String owner,
        CaseState state,
        String cause,
        String done,
        String answered,
        String remarks,
        int callback,
        LocalDate firstDue,
        String firstAnswered) {
    public FeedbackCase {
        reasons = List.copyOf(reasons);
    }

    /** Monday of the week of a day. */
    static LocalDate week(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /**
     * First day on which whoever serves may know of a case: all of a week together, when the week is over. What somebody came and
     * said is known at once, and so is what goes past the unit, which never hears of it.
     */
    static LocalDate handedOver(LocalDate day, LocalDate opened, String why, boolean confidential) {
        LocalDate after = week(day).plusWeeks(1);
        return why.equals("DIRECT") || confidential || opened.isAfter(after) ? opened : after;
    }

    /** First day on which whoever serves may know of it. */
    public LocalDate handedOver() {
        return handedOver(day, opened, why, confidential);
    }

    /** Whether it waits for the unit. */
    public boolean waits() {
        return state == CaseState.OPEN || state == CaseState.ASKED_AGAIN;
    }

    /** Whether its answer came after the last day, or has not come by now. */
    public boolean late(LocalDate today) {
        return answered.isEmpty()
                ? today.isAfter(due)
                : LocalDate.parse(answered).isAfter(due);
    }
}
