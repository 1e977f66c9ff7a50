package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.DeskBrowser.lastVisit;
import static motcua.acceptance.DeskBrowser.looksRight;
import static motcua.acceptance.DeskBrowser.number;
import static motcua.acceptance.DeskBrowser.tabAndEnter;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Duration;
import motcua.bridge.pad.Shown;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.Guidance;
import motcua.contract.body.Outcome;
import motcua.contract.body.Respondent;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.WindowExpired;
import motcua.kiosk.counter.Served;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Desks when not all goes well: several tabs, sleep, rest, a reload, a dead pad, a kiosk that is gone and comes back. */
class PageDeskTroubleTest {
    private static final String BIRTH = "1.001193";
    private static final String COPY = "2.000815";
    private static final double LONG_MS = 30_000;

    private static DeskBrowser browser;

    @TempDir
    Path folder;

    private DeskOffice office;

    @BeforeAll
    static void openBrowser() {
        browser = new DeskBrowser();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void open() throws Exception {
        office = DeskOffice.open(folder);
    }

    @AfterEach
    void close() throws Exception {
        browser.closePages();
        office.close();
    }

    @Test
    void twoDesksAndTwoTabsOfOneDeskStayInAgreement() throws Exception {
        Page one = browser.desk(office.url(), 1, SampleOffice.CLERK);
        Page tab = one.context().newPage();
        tab.navigate(office.url() + "/desk?counter=1");
        Promptly.shows(Duration.ofSeconds(1), () -> {
            String label = takenAndSeenBy(tab, one);
            one.keyboard().press("F2");
            return new Promptly.Expected(number(tab), label, () -> finish(one, label));
        });
        Promptly.shows(Duration.ofSeconds(1), () -> {
            String label = takenAndSeenBy(tab, one);
            tab.keyboard().press("F2");
            return new Promptly.Expected(number(one), label, () -> finish(tab, label));
        });

        String second = takenAndSeenBy(tab, one);
        one.keyboard().press("F2");
        assertThat(number(one)).hasText(second);
        assertThat(number(tab)).hasText(second);
        one.locator("[data-do=pickFor]").first().click();
        one.locator("#search").fill("sao y");
        assertThat(one.locator(".picker__rows .pick")).hasCount(1);
        one.keyboard().press("Enter");
        assertThat(tab.locator(".proc__name")).containsText("Chứng thực bản sao");
        tab.keyboard().press("F3");
        assertThat(lastVisit(one)).containsText(second);
        assertThat(office.last(ServiceFinished.class).visit().procedures()).containsExactly(COPY);
    }

    /** Two clerks at two counters that call from one queue. */
    @Test
    void whatOneDeskDoesTheOtherShowsWithinASecond() throws Exception {
        Page one = browser.desk(office.url(), 1, SampleOffice.CLERK);
        Page two = browser.desk(office.url(), 2, SampleOffice.LEADER);
        callsAndTheOtherSeesTheNext(one, two);
        callsAndTheOtherSeesTheNext(two, one);
        Promptly.shows(Duration.ofSeconds(1), () -> {
            String label = takenAndSeenBy(one, two);
            call(one, label);
            assertThat(two.locator(".nexts li")).hasCount(0);
            one.keyboard().press("F4");
            one.keyboard().press("3");
            one.locator("[data-arg='thu-tuc|2']").click();
            return new Promptly.Expected(two.locator(".nexts"), label, () -> {
                call(two, label);
                finish(two, label);
            });
        });
    }

    private void callsAndTheOtherSeesTheNext(Page calls, Page sees) throws Exception {
        Promptly.shows(Duration.ofSeconds(1), () -> {
            String label = takenAndSeenBy(calls, sees);
            String next = office.take(BIRTH).label();
            assertThat(sees.locator(".nexts li").nth(1)).hasText(next);
            calls.keyboard().press("F2");
            return new Promptly.Expected(sees.locator(".nexts li").first(), next, () -> {
                assertThat(number(calls)).hasText(label);
                finish(calls, label);
                call(sees, next);
                finish(sees, next);
            });
        });
    }

    private static void call(Page desk, String label) {
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(label);
    }

    private String takenAndSeenBy(Page... desks) throws Exception {
        String label = office.take(BIRTH).label();
        for (Page each : desks) {
            assertThat(each.locator(".nexts li").first()).hasText(label);
        }
        return label;
    }

    private static void finish(Page desk, String label) {
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).containsText(label);
    }

