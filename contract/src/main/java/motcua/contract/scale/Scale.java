package motcua.contract.scale;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import motcua.contract.journal.Hash;
import motcua.contract.json.JsonBinding;

/**
 * A rating scale: levels from best (1) on, which of them are satisfied, and the pad key of each.
 *
 * <p>A scale is data with a version; a change is a new version, and figures of two versions are never added. What a person wrote
 * is checked as a {@link ScaleDraft}, which says in words what is wrong.
 *
 * @param id e.g. {@code HL5}
 * @param version from 1 to 9999
 * @param levels 2 to 5, best first; the first ones satisfied, at least one satisfied and one not
 */
public record Scale(String id, int version, String name, List<Level> levels) {
    public Scale {
        levels = List.copyOf(levels);
        try {
            ScaleDraft.of(id, version, name, levels).requireSound();
        } catch (ScaleDraft.Refused e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * One level.
     *
     * @param level from 1 = best
     * @param key pad key, 1 to 5 from the left
     * @param face drawing 1 (laughing) to 5 (very sad)
     */
    public record Level(int level, int key, int face, String vi, String en, boolean satisfied) {}

    /** What people call it, e.g. {@code HL5/2}. Two offices may mean different levels by it, so it names no figures. */
    public String label() {
        return id + "/" + version;
    }

    /**
     * The name used in records and cells. A standard scale is {@code HL5/1}; any other one carries in its name how many levels it
     * has, how many of them are satisfied, and the first 8 digits of the hash of its content, e.g. {@code HL5/2-5.2-1a2b3c4d}. So
     * a record can be counted by its name alone, and two contents never share a name.
     */
    public String key() {
        if (StandardScales.of(label()).filter(this::equals).isPresent()) {
            return label();
        }
        ScaleShape shape = new ScaleShape(
                levels.size(), (int) levels.stream().filter(Level::satisfied).count());
        return label() + shape.suffix() + "-"
                + Hash.ofBody(JsonBinding.toBytes(this)).hex().substring(0, ScaleShape.HASH_DIGITS);
    }

    /** The level a pad key stands for, empty if the scale leaves the key dark. */
    public OptionalInt levelOfKey(int padKey) {
        return levels.stream()
                .filter(l -> l.key() == padKey)
                .mapToInt(Level::level)
                .findFirst();
    }

    /** Bit 0 = key 1 … of the keys in use. */
    public int keyMask() {
        return levels.stream().mapToInt(l -> 1 << (l.key() - 1)).reduce(0, (a, b) -> a | b);
    }

    public boolean satisfied(int level) {
        return levels.get(level - 1).satisfied();
    }

    static boolean isComposed(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC);
    }

    /** The standard scale of a key such as {@code HL5/1}. */
    public static Optional<Scale> standard(String key) {
        return StandardScales.of(key);
    }
}
