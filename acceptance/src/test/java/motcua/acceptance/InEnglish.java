package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.List;

/** Looks at a state of a page for technicians in English, and goes back to Vietnamese. */
final class InEnglish {
    /** Texts with Vietnamese letters that are not marked as Vietnamese; the letters that queues do not use are no words. */
    private static final String LEFT = """
            () => {
              const vietnamese = (text) => /[À-ỹ]/.test((text ?? "").replace("I, O, Q, Đ, S, X", ""));
              const left = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const { data, parentElement } = texts.currentNode;
                if (vietnamese(data) && !parentElement.closest("[lang=vi]")) left.push(data);
              }
              for (const name of ["placeholder", "aria-label", "value"]) {
                for (const each of document.querySelectorAll(`[${name}]`)) {
                  if (vietnamese(each.getAttribute(name)) && !each.closest("[lang=vi]")) left.push(each.getAttribute(name));
                }
              }
              return left.concat(vietnamese(document.title) ? [document.title] : []);
            }
            """;

    private InEnglish() {}

    /** @param name of the picture; it ends in {@code -en} */
    static void looksRight(Page page, String name) throws IOException {
        speak(page, "en");
        Chromium.picture(page, name + "-en");
        assertThat(page.evaluate(LEFT)).as("Vietnamese left in %s", name).isEqualTo(List.of());
        assertThat(Axe.violations(page)).as("%s in English", name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways in English", name)
                .isEqualTo(true);
        speak(page, "vi");
    }

    /** By the key in the page's head, without the pointer, so that nothing else changes. */
    static void speak(Page page, String language) {
        page.evaluate("document.getElementById('other-language').click()");
        assertThat(page.locator("html")).hasAttribute("lang", language);
        page.waitForLoadState(); // a page of the server comes anew, first without its style
    }
}
