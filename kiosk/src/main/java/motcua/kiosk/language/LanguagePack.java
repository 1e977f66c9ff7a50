package motcua.kiosk.language;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words of one language, complete: what the pack does not have stands in Vietnamese.
 *
 * @param lang its code, as in the pages' {@code lang}
 * @param name what its speakers call it
 * @param texts by key
 * @param missing keys whose text is the Vietnamese one, so that a page can mark it as such
 */
public record LanguagePack(String lang, String name, Map<String, String> texts, List<String> missing) {
    public LanguagePack {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        missing = List.copyOf(missing);
    }
}
