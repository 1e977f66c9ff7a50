package motcua.bridge.pad;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What the kiosk wants a pad to show while no press is being answered. */
public sealed interface PadDisplay {

    /** Dark and silent. */
    record Closed() implements PadDisplay {}

    /**
     * Waiting.
     *
     * @param keyMask keys that the scale uses, bit 0 = key 1; the lamps of the others stay dark
     */
    record Ready(int keyMask) implements PadDisplay {
        public Ready {
            checkMask(keyMask);
        }
    }

    /**
     * Asking for a rating, until the time is over; then the pad turns to ready by itself, so that an invitation ends on
     * time even when the kiosk is gone.
     *
     * @param keyMask keys that the scale uses, bit 0 = key 1; the lamps of the others stay dark
     * @param duration at most 6553.5 s, rounded to 0.1 s; {@link Duration#ZERO} = until told otherwise
     */
    record Invite(int keyMask, Duration duration) implements PadDisplay {
        /** The longest invitation that fits into the pad's 16 bits of tenths of a second. */
        public static final Duration LONGEST = Duration.ofMillis(6_553_500);

        public Invite {
            checkMask(keyMask);
            requireNonNull(duration, "duration");
            if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("duration must be 0 to " + LONGEST + ", not " + duration);
            }
        }
    }

    private static void checkMask(int keyMask) {
        if (keyMask < 0 || keyMask > 0x1F) {
            throw new IllegalArgumentException("keyMask must have no other bits than 0 to 4, not " + keyMask);
        }
    }
}
