package motcua.contract.settings;

import java.util.List;
import java.util.stream.IntStream;

/**
 * When an office is open, on its own clock (Asia/Ho_Chi_Minh). Times are written {@code HH:mm}, dates {@code yyyy-MM-dd}.
 *
 * @param weekly the usual week; a day that is not in it is closed
 * @param special days that differ from the usual week: holidays, days off, Saturdays worked instead
 * @param reception when leaders receive citizens
 * @param earlyMinutes how long before a stretch begins tickets may be taken, 0 to 120
 */
public record OfficeHours(
        List<Weekday> weekly, List<SpecialDay> special, List<ReceptionDay> reception, int earlyMinutes) {
    /** Tickets may usually be taken half an hour before the office opens. */
    public static final int USUAL_EARLY_MINUTES = 30;

    /** Monday to Friday 07:30–11:30 and 13:30–17:00, the usual hours of a commune; an office may have others. */
    public static final OfficeHours USUAL = new OfficeHours(
            IntStream.rangeClosed(1, 5)
                    .mapToObj(day ->
                            new Weekday(day, List.of(new Stretch("07:30", "11:30"), new Stretch("13:30", "17:00"))))
                    .toList(),
            List.of(),
            List.of(),
            USUAL_EARLY_MINUTES);

    public OfficeHours {
        weekly = weekly == null ? List.of() : List.copyOf(weekly);
        special = special == null ? List.of() : List.copyOf(special);
        reception = reception == null ? List.of() : List.copyOf(reception);
    }

    /** A time without a break in which the office is open, from the first minute until before the last. */
    public record Stretch(String from, String to) {}

    /**
     * The usual hours of a weekday.
     *
     * @param day 1 Monday to 7 Sunday
     * @param stretches ascending, without overlap
     */
    public record Weekday(int day, List<Stretch> stretches) {
        public Weekday {
            stretches = stretches == null ? List.of() : List.copyOf(stretches);
        }
    }

    /**
     * A date that differs from its weekday.
     *
     * @param name what people call it, {@code Tết Nguyên đán}
     * @param stretches empty if the office is closed that day
     */
    public record SpecialDay(String date, String name, List<Stretch> stretches) {
        public SpecialDay {
            stretches = stretches == null ? List.of() : List.copyOf(stretches);
        }
    }

    /**
     * A day of each month on which leaders receive citizens.
     *
     * @param dayOfMonth 1 to 31
     * @param queue id of the queue in which people wait for it, of kind RECEPTION
     */
    public record ReceptionDay(int dayOfMonth, String queue) {}
}
