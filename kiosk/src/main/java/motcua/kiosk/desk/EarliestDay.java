package motcua.kiosk.desk;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.queue.Tickets;

/** The earliest day it can be on a clock that nobody trusts, to propose it to whoever signs in first. */
final class EarliestDay {
    /** Whoever is heard of last so shortly before closing time went home. */
    private static final Duration NEARLY_OVER = Duration.ofMinutes(30);

    private static final int LONGEST_BREAK_DAYS = 14;

    private EarliestDay() {}

    /**
     * The last day of which the kiosk knows, or the next working day if the office was done with that one: it was closed, or
     * hardly any opening hours were left when the kiosk last knew the time.
     *
     * @return yyyy-MM-dd, or "" if no date was ever known
     */
    static String of(Tickets tickets, OfficeCalendar calendar) {
        String day = tickets.day();
        Optional<LocalDateTime> last = tickets.lastDated().map(moment -> OfficeCalendar.local(moment.wallMs()));
        String heard = last.map(at -> at.toLocalDate().toString()).orElse("");
        if (heard.compareTo(day) > 0) { // a day without tickets
            return calendar.leftOn(last.orElseThrow()).compareTo(NEARLY_OVER) > 0
                    ? heard
                    : workingDayAfter(heard, calendar);
        }
        boolean over = tickets.dayClosed()
                || (heard.equals(day)
                        && last.filter(at -> calendar.leftOn(at).compareTo(NEARLY_OVER) <= 0)
                                .isPresent());
        return over ? workingDayAfter(day, calendar) : day;
    }

    private static String workingDayAfter(String day, OfficeCalendar calendar) {
        LocalDate next = LocalDate.parse(day).plusDays(1);
        for (int i = 0; i < LONGEST_BREAK_DAYS && !calendar.worksOn(next); i++) {
            next = next.plusDays(1);
        }
        return next.toString();
    }
}
