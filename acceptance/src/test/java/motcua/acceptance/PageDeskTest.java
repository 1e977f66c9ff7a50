package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import motcua.contract.body.Guidance;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.RecordBody;
import motcua.contract.body.Respondent;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketTransferred;
import motcua.contract.journal.JournalRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clerks at desks with tickets: a real kiosk, a simulated pad, a real browser, no server. */
class PageDeskTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final double LONG_MS = 30_000;
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String BIRTH = "1.001193";
    private static final String COPY = "2.000815";

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static KioskProcess kiosk;
    private static int wishes;
    private final List<Page> pages = new ArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.start();
        String seed = SampleOffice.withTickets(300, SampleOffice.SIMULATED_PAD).replace("\"queues\":[", """
                        "queues":[
                          {"id":"tiep-dan","letter":"T","name":"Tiếp công dân","kind":"RECEPTION","counters":[2]},""");
        kiosk = KioskProcess.start(
                folder, new KioskProcess.Setup("kiosk-ban-lam-viec", "", SampleOffice.SIMULATED_PAD, seed, null, null));
        // nobody need be asked for the date in each test; one test asks on a kiosk of its own
        assertThat(kiosk.web()
                        .post("/api/setup/clock", "{\"local\":\"" + LocalDateTime.now(HERE) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void close() {
        kiosk.close();
        chromium.close();
    }

    @BeforeEach
    void allGone() throws Exception {
        for (int counter = 1; counter <= 2; counter++) {
            Web desk = signedIn(counter, SampleOffice.CLERK);
            JsonNode queue = desk.json("/api/desk/" + counter).path("queue");
            List<JsonNode> all = new ArrayList<>();
            queue.path("list").forEach(all::add);
            queue.path("held").forEach(all::add);
            if (queue.path("now").isObject()) {
                all.add(queue.path("now"));
            }
            for (JsonNode each : all) {
                desk.post(
                        "/api/counters/" + counter + "/ticket/left",
                        "{\"ticket\":\"" + each.path("ticket").asText() + "\"}");
            }
        }
    }

    @AfterEach
    void closePages() {
        pages.forEach(page -> page.context().close());
        pages.clear();
    }

    @Test
    void anOrdinaryVisitTakesExactlyTwoKeys() throws Exception {
        String label = take(BIRTH);
        Page desk = desk(1, SampleOffice.CLERK);
        desk.evaluate("""
                () => {
                  window.strokes = 0;
                  for (const kind of ["keydown", "mousedown", "touchstart"]) addEventListener(kind, () => window.strokes++, true);
                }
                """);
        int visits = records("service-finished", ServiceFinished.class).size();

        desk.keyboard().press("F2");
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
        assertThat(desk.locator(".proc__name")).containsText("Khai sinh");
        desk.keyboard().press("F3");
        assertThat(desk.locator(".last .chip")).hasText(label + " · đang mời đánh giá");

        assertThat(desk.evaluate("window.strokes")).isEqualTo(2);
        List<ServiceFinished> all = records("service-finished", ServiceFinished.class);
        assertThat(all).hasSize(visits + 1);
        ServiceFinished visit = all.get(visits);
        assertThat(visit.visit().procedures()).containsExactly(BIRTH);
        assertThat(visit.visit().field()).isEqualTo("Hộ tịch");
        assertThat(visit.visit().clerk()).isEqualTo(SampleOffice.CLERK);
        assertThat(visit.visit().serviceMs()).isNotNull();
        assertThat(visit.ticket()).isNotNull();
    }

    @Test
    void theSameTwoKeysByMouseAndByTabAndEnterAlone() throws Exception {
        String first = take(BIRTH);
        String second = take(BIRTH);
        Page desk = desk(1, SampleOffice.CLERK);
        desk.locator("[data-do=next]").click();
        assertThat(desk.locator(".now--serving .bigno")).hasText(first);
        desk.locator("[data-do=finish]").click();
        assertThat(desk.locator(".last .chip")).containsText(first);

        tabTo(desk, "next");
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".now--serving .bigno")).hasText(second);
        tabTo(desk, "finish");
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".last .chip")).containsText(second);
    }

    @Test
    void thePhysicalKeyAndThePageAgreeWithinASecond() throws Exception {
        String label = take(COPY);
        Page desk = desk(1, SampleOffice.CLERK);
        assertThat(desk.locator(".nexts li").first()).hasText(label);
        LocatorAssertions.HasTextOptions second = new LocatorAssertions.HasTextOptions().setTimeout(1_000);

        press(6);
        assertThat(desk.locator(".now--serving .bigno")).hasText(label, second);
        int visits = kiosk.journal("service-finished").size();
        // strokes within two seconds are one, so it takes some until the next one counts
        Awaitility.await("a stroke that ends the service")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    press(6);
                    return kiosk.journal("service-finished").size() == visits + 1;
                });
        assertThat(desk.locator(".last .chip")).hasText(label + " · đang mời đánh giá", second);
    }

    @Test
    void theTwoKeysNeverMoveAndNothingCoversThem() throws Exception {
        take(BIRTH);
        for (int[] size : new int[][] {{1366, 768}, {360, 768}}) {
            Page desk = desk(1, SampleOffice.CLERK, size[0], size[1]);
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
            assertThat(desk.locator(".last .chip")).containsText("đang mời đánh giá");
            places.add(places(desk));
            desk.locator("[data-do=pause]").click();
            assertThat(desk.getByText("Quầy đang tạm nghỉ")).isVisible();
            places.add(places(desk));
            desk.locator("[data-do=goOn]").click();
            assertThat(desk.locator(".now")).isVisible();

            assertThat(List.copyOf(new java.util.LinkedHashSet<>(places)))
                    .as("where the keys are, at %d px", size[0])
                    .hasSize(1);
            take(BIRTH);
        }
    }

    /** Where the two keys are, and whether a finger in their middle meets them. */
    private static Object places(Page desk) {
        return String.valueOf(desk.evaluate("""
                () => ["next", "finish"].map((name) => {
                  const key = document.querySelector(`.desk__keys [data-do="${name}"]`);
                  const at = key.getBoundingClientRect();
                  const met = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
                  return [Math.round(at.x), Math.round(at.y), Math.round(at.width), key.contains(met)].join(",");
                })
                """));
    }

    @Test
    void scenario1AClerkTakesANumberForSomebodyWhoCannot() throws Exception {
        Page desk = desk(1, SampleOffice.CLERK);
        kiosk.web().post("/api/help", "{}");
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

        TicketIssued issued = last("ticket-issued", TicketIssued.class);
        assertThat(issued.origin()).isEqualTo(TicketOrigin.DESK);
        assertThat(issued.assisted()).isTrue();
        assertThat(issued.priority()).isTrue();
        assertThat(issued.procedure()).isNull();
        desk.keyboard().press("F2");
        assertThat(desk.locator(".now--serving .bigno")).hasText(issued.label());
    }

    @Test
    void scenario6ADeafCitizensNumberIsCalledByHand() throws Exception {
        take(null);
        String chosen = take(null);
        Page desk = desk(1, SampleOffice.CLERK);
        desk.keyboard().press("F4");
        desk.keyboard().press("1");
        desk.locator(".slips .btn", new Page.LocatorOptions().setHasText(chosen))
                .click();
        looksRight(desk, "desk-choose");
        desk.getByText("Gọi bằng tay (không phát loa)").click();

        assertThat(desk.locator(".now--serving .bigno")).hasText(chosen);
        assertThat(last("ticket-called", TicketCalled.class).byHand()).isTrue();
    }

    @Test
    void scenario10And11ProceduresAreFoundByCodeByNameWithoutMarksAndByNickname() throws Exception {
        String label = take(null);
        Page desk = desk(1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
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
        assertThat(desk.locator(".last .chip")).containsText(label);

        assertThat(last("service-finished", ServiceFinished.class).visit().procedures())
                .containsExactly(COPY, BIRTH);
    }

    @Test
    void scenario12ACitizenIsSentToTheOtherCounterWithTheSameNumber() throws Exception {
        String label = take(BIRTH);
        Page one = desk(1, SampleOffice.CLERK);
        Page two = desk(2, SampleOffice.LEADER);
        one.keyboard().press("F2");
        assertThat(one.locator(".now--serving .bigno")).hasText(label);
        one.keyboard().press("F4");
        one.keyboard().press("3");
        looksRight(one, "desk-transfer");
        one.locator("[data-arg='thu-tuc|2']").click();
        assertThat(one.locator(".now--serving")).hasCount(0);
        assertThat(two.locator(".nexts li").first())
                .hasText(label, new LocatorAssertions.HasTextOptions().setTimeout(1_000));
        two.keyboard().press("F2");
        assertThat(two.locator(".now--serving .bigno")).hasText(label);
        two.keyboard().press("F3");
        assertThat(two.locator(".last .chip")).containsText(label);

        TicketTransferred sent = last("ticket-transferred", TicketTransferred.class);
        ServiceFinished finished = last("service-finished", ServiceFinished.class);
        assertThat(finished.ticket()).isEqualTo(sent.ticket());
        assertThat(sent.clerk()).isEqualTo(SampleOffice.CLERK);
        assertThat(finished.visit().clerk()).isEqualTo(SampleOffice.LEADER);
        assertThat(finished.visit().counter()).isEqualTo(2);
    }

    @Test
    void scenario13AfterTheBestAndTheWorstLevelTheDeskLooksTheSame() throws Exception {
        List<String> shown = new ArrayList<>();
        for (int level : new int[] {1, 5}) {
            String label = take(null);
            Page desk = desk(1, SampleOffice.CLERK);
            desk.keyboard().press("F2");
            assertThat(desk.locator(".now--serving .bigno")).hasText(label);
            desk.keyboard().press("F3");
            assertThat(desk.locator(".last .chip")).hasText(label + " · đang mời đánh giá");
            press(level);
            assertThat(desk.locator(".last .chip")).hasText(label + " · đã đánh giá");
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
        String label = take(COPY);
        Page desk = desk(1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
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
        assertThat(desk.locator(".last .chip")).containsText(label);

        ServiceFinished finished = last("service-finished", ServiceFinished.class);
        assertThat(finished.respondent()).isEqualTo(Respondent.ORGANISATION);
        assertThat(finished.dossiers()).isEqualTo(10);
        assertThat(finished.guidance())
                .as("two ticks in one moment are both kept")
                .containsExactly(Guidance.ONLINE_FILING, Guidance.APPLICATION);
    }

    @Test
    void scenario16AColleagueTakesTheCounterOverInThreeSeconds() throws Exception {
        String label = take(null);
        Page desk = desk(1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
        desk.keyboard().press("F4");
        desk.keyboard().press("9");
        desk.locator("[data-arg=" + SampleOffice.LEADER + "]").click();
        desk.keyboard().type(SampleOffice.PIN);
        looksRight(desk, "desk-takeover");
        long pressed = System.nanoTime();
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".desk__who"))
                .containsText("Trần Văn Bình", new LocatorAssertions.ContainsTextOptions().setTimeout(3_000));
        assertThat(Duration.ofNanos(System.nanoTime() - pressed)).isLessThan(Duration.ofSeconds(3));

        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
        desk.keyboard().press("F3");
        assertThat(desk.locator(".last .chip")).containsText(label);
        assertThat(last("service-finished", ServiceFinished.class).visit().clerk())
                .isEqualTo(SampleOffice.LEADER);
    }

    @Test
    void scenario17ACounterThatRestsCallsNobodyAndKeepsThePlaces() throws Exception {
        String label = take(null);
        Page desk = desk(1, SampleOffice.CLERK);
        desk.locator("[data-do=pause]").click();
        assertThat(desk.locator("h1")).hasText("Quầy đang tạm nghỉ");
        looksRight(desk, "desk-paused");
        desk.keyboard().press("F2");
        assertThat(desk.locator("h1")).hasText("Quầy đang tạm nghỉ");
        desk.locator("[data-do=goOn]").click();
        assertThat(desk.locator(".nexts li").first()).hasText(label);
    }

    @Test
    void scenario18AfterThreeCallsANumberIsPassedOverAndComesBackBehindTheNext() throws Exception {
        String first = take(null);
        String second = take(null);
        take(null);
        Page desk = desk(1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(desk.locator(".now--serving .bigno")).hasText(first);
        desk.keyboard().press("F4");
        desk.getByText("Gọi lại (lần 2)").click();
        desk.getByText("Gọi lại (lần 3)").click();
        assertThat(desk.getByText("Gọi lại (lần 4)")).isVisible();
        desk.getByText("Vắng mặt – bỏ lượt").click();
        assertThat(desk.locator(".nexts li").first()).hasText(second);
        desk.keyboard().press("F4");
        desk.keyboard().press("1");
        desk.locator(".slips .btn", new Page.LocatorOptions().setHasText(first)).click();
        desk.getByText("Xếp lại vào hàng chờ").click();
        desk.keyboard().press("F4");
        assertThat(desk.locator(".nexts li").nth(1)).hasText(first);

        assertThat(kiosk.journal("window-expired").stream()
                        .filter(each ->
                                new String(each.bodyBytes(), java.nio.charset.StandardCharsets.UTF_8).contains(first)))
                .isEmpty();
    }

    @Test
    void scenario37ReceptionOfCitizensHasItsOwnNumbersAndIsNoProcedure() throws Exception {
        Page desk = desk(2, SampleOffice.LEADER);
        desk.keyboard().press("F4");
        desk.keyboard().press("5");
        desk.getByText("Tiếp công dân").click();
        desk.locator("[data-do=issue]").click();
        assertThat(desk.locator(".taken b")).hasText(java.util.regex.Pattern.compile("T\\d{3}"));
        String label = desk.locator(".taken b").textContent();
        desk.keyboard().press("F2");
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
        desk.keyboard().press("F4"); // what is open beside it stays until then
        desk.keyboard().press("F3");
        assertThat(desk.locator(".last .chip")).containsText(label);

        ServiceFinished finished = last("service-finished", ServiceFinished.class);
        assertThat(finished.visit().kind()).isEqualTo(Kind.RECEPTION);
        assertThat(finished.visit().procedures()).isEmpty();
        assertThat(finished.visit().mode()).isEqualTo(Mode.TICKET);
    }

    @Test
    void twoDesksAndTwoTabsOfOneDeskStayInAgreement() throws Exception {
        String label = take(BIRTH);
        Page one = desk(1, SampleOffice.CLERK);
        Page tab = one.context().newPage();
        tab.navigate(kiosk.url() + "/desk?counter=1");
        assertThat(tab.locator(".nexts li").first()).hasText(label);
        one.keyboard().press("F2");
        assertThat(tab.locator(".now--serving .bigno"))
                .hasText(label, new LocatorAssertions.HasTextOptions().setTimeout(1_000));
        one.keyboard().press("F3");
        assertThat(one.locator(".last .chip")).containsText(label);
        String second = take(BIRTH);
        assertThat(tab.locator(".nexts li").first()).hasText(second);
        tab.keyboard().press("F2");
        assertThat(one.locator(".now--serving .bigno"))
                .hasText(second, new LocatorAssertions.HasTextOptions().setTimeout(1_000));

        one.locator("[data-do=pickFor]").first().click();
        one.locator("#search").fill("sao y");
        assertThat(one.locator(".picker__rows .pick")).hasCount(1);
        one.keyboard().press("Enter");
        assertThat(tab.locator(".proc__name")).containsText("Chứng thực bản sao");
        tab.keyboard().press("F3");
        assertThat(one.locator(".last .chip")).containsText(second);
        assertThat(last("service-finished", ServiceFinished.class).visit().procedures())
                .containsExactly(COPY);
    }

    @Test
    void aRefusalIsSaidAtTheKeysAndNothingIsLost() throws Exception {
        String label = take(BIRTH);
        Page desk = desk(1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
        desk.locator("[data-do=out]").click();
        assertThat(desk.locator(".desk__keys .desk__said"))
                .hasText("Quầy đang phục vụ một số. Xin kết thúc lượt này trước");
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
        looksRight(desk, "desk-refused");
        desk.keyboard().press("F3");
        assertThat(desk.locator(".desk__said")).hasCount(0);
        assertThat(desk.locator(".last .chip")).containsText(label);
        desk.keyboard().press("F2");
        assertThat(desk.locator(".desk__said")).hasText("Chưa có ai chờ");
    }

    @Test
    void afterAPowerCutTheDeskComesBackAndTheTicketIsStillThere() throws Exception {
        String label = take(BIRTH);
        Page desk = desk(1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
        kiosk.kill();
        assertThat(desk.locator(".stop"))
                .containsText("Mất kết nối", new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
        assertThat(desk.locator("h1")).hasText("Số gần nhất, trước khi mất kết nối");
        assertThat(desk.locator("[data-do=finish]")).hasAttribute("aria-disabled", "true");
        looksRight(desk, "desk-offline");
        kiosk.restart();

        assertThat(desk.locator("h1"))
                .hasText("Đăng nhập quầy", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        assertThat(desk.locator(".note")).containsText("Ca của Nguyễn Thị An đang mở ở quầy này");
        signInHere(desk, SampleOffice.CLERK);
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
        desk.keyboard().press("F3");
        assertThat(desk.locator(".last .chip")).containsText(label);
        assertThat(last("service-finished", ServiceFinished.class).visit().procedures())
                .containsExactly(BIRTH);
    }

    @Test
    void aTabletThatSleptForAnHourShowsNothingOldAsCurrent() throws Exception {
        take(BIRTH);
        Page desk = page(1366, 768);
        desk.clock().install();
        desk.navigate(kiosk.url() + "/desk?counter=1");
        signInHere(desk, SampleOffice.CLERK);
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
    void aClerkIsAskedForTheDateOnAClockThatNobodyTrusts() throws Exception {
        try (KioskProcess alone = KioskProcess.start(
                folder.resolve("khong-gio"),
                new KioskProcess.Setup(
                        "kiosk-khong-gio", "", "", SampleOffice.withTickets(120, "khong-co"), null, null))) {
            boolean known =
                    alone.web().json("/api/setup").path("clock").path("trusted").asBoolean();
            Page desk = chromium.desk(1366, 768);
            pages.add(desk);
            desk.navigate(alone.url() + "/desk?counter=1");
            signInHere(desk, SampleOffice.CLERK);
            assertThat(desk.locator("[data-do=next]")).isVisible();
            if (!known) { // where the machine's own clock is synchronised nobody need be asked
                assertThat(desk.locator("h1")).hasText("Hôm nay là ngày nào?");
                looksRight(desk, "desk-date");
                desk.getByText("Đúng", new Page.GetByTextOptions().setExact(true))
                        .click();
            }
            assertThat(desk.locator("h1")).hasText("Chưa có số đang phục vụ");
            assertThat(alone.journal("clock-anchor")).isNotEmpty();
        }
    }

    @Test
    void everyStateIsFreeOfBarriersOnAScreenAndInAStrip() throws Exception {
        for (String form : new String[] {"desk", "strip"}) {
            int width = form.equals("desk") ? 1366 : 360;
            Page desk = page(width, 768);
            desk.navigate(kiosk.url() + "/desk?counter=1");
            assertThat(desk.locator("h1")).hasText("Đăng nhập quầy");
            desk.locator("[data-do=clerk]").first().click();
            desk.keyboard().type("246");
            looksRight(desk, form + "-signin");
            desk.locator("#pin").fill("");
            signInHere(desk, SampleOffice.CLERK);
            String label = take(BIRTH);
            take(null);
            takePriority();
            looksRight(desk, form + "-idle");
            desk.keyboard().press("F2");
            assertThat(desk.locator(".proc")).isVisible();
            looksRight(desk, form + "-serving");
            desk.keyboard().press("F4");
            assertThat(desk.locator(".more")).isVisible();
            looksRight(desk, form + "-more");
            desk.keyboard().press("0");
            assertThat(desk.locator(".conduct li").first()).isVisible();
            looksRight(desk, form + "-conduct");
            desk.keyboard().press("F4");
            desk.locator("[data-do=pickFor]").first().click();
            looksRight(desk, form + "-picker");
            desk.keyboard().press("Escape");
            desk.keyboard().press("F3");
            assertThat(desk.locator("h1").first()).hasText("Vừa xong, đang mời đánh giá");
            looksRight(desk, form + "-finished");
            desk.keyboard().press("F4");
            desk.keyboard().press("2");
            looksRight(desk, form + "-walkin");
            desk.context().close();
            pages.remove(desk);
            Page visits = page(width, 768);
            visits.navigate(kiosk.url() + "/desk?counter=3");
            signInHere(visits, SampleOffice.CLERK);
            assertThat(visits.locator("h1").first()).hasText("Phục vụ công dân");
            looksRight(visits, form + "-visit");
            assertThat(label).startsWith("A");
        }
    }

    @Test
    void everythingBehindMoreIsReachedByTabAndEnterAlone() throws Exception {
        String label = take(null);
        Page desk = page(1366, 768);
        desk.navigate(kiosk.url() + "/desk?counter=1");
        assertThat(desk.locator("h1")).hasText("Đăng nhập quầy");
        tabTo(desk, "c-" + SampleOffice.CLERK);
        desk.keyboard().press("Enter");
        desk.keyboard().type(SampleOffice.PIN);
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".desk__keys")).isVisible();
        tabTo(desk, "next");
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
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
        assertThat(desk.locator(".now--serving .bigno")).hasText(label);
        assertThat(desk.locator(".proc__name")).containsText("Khai sinh");
        tabTo(desk, "finish");
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".last .chip")).containsText(label);
    }

    // ---- what the tests do

    private static String take(@Nullable String procedure) throws Exception {
        return issue(procedure == null ? "" : ",\"procedure\":\"" + procedure + "\"");
    }

    private static void takePriority() throws Exception {
        issue(",\"priority\":true");
    }

    /** A number taken on the ticket screen, which has shown it. */
    private static String issue(String more) throws Exception {
        HttpResponse<String> taken = kiosk.web()
                .post("/api/tickets", "{\"wish\":\"%024x\",\"queue\":\"thu-tuc\"%s}".formatted(wishes++, more));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        JsonNode ticket = JSON.readTree(taken.body());
        assertThat(kiosk.web()
                        .post("/api/tickets/" + ticket.path("id").asText() + "/shown", "{}")
                        .statusCode())
                .isEqualTo(200);
        return ticket.path("label").asText();
    }

    private static void press(int key) throws Exception {
        HttpResponse<String> answer = kiosk.web().post("/api/simulated/counters/1/press/" + key, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static Web signedIn(int counter, String clerk) throws Exception {
        Web desk = kiosk.web();
        HttpResponse<String> answer = desk.post(
                "/api/counters/" + counter + "/sign-in",
                "{\"clerk\":\"%s\",\"pin\":\"%s\"}".formatted(clerk, SampleOffice.PIN));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return desk;
    }

    private Page page(int width, int height) {
        Page page = chromium.desk(width, height);
        pages.add(page);
        return page;
    }

    private Page desk(int counter, String clerk) {
        return desk(counter, clerk, 1366, 768);
    }

    private Page desk(int counter, String clerk, int width, int height) {
        Page desk = page(width, height);
        desk.navigate(kiosk.url() + "/desk?counter=" + counter);
        signInHere(desk, clerk);
        assertThat(desk.locator(".desk__keys")).isVisible();
        return desk;
    }

    private static void signInHere(Page desk, String clerk) {
        desk.locator("[data-arg=" + clerk + "]").click();
        desk.keyboard().type(SampleOffice.PIN);
        desk.keyboard().press("Enter");
        assertThat(desk.locator("[data-do=out], .mistake, .desk__said").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG_MS));
        assertThat(desk.locator(".mistake, .desk__said")).hasCount(0);
    }

    private static <T extends RecordBody> List<T> records(String type, Class<T> body) throws Exception {
        List<T> all = new ArrayList<>();
        for (JournalRecord record : kiosk.journal(type)) {
            all.add(record.body(body));
        }
        return all;
    }

    private static <T extends RecordBody> T last(String type, Class<T> body) throws Exception {
        List<T> all = records(type, body);
        return all.get(all.size() - 1);
    }

    private static void tabTo(Page page, String focus) {
        for (int i = 0; i < 80; i++) {
            if (focus.equals(page.evaluate("document.activeElement?.dataset.focus"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab never reaches " + focus);
    }

    private static void looksRight(Page page, String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
    }
}
