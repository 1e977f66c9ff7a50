package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The citizens' screen of a real kiosk in a real browser: its look, its barriers, and what two metres away can be told. */
class PageRateTest {
    private static final int WIDTH = 1024;
    private static final int HEIGHT = 600;

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static KioskProcess kiosk;
    private static Web clerk;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.start();
        kiosk = KioskProcess.start(
                folder,
                new KioskProcess.Setup("kiosk-man-hinh", "", "", SampleOffice.seed(300, "khong-co"), null, null));
        clerk = kiosk.web();
        assertThat(clerk.post(
                                "/api/counters/1/sign-in",
                                "{\"clerk\":\"%s\",\"pin\":\"%s\"}".formatted(SampleOffice.CLERK, SampleOffice.PIN))
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void close() {
        kiosk.close();
        chromium.close();
    }

    @Test
    void afterAnyLevelTheScreenIsTheSamePixelForPixel() throws Exception {
        // The browser's first picture of a page may round corners by another path than all later ones.
        Page first = standingStill();
        rate(first, 3);
        withTheSameCountdown(first, "rate-after-warm-up");
        first.context().close();
        List<byte[]> after = new ArrayList<>();
        for (int level = 1; level <= 5; level++) {
            Page page = standingStill();
            rate(page, level);
            after.add(withTheSameCountdown(page, "rate-after-level-" + level));
            page.context().close();
        }

        for (int level = 2; level <= 5; level++) {
            assertThat(after.get(level - 1)).as("after level %d", level).isEqualTo(after.get(0));
        }
    }

    @Test
    void theBestAndTheWorstLevelLookTheSameToTheEnd() throws Exception {
        List<byte[]> correctionOver = new ArrayList<>();
        List<byte[]> thanks = new ArrayList<>();
        for (int level : new int[] {1, 5}) {
            Page page = chromium.touch(WIDTH, HEIGHT);
            PassingTime.install(page);
            page.navigate(kiosk.url() + "/rate?counter=1");
            rate(page, level);
            for (int s = 0; s < 12 && page.locator("#redo.redo--over").count() == 0; s++) {
                PassingTime.second(page);
            }
            assertThat(page.locator("#redo.redo--over")).isAttached();
            correctionOver.add(Chromium.picture(page, "rate-correction-over-level-" + level));
            page.locator(".after__end .key").last().tap();
            assertThat(page.locator("h1")).hasText("Cảm ơn Ông/Bà đã đánh giá!");
            thanks.add(Chromium.picture(page, "rate-thanks-level-" + level));
            page.context().close();
        }

        assertThat(correctionOver.get(1)).isEqualTo(correctionOver.get(0));
        assertThat(thanks.get(1)).isEqualTo(thanks.get(0));
    }

    @Test
    void theClerkSeesThatSomeoneRatedAndNothingMore() throws Exception {
        List<String> seen = new ArrayList<>();
        for (int level : new int[] {1, 5}) {
            Page page = chromium.touch(WIDTH, HEIGHT);
            page.navigate(kiosk.url() + "/rate?counter=1");
            rate(page, level);
            page.locator(".reason").nth(1).tap();
            assertThat(page.locator(".reason").nth(1)).hasAttribute("aria-pressed", "true");
            // what goes with the time of day says nothing of a press
            seen.add(clerk.get("/api/desk/1").body().replaceAll("\"(turn|nowMs|askDate)\":[^,}]+", ""));
            page.context().close();
        }

        assertThat(seen.get(0)).contains("RATED").doesNotContain("WAIT_LONG");
        assertThat(seen.get(1)).isEqualTo(seen.get(0));
    }

    @Test
    void everyStateOfTheScreenIsFreeOfBarriers() throws Exception {
        Page page = chromium.touch(WIDTH, HEIGHT);
        page.navigate(kiosk.url() + "/rate?counter=1");
        finishVisit();
        assertThat(page.locator(".level")).hasCount(5);
        looksRight(page, "rate-invite");
        page.locator(".lang").tap();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        looksRight(page, "rate-invite-en");
        page.locator(".level").nth(0).tap();
        assertThat(page.locator("#head")).not().hasText("\u00a0");
        looksRight(page, "rate-after-en");
        page.context().close();

        Page open = chromium.touch(WIDTH, HEIGHT);
        open.navigate(kiosk.url() + "/rate?counter=2");
        assertThat(open.locator(".level")).hasCount(5);
        looksRight(open, "rate-open");
        open.context().close();

        Page none = chromium.touch(WIDTH, HEIGHT);
        none.navigate(kiosk.url() + "/rate?counter=9");
        assertThat(none.locator("h1")).isVisible();
        looksRight(none, "rate-closed");
        none.context().close();
    }

    /** Its clock stands still, so that the countdown does not make two pictures differ. */
    private static Page standingStill() {
        Page page = chromium.touch(WIDTH, HEIGHT);
        page.clock().install();
        page.navigate(kiosk.url() + "/rate?counter=1");
        assertThat(page.locator("h1")).isVisible();
        page.clock().pauseAt(System.currentTimeMillis() + 1_000); // less than the silence after which a feed is lost
        return page;
    }

    /** How many of the 10 seconds are over depends on the machine, not on the level: the picture shows the first one. */
    private static byte[] withTheSameCountdown(Page page, String name) throws IOException {
        String first = "Chọn lại trong 10\u00a0giây";
        Locator countdown = page.locator("#undo > :last-child");
        byte[] picture;
        do {
            assertThat(countdown).hasText(Pattern.compile("Chọn lại trong [0-9]{1,2}\\sgiây"));
            countdown.evaluate("(element, text) => { element.textContent = text; }", first);
            picture = Chromium.picture(page, name);
        } while (!first.equals(countdown.textContent())); // the page wrote it anew meanwhile
        return picture;
    }

    private static void rate(Page page, int level) throws IOException, InterruptedException {
        finishVisit();
        assertThat(page.locator(".levels .level")).hasCount(5);
        page.locator(".levels .level").nth(level - 1).tap();
        assertThat(page.locator("#head")).hasText("Cảm ơn Ông/Bà đã đánh giá!");
    }

    private static void finishVisit() throws IOException, InterruptedException {
        assertThat(clerk.post("/api/counters/1/visit/finish", "{\"procedures\":[\"1.001193\"]}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static void looksRight(Page page, String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
    }
}
