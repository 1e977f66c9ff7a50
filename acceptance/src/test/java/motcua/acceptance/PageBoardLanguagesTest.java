package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.PageBoardTest.looksRight;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import motcua.contract.body.PracticeChanged;
import motcua.contract.settings.OfficeTexts;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Served;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The board over the waiting room in other languages than Vietnamese. */
class PageBoardLanguagesTest {
    private static Chromium chromium;

    @TempDir
    Path folder;

    @BeforeAll
    static void openBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void closeBrowser() {
        chromium.close();
    }

    private static Page board(SteppedOffice office, String address) {
        Page page = chromium.desk(PageBoardTest.WIDTH, PageBoardTest.HEIGHT);
        page.navigate(office.url() + address);
        assertThat(page.locator("h1")).isAttached();
        return page;
    }

    @Test
    void everyStateIsFreeOfBarriersInEnglish() throws Exception {
        try (SteppedOffice office = SteppedOffice.open(folder, 3)) {
            List.of("thu-tuc", "tra", "thu-tuc", "thu-tuc").forEach(queue -> office.taken(queue, false));
            Page page = board(office, "/board?lang=en");
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            assertThat(page.locator("h1")).hasText("Now serving");
            assertThat(page.locator(".board__wait")).containsText("Waiting: 4");
            looksRight(page, "board-en-now");
            office.tickets.callNext(1);
            assertThat(page.locator("tr.is-called")).containsText("A001");
            looksRight(page, "board-en-called");
            office.tickets.start(1);
            office.tickets.finish(1, Served.UNKNOWN);
            office.tickets.pause(2, true);
            assertThat(page.locator("tr[data-counter='1']")).containsText("No number called");
            assertThat(page.locator("tr[data-counter='2']")).containsText("Closed for now");
            looksRight(page, "board-en-paused");
            office.goTo("2026-11-23T11:52:00");
            assertThat(page.locator("h1")).hasText(Pattern.compile("Lunch break\\s+11:30–13:30"));
            looksRight(page, "board-en-lunch");
            office.recording(false);
            assertThat(page.locator(".board__note--warn")).hasText("Connection lost – listen for your number");
            looksRight(page, "board-en-offline");
            office.recording(true);
            office.goTo("2026-11-23T14:00:00");
            page.context().close();

            office.save(1, "TICKET", "HL5/1", PageBoardTest.TEXTS);
            Page posted = board(office, "/board/posted?lang=en");
            assertThat(posted.locator("h1")).hasText(Pattern.compile("Posted procedures\\s*1/."));
            looksRight(posted, "board-en-posted");
            posted.context().close();
            office.counters.append(new PracticeChanged(true, "test"));
            office.save(1, "VISIT", "HL5/1", OfficeTexts.NONE);
            Page none = board(office, "/board?lang=en");
            assertThat(none.locator(".practice")).hasText("Practice – this visit does not count");
            assertThat(none.locator("h1")).hasText("No numbers are called on this screen");
            looksRight(none, "board-en-practice");
            none.context().close();
            office.counters.append(new PracticeChanged(false, "test"));
            office.save(1, "TICKET", "HL5/1", OfficeTexts.NONE);
            office.goTo("2026-11-27T17:30:00");
            Page closed = board(office, "/board?lang=en");
            assertThat(closed.locator("h1")).containsText("The office is closed");
            looksRight(closed, "board-en-closed");
            closed.context().close();
        }
        try (SteppedOffice office = SteppedOffice.open(folder.resolve("1970"), 1, SteppedClock.unset())) {
            Page page = board(office, "/board?lang=en");
            assertThat(page.locator(".board__clock")).hasText("Setting the clock");
            looksRight(page, "board-en-no-clock");
            page.context().close();
        }
    }

    @Test
    void scenario3ALanguageOfTheOfficeIsAFileAndWhatItLacksStandsInVietnamese() throws Exception {
        try (SteppedOffice office = SteppedOffice.open(folder, 2)) {
            Files.writeString(Files.createDirectories(office.languages()).resolve("tyz.json"), """
                    {"name":"Tày","texts":{"disp.title":"Đang hết việc","disp.waiting":"Chập cần thả: {n}"}}""");
            office.taken("thu-tuc", false);
            Page page = board(office, "/board?lang=tyz");
            assertThat(page.locator("h1")).hasText("Đang hết việc");
            assertThat(page.locator("html")).hasAttribute("lang", "tyz");
            assertThat(page.locator(".board__wait")).containsText("Chập cần thả: 1");
            assertThat(page.locator(".board__next h2, .board__side h2").first()).hasText("Số tiếp theo");
            looksRight(page, "board-tyz");
            page.context().close();

            Page unknown = board(office, "/board?lang=zzz");
            assertThat(unknown.locator("h1")).hasText("Đang phục vụ");
            assertThat(unknown.locator("html")).hasAttribute("lang", "vi");
            unknown.context().close();
        }
    }
}
