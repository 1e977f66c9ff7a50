package motcua.bridge.pad;

import java.util.Locale;

/**
 * Which pad this is: the number that its first host gave it, and the life of its press log.
 *
 * <p>Sequences of presses are unique within one identity. Both numbers are unsigned 32 bit and never 0; the pad keeps
 * them in its EEPROM.
 *
 * @param padId 1 to 2^32 − 1, drawn at random once in a pad's life
 * @param epoch 1 to 2^32 − 1, drawn at random whenever the pad's log starts again at nothing
 */
public record PadIdentity(long padId, long epoch) {
    private static final long MAX = 0xFFFF_FFFFL;

    public PadIdentity {
        if (padId < 1 || padId > MAX) {
            throw new IllegalArgumentException("padId must be 1 to 2^32-1, not " + padId);
        }
        if (epoch < 1 || epoch > MAX) {
            throw new IllegalArgumentException("epoch must be 1 to 2^32-1, not " + epoch);
        }
    }

    /** The pad's number as people and records write it: 8 lower-case hex digits. */
    public String padIdText() {
        return String.format(Locale.ROOT, "%08x", padId);
    }

    /** The epoch as records write it: 8 lower-case hex digits. */
    public String epochText() {
        return String.format(Locale.ROOT, "%08x", epoch);
    }

    @Override
    public String toString() {
        return padIdText() + "/" + epochText();
    }
}
