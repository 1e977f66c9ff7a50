package motcua.kiosk.queue;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.calendar.Opening;
import motcua.kiosk.counter.Moment;
import org.jspecify.annotations.Nullable;

/** The office's hours as far as they are known: there may be no calendar, or no date. For use under a lock. */
final class WorkingTime {
    private @Nullable Supplier<OfficeCalendar> calendar;

    void calendar(Supplier<OfficeCalendar> hours) {
        calendar = hours;
    }

    /** How long the office is still open today; empty where nobody knows, and on a day on which it does not open at all. */
    Optional<Duration> leftToday(Moment now) {
        Supplier<OfficeCalendar> hours = calendar;
        if (hours == null || !now.trusted()) {
            return Optional.empty();
        }
        LocalDateTime local = OfficeCalendar.local(now.wallMs());
        return hours.get().at(local).state() == Opening.State.CLOSED_DAY
                ? Optional.empty()
                : Optional.of(hours.get().leftOn(local));
    }

    /**
     * In how many minutes so much time in which the office is open will have passed, the last one begun counted whole; the same
     * time where nobody knows the hours. Empty if the office closes for the day before.
     *
     * @param openMs milliseconds of open time
     */
    OptionalLong minutesUntil(Moment now, long openMs, boolean whole) {
        Supplier<OfficeCalendar> hours = calendar;
        long ms = openMs;
        if (hours != null && now.trusted()) {
            LocalDateTime local = OfficeCalendar.local(now.wallMs());
            Optional<LocalDateTime> then = hours.get()
                    .after(local, Duration.ofMillis(openMs))
                    .filter(each -> each.toLocalDate().equals(local.toLocalDate()));
            if (then.isEmpty()) {
                return OptionalLong.empty();
            }
            ms = Duration.between(local, then.get()).toMillis();
        }
        return OptionalLong.of((ms + (whole ? MINUTE_MS - 1 : 0)) / MINUTE_MS);
    }

    /** Whether hours are known at the moment. */
    boolean known(Moment now) {
        return calendar != null && now.trusted();
    }

    private static final long MINUTE_MS = 60_000;
}
