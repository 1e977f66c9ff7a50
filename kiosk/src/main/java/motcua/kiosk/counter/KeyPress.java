package motcua.kiosk.counter;

import motcua.contract.body.PressSource;
import org.jspecify.annotations.Nullable;

/**
 * A press of a rating key before the kiosk has judged it.
 *
 * @param key 1 to 5 from the left
 * @param pad name of the pad, absent for a screen; with {@code padEpoch} and {@code padSeq} its identity
 * @param ageMs time since the key was pressed, absent if the pad lost count of it
 * @param held whether the pad reports the key as stuck
 * @param otherKeyDown whether another rating key was down at the same time
 * @param lastHeard when the pad was last heard before the press arrived, absent if never
 * @param meant service that the presser saw asked about, absent for keys without a screen: the press belongs to no other
 */
public record KeyPress(
        int key,
        PressSource source,
        @Nullable String pad,
        @Nullable String padEpoch,
        @Nullable Long padSeq,
        @Nullable Long ageMs,
        boolean held,
        boolean otherKeyDown,
        @Nullable Moment lastHeard,
        @Nullable String meant) {
    public KeyPress {
        if (key < 1 || key > 5) {
            throw new IllegalArgumentException("a rating key is 1 to 5, not " + key);
        }
        if (ageMs != null && ageMs < 0) {
            throw new IllegalArgumentException("age is negative: " + ageMs);
        }
    }

    /** A press of a pad's key. */
    public static KeyPress onPad(
            int key,
            String pad,
            String padEpoch,
            long padSeq,
            @Nullable Long ageMs,
            boolean held,
            boolean otherKeyDown,
            @Nullable Moment lastHeard) {
        return new KeyPress(key, PressSource.PAD, pad, padEpoch, padSeq, ageMs, held, otherKeyDown, lastHeard, null);
    }

    /** A press of a key wired to the kiosk. */
    public static KeyPress onWire(int key, long ageMs) {
        return new KeyPress(key, PressSource.GPIO, null, null, null, ageMs, false, false, null, null);
    }

    /** A press on the counter's screen, made now. */
    public static KeyPress onScreen(int key, @Nullable String meant) {
        return new KeyPress(key, PressSource.SCREEN, null, null, null, 0L, false, false, null, meant);
    }
}
