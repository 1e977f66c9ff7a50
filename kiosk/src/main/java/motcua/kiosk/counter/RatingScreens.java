package motcua.kiosk.counter;

import java.util.HashMap;
import java.util.Map;

/** The rating screens that are open now, which no record tells, and so which counters have anything to rate with. For one thread. */
final class RatingScreens {
    private final Map<Integer, Integer> open = new HashMap<>(); // how many, by counter

    void opened(int counter) {
        open.merge(counter, 1, Integer::sum);
    }

    void closed(int counter) {
        open.computeIfPresent(counter, (number, screens) -> screens > 1 ? screens - 1 : null);
    }

    boolean at(int counter) {
        return open.containsKey(counter);
    }

    /** Tells each counter whether it has a device, and whether one works. */
    void tell(Map<Integer, CounterWindows> windows, BoundPads pads) {
        windows.forEach((number, counter) -> {
            boolean bound = pads.all().stream().anyMatch(pad -> pad.counter() == number);
            boolean up = pads.all().stream().anyMatch(pad -> pad.counter() == number && pad.up());
            counter.device(at(number) || bound, at(number) || up);
        });
    }
}
