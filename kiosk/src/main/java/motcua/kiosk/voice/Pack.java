package motcua.kiosk.voice;

import java.text.Normalizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A language as data: which clips there are, what each says, and the sentences made of them.
 *
 * @param language e.g. {@code vi}
 * @param name what people call it
 * @param numbers how its numbers are read
 * @param clips text by name, in the order of reading them aloud
 * @param sentences template by kind of call
 */
record Pack(
        String language, String name, Numbers numbers, Map<String, String> clips, Map<Call.Kind, String> sentences) {

    /** Rung before every call. It has no text, and no pack needs its own. */
    static final String CHIME = "chuong";

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,8}(-[a-z0-9]{1,8}){0,2}");
    private static final Pattern CLIP = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MOST_CLIPS = 200;
    private static final int MOST_CHARACTERS = 100;

    /** Which rules read numbers. */
    enum Numbers {
        VIETNAMESE,
        ENGLISH,
        /** Digit by digit, right in any language. */
        DIGITS
    }

    Pack {
        clips = Collections.unmodifiableMap(new LinkedHashMap<>(clips));
        sentences = Map.copyOf(sentences);
    }

    static boolean isLanguage(String language) {
        return LANGUAGE.matcher(language).matches();
    }

    static boolean isClip(String name) {
        return name.length() <= 40 && CLIP.matcher(name).matches();
    }

    /**
     * Reads what a pack adds to another one, or changes of it.
     *
     * @param base what holds where the file says nothing
     * @param file keys and values of {@code pack.properties}, in their order
     * @throws Unsayable if a key or value is wrong
     */
    static Pack over(Pack base, String language, Map<String, String> file) throws Unsayable {
        String name = base.name;
        Numbers numbers = base.numbers;
        boolean ownWords =
                !language.equals(base.language) && file.keySet().stream().anyMatch(k -> k.startsWith("clip."));
        Map<String, String> clips = new LinkedHashMap<>(ownWords ? Map.of() : base.clips);
        Map<Call.Kind, String> sentences = new TreeMap<>(base.sentences);
        for (Map.Entry<String, String> entry : file.entrySet()) {
            String key = entry.getKey();
            String value = Normalizer.normalize(entry.getValue().strip(), Normalizer.Form.NFC);
            if (value.isEmpty() || key.startsWith("clip.") && value.length() > MOST_CHARACTERS) {
                throw wrong(language, key);
            }
            if (key.equals("name")) {
                name = value;
            } else if (key.equals("numbers")) {
                numbers = one(Numbers.class, value, language, key);
            } else if (key.startsWith("say.")) {
                sentences.put(one(Call.Kind.class, key.substring(4), language, key), value);
            } else if (key.startsWith("clip.") && isClip(key.substring(5))) {
                clips.put(key.substring(5), value);
            } else {
                throw wrong(language, key);
            }
        }
        if (clips.size() > MOST_CLIPS) {
            throw new Unsayable("Gói tiếng “" + language + "” có hơn " + MOST_CLIPS + " đoạn");
        }
        return new Pack(language, name, numbers, clips, sentences);
    }

    static Pack empty(String language) {
        return new Pack(language, language, Numbers.DIGITS, Map.of(), Map.of());
    }

    private static <E extends Enum<E>> E one(Class<E> type, String value, String language, String key)
            throws Unsayable {
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong(language, key);
        }
    }

    private static Unsayable wrong(String language, String key) {
        return new Unsayable("pack.properties của gói tiếng “" + language + "” sai ở khóa " + key);
    }

    Reading reading(NumberReading vietnamese) {
        return switch (numbers) {
            case VIETNAMESE -> vietnamese;
            case ENGLISH -> EnglishReading.ENGLISH;
            case DIGITS -> new SpelledReading(this);
        };
    }
}
