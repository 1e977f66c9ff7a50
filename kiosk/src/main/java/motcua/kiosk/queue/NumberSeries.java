package motcua.kiosk.queue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The highest number of each series on the days used last, so that none comes twice. Not safe for several threads. A day is
 * yyyy-MM-dd, or "" while nobody knows it.
 */
final class NumberSeries {
    /** Days whose highest numbers are remembered, for clocks that go back. */
    static final int DAYS_KEPT = 8;
    /** After a damaged journal a series goes on at the next hundred. Source: design 3. */
    private static final int HUNDRED = 100;

    private final Map<String, Map<String, Integer>> highest =
            new LinkedHashMap<>(); // by day, the one used last at the end
    private final Set<String> sinceDamage = new HashSet<>(); // letters that have gone on since
    /** The day on which the journal was damaged, "" while nobody knows which; absent without a damage. */
    private @Nullable String damagedOn;

    /** The next number of a series on a day. */
    int next(String day, String letter) {
        int last = highest.getOrDefault(day, Map.of()).getOrDefault(letter, 0);
        boolean thatDay = damagedOn != null && (damagedOn.isEmpty() || damagedOn.equals(day));
        return thatDay && !sinceDamage.contains(letter) ? (last / HUNDRED + 1) * HUNDRED + 1 : last + 1;
    }

    /** A number was given out on the day. */
    void taken(String day, String letter, int number) {
        use(day).merge(letter, number, Math::max);
        sinceDamage.add(letter);
    }

    /** A number turns out to belong to the day: none there comes before it. */
    void belongs(String day, String letter, int number) {
        use(day).merge(letter, number, Math::max);
    }

    /** The day is the present one from now on. */
    void begin(String day) {
        use(day);
        dated(day);
    }

    /** Numbers are known to be given out on this day. */
    void dated(String day) {
        if ("".equals(damagedOn)) {
            damagedOn = day;
        }
    }

    /** Nobody knows any more which numbers of the day were given out. */
    void damaged(String day) {
        damagedOn = day;
        sinceDamage.clear();
    }

    private Map<String, Integer> use(String day) {
        Map<String, Integer> letters = highest.remove(day);
        highest.put(day, letters == null ? new HashMap<>() : letters);
        while (highest.size() > DAYS_KEPT) {
            highest.remove(highest.keySet().iterator().next());
        }
        return highest.get(day);
    }
}
