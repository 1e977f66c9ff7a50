package motcua.bridge.pad;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * One key of a pad pressed once. The key is a place on the pad, not a level: the scale says what it means.
 *
 * @param pad the pad that stored the press
 * @param seq the press's number within the pad's identity, widened to 64 bit; 0 or more, one higher from press to press
 * @param key 1 to 5 for the rating keys from left to right, {@link #CLERK_KEY} for the clerk's
 * @param ageMs milliseconds from the closing of the contact to the sending of the frame that was received; empty when
 *     the pad restarted in between and cannot know
 * @param receivedUpMs the kiosk's monotonic milliseconds at which the frame was received
 */
public record PadPress(PadIdentity pad, long seq, int key, OptionalLong ageMs, long receivedUpMs) {
    /** Number of rating keys. */
    public static final int RATING_KEYS = 5;

    /** The key at the clerk's side. */
    public static final int CLERK_KEY = 6;

    public PadPress {
        requireNonNull(pad, "pad");
        requireNonNull(ageMs, "ageMs");
        if (seq < 0) {
            throw new IllegalArgumentException("seq must be 0 or more, not " + seq);
        }
        if (key < 1 || key > CLERK_KEY) {
            throw new IllegalArgumentException("key must be 1 to 6, not " + key);
        }
        if (ageMs.isPresent() && ageMs.getAsLong() < 0) {
            throw new IllegalArgumentException("ageMs must be 0 or more, not " + ageMs.getAsLong());
        }
    }

    public boolean isClerkKey() {
        return key == CLERK_KEY;
    }
}
