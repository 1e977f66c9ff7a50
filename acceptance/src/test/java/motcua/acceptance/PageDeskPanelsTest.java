package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.DeskBrowser.looksRight;
import static motcua.acceptance.DeskBrowser.number;
import static motcua.acceptance.DeskBrowser.places;
import static motcua.acceptance.DeskBrowser.tabAndEnter;
import static motcua.acceptance.DeskBrowser.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.bridge.printer.PrinterCondition;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.PrintResult;
import motcua.contract.body.RosterChanged;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketPrinted;
import motcua.kiosk.print.PrintDesk;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clerk does at the desk beside visits: paper, the shift leader's work, the language. */
class PageDeskPanelsTest {
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
    void aTicketIsPrintedAgainFromTheDeskAndANewRollIsRecorded() throws Exception {
        try (DeskOffice office = DeskOffice.withPrinter(folder)) {
            DeskOffice.Taken here = office.take(null);
            DeskOffice.Taken waiting = office.take(null);
            Awaitility.await().until(() -> office.printer().slipsCut() == 2);
            Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
            assertThat(desk.locator("[data-focus=printer-warning]")).hasCount(0);
            String before = places(desk);
            desk.keyboard().press("F2");
            assertThat(number(desk)).hasText(here.label());

            desk.keyboard().press("F4");
            tabAndEnter(desk, "w-open-printer");
            assertThat(desk.locator(".more h2")).hasText("Máy in phiếu");
            looksRight(desk, "desk-printer");
            desk.keyboard().press("1");
            assertThat(desk.locator(".done")).hasText("Đã in lại số " + here.label());
            assertThat(office.printer().slipsCut()).isEqualTo(3);
            looksRight(desk, "desk-printed-again");
            desk.keyboard().press("3");
            desk.locator(".slips .btn", new Page.LocatorOptions().setHasText(waiting.label()))
                    .click();
            desk.keyboard().press("5");
            Awaitility.await().until(() -> office.printer().slipsCut() == 4);
            Awaitility.await().until(() -> office.records(TicketPrinted.class).size() == 4);
            List<TicketPrinted> copies = office.records(TicketPrinted.class);
            assertThat(copies.get(2).ticket()).isEqualTo(here.ticket());
            assertThat(copies.get(3).ticket()).isEqualTo(waiting.ticket());
            assertThat(copies).extracting(TicketPrinted::copy).containsExactly(1, 1, 2, 2);
            assertThat(office.printer().slips().get(3).height())
                    .as("large print is longer")
                    .isGreaterThan(office.printer().slips().get(2).height());

            office.printer().become(PrinterCondition.PAPER_OUT);
            desk.keyboard().press("F4");
            assertThat(desk.locator("[data-focus=printer-warning] h2")).hasText("Máy in hết giấy");
            assertThat(places(desk)).isEqualTo(before);
            looksRight(desk, "desk-paper-out");
            tabAndEnter(desk, "printer-open");
            assertThat(places(desk)).isEqualTo(before);
            tabTo(desk, "roll");
            desk.locator("#roll").fill("30");
            tabAndEnter(desk, "paper");
            assertThat(desk.locator(".done")).hasText("Đã ghi: cuộn giấy mới 30 m");
            assertThat(office.records(DeviceChanged.class))
                    .filteredOn(each -> each.state().equals("PAPER_NEW"))
                    .extracting(DeviceChanged::detail)
                    .containsExactly("30000 mm");
            office.printer().become(PrinterCondition.READY);
            desk.keyboard().press("F4");
            assertThat(desk.locator("[data-focus=printer-warning]")).hasCount(0);
            desk.keyboard().press("F3");
            assertThat(desk.locator(".last .chip")).containsText(here.label());
        }
    }

