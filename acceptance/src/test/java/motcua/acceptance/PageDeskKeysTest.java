package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.DeskBrowser.lastVisit;
import static motcua.acceptance.DeskBrowser.looksRight;
import static motcua.acceptance.DeskBrowser.number;
import static motcua.acceptance.DeskBrowser.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.Guidance;
import motcua.contract.body.Respondent;
import motcua.contract.body.RosterChanged;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketReinstated;
import motcua.contract.body.TicketTransferred;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a clerk or the shift leader does at the desk, done with Tab, Enter and what has to be written; the key to be pressed is
 * always seen.
 */
class PageDeskKeysTest {
    private static final String BIRTH = "1.001193";
    private static final String COPY = "2.000815";

    private static DeskBrowser browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        browser = new DeskBrowser();
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
    void aNumberIsSentOnPassedOverBroughtBackHeldCalledByHandAndLetGoByTabAndEnterAlone() throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            DeskOffice.Taken first = office.take(BIRTH);
            DeskOffice.Taken second = office.take(null);
            Page desk = entrance(office, 1);
            signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            enter(desk, "next");
            assertThat(number(desk)).hasText(first.label());
            more(desk, "w-open-transfer", "w-transfer-thu-tuc|2");
            assertThat(number(desk)).hasCount(0);
            assertThat(office.last(TicketTransferred.class).ticket()).isEqualTo(first.ticket());
            assertThat(office.last(TicketTransferred.class).toCounter()).isEqualTo(2);

            enter(desk, "next");
            assertThat(number(desk)).hasText(second.label());
            more(desk, "w-recall-");
            assertThat(desk.locator("h1")).hasText("Đang phục vụ, đã gọi 2 lần");
            enter(desk, "w-noShow-");
            assertThat(desk.locator(".nexts").last()).hasText(second.label() + " vắng");
            assertThat(office.last(TicketNoShow.class).ticket()).isEqualTo(second.ticket());
            more(desk, "w-open-choose", "s-" + second.ticket(), "w-reinstate-");
            assertThat(marked(desk, "w-reinstate-")).hasCount(0);
            assertThat(office.last(TicketReinstated.class).ticket()).isEqualTo(second.ticket());
            enter(desk, "next");
            assertThat(number(desk)).hasText(second.label());
            more(desk, "w-hold-");
            assertThat(desk.locator(".nexts").last()).hasText(second.label() + " giữ");
            assertThat(office.last(TicketHeld.class).ticket()).isEqualTo(second.ticket());
            more(desk, "w-open-choose", "s-" + second.ticket(), "w-call-hand");
            assertThat(number(desk)).hasText(second.label());
            assertThat(office.last(TicketCalled.class).byHand()).isTrue();

            more(desk, "w-begin-");
            assertThat(marked(desk, "w-begin-")).hasCount(0);
            enter(desk, "g-ONLINE_FILING");
            assertThat(marked(desk, "g-ONLINE_FILING")).isChecked();
            enter(desk, "r-ORGANISATION");
            assertThat(marked(desk, "r-ORGANISATION")).hasAttribute("aria-pressed", "true");
            enter(desk, "finish");
            assertThat(lastVisit(desk)).containsText(second.label());
            ServiceFinished finished = office.last(ServiceFinished.class);
            assertThat(finished.guidance()).containsExactly(Guidance.ONLINE_FILING);
            assertThat(finished.respondent()).isEqualTo(Respondent.ORGANISATION);

