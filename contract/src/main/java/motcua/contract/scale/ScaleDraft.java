package motcua.contract.scale;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A scale as somebody wrote it, before it is checked; what is absent is told by name, like all else that is wrong. */
public record ScaleDraft(
        @Nullable String id,
        @Nullable Integer version,
        @Nullable String name,
        @Nullable List<Level> levels) {
    static final int PAD_KEYS = 5;
    private static final int FACES = 5;
    private static final int HIGHEST_VERSION = 9_999;
    private static final int LONGEST_NAME = 80;
    /** What fits under a face on the screen of a counter, in two lines. */
    private static final int LONGEST_LEVEL = 30;

    private static final Pattern ID = Pattern.compile("[A-Z0-9]{1,12}");

    /** See {@link Scale.Level}. */
    public record Level(
            @Nullable Integer level,
            @Nullable Integer key,
            @Nullable Integer face,
            @Nullable String vi,
            @Nullable String en,
            @Nullable Boolean satisfied) {}

    /** A scale that cannot be used. The message names the field and is for a person, in Vietnamese. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super("Thang đánh giá: " + message);
        }
    }

    static ScaleDraft of(String id, int version, String name, List<Scale.Level> levels) {
        return new ScaleDraft(
                id,
                version,
                name,
                levels.stream()
                        .map(each -> new Level(
                                each.level(), each.key(), each.face(), each.vi(), each.en(), each.satisfied()))
                        .toList());
    }

    /** A scale as it would be written. */
    public static ScaleDraft of(Scale scale) {
        return of(scale.id(), scale.version(), scale.name(), scale.levels());
    }

    /**
     * The scale.
     *
     * @param known scales that are or were in force; what one of them is called may not mean other levels
     * @throws Refused if it is none an office may use
     */
    public Scale checked(Iterable<Scale> known) throws Refused {
        requireSound();
        Scale scale = new Scale(
                given(id, "id"),
                given(version, "version"),
                given(name, "name"),
                given(levels, "levels").stream()
                        .map(each -> new Scale.Level(
                                sound(each.level()),
                                sound(each.key()),
                                sound(each.face()),
                                sound(each.vi()),
                                sound(each.en()),
                                sound(each.satisfied())))
                        .toList());
        requireNew(scale, StandardScales.ALL);
        requireNew(scale, known);
        return scale;
    }

    /** A change needs a version that no scale of this id had before; the same content may come again, also an older one. */
    private static void requireNew(Scale scale, Iterable<Scale> known) throws Refused {
        int highest = 0;
        boolean same = false;
        for (Scale each : known) {
            if (each.equals(scale)) {
                same = true;
            } else if (each.label().equals(scale.label())) {
                throw new Refused(
                        "version – " + scale.label() + " đã dùng với các mức khác; mức đã đổi thì tăng version");
            }
            if (each.id().equals(scale.id())) {
                highest = Math.max(highest, each.version());
            }
        }
        if (!same && scale.version() < highest) {
            throw new Refused("version – phải lớn hơn " + highest + ", là số đã dùng cho " + scale.id());
        }
    }

    void requireSound() throws Refused {
        require(ID.matcher(given(id, "id")).matches(), "id – 1 đến 12 chữ in hoa không dấu hoặc chữ số");
        int number = given(version, "version");
        require(number >= 1 && number <= HIGHEST_VERSION, "version – từ 1 đến 9999");
        requireText(name, "name", LONGEST_NAME);
        List<Level> all = given(levels, "levels");
        require(all.size() <= PAD_KEYS, "levels – nhiều nhất " + PAD_KEYS + " mức, bàn phím có " + PAD_KEYS + " phím");
        Set<Integer> keys = new HashSet<>();
        Set<Integer> faces = new HashSet<>();
        Set<String> names = new HashSet<>();
        int keyBefore = 0;
        boolean satisfiedBefore = true;
        for (int i = 0; i < all.size(); i++) {
            String at = "levels[" + i + "]";
            Level level = given(all.get(i), at);
            require(given(level.level(), at + ".level") == i + 1, at + ".level – các mức là 1, 2, … từ tốt nhất");
            int key = given(level.key(), at + ".key");
            require(key >= 1 && key <= PAD_KEYS, at + ".key – bàn phím có phím 1 đến " + PAD_KEYS);
            require(keys.add(key), at + ".key – phím " + key + " đã dùng cho mức khác");
            require(key > keyBefore, at + ".key – phím đi từ trái (tốt nhất) sang phải");
            int face = given(level.face(), at + ".face");
            require(face >= 1 && face <= FACES, at + ".face – hình từ 1 đến " + FACES);
            require(faces.add(face), at + ".face – hình " + face + " đã dùng cho mức khác");
            requireText(level.vi(), at + ".vi", LONGEST_LEVEL);
            require(names.add(given(level.vi(), at + ".vi")), at + ".vi – trùng tên với mức khác");
            requireText(level.en(), at + ".en", LONGEST_LEVEL);
            boolean satisfied = given(level.satisfied(), at + ".satisfied");
            require(satisfiedBefore || !satisfied, at + ".satisfied – mức hài lòng đứng trước mức không hài lòng");
            keyBefore = key;
            satisfiedBefore = satisfied;
        }
        require(
                !all.isEmpty()
                        && Boolean.TRUE.equals(given(all.get(0), "levels[0]").satisfied()),
                "levels – phải có ít nhất một mức hài lòng (satisfied = true)");
        require(!satisfiedBefore, "levels – phải có ít nhất một mức không hài lòng (satisfied = false)");
    }

    private static void requireText(@Nullable String text, String field, int longest) throws Refused {
        String words = given(text, field);
        require(
                !words.isBlank() && words.equals(words.strip()),
                field + " – để trống hoặc có khoảng trắng ở đầu, cuối");
        require(words.length() <= longest, field + " – dài quá " + longest + " ký tự");
        require(
                words.codePoints().noneMatch(each -> Character.isISOControl(each) || !Character.isDefined(each)),
                field + " – có ký tự không đọc được");
        require(Scale.isComposed(words), field + " – chữ phải ở dạng Unicode dựng sẵn (NFC)");
    }

    private static <T> T given(@Nullable T value, String field) throws Refused {
        if (value == null) {
            throw new Refused(field + " – còn thiếu");
        }
        return value;
    }

    /** What {@link #requireSound} has found to be there. */
    private static <T> T sound(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("not checked");
        }
        return value;
    }

    private static void require(boolean holds, String otherwise) throws Refused {
        if (!holds) {
            throw new Refused(otherwise);
        }
    }
}
