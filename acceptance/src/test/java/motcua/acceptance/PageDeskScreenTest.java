package motcua.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every state of a desk on a screen of its own, in both languages. */
class PageDeskScreenTest {
    private static DeskBrowser browser;
    private static DeskStates states;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        browser = new DeskBrowser();
        states = DeskStates.onAScreen(browser);
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    @Test
    void theEntranceIsFreeOfBarriersOnAScreen() throws Exception {
        states.entrance(folder);
    }

    @Test
    void aVisitIsFreeOfBarriersOnAScreen() throws Exception {
        states.visit(folder);
    }

    @Test
    void everythingBehindMoreIsFreeOfBarriersOnAScreen() throws Exception {
        states.more(folder);
    }

    @Test
    void restAndQuestionsAreFreeOfBarriersOnAScreen() throws Exception {
        states.rest(folder);
    }

    @Test
    void troubleIsFreeOfBarriersOnAScreen() throws Exception {
        states.trouble(folder);
    }

    @Test
    void aLostKioskIsFreeOfBarriersOnAScreen() throws Exception {
        states.offline(folder);
    }

    @Test
    void countersWithoutTicketsAreFreeOfBarriersOnAScreen() throws Exception {
        states.withoutTickets(folder);
    }
}
