package motcua.kiosk.voice;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sentence that calls, taken apart into clips, pauses and places for numbers. It is written in words, e.g. "Xin mời số
 * {so}, đến quầy số {quay}"; the longest clips whose texts fit say it.
 */
final class Sentence {
    /** As a word of its own: a short pause. */
    static final String COMMA = ",";

    private static final int MOST_CHARACTERS = 200;
    private static final Pattern TOKEN = Pattern.compile("\\{[^}]*}|[,;:]|[.!?…]+|[^\\s{},;:.!?…]+");

    private final List<Part> parts;

    /** One thing after another. */
    sealed interface Part permits Said, Slot, Rest {}

    /** A clip, by its text. */
    record Said(String text) implements Part {}

    /** A number that the call tells. */
    record Slot(Place place) implements Part {}

    /** @param full the end of a sentence, else a comma */
    record Rest(boolean full) implements Part {}

    enum Place {
        SO("{so}"),
        QUAY("{quay}"),
        N("{n}");

        private final String written;

        Place(String written) {
            this.written = written;
        }
    }

    private Sentence(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    List<Part> parts() {
        return parts;
    }

    /** How two texts are compared: blanks, capitals and ways to compose letters do not matter. */
    static String key(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }

    /**
     * Takes a sentence apart.
     *
     * @param texts what the clips say
     * @throws Unsayable if a word is in no clip, or it does not say who is called where
     */
    static Sentence parse(String template, Call.Kind kind, Collection<String> texts) throws Unsayable {
        if (template.length() > MOST_CHARACTERS) {
            throw new Unsayable("Câu gọi dài quá " + MOST_CHARACTERS + " ký tự");
        }
        Map<String, String> clips = new HashMap<>();
        int longest = 1;
        for (String text : texts) {
            String key = key(text);
            clips.put(key, text);
            longest = Math.max(longest, key.split(" ").length);
        }
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(template);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            String token = tokens.get(i);
            Part simple = simple(token, kind);
            if (simple != null) {
                parts.add(simple);
                i++;
                continue;
            }
            int words = Math.min(longest, wordsFrom(tokens, i));
            String text = null;
            while (words > 0 && text == null) {
                text = clips.get(key(String.join(" ", tokens.subList(i, i + words))));
                words -= text == null ? 1 : 0;
            }
            if (text == null) {
                throw new Unsayable(
                        "Chưa có đoạn tiếng nào bắt đầu bằng “" + token + "” trong câu “" + template.strip() + "”");
            }
            parts.add(new Said(text));
            i += words;
        }
        if (parts.stream().noneMatch(new Slot(Place.SO)::equals)
                || parts.stream().noneMatch(new Slot(Place.QUAY)::equals)) {
            throw new Unsayable("Câu gọi phải có {so} và {quay}");
        }
        return new Sentence(parts);
    }

    private static @Nullable Part simple(String token, Call.Kind kind) throws Unsayable {
        if (token.startsWith("{")) {
            for (Place place : Place.values()) {
                if (place.written.equals(token) && (place != Place.N || kind == Call.Kind.RECALL)) {
                    return new Slot(place);
                }
            }
            String there = kind == Call.Kind.RECALL ? "{so}, {quay} và {n}" : "{so}, {quay}";
            throw new Unsayable("Câu gọi không dùng được " + token + ": chỉ có " + there);
        }
        if (",;:".contains(token)) {
            return new Rest(false);
        }
        return ".!?…".indexOf(token.charAt(0)) >= 0 ? new Rest(true) : null;
    }

    private static int wordsFrom(List<String> tokens, int from) {
        int i = from;
        while (i < tokens.size()
                && !tokens.get(i).startsWith("{")
                && !",;:.!?…".contains(tokens.get(i).substring(0, 1))) {
            i++;
        }
        return i - from;
    }
}
