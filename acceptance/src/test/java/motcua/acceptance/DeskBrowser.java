package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A browser whose pages are clerks' desks. One thread. */
final class DeskBrowser implements AutoCloseable {
    static final int SCREEN = 1366;
    static final int STRIP = 360;
    private static final int HEIGHT = 768;
    private static final double LONG_MS = 30_000;
    private static final int MOST_TABS = 90;

    private final Chromium chromium = Chromium.start();
    private final List<Page> pages = new ArrayList<>();

    Chromium chromium() {
        return chromium;
    }

    Page page(int width) {
        Page page = chromium.desk(width, HEIGHT);
        pages.add(page);
        return page;
    }

    /** The page of a desk at which nobody is signed in with this browser. */
    Page desk(String kiosk, int counter, int width) {
        Page desk = page(width);
        desk.navigate(kiosk + "/desk?counter=" + counter);
        assertThat(desk.locator("h1")).isVisible();
        return desk;
    }

    /** A desk with this clerk. */
    Page desk(String kiosk, int counter, String clerk) {
        Page desk = desk(kiosk, counter, SCREEN);
        signIn(desk, clerk, SampleOffice.PIN);
        return desk;
    }

    static void signIn(Page desk, String clerk, String pin) {
        desk.locator(".signin [data-arg=" + clerk + "]").click();
        desk.keyboard().type(pin);
        desk.keyboard().press("Enter");
        assertThat(desk.locator("[data-do=out], .mistake, .desk__said").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG_MS));
        assertThat(desk.locator(".mistake, .desk__said")).hasCount(0);
    }

    /** Presses Tab until the key or field with this mark has the focus. */
    static void tabTo(Page page, String focus) {
        for (int i = 0; i < MOST_TABS; i++) {
            if (focus.equals(page.evaluate("document.activeElement?.dataset.focus"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab never reaches " + focus);
    }

    static void tabAndEnter(Page page, String focus) {
        tabTo(page, focus);
        page.keyboard().press("Enter");
    }

    /** Takes a picture, and finds nothing that bars anybody from using what is shown. */
    static void looksRight(Page page, String name) throws IOException {
        Chromium.picture(page, name);
        // what is cut off at the lower edge is judged as it is when it was scrolled to
        int whole = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
        int width = page.viewportSize().width;
        page.setViewportSize(width, Math.max(HEIGHT, whole));
        assertThat(Axe.violations(page)).as(name).isEmpty();
        page.setViewportSize(width, HEIGHT);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
    }

    /** Where the two keys are, and whether a finger in their middle meets them. */
    static String places(Page desk) {
        return String.valueOf(desk.evaluate("""
                () => ["next", "finish"].map((name) => {
                  const key = document.querySelector(`.desk__keys [data-do="${name}"]`);
                  const at = key.getBoundingClientRect();
                  const met = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
                  return [Math.round(at.x), Math.round(at.y), Math.round(at.width), key.contains(met)].join(",");
                })
                """));
    }

    static Locator number(Page desk) {
        return desk.locator(".now--serving .bigno");
    }

    static Locator lastVisit(Page desk) {
        return desk.locator(".last .chip");
    }

    void closePages() {
        pages.forEach(page -> page.context().close());
        pages.clear();
    }

    @Override
    public void close() {
        chromium.close();
    }
}