    @Test
    void afterFiveWrongPinsThePageSaysHowLongToWaitAndTakesTheRightOneThen() throws Exception {
        Page desk = browser.page(DeskBrowser.SCREEN);
        desk.navigate(office.url() + "/desk?counter=1");
        for (int tries = 1; tries <= 5; tries++) {
            enter(desk, "135790");
            assertThat(desk.locator(".mistake"))
                    .hasText(tries < 5 ? "Mã PIN chưa đúng" : "Xin chờ 2 giây rồi nhập lại");
        }
        looksRight(desk, "desk-pin-wait");
        enter(desk, SampleOffice.PIN);
        assertThat(desk.locator(".mistake")).hasText("Xin chờ 2 giây rồi nhập lại");
        assertThat(desk.locator("[data-do=out]")).hasCount(0);

        office.pass(Duration.ofSeconds(3));
        enter(desk, "135790");
        assertThat(desk.locator(".mistake")).hasText("Xin chờ 4 giây rồi nhập lại");
        office.pass(Duration.ofSeconds(5));
        DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
        assertThat(desk.locator(".desk__who")).containsText("Nguyễn Thị An");
    }

    /** Types a PIN and waits until the page has heard what became of it. */
    private static void enter(Page desk, String pin) {
        desk.locator(".signin [data-arg=" + SampleOffice.CLERK + "]").click();
        desk.keyboard().type(pin);
        Response answer = desk.waitForResponse(
                each -> each.url().endsWith("/sign-in"), () -> desk.keyboard().press("Enter"));
        answer.finished();
        assertThat(desk.locator("#pin")).hasValue("");
        assertThat(desk.locator(".signin [type=submit]")).hasText("Vào ca");
    }

    @Test
    void aTabletThatSleptForAnHourShowsNothingOldAsCurrent() throws Exception {
        office.take(BIRTH);
        Page desk = browser.page(DeskBrowser.SCREEN);
        desk.clock().install();
        desk.navigate(office.url() + "/desk?counter=1");
        DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
        assertThat(desk.locator(".nexts li")).not().hasCount(0);
        desk.evaluate("""
                () => {
                  window.seen = [];
                  let before = document.querySelector("h1").textContent;
                  new MutationObserver(() => {
                    const title = document.querySelector("h1")?.textContent;
                    if (title !== before) window.seen.push(title);
                    before = title;
                  }).observe(document.body, {subtree: true, childList: true, characterData: true});
                }
                """);
        desk.clock().fastForward(3_600_000);
        desk.evaluate("document.dispatchEvent(new Event(\"visibilitychange\"))");

        Awaitility.await("the page says something")
                .pollInSameThread()
                .until(() -> Boolean.TRUE.equals(desk.evaluate("window.seen.length > 0")));
        assertThat(String.valueOf(desk.evaluate("window.seen[0]"))).containsIgnoringCase("mất kết nối");
        assertThat(desk.locator(".nexts li")).not().hasCount(0);
    }

    @Test
    void scenario17ACounterThatRestsCallsNobodyKeepsThePlacesAndClosesItsPad() throws Exception {
        String label = office.take(null).label();
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        assertThat(office.pad().shown()).isEqualTo(Shown.READY);
        desk.locator("[data-do=pause]").click();
        assertThat(desk.locator("h1")).hasText("Quầy đang tạm nghỉ");
        office.pass(Duration.ofSeconds(1));
        assertThat(office.pad().shown()).isEqualTo(Shown.CLOSED);
        desk.keyboard().press("F2");
        assertThat(desk.locator("h1")).hasText("Quầy đang tạm nghỉ");
        assertThat(office.records(TicketCalled.class)).isEmpty();
        tabAndEnter(desk, "a-goOn");
        assertThat(desk.locator(".nexts li").first()).hasText(label);
        office.pass(Duration.ofSeconds(1));
        assertThat(office.pad().shown()).isEqualTo(Shown.READY);
    }

