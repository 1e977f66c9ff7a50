package motcua.server.satisfaction;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Days in a row.
 *
 * @param from first day
 * @param to last day
 */
public record Period(LocalDate from, LocalDate to) {
    /** Whether all days from {@code first} to {@code last} lie inside. */
    boolean holds(LocalDate first, LocalDate last) {
        return !first.isBefore(from) && !last.isAfter(to);
    }

    /** Its days up to {@code last}. */
    Optional<Period> endingBy(LocalDate last) {
        return of(from, to.isBefore(last) ? to : last);
    }

    /** The whole months inside that end by {@code last}. */
    Optional<Period> wholeMonths(LocalDate last) {
        YearMonth first = YearMonth.from(from.minusDays(1)).plusMonths(1);
        LocalDate end = to.isBefore(last) ? to : last;
        YearMonth lastMonth = YearMonth.from(end.plusDays(1)).minusMonths(1);
        return lastMonth.isBefore(first) ? Optional.empty() : of(first.atDay(1), lastMonth.atEndOfMonth());
    }

    /** The whole quarters inside that end by {@code last}. */
    Optional<Period> wholeQuarters(LocalDate last) {
        YearMonth first = YearMonth.from(from.minusDays(1)).plusMonths(1);
        while (!SafeCells.quarterStart(first).equals(first)) {
            first = first.plusMonths(1);
        }
        LocalDate end = to.isBefore(last) ? to : last;
        YearMonth next = SafeCells.quarterStart(YearMonth.from(end.plusDays(1)));
        return next.isAfter(first) ? of(first.atDay(1), next.minusMonths(1).atEndOfMonth()) : Optional.empty();
    }

    private static Optional<Period> of(LocalDate from, LocalDate to) {
        return to.isBefore(from) ? Optional.empty() : Optional.of(new Period(from, to));
    }
}
