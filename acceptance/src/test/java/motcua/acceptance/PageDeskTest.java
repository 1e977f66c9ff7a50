package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.DeskBrowser.lastVisit;
import static motcua.acceptance.DeskBrowser.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import motcua.contract.body.ServiceFinished;
import motcua.contract.journal.JournalRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A desk of a real kiosk process, with a simulated pad and no server: what only a process can show. Visits, states and trouble are in
 * {@link PageDeskVisitTest}, {@link PageDeskScreenTest}, {@link PageDeskStripTest}, {@link PageDeskPanelsTest} and
 * {@link PageDeskTroubleTest}.
 */
class PageDeskTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String BIRTH = "1.001193";

    @TempDir
    static Path folder;

    private static DeskBrowser browser;
    private static KioskProcess kiosk;
    private static int wishes;

    @BeforeAll
    static void open() throws Exception {
        browser = new DeskBrowser();
        kiosk = KioskProcess.start(
                folder,
                new KioskProcess.Setup(
                        "kiosk-ban-lam-viec",
                        "",
                        SampleOffice.SIMULATED_PAD,
                        SampleOffice.withTickets(300, SampleOffice.SIMULATED_PAD),
                        null,
                        null));
        // nobody need be asked for the date
        assertThat(kiosk.web()
                        .post("/api/setup/clock", "{\"local\":\"" + LocalDateTime.now(HERE) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void close() {
        kiosk.close();
        browser.close();
    }

    @AfterEach
    void closePages() {
        browser.closePages();
    }

    @Test
    void thePhysicalKeyAndThePageAgreeWithinASecond() throws Exception {
        Page desk = browser.desk(kiosk.url().toString(), 1, SampleOffice.CLERK);
        Promptly.shows(Duration.ofSeconds(1), () -> {
            String label = take();
            assertThat(desk.locator(".nexts li").first()).hasText(label);
            pressTheKeyUntil("ticket-called");
            return new Promptly.Expected(number(desk), label, () -> finish(desk, label));
        });
        Promptly.shows(Duration.ofSeconds(1), () -> {
            String label = take();
            assertThat(desk.locator(".nexts li").first()).hasText(label);
            desk.keyboard().press("F2");
            assertThat(number(desk)).hasText(label);
            pressTheKeyUntil("service-finished");
            return new Promptly.Expected(lastVisit(desk), label + " · đang mời đánh giá", () -> {});
        });
    }

    private static void finish(Page desk, String label) {
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).containsText(label);
    }

    /** Strokes within two seconds are one, so it takes some until the next one counts. */
    private static void pressTheKeyUntil(String happens) throws Exception {
        int before = kiosk.journal(happens).size();
        Awaitility.await(happens)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    press(6);
                    return kiosk.journal(happens).size() == before + 1;
                });
    }

    @Test
    void afterAPowerCutTheDeskComesBackAndTheTicketIsStillThere() throws Exception {
        String label = take();
        Page desk = browser.desk(kiosk.url().toString(), 1, SampleOffice.CLERK);
        desk.keyboard().press("F2");
        assertThat(number(desk)).hasText(label);
        kiosk.kill();
        assertThat(desk.locator(".stop"))
                .containsText("Mất kết nối", new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
        assertThat(desk.locator("h1")).hasText("Số gần nhất, trước khi mất kết nối");
        assertThat(desk.locator("[data-do=finish]")).hasAttribute("aria-disabled", "true");
        kiosk.restart();

        assertThat(desk.locator("h1"))
                .hasText("Đăng nhập quầy", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        assertThat(desk.locator(".note")).containsText("Ca của Nguyễn Thị An đang mở ở quầy này");
        DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
        assertThat(number(desk)).hasText(label);
        desk.keyboard().press("F3");
        assertThat(lastVisit(desk)).containsText(label);
        List<JournalRecord> finished = kiosk.journal("service-finished");
        assertThat(finished.get(finished.size() - 1)
                        .body(ServiceFinished.class)
                        .visit()
                        .procedures())
                .containsExactly(BIRTH);
    }

    /** A number taken on the ticket screen, which has shown it. */
    private static String take() throws Exception {
        HttpResponse<String> taken = kiosk.web()
                .post(
                        "/api/tickets",
                        "{\"wish\":\"%024x\",\"queue\":\"thu-tuc\",\"procedure\":\"%s\"}".formatted(wishes++, BIRTH));
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
}