    @Test
    void aNumberPerhapsOnPaperIsAtTheDeskAndIsCalledForWhoeverBringsThePaper() throws Exception {
        try (DeskOffice office = DeskOffice.withPrinter(folder)) {
            Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> office.records(DeviceChanged.class).stream()
                            .anyMatch(each -> each.state().equals("READY")));
            office.printer().fallSilentAfterTheNextSlip();
            DeskOffice.Taken unsure = office.takeByKey();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> office.records(TicketPrinted.class).size() == 1);
            assertThat(office.last(TicketPrinted.class).result()).isEqualTo(PrintResult.UNKNOWN);
            desk.keyboard().press("F4");
            tabAndEnter(desk, "w-open-choose");
            Locator unsureHere = desk.locator("[data-focus=s-" + unsure.ticket() + "]");
            assertThat(unsureHere).hasText(unsure.label());
            assertThat(desk.locator(".more h3").last()).hasText("Chưa rõ phiếu có ra không");
            looksRight(desk, "desk-unsure-paper");
            tabAndEnter(desk, "s-" + unsure.ticket());
            tabAndEnter(desk, "w-call-hand");
            assertThat(number(desk)).hasText(unsure.label());
            assertThat(office.last(TicketCalled.class).ticket()).isEqualTo(unsure.ticket());
        }
    }

    @Test
    void eachTroubleOfThePrinterIsSaidWithWhatToDo() throws Exception {
        try (DeskOffice office = DeskOffice.withPrinter(folder)) {
            Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
            String before = places(desk);
            for (PrinterCondition condition :
                    List.of(PrinterCondition.PAPER_LOW, PrinterCondition.COVER_OPEN, PrinterCondition.OFFLINE)) {
                office.printer().become(condition);
                assertThat(desk.locator("[data-focus=printer-warning] h2"))
                        .hasText(
                                switch (condition) {
                                    case PAPER_LOW -> "Sắp hết giấy in";
                                    case COVER_OPEN -> "Nắp máy in đang mở";
                                    default -> "Máy in không trả lời";
                                });
                assertThat(desk.locator("[data-focus=printer-warning] p")).not().hasText("");
                assertThat(places(desk)).isEqualTo(before);
            }
        }
    }

    @Test
    void theDeskSaysWhatBecameOfACopyThroughPaperOutAndANewRoll() throws Exception {
        try (DeskOffice office = DeskOffice.withPrinter(folder)) {
            DeskOffice.Taken here = office.take(null);
            Awaitility.await().until(() -> office.printer().slipsCut() == 1);
            Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
            desk.keyboard().press("F2");
            assertThat(number(desk)).hasText(here.label());
            desk.keyboard().press("F4");
            tabAndEnter(desk, "w-open-printer");
            office.printer().become(PrinterCondition.PAPER_OUT);
            assertThat(desk.locator(".more b")).hasText("Máy in hết giấy");

            desk.keyboard().press("1");
            String no = here.label();
            assertThat(desk.locator(".done--warn"))
                    .hasText("Số " + no + " chưa in: máy in hết giấy. Sẽ in nếu máy in chạy lại trong 15 giây");
            looksRight(desk, "desk-copy-waits");
            desk.locator("[data-do=language]").click();
            assertThat(desk.locator(".done--warn")).containsText(no + " is not printed: the printer is out of paper");
            looksRight(desk, "desk-copy-waits-en");
            desk.locator("[data-do=language]").click();
            office.printer().become(PrinterCondition.READY);
            office.pass(Duration.ofSeconds(1));
            assertThat(desk.locator(".done:not(.done--warn)")).hasText("Đã in lại số " + no);
            assertThat(office.printer().slipsCut()).isEqualTo(2);

            office.printer().become(PrinterCondition.COVER_OPEN);
            assertThat(desk.locator(".more b")).hasText("Nắp máy in đang mở");
            desk.keyboard().press("1");
            assertThat(desk.locator(".done--warn")).containsText("nắp máy in đang mở. Sẽ in nếu");
            office.pass(PrintDesk.PATIENCE.plusSeconds(1));
            assertThat(desk.locator(".done--warn"))
                    .hasText("Số " + no + " chưa in: nắp máy in đang mở. Xin in lại khi máy in chạy");
            assertThat(office.printer().slipsCut()).isEqualTo(2);
        }
    }

    @Test
    void theShiftLeaderSetsANewPinAtTheDeskByKeysAlone() throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            Page desk = browser.desk(office.url(), 2, DeskBrowser.SCREEN);
            tabAndEnter(desk, "w-openLeader-");
            assertThat(desk.locator("#leader-pin")).isVisible();
            looksRight(desk, "desk-leader-entrance");
            tabTo(desk, "leader-pin");
            desk.keyboard().type("111111");
            tabAndEnter(desk, "lead-for-" + SampleOffice.CLERK);
            tabTo(desk, "leader-new-pin");
            desk.keyboard().type("975310");
            desk.keyboard().press("Enter");
            assertThat(desk.locator(".mistake")).hasText("Mã PIN chưa đúng");
            assertThat(office.records(RosterChanged.class)).isEmpty();

            tabTo(desk, "leader-pin");
            desk.keyboard().type(SampleOffice.PIN);
            tabAndEnter(desk, "lead");
            assertThat(desk.locator(".done")).hasText("Đã đặt lại mã PIN của Nguyễn Thị An");
            RosterChanged changed = office.last(RosterChanged.class);
            assertThat(changed.clerk()).isEqualTo(SampleOffice.CLERK);
            assertThat(changed.by()).isEqualTo(SampleOffice.LEADER);
            assertThat(desk.locator("#leader-pin")).hasValue("");
            tabAndEnter(desk, "back");
            DeskBrowser.signIn(desk, SampleOffice.CLERK, "975310");
        }
    }

    @Test
    void theShiftLeaderAddsAClerkForTheDayBehindMore() throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
            String before = places(desk);
            desk.keyboard().press("F4");
            desk.locator("[data-do=openLeader]").click();
            desk.locator("[data-arg=temporary]").click();
            looksRight(desk, "desk-leader");
            desk.locator("#leader-pin").fill(SampleOffice.PIN);
            desk.locator("#leader-new-pin").fill("864200");
            desk.locator("[data-focus=lead]").click();
            assertThat(desk.locator(".desk__said")).hasText("Xin nhập họ tên cán bộ");
            desk.locator("#leader-name").fill("Lê Thị Dự");
            desk.locator("[data-focus=lead]").click();
            assertThat(desk.locator(".done")).hasText("Lê Thị Dự vào ca được đến hết hôm nay");
            assertThat(places(desk)).isEqualTo(before);
            RosterChanged changed = office.last(RosterChanged.class);
            assertThat(changed.by()).isEqualTo(SampleOffice.LEADER);

            desk.keyboard().press("Escape");
            desk.keyboard().press("9");
            desk.getByText("Lê Thị Dự").click();
            desk.keyboard().type("864200");
            desk.keyboard().press("Enter");
            assertThat(desk.locator(".desk__who")).containsText("Lê Thị Dự");
        }
    }

    @Test
    void theDeskSpeaksEnglishWhereTheClerkWantsItAndKeepsThatOverAReload() throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            office.take("1.001193");
            Page desk = browser.desk(office.url(), 1, DeskBrowser.SCREEN);
            assertThat(desk.locator("html")).hasAttribute("lang", "vi");
            assertThat(desk.locator("[data-do=language]")).hasAttribute("lang", "en");
            tabAndEnter(desk, "language");
            assertThat(desk.locator("h1")).hasText("Sign in to counter");
            assertThat(desk.locator("html")).hasAttribute("lang", "en");
            assertThat(desk.locator("[data-do=language]")).hasAttribute("lang", "vi");
            desk.reload();
            assertThat(desk.locator("h1")).hasText("Sign in to counter");
            assertThat(desk.locator("html")).hasAttribute("lang", "en");
            desk.locator(".signin [data-arg=" + SampleOffice.CLERK + "]").click();
            desk.keyboard().type("999999");
            desk.keyboard().press("Enter");
            assertThat(desk.locator(".mistake")).hasText("Wrong PIN");
            DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            assertThat(desk.locator(".desk__who [lang=vi]")).hasText("Nguyễn Thị An");
            desk.keyboard().press("F2");
            assertThat(desk.locator(".proc__name")).containsText("Birth registration");
            desk.locator("[data-do=out]").click();
            assertThat(desk.locator(".desk__said")).hasText("A number is at the counter. Please finish it first");
            desk.locator("[data-do=language]").click();
            assertThat(desk.locator(".proc__name")).containsText("Khai sinh");
            assertThat(desk.locator(".desk__said")).hasText("Quầy đang phục vụ một số. Xin kết thúc lượt này trước");
            assertThat(desk).hasTitle("Quầy 1 – bàn làm việc");
        }
    }
}
