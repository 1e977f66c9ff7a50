package motcua.kiosk.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import motcua.kiosk.counter.Moment;

/** How long somebody is likely to wait, told only where it can be known. */
final class ExpectedWait {
    /** A wait is told only from this many services on. Below, the spread says nothing. */
    private static final int FEWEST_TIMES = 5;

    private final WorkingTime hours;

    ExpectedWait(WorkingTime hours) {
        this.hours = hours;
    }

    /**
     * The middle half of the newest service times, spread over the counters that work now; breaks of the office come on top.
     * Empty where nobody can tell, and where it would end after the office has closed.
     *
     * @param serviceMs newest service times
     * @param working counters that work now
     * @param ahead how many are called before
     */
    Optional<WaitRange> range(Collection<Long> serviceMs, long working, int ahead, Moment now) {
        if (serviceMs.size() < FEWEST_TIMES || working == 0) {
            return Optional.empty();
        }
        List<Long> times = new ArrayList<>(serviceMs);
        times.sort(Comparator.naturalOrder());
        long quick = times.get(times.size() / 4);
        long slow = times.get(Math.min(times.size() - 1, times.size() * 3 / 4));
        OptionalLong from = hours.minutesUntil(now, ahead * quick / working, false);
        OptionalLong to = hours.minutesUntil(now, (ahead + 1) * slow / working, true);
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new WaitRange((int) from.getAsLong(), (int) Math.max(from.getAsLong(), to.getAsLong())));
    }
}
