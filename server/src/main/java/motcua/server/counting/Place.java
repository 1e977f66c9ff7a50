package motcua.server.counting;

import java.util.Comparator;

/**
 * Where a record stands among all records of its kiosk: by number of the epoch, then seq. Where a record does not say the number
 * of its epoch, {@code gen} is 0. The epoch's name only settles ties that no honest kiosk makes.
 */
public record Place(int gen, long seq, String epoch) implements Comparable<Place> {
    /** Before every record. */
    public static final Place NONE = new Place(0, 0, "");

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::gen).thenComparingLong(Place::seq).thenComparing(Place::epoch);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    public boolean isNone() {
        return seq == 0;
    }
}
