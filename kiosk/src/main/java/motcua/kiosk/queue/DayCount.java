package motcua.kiosk.queue;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of a business day, each in exactly one place: {@code issued} is the sum of the others but {@code practising}.
 *
 * @param waiting reserved ones included
 * @param inService called, not finished
 * @param inviting served, and still asked to rate
 * @param practising tickets taken while practising; in none of the others
 */
public record DayCount(
        @Nullable String day,
        int issued,
        int waiting,
        int inService,
        int held,
        int inviting,
        int rated,
        int notRated,
        int notAsked,
        int deviceDown,
        int noShow,
        int left,
        int practising) {
    public int served() {
        return inviting + rated + notRated + notAsked + deviceDown;
    }

    /** Counts the tickets of a day; "" for a day that nobody knows. */
    static DayCount of(String day, Collection<QueueEntry> tickets) {
        int issued = 0;
        int practising = 0;
        int inService = 0;
        int held = 0;
        int wait = 0;
        int noShow = 0;
        int left = 0;
        Map<AfterService, Integer> after = new EnumMap<>(AfterService.class);
        for (QueueEntry each : tickets) {
            if (!each.day.equals(day)) {
                continue;
            }
            if (each.practice) {
                practising++;
                continue;
            }
            issued++;
            switch (each.state) {
                case RESERVED, WAITING -> wait++;
                case CALLED -> inService++;
                case HELD -> held++;
                case NO_SHOW -> noShow++;
                case LEFT -> left++;
                case SERVED -> after.merge(each.after == null ? AfterService.INVITING : each.after, 1, Integer::sum);
            }
        }
        return new DayCount(
                day.isEmpty() ? null : day,
                issued,
                wait,
                inService,
                held,
                after.getOrDefault(AfterService.INVITING, 0),
                after.getOrDefault(AfterService.RATED, 0),
                after.getOrDefault(AfterService.NOT_RATED, 0),
                after.getOrDefault(AfterService.NOT_ASKED, 0),
                after.getOrDefault(AfterService.DEVICE_DOWN, 0),
                noShow,
                left,
                practising);
    }

    /** Tickets that came to no end: they wait, are held, at a counter, or asked to rate. */
    public int unserved() {
        return waiting + inService + held + inviting;
    }
}
