package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.TicketScreen.HEIGHT;
import static motcua.acceptance.TicketScreen.WIDTH;
import static motcua.acceptance.TicketScreen.kiosk;
import static motcua.acceptance.TicketScreen.largeOffice;
import static motcua.acceptance.TicketScreen.looksRight;
import static motcua.acceptance.TicketScreen.settled;
import static motcua.acceptance.TicketScreen.smallOffice;
import static motcua.acceptance.TicketScreen.speak;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every state of the ticket screen on every size and in both languages, looked at for barriers. */
class PageTicketLooksTest {
    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static KioskProcess small;
    private static KioskProcess large;

    @BeforeAll
    static void open() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        chromium = Chromium.start();
        small = kiosk(folder, "nho", smallOffice());
        large = kiosk(folder, "lon", largeOffice());
    }

    @AfterAll
    static void close() {
        small.close();
        large.close();
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"1080, 1920, vi", "1080, 1920, en", "1280, 800, en", "320, 640, vi", "320, 640, en", "3840, 2160, vi"})
    void everyStateIsFreeOfBarriersInBothLanguagesOnEverySize(int width, int height, String language) throws Exception {
        String end = "-" + width + "-" + language;
        Page page = TicketScreen.open(chromium, large, width, height);
        speak(page, language);
        looksRight(page, "ticket-home" + end);
        neverMoreThanSixTiles(page);
        page.locator("#key-others").tap();
        settled(page, "#key-field-0");
        looksRight(page, "ticket-fields" + end);
        neverMoreThanSixTiles(page);
        page.locator("#key-field-2").tap();
        settled(page, "#key-after");
        looksRight(page, "ticket-list" + end);
        neverMoreThanSixTiles(page);
        page.locator("#key-help").tap();
        assertThat(page.locator("#key-help")).hasCount(0);
        looksRight(page, "ticket-help" + end);
        page.context().close();

        Page few = TicketScreen.open(chromium, small, width, height);
        speak(few, language);
        looksRight(few, "ticket-home-few" + end);
        few.locator("#key-common").tap();
        settled(few, ".tile");
        looksRight(few, "ticket-common" + end);
        few.locator(".tile").first().tap();
        assertThat(few.locator(".bigno")).isVisible();
        looksRight(few, "ticket-number" + end);
        few.context().close();
    }

    @Test
    void theLowLayoutIsFreeOfBarriersInBothLanguages() throws Exception {
        for (KioskProcess kiosk : List.of(small, large)) {
            for (String language : List.of("vi", "en")) {
                Page low = TicketScreen.open(chromium, kiosk, WIDTH, HEIGHT);
                speak(low, language);
                low.locator("#key-reach").tap();
                settled(low, "main.ticket--low #key-get");
                looksRight(low, "ticket-home-low-" + (kiosk == small ? "few-" : "") + language);
                low.context().close();
            }
        }
    }

    private static void neverMoreThanSixTiles(Page page) {
        assertThat(page.locator(".tile").count()).isLessThanOrEqualTo(6);
    }
}
