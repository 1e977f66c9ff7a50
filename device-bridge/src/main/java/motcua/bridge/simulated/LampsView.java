package motcua.bridge.simulated;

import java.util.List;

/**
 * What can be seen and heard of a pad at one moment.
 *
 * @param lamps the five lamps from left to right
 * @param buzzer whether it sounds
 * @param heartbeat the small lamp at the clerk's side
 */
public record LampsView(List<Boolean> lamps, boolean buzzer, boolean heartbeat) {
    /** Nothing lit, nothing sounding. */
    public static final LampsView DARK = new LampsView(List.of(false, false, false, false, false), false, false);

    public LampsView {
        lamps = List.copyOf(lamps);
        if (lamps.size() != 5) {
            throw new IllegalArgumentException("a pad has five lamps, not " + lamps.size());
        }
    }

    static LampsView of(int mask, boolean buzzer, boolean heartbeat) {
        return new LampsView(
                List.of(bit(mask, 0), bit(mask, 1), bit(mask, 2), bit(mask, 3), bit(mask, 4)), buzzer, heartbeat);
    }

    private static boolean bit(int mask, int bit) {
        return (mask >> bit & 1) != 0;
    }
}
