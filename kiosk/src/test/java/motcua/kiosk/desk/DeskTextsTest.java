package motcua.kiosk.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import motcua.kiosk.queue.Refusal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the desk says in Vietnamese it can say in English. */
class DeskTextsTest {
    private static final Pattern PAIR = Pattern.compile("\"([^\"\\n]+)\":\\s+\"([^\"\\n]+)\",");
    private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:(?:^|\\s)//.*$)");
    /** What is handed to the functions that say something, and any other text that is not plain ASCII. */
    private static final Pattern SAID = Pattern.compile(String.join(
            "|",
            "\\b(?:t|rich|say)\\(\"([^\"\\n]*)\"",
            "words: \"([^\"\\n]*)\"",
            "\"([^\"\\n`$]*[^\\x00-\\x7f][^\"\\n`$]*)\""));

    private static final Pattern VALUE = Pattern.compile("\\{\\w+}");
    /** The name of a language is in that language, and the one letter that search takes for another. */
    private static final Set<String> NO_WORDS = Set.of("Tiếng Việt", "đ");

    private static final Map<String, String> ENGLISH = new LinkedHashMap<>();
    private static final Set<String> SAID_SOMEWHERE = new TreeSet<>();

    @BeforeAll
    static void read() throws Exception {
        Path folder = Path.of(Objects.requireNonNull(DeskTextsTest.class.getResource("/web/desk"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String source = COMMENT.matcher(Files.readString(file)).replaceAll("");
                if (file.endsWith("english.js")) {
                    PAIR.matcher(source).results().forEach(pair -> ENGLISH.put(pair.group(1), pair.group(2)));
                } else {
                    SAID_SOMEWHERE.addAll(said(source));
                }
            }
        }
        assertThat(ENGLISH).hasSizeGreaterThan(200);
    }

    private static Set<String> said(String source) {
        Set<String> found = new TreeSet<>();
        Matcher each = SAID.matcher(source);
        while (each.find()) {
            for (int group = 1; group <= each.groupCount(); group++) {
                if (each.group(group) != null && !NO_WORDS.contains(each.group(group))) {
                    found.add(each.group(group));
                }
            }
        }
        return found;
    }

    @Test
    void everythingTheDeskSaysHasItsEnglish() {
        assertThat(SAID_SOMEWHERE).hasSizeGreaterThan(180);
        assertThat(ENGLISH.keySet()).containsAll(SAID_SOMEWHERE);
    }

    @Test
    void whateverTheQueueRefusesHasItsEnglish() {
        assertThat(ENGLISH.keySet())
                .containsAll(Stream.of(Refusal.Reason.values())
                        .map(Refusal.Reason::text)
                        .toList());
    }

    @Test
    void bothLanguagesHaveTheSameValues() {
        ENGLISH.forEach((vietnamese, english) ->
                assertThat(values(english)).as(vietnamese).isEqualTo(values(vietnamese)));
    }

    private static List<String> values(String text) {
        return VALUE.matcher(text).results().map(each -> each.group()).sorted().toList();
    }
}