            DeskOffice.Taken third = office.take(null);
            DeskOffice.Taken fourth = office.take(null);
            enter(desk, "next");
            assertThat(number(desk)).hasText(third.label());
            more(desk, "w-open-left", "w-left-");
            assertThat(number(desk)).hasCount(0);
            assertThat(office.last(TicketLeft.class).ticket()).isEqualTo(third.ticket());
            more(desk, "w-open-choose", "s-" + fourth.ticket(), "w-gone-");
            assertThat(marked(desk, "s-" + fourth.ticket())).hasCount(0);
            assertThat(office.last(TicketLeft.class).ticket()).isEqualTo(fourth.ticket());
        }
    }

    @Test
    void restHelpTheCodeOfConductAndTheEndOfAShiftByTabAndEnterAlone() throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            Page desk = entrance(office, 1);
            signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            enter(desk, "pause");
            assertThat(desk.locator("h1")).hasText("Quầy đang tạm nghỉ");
            enter(desk, "a-goOn");
            assertThat(desk.locator("h1")).hasText("Chưa có số đang phục vụ");
            office.callForHelp();
            enter(desk, "help");
            assertThat(marked(desk, "help")).hasCount(0);
            office.leap(Duration.ofMinutes(31));
            enter(desk, "a-stay");
            assertThat(desk.locator("h1")).hasText("Chưa có số đang phục vụ");
            more(desk, "w-open-conduct");
            assertThat(desk.locator(".conduct li")).hasCount(8);
            enter(desk, "back");
            enter(desk, "w-open-takeover");
            signIn(desk, SampleOffice.LEADER, SampleOffice.PIN);
            assertThat(desk.locator(".desk__who")).containsText("Trần Văn Bình");
            enter(desk, "language");
            assertThat(desk.locator("h1")).hasText("No ticket at the counter");
            enter(desk, "out");
            assertThat(desk.locator("h1")).hasText("Sign in to counter");
            assertThat(office.last(ClerkSignedOut.class).clerk()).isEqualTo(SampleOffice.LEADER);
        }
    }

    @Test
    void aVisitWithoutANumberIsFinishedByTabAndEnterAloneAtACounterWithNumbersAndAtOneWithout() throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            Page numbers = entrance(office, 1);
            signIn(numbers, SampleOffice.CLERK, SampleOffice.PIN);
            more(numbers, "w-open-walkin", "pick");
            choose(numbers, "sao y", COPY);
            enter(numbers, "finish-visit");
            assertThat(lastVisit(numbers)).hasText("đang mời đánh giá");
            ServiceFinished finished = office.last(ServiceFinished.class);
            assertThat(finished.ticket()).isNull();
            assertThat(finished.visit().procedures()).containsExactly(COPY);

            Page visits = entrance(office, 3);
            signIn(visits, SampleOffice.CLERK, SampleOffice.PIN);
            enter(visits, "begin");
            assertThat(visits.locator("h1")).hasText("Đang phục vụ");
            enter(visits, "pick");
            choose(visits, "khai sinh", BIRTH);
            enter(visits, "finish");
            assertThat(visits.locator("h1")).hasText("Phục vụ công dân");
            assertThat(office.last(ServiceFinished.class).visit().counter()).isEqualTo(3);
            assertThat(office.last(ServiceFinished.class).visit().procedures()).containsExactly(BIRTH);
        }
    }

    @Test
    void scenario5ANumberForACitizenIsTakenByTabAndEnterAloneAlsoInLargePrintAndTheNextIsOrdinaryAgain()
            throws Exception {
        try (DeskOffice office = DeskOffice.withPrinter(folder)) {
            Page desk = entrance(office, 1);
            signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            more(desk, "w-newIssue-", "q-thu-tuc", "issue-procedure");
            desk.keyboard().type("khai sinh");
            assertThat(desk.locator(".picker__rows .pick")).hasCount(1);
            desk.keyboard().press("Enter");
            assertThat(marked(desk, "issue-procedure")).hasText("Khai sinh");
            enter(desk, "issue-large");
            assertThat(marked(desk, "issue-large")).isChecked();
            looksRight(desk, "desk-issue-large");
            enter(desk, "language");
            assertThat(desk.locator("label", new Page.LocatorOptions().setHas(marked(desk, "issue-large"))))
                    .hasText("Ticket in large print");
            looksRight(desk, "desk-issue-large-en");
            enter(desk, "language");
            enter(desk, "issue");
            assertThat(desk.locator(".taken b")).hasText(Pattern.compile("A\\d{3}"));
            Awaitility.await().until(() -> office.printer().slipsCut() == 1);
            assertThat(marked(desk, "issue-large")).not().isChecked();
            TicketIssued large = office.last(TicketIssued.class);
            assertThat(large.procedure()).isEqualTo(BIRTH);
            assertThat(large.origin()).isEqualTo(TicketOrigin.DESK);

            enter(desk, "issue-priority");
            assertThat(marked(desk, "issue-priority")).isChecked();
            enter(desk, "issue");
            assertThat(desk.locator(".taken b")).hasText(Pattern.compile("K\\d{3}"));
            Awaitility.await().until(() -> office.printer().slipsCut() == 2);
            assertThat(office.printer().slips().get(0).height())
                    .as("large print is longer, and for one citizen only")
                    .isGreaterThan(office.printer().slips().get(1).height());

            enter(desk, "issue-absent");
            assertThat(marked(desk, "issue-absent")).isChecked();
            // no slip comes out for somebody who is not here
            assertThat(marked(desk, "issue-large")).hasCount(0);
            enter(desk, "issue");
            assertThat(desk.locator(".taken b")).hasText("A002");
            assertThat(office.last(TicketIssued.class).origin()).isEqualTo(TicketOrigin.PROXY);
            assertThat(office.printer().slipsCut()).isEqualTo(2);
        }
    }

    @Test
    void whereThereIsNoPrinterNobodyIsAskedForLargePrint() throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            Page desk = entrance(office, 1);
            signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            more(desk, "w-newIssue-");
            assertThat(marked(desk, "issue-absent")).isVisible();
            assertThat(marked(desk, "issue-large")).hasCount(0);
        }
    }

    @Test
    void theShiftLeaderLetsAClerkInForTheDayByTabAndEnterAlone() throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            Page desk = entrance(office, 2);
            enter(desk, "w-openLeader-");
            enter(desk, "l-temporary");
            type(desk, "leader-pin", SampleOffice.PIN);
            type(desk, "leader-name", "Lê Thị Dự");
            type(desk, "leader-new-pin", "864200");
            enter(desk, "lead");
            assertThat(desk.locator(".done")).hasText("Lê Thị Dự vào ca được đến hết hôm nay");
            RosterChanged added = office.last(RosterChanged.class);
            assertThat(added.by()).isEqualTo(SampleOffice.LEADER);
            enter(desk, "back");
            signIn(desk, added.clerk(), "864200");
            assertThat(desk.locator(".desk__who")).containsText("Lê Thị Dự");
        }
    }

    private static Page entrance(DeskOffice office, int counter) {
        return browser.desk(office.url(), counter, DeskBrowser.SCREEN);
    }

    private static Locator marked(Page desk, String focus) {
        return desk.locator("[data-focus=\"" + focus + "\"]");
    }

    private static void signIn(Page desk, String clerk, String pin) {
        enter(desk, "c-" + clerk);
        desk.keyboard().type(pin);
        desk.keyboard().press("Enter");
        assertThat(desk.locator("#pin")).hasCount(0);
        assertThat(marked(desk, "out")).isVisible();
    }

    /** Opens what is behind "Khác", and there one after the other. */
    private static void more(Page desk, String... keys) {
        enter(desk, "more");
        for (String key : keys) {
            enter(desk, key);
        }
    }

    /** Tabs to the key, which is seen there, and enters it. */
    private static void enter(Page desk, String focus) {
        seen(desk, focus);
        desk.keyboard().press("Enter");
    }

    private static void type(Page desk, String field, String text) {
        seen(desk, field);
        desk.keyboard().type(text);
    }

    private static void seen(Page desk, String focus) {
        assertThat(marked(desk, focus)).isVisible();
        tabTo(desk, focus);
        assertThat(desk.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"))
                .as("the focus is seen at %s", focus)
                .isEqualTo(3);
    }

    /** Finds a procedure in the picker, which has the focus, and closes it. */
    private static void choose(Page desk, String words, String code) {
        assertThat(desk.locator("#search")).isFocused();
        desk.keyboard().type(words);
        assertThat(desk.locator(".picker__rows .pick")).hasCount(1);
        desk.keyboard().press("Enter");
        assertThat(marked(desk, "p-" + code)).hasAttribute("aria-pressed", "true");
        enter(desk, "picked");
    }
}
