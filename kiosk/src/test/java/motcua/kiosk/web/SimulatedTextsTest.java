package motcua.kiosk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the pages of a demonstration say in Vietnamese, and whatever the kiosk answers them, they can say in English. */
class SimulatedTextsTest {
    private static final Set<String> MARKS = Set.of(" · ");

    private static Map<String, String> english = Map.of();

    @BeforeAll
    static void read() throws IOException {
        english = PageWords.english("simulated-english.js");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulated.js", "demo.js"})
    void everythingThePageSaysHasItsEnglish(String page) throws IOException {
        Set<String> said = new TreeSet<>(PageWords.said(page));
        said.removeAll(MARKS);
        assertThat(said).hasSizeGreaterThan(25);
        assertThat(english.keySet()).containsAll(said);
        assertThat(PageWords.putTogether(page)).isEmpty();
    }

    @Test
    void whateverTheKioskAnswersHasItsEnglish() throws IOException {
        Set<String> said = PageWords.ofPackage("simulated");
        assertThat(said).hasSizeGreaterThan(5);
        assertThat(english.keySet()).containsAll(said);
    }

    @Test
    void bothLanguagesHaveTheSameValues() {
        english.forEach((vietnamese, words) ->
                assertThat(PageWords.values(words)).as(vietnamese).isEqualTo(PageWords.values(vietnamese)));
    }
}
