package motcua.server.organisation;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The days on which one unit works. Where nothing is said, Monday to Friday. Never changes once made. */
public final class WorkingCalendar {
    /** Monday to Friday, as digits 1 to 7. */
    public static final String USUAL_WEEK = "12345";

    private final NavigableMap<LocalDate, String> weeks;
    private final Map<LocalDate, Special> exceptions;

    /**
     * A day that differs from its week.
     *
     * @param name why, e.g. the holiday
     */
    public record Special(boolean working, String name) {}

    /**
     * A calendar.
     *
     * @param weeks working days of the week by the day from which they hold, digits 1 (Monday) to 7
     * @param exceptions days that differ
     */
    public WorkingCalendar(Map<LocalDate, String> weeks, Map<LocalDate, Special> exceptions) {
        this.weeks = new TreeMap<>(weeks);
        this.exceptions = Map.copyOf(exceptions);
    }

    /** Whether the unit works on a day. */
    public boolean works(LocalDate day) {
        Special special = exceptions.get(day);
        if (special != null) {
            return special.working();
        }
        Map.Entry<LocalDate, String> week = weeks.floorEntry(day);
        String days = week == null ? USUAL_WEEK : week.getValue();
        return days.contains(Integer.toString(day.getDayOfWeek().getValue()));
    }

    /** Why a day differs from its week; empty if it does not. */
    public String name(LocalDate day) {
        Special special = exceptions.get(day);
        return special == null ? "" : special.name();
    }

    /** How many days from one to another, both included, are worked. */
    public int workingDays(LocalDate from, LocalDate to) {
        int days = 0;
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            days += works(day) ? 1 : 0;
        }
        return days;
    }

    /**
     * The day that is {@code days} working days after another one, which is not counted itself; with 0 the first working day from it
     * on.
     *
     * @throws IllegalStateException if the calendar has no working day within ten years
     */
    public LocalDate plus(LocalDate start, int days) {
        LocalDate day = days == 0 ? start : start.plusDays(1);
        LocalDate last = start.plusYears(10);
        for (int left = Math.max(days, 1); !day.isAfter(last); day = day.plusDays(1)) {
            if (works(day) && --left == 0) {
                return day;
            }
        }
        throw new IllegalStateException("no working day until " + last);
    }

    /** The days that differ. */
    public Set<LocalDate> exceptions() {
        return exceptions.keySet();
    }
}
