package motcua.kiosk.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import motcua.kiosk.queue.Refusal;
import motcua.kiosk.web.PageWords;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the desk says in Vietnamese it can say in English. */
class DeskTextsTest {
    /** The one letter that search takes for another. */
    private static final Set<String> NO_WORDS = Set.of("đ");

    private static Map<String, String> english = Map.of();

    @BeforeAll
    static void read() throws IOException {
        english = PageWords.english("desk/english.js");
        assertThat(english).hasSizeGreaterThan(200);
    }

    @Test
    void everythingTheDeskSaysHasItsEnglish() throws IOException {
        Set<String> said = new TreeSet<>(PageWords.said("desk"));
        said.removeAll(NO_WORDS);
        assertThat(said).hasSizeGreaterThan(180);
        assertThat(english.keySet()).containsAll(said);
    }

    @Test
    void whateverTheQueueRefusesHasItsEnglish() {
        assertThat(english.keySet())
                .containsAll(Stream.of(Refusal.Reason.values())
                        .map(Refusal.Reason::text)
                        .toList());
    }

    @Test
    void bothLanguagesHaveTheSameValues() {
        english.forEach((vietnamese, words) ->
                assertThat(PageWords.values(words)).as(vietnamese).isEqualTo(PageWords.values(vietnamese)));
    }
}