    @Test
    void whatTheClerkTickedIsThereAfterAReloadAndAfterAPowerCut() throws Exception {
        String label = office.take(BIRTH).label();
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(label);
        desk.locator("[data-arg=change]").click();
        desk.locator("#search").fill("sao y");
        desk.keyboard().press("Enter");
        desk.keyboard().press("F4");
        desk.locator("[data-arg=ONLINE_FILING]").check();
        desk.locator("[data-arg=ORGANISATION]").click();
        desk.locator("#dossiers").fill("12");
        desk.keyboard().press("Tab");
        assertThat(desk.locator("[data-arg=ORGANISATION]")).hasAttribute("aria-pressed", "true");
        Awaitility.await().until(() -> Integer.valueOf(12).equals(noted().dossiers()));

        desk.reload();
        assertThat(number(desk)).hasText(label);
        assertNoted(desk);
        office.gone();
        office.back();
        assertThat(desk.locator("h1"))
                .hasText("Đăng nhập quầy", new LocatorAssertions.HasTextOptions().setTimeout(LONG_MS));
        DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
        assertThat(number(desk)).hasText(label);
        assertNoted(desk);
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).containsText(label);
        ServiceFinished finished = office.last(ServiceFinished.class);
        assertThat(finished.visit().procedures()).containsExactly(COPY);
        assertThat(finished.guidance()).containsExactly(Guidance.ONLINE_FILING);
        assertThat(finished.respondent()).isEqualTo(Respondent.ORGANISATION);
        assertThat(finished.dossiers()).isEqualTo(12);
    }

    private Served noted() {
        return office.tickets().served(office.tickets().at(1).orElseThrow());
    }

    private static void assertNoted(Page desk) {
        assertThat(desk.locator(".proc__name")).containsText("Chứng thực bản sao");
        desk.keyboard().press("F4");
        assertThat(desk.locator("[data-arg=ONLINE_FILING]")).isChecked();
        assertThat(desk.locator("[data-arg=ORGANISATION]")).hasAttribute("aria-pressed", "true");
        assertThat(desk.locator("#dossiers")).hasValue("12");
        desk.keyboard().press("F4");
    }

    @Test
    void aProcedureChosenForAVisitWithoutTicketIsThereAfterAReload() {
        Page desk = browser.desk(office.url(), 3, SampleOffice.CLERK);
        tabAndEnter(desk, "pick");
        desk.keyboard().type("khai sinh");
        assertThat(desk.locator(".picker__rows .pick")).hasCount(1);
        desk.keyboard().press("Enter");
        tabAndEnter(desk, "picked");
        assertThat(desk.locator(".proc__name")).containsText("Khai sinh");
        desk.reload();
        assertThat(desk.locator(".proc__name")).containsText("Khai sinh");
        desk.keyboard().press("F3");
        assertThat(desk.locator(".proc__name")).containsText("Chưa chọn");
        Awaitility.await().until(() -> !office.records(ServiceFinished.class).isEmpty());
        assertThat(office.last(ServiceFinished.class).visit().procedures()).containsExactly(BIRTH);
        desk.reload();
        assertThat(desk.locator(".proc__name")).containsText("Chưa chọn");
    }

    @Test
    void whoDoesNotAnswerWhetherTheSessionGoesOnIsSignedOut() {
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        office.leap(Duration.ofMinutes(31));
        assertThat(desk.locator("h1")).hasText("Ca vẫn đang mở. Tiếp tục hay kết thúc?");
        tabAndEnter(desk, "a-stay");
        assertThat(desk.locator("h1")).hasText("Chưa có số đang phục vụ");
        office.leap(Duration.ofMinutes(31));
        assertThat(desk.locator("h1")).hasText("Ca vẫn đang mở. Tiếp tục hay kết thúc?");
        office.leap(Duration.ofMinutes(30));
        assertThat(desk.locator("h1")).hasText("Đăng nhập quầy");
        assertThat(office.last(ClerkSignedOut.class).reason()).isEqualTo("IDLE");
    }

    @Test
    void aDeadPadIsSaidAndTheVisitIsDeviceDown() {
        String label = office.take(BIRTH).label();
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        office.pad().unplug();
        office.pass(Duration.ofSeconds(5));
        assertThat(desk.locator(".side h2").first()).hasText("Phím đánh giá quầy 1 không trả lời");
        assertThat(desk.locator(".desk__bar .chip")).hasText("Phím đánh giá hỏng");
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(label);
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).hasText(label + " · đang mời đánh giá");
        office.pass(Duration.ofMinutes(6));
        assertThat(lastVisit(desk)).hasText(label + " · thiết bị hỏng, ghi riêng");
        assertThat(office.last(WindowExpired.class).outcome()).isEqualTo(Outcome.DEVICE_DOWN);
        office.pad().plug();
        office.pass(Duration.ofSeconds(5));
        assertThat(desk.locator(".desk__bar .chip")).hasText("Thiết bị tốt");
    }

    @Test
    void scenario28AClerkIsAskedForTheDateOnAClockThatNobodyTrusts() throws Exception {
        try (DeskOffice unset = DeskOffice.withoutTime(folder.resolve("khong-gio"))) {
            Page desk = browser.desk(unset.url(), 1, SampleOffice.CLERK);
            assertThat(desk.locator("h1")).hasText("Hôm nay là ngày nào?");
            assertThat(desk.locator("[data-do=next]")).isEnabled();
            desk.locator("#date").fill("2026-11-23T08:42");
            assertThat(desk.locator(".rest b")).hasText("Thứ hai, ngày 23/11/2026, 08:42");
            tabAndEnter(desk, "a-date");
            assertThat(desk.locator("h1")).hasText("Chưa có số đang phục vụ");
            assertThat(unset.last(ClockAnchor.class).source()).isEqualTo(AnchorSource.PERSON);
        }
    }
}
