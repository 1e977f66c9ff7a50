package motcua.contract.scale;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rating scale: levels from best (1) on, which of them are satisfied, and the pad key of each.
 *
 * <p>A scale is data with a version; a change is a new version, and figures of two versions are never added.
 *
 * @param id e.g. {@code HL5}
 * @param version from 1
 * @param levels best first; at least one satisfied and one not satisfied
 */
public record Scale(String id, int version, String name, List<Level> levels) {
    private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,12}");
    private static final int PAD_KEYS = 5;
    private static final int FACES = 5;

    /** The scales of Vietnamese one-stop offices seen in practice: five-level, two three-level ones, attitude. */
    public static final List<Scale> BUILT_IN = List.of(
            new Scale(
                    "HL5",
                    1,
                    "5 mức hài lòng",
                    List.of(
                            new Level(1, 1, 1, "Rất hài lòng", "Very satisfied", true),
                            new Level(2, 2, 2, "Hài lòng", "Satisfied", true),
                            new Level(3, 3, 3, "Bình thường", "Neutral", false),
                            new Level(4, 4, 4, "Không hài lòng", "Dissatisfied", false),
                            new Level(5, 5, 5, "Rất không hài lòng", "Very dissatisfied", false))),
            new Scale(
                    "HL3A",
                    1,
                    "3 mức: rất hài lòng, hài lòng, không hài lòng",
                    List.of(
                            new Level(1, 1, 1, "Rất hài lòng", "Very satisfied", true),
                            new Level(2, 2, 2, "Hài lòng", "Satisfied", true),
                            new Level(3, 3, 4, "Không hài lòng", "Dissatisfied", false))),
            new Scale(
                    "HL3B",
                    1,
                    "3 mức: hài lòng, bình thường, không hài lòng",
                    List.of(
                            new Level(1, 1, 2, "Hài lòng", "Satisfied", true),
                            new Level(2, 2, 3, "Bình thường", "Neutral", false),
                            new Level(3, 3, 4, "Không hài lòng", "Dissatisfied", false))),
            new Scale(
                    "TD4",
                    1,
                    "4 mức thái độ phục vụ",
                    List.of(
                            new Level(1, 1, 1, "Rất nhiệt tình", "Very warm", true),
                            new Level(2, 2, 2, "Nhiệt tình", "Warm", true),
                            new Level(3, 3, 3, "Bình thường", "Normal", false),
                            new Level(4, 4, 4, "Chưa nhiệt tình", "Not warm", false))));

    private static final Map<String, Scale> BY_KEY =
            BUILT_IN.stream().collect(Collectors.toUnmodifiableMap(Scale::key, scale -> scale));

    public Scale {
        levels = List.copyOf(levels);
        if (levels.stream().allMatch(Level::satisfied) || levels.stream().noneMatch(Level::satisfied)) {
            throw new IllegalArgumentException(
                    "scale " + id + " needs at least one satisfied and one not satisfied level");
        }
        if (version < 1 || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "scale " + id + "/" + version + ": id must match " + ID + ", version is 1 or more");
        }
        int keyBefore = 0;
        for (Level each : levels) {
            if (each.key() <= keyBefore || each.key() > PAD_KEYS || each.face() < 1 || each.face() > FACES) {
                throw new IllegalArgumentException(
                        "scale " + id + ": keys 1 to 5 from left (best) to right, faces 1 to 5");
            }
            keyBefore = each.key();
        }
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).level() != i + 1) {
                throw new IllegalArgumentException("scale " + id + ": levels must be 1, 2, … from best to worst");
            }
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

    /** The name used in records and cells, e.g. {@code HL5/1}. */
    public String key() {
        return id + "/" + version;
    }

    /** The built-in scale of a key such as {@code HL5/1}. */
    public static Optional<Scale> builtIn(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
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
}
