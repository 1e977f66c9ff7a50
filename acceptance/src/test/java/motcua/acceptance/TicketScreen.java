package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketShown;

/** The ticket screen of a real kiosk in a real browser, as the tests of it need it. */
public final class TicketScreen {
    /** Of the stand: 1080 × 1920. */
    public static final int WIDTH = 1080;

    public static final int HEIGHT = 1920;
    /** How long a number stands there that no paper tells. */
    public static final int NUMBER_MS = 15_000;
    /** After that nobody stands before the screen any more. */
    public static final int IDLE_MS = 60_000;
    /** New keys take no tap for so long. */
    private static final int SETTLE_MS = 400;

    private static final int MOST_TABS = 30;

    /** Keys with something that is not inside them. */
    private static final String OVER_THE_EDGE = """
            () => [...document.querySelectorAll("button, .say__card")]
              .filter((key) => {
                const box = key.getBoundingClientRect();
                return [...key.querySelectorAll("*")].some((each) => {
                  const inner = each.getBoundingClientRect();
                  return inner.left < box.left - 1 || inner.right > box.right + 1 || inner.top < box.top - 1 || inner.bottom > box.bottom + 1;
                });
              })
              .map((key) => key.textContent)
            """;

    private TicketScreen() {}

    /** A kiosk with such an office in a folder of the name. */
    public static KioskProcess kiosk(Path folder, String name, String seed) throws IOException {
        return kiosk(folder, name, seed, "");
    }

    /** @param more further lines of its configuration */
    public static KioskProcess kiosk(Path folder, String name, String seed, String more) throws IOException {
        return KioskProcess.start(
                folder.resolve(name), new KioskProcess.Setup("kiosk-" + name, "", "", seed, null, null, more));
    }

    /** Two counters with tickets: the first screen has no tiles. */
    public static String smallOffice() {
        return SampleOffice.withTickets(120, "khong-co");
    }

    /** Four counters, so that the first screen has tiles, and more procedures than fit on one screen. */
    public static String largeOffice() {
        return SampleOffice.withTickets(120, "khong-co")
                .replace("{\"number\":3,\"name\":\"Quầy 3\",\"mode\":\"VISIT\"}", """
                        {"number":3,"name":"Quầy 3","mode":"TICKET"},{"number":4,"name":"Quầy 4","mode":"TICKET"}""")
                .replace("\"counters\":[1,2]}", "\"counters\":[1,2,3,4]}")
                .replace("\"procedures\":[", """
                        "procedures":[
                        {"code":"1.000894","name":"Thủ tục đăng ký kết hôn","field":"Hộ tịch","nickname":"Kết hôn","common":true},
                        {"code":"1.013978","name":"Đăng ký đất đai","field":"Đất đai","nickname":"Đất đai","common":true},
                        {"code":"1.000656","name":"Thủ tục đăng ký khai tử","field":"Hộ tịch"},
                        {"code":"1.004837","name":"Thủ tục đăng ký giám hộ","field":"Hộ tịch"},
                        {"code":"1.005461","name":"Đăng ký lại khai tử","field":"Hộ tịch"},
                        {"code":"2.000635","name":"Cấp bản sao Trích lục hộ tịch","field":"Hộ tịch"},""");
    }

    /** The first screen, on a clock that the test may move on. */
    public static Page open(Chromium chromium, KioskProcess kiosk, int width, int height) {
        Page page = chromium.touch(width, height);
        page.clock().install();
        page.navigate(kiosk.url() + "/ticket");
        settled(page, "#key-get");
        return page;
    }

    /** Lets the moment pass in which new keys take no tap. */
    public static void settled(Page page, String key) {
        assertThat(page.locator(key).first()).isVisible();
        page.clock().fastForward(SETTLE_MS);
        assertThat(page.locator(key).first()).isEnabled();
    }

    /** Chooses the language on its key: Vietnamese stands there without. */
    public static void speak(Page page, String language) {
        if (language.equals("en")) {
            page.locator("#key-lang-en").tap();
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            settled(page, "#key-get");
        }
    }

    /** The id of what has the focus, or its kind. */
    public static String focused(Page page) {
        return (String) page.evaluate("document.activeElement.id || document.activeElement.tagName");
    }

    /** Presses Tab until the key has the focus, and sees it there. */
    public static void tabTo(Page page, String id) {
        for (int i = 0; i < MOST_TABS && !focused(page).equals(id); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(focused(page)).isEqualTo(id);
        seesFocus(page);
    }

    /** Whether it is seen what has the focus. */
    public static void seesFocus(Page page) {
        assertThat(page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"))
                .as("outline of %s", focused(page))
                .isEqualTo(3);
    }

    /** Keeps a picture, and looks for barriers, for what sticks out and for pictures that are missing. */
    public static void looksRight(Page page, String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
        assertThat(page.evaluate(
                        "[...document.images].filter((each) => each.naturalWidth === 0).map((each) => each.src)"))
                .as("%s: pictures that are missing", name)
                .isEqualTo(List.of());
        assertThat(page.evaluate(OVER_THE_EDGE))
                .as("%s: keys whose words stick out", name)
                .isEqualTo(List.of());
    }

    /** Whether the kiosk knows that the number has been seen. */
    public static boolean shown(KioskProcess kiosk, String label) throws Exception {
        String id = ticket(kiosk, label).ticket();
        for (var record : kiosk.journal("ticket-shown")) {
            if (record.body(TicketShown.class).ticket().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** All tickets taken, in order. */
    public static List<TicketIssued> issued(KioskProcess kiosk) throws Exception {
        List<TicketIssued> issued = new ArrayList<>();
        for (var record : kiosk.journal("ticket-issued")) {
            issued.add(record.body(TicketIssued.class));
        }
        return issued;
    }

    /** The ticket with this number. */
    public static TicketIssued ticket(KioskProcess kiosk, String label) throws Exception {
        return issued(kiosk).stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
