package motcua.contract.scale;

import java.util.Optional;

/**
 * What counting needs of a scale, read from its key alone, so that it does not matter whether the scale itself has come yet.
 *
 * @param levels how many levels, 2 to 5
 * @param satisfied how many of them, from the best on, are satisfied; at least 1, fewer than {@code levels}
 */
public record ScaleShape(int levels, int satisfied) {
    static final int HASH_DIGITS = 8;
    /** {@code -5.2-} and the digits of the hash. */
    private static final int TAIL = 5 + HASH_DIGITS;

    public ScaleShape {
        if (levels < 2 || levels > ScaleDraft.PAD_KEYS || satisfied < 1 || satisfied >= levels) {
            throw new IllegalArgumentException(satisfied + " satisfied of " + levels + " levels");
        }
    }

    String suffix() {
        return "-" + levels + "." + satisfied;
    }

    /** The shape of the scale with this key; empty if the key names none. */
    public static Optional<ScaleShape> of(String key) {
        Optional<ScaleShape> standard = StandardScales.shape(key);
        if (standard.isPresent()) {
            return standard;
        }
        int at = key.length() - TAIL;
        if (at < 3 || key.charAt(at) != '-' || key.charAt(at + 2) != '.' || key.charAt(at + 4) != '-') {
            return Optional.empty();
        }
        int levels = key.charAt(at + 1) - '0';
        int satisfied = key.charAt(at + 3) - '0';
        return levels < 2 || levels > ScaleDraft.PAD_KEYS || satisfied < 1 || satisfied >= levels
                ? Optional.empty()
                : Optional.of(new ScaleShape(levels, satisfied));
    }

    /** Whether a level from 1 = best means satisfied. */
    public boolean isSatisfied(int level) {
        return level >= 1 && level <= satisfied;
    }
}
