package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.DeskBrowser.lastVisit;
import static motcua.acceptance.DeskBrowser.looksRight;
import static motcua.acceptance.DeskBrowser.number;
import static motcua.acceptance.DeskBrowser.places;
import static motcua.acceptance.DeskBrowser.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import motcua.contract.body.Guidance;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.Respondent;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketTransferred;
import motcua.contract.body.WindowExpired;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clerks serve citizens at desks with tickets, in a real browser: the ordinary visit, and the scenarios. */
class PageDeskVisitTest {
    private static final String BIRTH = "1.001193";
    private static final String COPY = "2.000815";
    private static final int CLERK_KEY = 6;

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

    private Page signedIn(int width) {
        Page desk = browser.desk(office.url(), 1, width);
        DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
        return desk;
    }

    @Test
    void anOrdinaryVisitTakesExactlyTwoKeys() throws Exception {
        String label = office.take(BIRTH).label();
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        desk.evaluate("""
                () => {
                  window.strokes = 0;
                  for (const kind of ["keydown", "mousedown", "touchstart"]) addEventListener(kind, () => window.strokes++, true);
                }
                """);
        int visits = office.records(ServiceFinished.class).size();

        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(label);
        assertThat(desk.locator(".proc__name")).containsText("Khai sinh");
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).hasText(label + " · đang mời đánh giá");

        assertThat(desk.evaluate("window.strokes")).isEqualTo(2);
        List<ServiceFinished> all = office.records(ServiceFinished.class);
        assertThat(all).hasSize(visits + 1);
        ServiceFinished visit = all.get(visits);
        assertThat(visit.visit().procedures()).containsExactly(BIRTH);
        assertThat(visit.visit().field()).isEqualTo("Hộ tịch");
        assertThat(visit.visit().clerk()).isEqualTo(SampleOffice.CLERK);
        assertThat(visit.visit().serviceMs()).isNotNull();
        assertThat(visit.ticket()).isNotNull();

