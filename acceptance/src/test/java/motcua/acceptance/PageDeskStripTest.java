package motcua.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every state of a desk in a strip of 360 px beside other software, in both languages. */
class PageDeskStripTest {
    private static DeskBrowser browser;
    private static DeskStates states;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        browser = new DeskBrowser();
        states = DeskStates.inAStrip(browser);
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
    void theEntranceIsFreeOfBarriersInAStrip() throws Exception {
        states.entrance(folder);
    }

    @Test
    void aVisitIsFreeOfBarriersInAStrip() throws Exception {
        states.visit(folder);
    }

    @Test
    void everythingBehindMoreIsFreeOfBarriersInAStrip() throws Exception {
        states.more(folder);
    }

    @Test
    void restAndQuestionsAreFreeOfBarriersInAStrip() throws Exception {
        states.rest(folder);
    }

    @Test
    void troubleIsFreeOfBarriersInAStrip() throws Exception {
        states.trouble(folder);
    }

    @Test
    void aLostKioskIsFreeOfBarriersInAStrip() throws Exception {
        states.offline(folder);
    }

    @Test
    void countersWithoutTicketsAreFreeOfBarriersInAStrip() throws Exception {
        states.withoutTickets(folder);
    }
}
