package motcua.acceptance;

import com.microsoft.playwright.Page;
import java.text.Normalizer;
import java.time.Duration;

/**
 * A person at a keyboard and a mouse whose time is reckoned while the test does the same at once. The figures are those of the
 * keystroke-level model (S. K. Card, T. P. Moran, A. Newell: The keystroke-level model for user performance time with interactive
 * systems, Communications of the ACM 23(7), 1980, pp. 396–410): to point 1.10 s and to press the button 0.20 s, to change hands
 * 0.40 s, to think 1.35 s; a key takes an average skilled typist 0.20 s, an average non-secretary 0.28 s, and 0.50 s where letters
 * are random, which is what is taken here. Each field and button is thought about. Everything on a page is read, as many syllables a
 * minute as adults read words silently (238, Brysbaert 2019), though a Vietnamese word is often two syllables.
 */
final class TypingPerson {
    private static final double KEY_S = 0.50;
    private static final double POINT_S = 1.10;
    private static final double BUTTON_S = 0.20;
    private static final double CHANGE_OF_HAND_S = 0.40;
    private static final double THINK_S = 1.35;
    private static final double SYLLABLES_PER_S = 238 / 60.0;
    /** Getting up, to another thing in the room and back. */
    private static final double WALK_S = 15;

    private final Page page;
    private double seconds;
    private int keys;
    private int pointed;
    private int syllables;

    TypingPerson(Page page) {
        this.page = page;
    }

    /** Types into a field that was pointed at, tone marks and all, as with the Telex keys. */
    void fill(String selector, String text) {
        page.locator(selector).fill(text);
        point();
        seconds += 2 * CHANGE_OF_HAND_S;
        keys(telex(text));
    }

    void choose(String selector, String value) {
        page.locator(selector).selectOption(value);
        point();
        point();
    }

    void click(String selector) {
        page.locator(selector).click();
        point();
    }

    /** A key that was learnt from the page. */
    void key(String key) {
        page.keyboard().press(key);
        seconds += THINK_S;
        keys(1);
    }

    /** Types where the cursor is. */
    void type(String text) {
        page.keyboard().type(text);
        keys(telex(text));
    }

    /** Reads all of it, word for word. */
    void read(String selector) {
        String words = (String) page.locator(selector).first().evaluate("""
                element => {
                  const shown = element.cloneNode(true);
                  shown.querySelectorAll("option:not([selected])").forEach(each => each.remove());
                  return shown.textContent.replace(/([^ ])(?=[A-ZĐ])/g, "$1 ");
                }
                """);
        int read = words.strip().split("\\s+").length;
        syllables += read;
        seconds += read / SYLLABLES_PER_S;
    }

    /** Says something aloud. */
    void speak(Duration time) {
        seconds += time.toMillis() / 1000.0;
    }

    /** Goes to a pad, a printer, another screen. */
    void walk() {
        seconds += WALK_S;
    }

    /** What all of it takes the person, without the time the machine lets wait. */
    Duration time() {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    int keys() {
        return keys;
    }

    @Override
    public String toString() {
        return "%d keys, %d times pointed, %d syllables read".formatted(keys, pointed, syllables);
    }

    private void point() {
        pointed++;
        seconds += THINK_S + POINT_S + BUTTON_S;
    }

    private void keys(int more) {
        keys += more;
        seconds += more * KEY_S;
    }

    /** One for each letter, mark and capital; đ takes two. */
    private static int telex(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        return apart.length()
                + (int) apart.chars()
                        .filter(each -> each == 'đ' || each == 'Đ' || Character.isUpperCase(each))
                        .count();
    }
}
