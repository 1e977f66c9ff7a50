package motcua.kiosk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the pages for technicians say in Vietnamese, and whatever the kiosk answers them, they can say in English. */
class TechnicianTextsTest {
    /** Examples of names, which are Vietnamese in an office, and the words that numbers are read with. */
    private static final Set<String> NAMES = Set.of(
            "UBND xã …",
            "1234/QĐ-UBND",
            "Quốc khánh",
            "Khai sinh",
            "Hộ tịch – Chứng thực",
            "Tiếng Cơ Tu",
            "Thủ tục",
            "07:30–11:30",
            "13:30–17:00",
            "lẻ",
            "nghìn",
            "ngàn",
            "tư",
            "bốn",
            "một trăm … một",
            "một …",
            "hai mươi …");
    /** Marks that are the same in every language. */
    private static final Set<String> MARKS = Set.of(" · ", " – ", "·", "–", "…", "✓");
    /** Their words go to other pages: DeskTextsTest and PageTextsTest look at those. */
    private static final Set<String> FOR_OTHER_PAGES =
            Set.of("board", "desk", "language", "queue", "rate", "simulated", "slip", "ticket");
    /** What stands on the trial ticket. */
    private static final String TRIAL = "Phiếu thử – ễ ộ ữ ằ ẩ ỹ Ễ Ộ Ữ";

    private static Map<String, String> english = Map.of();

    @BeforeAll
    static void read() throws IOException {
        english = PageWords.english("technician-english.js");
        assertThat(english).hasSizeGreaterThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.js", "status.js", "setup.js", "setup", "voice.js"})
    void everythingThePageSaysHasItsEnglish(String page) throws IOException {
        Set<String> said = new TreeSet<>(PageWords.said(page));
        said.removeAll(NAMES);
        said.removeAll(MARKS);
        assertThat(said).isNotEmpty();
        assertThat(english.keySet()).containsAll(said);
        assertThat(PageWords.putTogether(page)).isEmpty();
    }

    @Test
    void whateverTheKioskAnswersHasItsEnglish() throws IOException {
        Set<String> said = PageWords.ofTheKiosk(FOR_OTHER_PAGES).stream()
                .filter(sentence -> !NAMES.contains(sentence) && !sentence.equals(TRIAL))
                .filter(sentence -> sentence.contains(" ")) // a word alone is one that the voice reads
                .map(PageWords::withoutNames)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(said).hasSizeGreaterThan(100);
        assertThat(english.keySet().stream().map(PageWords::withoutNames).toList())
                .containsAll(said);
    }

    @Test
    void bothLanguagesHaveTheSameValues() {
        english.forEach((vietnamese, words) ->
                assertThat(PageWords.values(words)).as(vietnamese).isEqualTo(PageWords.values(vietnamese)));
    }
}