        String byKey = office.take(BIRTH).label();
        assertThat(desk.locator(".nexts li").first()).hasText(byKey);
        int calls = office.records(TicketCalled.class).size();
        oneStrokeOfThePhysicalKey();
        assertThat(number(desk)).hasText(byKey);
        assertThat(office.records(TicketCalled.class)).hasSize(calls + 1);
        oneStrokeOfThePhysicalKey();
        assertThat(lastVisit(desk)).hasText(byKey + " · đang mời đánh giá");
        assertThat(office.records(ServiceFinished.class)).hasSize(visits + 2);
        assertThat(office.last(ServiceFinished.class).visit().procedures()).containsExactly(BIRTH);
        assertThat(desk.evaluate("window.strokes"))
                .as("keys of the desk beside")
                .isEqualTo(2);
    }

    /** As a clerk would, not within two seconds of what was done last. */
    private void oneStrokeOfThePhysicalKey() {
        office.pass(Duration.ofSeconds(3));
        office.press(CLERK_KEY);
    }

    @Test
    void theSameTwoKeysByMouseAndByTabAndEnterAlone() throws Exception {
        String first = office.take(BIRTH).label();
        String second = office.take(BIRTH).label();
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        desk.locator("[data-do=next]").click();
        assertThat(number(desk)).hasText(first);
        desk.locator("[data-do=finish]").click();
        assertThat(lastVisit(desk)).containsText(first);

        tabTo(desk, "next");
        desk.keyboard().press("Enter");
        assertThat(number(desk)).hasText(second);
        tabTo(desk, "finish");
        desk.keyboard().press("Enter");
        assertThat(lastVisit(desk)).containsText(second);
    }

    @Test
    void theTwoKeysNeverMoveAndNothingCoversThem() throws Exception {
        office.take(BIRTH);
        for (int[] size : new int[][] {{1366, 768}, {360, 768}}) {
            Page desk = signedIn(size[0]);
            List<Object> places = new ArrayList<>();
            places.add(places(desk));
            desk.keyboard().press("F2");
            assertThat(desk.locator(".proc")).isVisible();
            places.add(places(desk));
            desk.keyboard().press("F4");
            assertThat(desk.locator(".more")).isVisible();
            places.add(places(desk));
            desk.keyboard().press("3");
            places.add(places(desk));
            desk.keyboard().press("F4");
            desk.locator("[data-do=pickFor]").first().click();
            assertThat(desk.locator("#search")).isVisible();
            places.add(places(desk));
            desk.keyboard().press("Escape");
            desk.keyboard().press("F3");
            assertThat(lastVisit(desk)).containsText("đang mời đánh giá");
            places.add(places(desk));
            desk.locator("[data-do=pause]").click();
            assertThat(desk.getByText("Quầy đang tạm nghỉ")).isVisible();
            places.add(places(desk));
            desk.locator("[data-do=goOn]").click();
            assertThat(desk.locator(".now")).isVisible();

            assertThat(List.copyOf(new LinkedHashSet<>(places)))
                    .as("where the keys are, at %d px", size[0])
                    .hasSize(1);
            office.take(BIRTH);
        }
    }

    @Test
    void scenario1AClerkTakesANumberForSomebodyWhoCannot() throws Exception {
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        office.callForHelp();
        assertThat(desk.getByText("Có người cần giúp ở máy lấy số")).isVisible();
        Chromium.picture(desk, "desk-help");
        desk.locator("[data-do=helpAnswered]").click();
        assertThat(desk.getByText("Có người cần giúp ở máy lấy số")).hasCount(0);

        desk.keyboard().press("F4");
        desk.keyboard().press("5");
        assertThat(desk.locator("[data-do=issue]")).isVisible();
        desk.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Thủ tục").setExact(true))
                .click();
        desk.locator("[data-change=issuePriority]").check();
        looksRight(desk, "desk-issue");
        desk.locator("[data-do=issue]").click();
        assertThat(desk.locator(".taken b")).hasText(java.util.regex.Pattern.compile("K\\d{3}"));

        TicketIssued issued = office.last(TicketIssued.class);
        assertThat(issued.origin()).isEqualTo(TicketOrigin.DESK);
        assertThat(issued.assisted()).isTrue();
        assertThat(issued.priority()).isTrue();
        assertThat(issued.procedure()).isNull();
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(issued.label());
    }

    @Test
    void scenario6ADeafCitizensNumberIsCalledByHand() throws Exception {
        office.take(null);
        String chosen = office.take(null).label();
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        desk.keyboard().press("F4");
        desk.keyboard().press("1");
        desk.locator(".slips .btn", new Page.LocatorOptions().setHasText(chosen))
                .click();
        looksRight(desk, "desk-choose");
        desk.getByText("Gọi bằng tay (không phát loa)").click();

        assertThat(number(desk)).hasText(chosen);
        assertThat(office.last(TicketCalled.class).byHand()).isTrue();
    }

    @Test
    void scenario10And11ProceduresAreFoundByCodeByNameWithoutMarksAndByNickname() throws Exception {
        String label = office.take(null).label();
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(label);
        assertThat(desk.locator(".proc__name")).containsText("Chưa xác định thủ tục");
        for (String[] each : new String[][] {
            {"2.000815", "Chứng thực bản sao"},
            {"dinh chinh giay", "Đính chính Giấy chứng nhận"},
            {"doc than", "Tình trạng hôn nhân"},
            {"SAO Y", "Chứng thực bản sao"}
        }) {
            desk.locator("[data-do=pickFor]").first().click();
            desk.locator("#search").fill(each[0]);
            assertThat(desk.locator(".picker__rows .pick").first()).containsText(each[1]);
            desk.keyboard().press("Enter");
            assertThat(desk.locator(".proc__name")).containsText(each[1]);
        }
        desk.locator("[data-arg=add]").click();
        looksRight(desk, "desk-picker");
        desk.locator("#search").fill("khai sinh");
        assertThat(desk.locator(".picker__rows .pick")).hasCount(1);
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".proc__name")).containsText("Chứng thực bản sao; Khai sinh");
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).containsText(label);

        assertThat(office.last(ServiceFinished.class).visit().procedures()).containsExactly(COPY, BIRTH);
    }

    @Test
    void scenario12ACitizenIsSentToTheOtherCounterWithTheSameNumber() throws Exception {
        String label = office.take(BIRTH).label();
        Page one = browser.desk(office.url(), 1, SampleOffice.CLERK);
        Page two = browser.desk(office.url(), 2, SampleOffice.LEADER);
        one.keyboard().press("F2");
        assertThat(number(one)).hasText(label);
        one.keyboard().press("F4");
        one.keyboard().press("3");
        looksRight(one, "desk-transfer");
        one.locator("[data-arg='thu-tuc|2']").click();
        assertThat(one.locator(".now--serving")).hasCount(0);
        assertThat(two.locator(".nexts li").first()).hasText(label);
        two.keyboard().press("F2");
        assertThat(number(two)).hasText(label);
        two.keyboard().press("F3");
        assertThat(lastVisit(two)).containsText(label);

        TicketTransferred sent = office.last(TicketTransferred.class);
        ServiceFinished finished = office.last(ServiceFinished.class);
        assertThat(finished.ticket()).isEqualTo(sent.ticket());
        assertThat(sent.clerk()).isEqualTo(SampleOffice.CLERK);
        assertThat(finished.visit().clerk()).isEqualTo(SampleOffice.LEADER);
        assertThat(finished.visit().counter()).isEqualTo(2);
    }

    @Test
    void scenario13AfterTheBestAndTheWorstLevelTheDeskLooksTheSame() throws Exception {
        List<String> shown = new ArrayList<>();
        for (int level : new int[] {1, 5}) {
            String label = office.take(null).label();
            Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
            desk.keyboard().press("F2");
            assertThat(number(desk)).hasText(label);
            desk.keyboard().press("F3");
            assertThat(lastVisit(desk)).hasText(label + " · đang mời đánh giá");
            office.press(level);
            assertThat(lastVisit(desk)).hasText(label + " · đã đánh giá");
            Chromium.picture(desk, "desk-rated");
            shown.add(desk.locator("#screen")
                    .innerHTML()
                    .replace(label, "")
                    .replaceAll("<b>\\d+</b> lượt", "")
                    .replaceAll("\\d\\d:\\d\\d", ""));
        }

        assertThat(shown.get(1)).isEqualTo(shown.get(0));
        assertThat(shown.get(0)).doesNotContain("hài lòng", "level", "face-");
    }

    @Test
    void scenario14AnOrganisationsTenDossiersAreOneVisitAndGuidanceIsTicked() throws Exception {
        String label = office.take(COPY).label();
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(label);
        desk.keyboard().press("F4");
        desk.evaluate("""
                () => {
                  for (const kind of ["ONLINE_FILING", "APPLICATION"]) document.querySelector(`[data-arg=${kind}]`).click();
                }
                """);
        assertThat(desk.locator("[data-arg=ONLINE_FILING]")).isChecked();
        assertThat(desk.locator("[data-arg=APPLICATION]")).isChecked();
        desk.getByText("Tổ chức").click();
        assertThat(desk.locator("[data-arg=ORGANISATION]")).hasAttribute("aria-pressed", "true");
        looksRight(desk, "desk-more");
        desk.locator("#dossiers").fill("10");
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).containsText(label);

        ServiceFinished finished = office.last(ServiceFinished.class);
        assertThat(finished.respondent()).isEqualTo(Respondent.ORGANISATION);
        assertThat(finished.dossiers()).isEqualTo(10);
        assertThat(finished.guidance())
                .as("two ticks in one moment are both kept")
                .containsExactly(Guidance.ONLINE_FILING, Guidance.APPLICATION);
    }

    @Test
    void scenario16AColleagueTakesTheCounterOverInThreeSeconds() throws Exception {
        String label = office.take(null).label();
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(label);
        Deque<String> colleagues = new ArrayDeque<>(List.of(SampleOffice.LEADER, SampleOffice.CLERK));
        Promptly.shows(Duration.ofSeconds(3), () -> {
            String next = colleagues.remove();
            colleagues.add(next);
            takeOver(desk, next);
            looksRight(desk, "desk-takeover");
            desk.keyboard().press("Enter");
            String name = next.equals(SampleOffice.LEADER) ? "Trần Văn Bình" : "Nguyễn Thị An";
            return new Promptly.Expected(desk.locator(".desk__who"), name, () -> {});
        });

        assertThat(number(desk)).hasText(label);
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).containsText(label);
        assertThat(office.last(ServiceFinished.class).visit().clerk()).isEqualTo(colleagues.getLast());
    }

    /** All of it but the last key. */
    private static void takeOver(Page desk, String clerk) {
        desk.keyboard().press("F4");
        desk.keyboard().press("9");
        desk.locator("[data-arg=" + clerk + "]").click();
        desk.keyboard().type(SampleOffice.PIN);
    }

    @Test
    void scenario18AfterThreeCallsANumberIsPassedOverAndComesBackBehindTheNext() throws Exception {
        String first = office.take(null).label();
        String second = office.take(null).label();
        office.take(null);
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(first);
        desk.keyboard().press("F4");
        desk.getByText("Gọi lại (lần 2)").click();
        desk.getByText("Gọi lại (lần 3)").click();
        assertThat(desk.getByText("Gọi lại (lần 4)")).isVisible();
        desk.getByText("Vắng mặt – bỏ lượt").click();
        assertThat(desk.locator(".nexts li").first()).hasText(second);
        office.leap(Duration.ofMinutes(15)); // longer than any rating window
        desk.keyboard().press("F4");
        desk.keyboard().press("1");
        desk.locator(".slips .btn", new Page.LocatorOptions().setHasText(first)).click();
        desk.getByText("Xếp lại vào hàng chờ").click();
        desk.keyboard().press("F4");
        assertThat(desk.locator(".nexts li").nth(1)).hasText(first);
        assertThat(office.records(ServiceFinished.class)).isEmpty();
        assertThat(office.records(WindowExpired.class))
                .as("nobody who did not come was asked to rate")
                .isEmpty();

        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(second);
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).containsText(second);
        office.leap(Duration.ofMinutes(15));
        assertThat(office.records(WindowExpired.class))
                .extracting(WindowExpired::service)
                .as("who came was asked, and that ran out")
                .containsExactly(office.last(ServiceFinished.class).service());
    }

    @Test
    void scenario37ReceptionOfCitizensHasItsOwnNumbersAndIsNoProcedure() throws Exception {
        Page desk = browser.desk(office.url(), 2, SampleOffice.LEADER);
        desk.keyboard().press("F4");
        desk.keyboard().press("5");
        desk.getByText("Tiếp công dân").click();
        desk.locator("[data-do=issue]").click();
        assertThat(desk.locator(".taken b")).hasText(java.util.regex.Pattern.compile("T\\d{3}"));
        String label = desk.locator(".taken b").textContent();
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(label);
        desk.keyboard().press("F4"); // what is open beside it stays until then
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).containsText(label);

        ServiceFinished finished = office.last(ServiceFinished.class);
        assertThat(finished.visit().kind()).isEqualTo(Kind.RECEPTION);
        assertThat(finished.visit().procedures()).isEmpty();
        assertThat(finished.visit().mode()).isEqualTo(Mode.TICKET);
    }

    @Test
    void aRefusalIsSaidAtTheKeysAndNothingIsLost() throws Exception {
        String label = office.take(BIRTH).label();
        Page desk = browser.desk(office.url(), 1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(label);
        desk.locator("[data-do=out]").click();
        assertThat(desk.locator(".desk__keys .desk__said"))
                .hasText("Quầy đang phục vụ một số. Xin kết thúc lượt này trước");
        assertThat(number(desk)).hasText(label);
        looksRight(desk, "desk-refused");
        desk.keyboard().press("F3");
        assertThat(desk.locator(".desk__said")).hasCount(0);
        assertThat(lastVisit(desk)).containsText(label);
        desk.keyboard().press("F2");
        assertThat(desk.locator(".desk__said")).hasText("Chưa có ai chờ");
    }

    @Test
    void everythingBehindMoreIsReachedByTabAndEnterAlone() throws Exception {
        String label = office.take(null).label();
        Page desk = browser.desk(office.url(), 1, DeskBrowser.SCREEN);
        assertThat(desk.locator("h1")).hasText("Đăng nhập quầy");
        tabTo(desk, "c-" + SampleOffice.CLERK);
        desk.keyboard().press("Enter");
        desk.keyboard().type(SampleOffice.PIN);
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".desk__keys")).isVisible();
        tabTo(desk, "next");
        desk.keyboard().press("Enter");
        assertThat(number(desk)).hasText(label);
        tabTo(desk, "change");
        desk.keyboard().press("Enter");
        desk.keyboard().type("khai sinh");
        assertThat(desk.locator(".picker__rows .pick")).hasCount(1);
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".proc__name")).containsText("Khai sinh");
        tabTo(desk, "more");
        desk.keyboard().press("Enter");
        tabTo(desk, "w-hold-");
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".nexts", new Page.LocatorOptions().setHasText(label + " giữ")))
                .isVisible();
        tabTo(desk, "more");
        desk.keyboard().press("Enter");
        tabTo(desk, "w-open-choose");
        desk.keyboard().press("Enter");
        tabTo(desk, String.valueOf(desk.locator(".slips .btn").first().getAttribute("data-focus")));
        desk.keyboard().press("Enter");
        tabTo(desk, "w-call-voice");
        desk.keyboard().press("Enter");
        assertThat(number(desk)).hasText(label);
        assertThat(desk.locator(".proc__name")).containsText("Khai sinh");
        tabTo(desk, "finish");
        desk.keyboard().press("Enter");
        assertThat(lastVisit(desk)).containsText(label);
    }
}
