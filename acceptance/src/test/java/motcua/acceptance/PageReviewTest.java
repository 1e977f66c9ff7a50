package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reviewer's pages in a real browser, over thirteen weeks of the sample office. */
class PageReviewTest {
    private static final int[] WIDTHS = {1440, 390, 320};

    private static ServerProcess server;
    private static Chromium chromium;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        server = ServerProcess.startWithHistory(folder.resolve("server"));
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    @Test
    void resultsReadWellOnEveryWidthAndAreFreeOfBarriers() throws IOException {
        for (int width : WIDTHS) {
            Page page = signedIn("lanhdao", width);
            assertThat(page.locator("h1")).containsText("đánh giá hợp lệ");
            assertThat(page.locator("body")).containsText("không phải số liệu của đơn vị có thật");
            looksRight(page, "review-" + width);
            page.context().close();
        }
    }

    @Test
    void everyPercentageStandsBesideItsCounts() {
        Page page = signedIn("lanhdao", 1440);
        int rates = 0;
        for (String row : page.locator("table.res tbody tr").allInnerTexts()) {
            if (row.contains("\u00a0%")) {
                rates++;
                assertThat(row).as("satisfied/n beside a rate").containsPattern("[0-9.]+/[0-9.]+");
            }
        }
        assertThat(rates).isGreaterThan(5);
        page.context().close();
    }

    @Test
    void thePlotsHaveATableOfTheSameFigures() {
        Page page = signedIn("lanhdao", 1440);
        assertThat(page.locator("svg[role=img]").count()).isPositive();
        assertThat(page.locator("details table").count()).isPositive();
        page.context().close();
    }

    @Test
    void nothingOfTheResultsIsShownWithoutALogin() {
        Page page = chromium.desk(1440, 900);
        Response answer = page.navigate(server.url() + "/review");
        assertThat(page.url()).contains("/login");
        assertThat(answer.text()).doesNotContain("đánh giá hợp lệ");
        page.context().close();
    }

    @Test
    void theDoorsBeforeTheLoginAreFreeOfBarriers() throws IOException {
        for (int width : WIDTHS) {
            Page page = chromium.desk(width, 900);
            for (String path : List.of("/", "/login", "/phuong-phap")) {
                page.navigate(server.url() + path);
                looksRight(page, "server" + path.replace('/', '-') + "-" + width);
            }
            page.context().close();
        }
    }

    private static Page signedIn(String user, int width) {
        Page page = chromium.desk(width, 900);
        page.navigate(server.url() + "/review");
        page.locator("#ten").fill(user);
        page.locator("#mk").fill(ServerProcess.PASSWORD);
        page.locator("button.main").click();
        page.waitForURL("**/review**");
        return page;
    }

    private static void looksRight(Page page, String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
    }
}
