package motcua.kiosk.ticket;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import motcua.contract.settings.OfficeHours;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.calendar.Opening;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeData;
import org.jspecify.annotations.Nullable;

/**
 * When somebody who gets no number now may come back.
 *
 * @param date day of the hours, {@code yyyy-MM-dd}, absent if it is today
 * @param closedDay whether the office is closed all of today
 * @param name what today is called if it is a special day
 */
record WorkingHours(
        @Nullable String date, boolean closedDay, @Nullable String name, List<OfficeHours.Stretch> stretches) {

    /** The stretches that begin after the moment, of the next day that has any; empty if nobody can tell. */
    static Optional<WorkingHours> after(Office office, Moment moment) {
        OfficeHours hours = office.data().map(OfficeData::hours).orElse(OfficeHours.USUAL);
        if (!moment.trusted()) {
            return Optional.empty();
        }
        LocalDateTime now = OfficeCalendar.local(moment.wallMs());
        Opening opening = office.calendar().at(now);
        LocalDate today = now.toLocalDate();
        String time = now.toLocalTime().toString();
        List<OfficeHours.Stretch> left = of(hours, today).stream()
                .filter(each -> each.from().compareTo(time) > 0)
                .toList();
        LocalDateTime next = opening.from();
        LocalDate otherDay =
                left.isEmpty() && next != null && next.toLocalDate().isAfter(today) ? next.toLocalDate() : null;
        return Optional.of(new WorkingHours(
                otherDay == null ? null : otherDay.toString(),
                opening.state() == Opening.State.CLOSED_DAY,
                opening.name(),
                otherDay == null ? left : of(hours, otherDay)));
    }

    private static List<OfficeHours.Stretch> of(OfficeHours hours, LocalDate date) {
        DayOfWeek weekday = date.getDayOfWeek();
        return hours.special().stream()
                .filter(each -> each.date().equals(date.toString()))
                .findFirst()
                .map(OfficeHours.SpecialDay::stretches)
                .orElseGet(() -> hours.weekly().stream()
                        .filter(each -> each.day() == weekday.getValue())
                        .findFirst()
                        .map(OfficeHours.Weekday::stretches)
                        .orElse(List.of()));
    }
}
