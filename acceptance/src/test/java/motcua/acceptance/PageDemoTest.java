package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import motcua.acceptance.crash.Invariant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The five acts of {@code /demo}, played as somebody who decides would play them: in the browser, on an office with a server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageDemoTest {
    private static final int WIDE = 1440;
    private static final int WIDE_HEIGHT = 1000;
    private static final int PHONE = 390;
    private static final int PHONE_HEIGHT = 844;
    private static final double LONG_MS = 30_000;

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static ServerProcess server;
    private static KioskProcess kiosk;
    private static final StringBuilder ERRORS = new StringBuilder();
    private static Page page;

    @BeforeAll
    static void open() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(LONG_MS);
        chromium = Chromium.start();
        server = ServerProcess.start(folder.resolve("server"));
        kiosk = KioskProcess.start(
                folder.resolve("kiosk"),
                new KioskProcess.Setup(
                        SampleOffice.ID,
                        "",
                        SampleOffice.SIMULATED_PAD,
                        SampleOffice.withTickets(300, SampleOffice.SIMULATED_PAD),
                        "tcp://127.0.0.1:" + server.brokerPort(),
                        ServerProcess.publicKey(server.folder()),
                        "printer.port=virtual\nsimulated.review=" + server.url() + "/review\n"));
        page = chromium.desk(WIDE, WIDE_HEIGHT);
        page.context().setDefaultTimeout(LONG_MS);
        page.onPageError(error -> ERRORS.append(error).append('\n'));
        page.onConsoleMessage(message -> {
            // a refusal, and a kiosk that is gone, are told by the browser, too
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                ERRORS.append(message.text()).append('\n');
            }
        });
        page.navigate(kiosk.url() + "/demo");
        assertThat(page.locator(".act")).hasCount(5);
    }

    @AfterAll
    static void close() {
        kiosk.close();
        server.close();
        chromium.close();
    }

    /** Before anybody was served: each key says what it lacks, where it was pressed. */
    @Test
    @Order(1)
    void actsPlayedOutOfOrderSayWhatIsMissingBesideTheKey() throws Exception {
        assertThat(act(1)).containsText("Hôm nay: 0 số, đang chờ 0.");
        press(3);
        assertThat(act(2).locator(".act__note"))
                .hasText("Lượt bấm được ghi nhưng không tính: quầy 1 chưa mời ai đánh giá.");
        looksRight("demo-pressed-too-early");
        await("the press is kept, and does not count")
                .atMost(Duration.ofSeconds(30))
                .until(() -> kiosk.journal("press").size() == 1);
        tamper();
        assertThat(act(4).locator(".mistake")).hasText("Chưa có lượt đánh giá nào để sửa. Xin bấm một phím trước");
        assertThat(act(2).locator(".act__note")).hasCount(0);
        looksRight("demo-tampered-too-early");
        assertThat(today("rated")).isZero();
    }

    @Test
    @Order(2)
    void act1ANumberIsTakenOnTheScreenAndStandsOnTheWaitingRoomsScreen() throws Exception {
        takeANumber("A001");
        assertThat(act(1)).containsText("Hôm nay: 1 số, đang chờ 1.");
        Page board = follow(act(1), "Màn hình chờ");
        assertThat(board.getByText("A001").first()).isVisible();
        board.close();
        Page paper = follow(act(1), "Giấy in ra");
        assertThat(paper.locator("img[alt='Phiếu thứ 1']")).isVisible();
        paper.close();
        looksRight("demo-1-number");
    }

    @Test
    @Order(3)
    void act2TwoKeysAtTheDeskAndOnePressAreARatingThatTheDeskNeverTells() throws Exception {
        Page desk = follow(act(2), "Bàn làm việc quầy 1");
        DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
        desk.locator(".desk__keys [data-do=next]").click();
        assertThat(DeskBrowser.number(desk)).hasText("A001");
        assertThat(act(2)).containsText("Quầy 1: đang phục vụ A001");
        looksRight("demo-2-called");
        desk.locator(".desk__keys [data-do=finish]").click();
        assertThat(act(2)).containsText("Quầy 1: đang mời đánh giá");
        looksRight("demo-2-inviting");
        press(2);
        assertThat(act(2)).containsText("Quầy 1: đã nhận đánh giá");
        assertThat(act(2).locator(".act__note, .mistake")).hasCount(0);
        assertThat(DeskBrowser.lastVisit(desk)).containsText("đã đánh giá");
        assertThat(desk.locator("body")).not().containsText(Pattern.compile("Hài lòng|hài lòng"));
        looksRight("demo-2-rated");
        desk.close();
        assertThat(today("rated")).isEqualTo(1);
    }

    @Test
    @Order(4)
    void act3WithoutTheNetworkTheOfficeWorksOnAndThenNothingIsMissingOnTheServer() throws Exception {
        assertThat(act(3)).containsText("đã gửi hết");
        Satisfaction satisfaction = new Satisfaction(server.signedIn("kiemtra"));
        await("the server has the rating").atMost(Duration.ofSeconds(30)).until(() -> satisfaction.rated() == 1);
        key("Rút dây mạng").click();
        assertThat(act(3)).containsText("Đã rút dây.");
        assertThat(key("Cắm dây mạng")).isFocused();
        // pulled twice, as from another tab
        assertThat(kiosk.web().post("/api/simulated/network/off", "{}").statusCode())
                .isEqualTo(200);
        takeANumber("A002");
        press(5); // the correction of the first rating, or too late for it: recorded in any case
        await("the press is in the journal")
                .atMost(Duration.ofSeconds(30))
                .until(() -> kiosk.journal("press").size() == 3);
        assertThat(act(1)).containsText("Hôm nay: 2 số, đang chờ 1");
        looksRight("demo-3-unplugged");
        key("Cắm dây mạng").click();
        assertThat(act(3)).containsText("đã gửi hết");
        assertThat(satisfaction.rated())
                .as("a second press is no second rating")
                .isEqualTo(1);
        Invariant.check()
                .kiosk(kiosk.dataFolder().resolve("journal").resolve("journal.db"))
                .server(server.dataFolder().resolve("server.db").toString())
                .receipted()
                .holds("after the plug was pulled");
    }

    @Test
    @Order(5)
    void act4ATamperedRatingIsCaughtEachTimeAndTheRealOneStays() throws Exception {
        var presses = kiosk.journal("press");
        tamper();
        assertThat(act(4).locator(".act__caught")).containsText("Bị bắt: bản ghi thứ ");
        assertThat(act(4).locator(".act__proof")).not().isEmpty();
        looksRight("demo-4-caught");
        tamper();
        assertThat(act(4).locator(".act__caught")).hasCount(1);
        assertThat(kiosk.journal("press").stream().map(each -> each.hash()))
                .isEqualTo(presses.stream().map(each -> each.hash()).toList());
    }

    @Test
    @Order(6)
    void act5TheResultIsReadWhereTheSuperiorReadsIt() throws Exception {
        Page review = follow(act(5), "Kết quả ở máy chủ");
        review.locator("#ten").fill("kiemtra");
        review.locator("#mk").fill(ServerProcess.PASSWORD);
        review.locator("button.main").click();
        assertThat(review).hasURL(Pattern.compile("/review"));
        assertThat(review.locator("h1").first()).isVisible();
        assertThat(Axe.violations(review)).isEmpty();
        review.close();
    }

    @Test
    @Order(7)
    void whenTheKioskIsGoneThePageSaysSoAndGoesOnByItself() throws Exception {
        kiosk.stop();
        Locator gone = page.locator("main > .mistake");
        assertThat(gone).hasText("Không liên lạc được với máy");
        looksRight("demo-gone");
        kiosk.restart();
        assertThat(gone).hasCount(0);
        assertThat(act(1)).containsText("Hôm nay: 2 số, đang chờ 1");
        assertThat(ERRORS.toString()).as("errors of the page").isEmpty();
    }

    private static Locator act(int number) {
        return page.locator(".act").nth(number - 1);
    }

    private static Locator key(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static void press(int key) {
        key("Phím " + key + ", quầy 1").click();
    }

    private static void tamper() {
        key("Sửa trộm một lượt").click();
    }

    /** Opens a link of an act, in a tab of its own as it does. */
    private static Page follow(Locator act, String link) {
        Page opened = page.waitForPopup(() -> act.getByText(link).click());
        opened.waitForLoadState();
        return opened;
    }

    private static void takeANumber(String number) {
        Page ticket = follow(act(1), "Màn hình lấy số");
        ticket.locator("#key-get:enabled").click();
        assertThat(ticket.locator(".bigno")).hasText(number);
        ticket.close();
    }

    private static int today(String place) throws Exception {
        return kiosk.web().json("/api/demo").path("today").path(place).asInt();
    }

    /** The state as it is now, in both languages, at a desk and on a phone. */
    private static void looksRight(String name) throws IOException {
        fits(name);
        InEnglish.looksRight(page, name);
        page.setViewportSize(PHONE, PHONE_HEIGHT);
        fits(name + "-phone");
        InEnglish.looksRight(page, name + "-phone");
        page.setViewportSize(WIDE, WIDE_HEIGHT);
    }

    private static void fits(String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEqualTo(List.of());
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
    }
}
