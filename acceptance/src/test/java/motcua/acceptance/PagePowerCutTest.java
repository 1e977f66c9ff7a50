package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.TicketScreen.HEIGHT;
import static motcua.acceptance.TicketScreen.NUMBER_MS;
import static motcua.acceptance.TicketScreen.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import motcua.acceptance.crash.Invariant;
import motcua.contract.body.PrintResult;
import motcua.contract.body.TicketPrinted;
import motcua.contract.journal.JournalRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kiosk dies under its pages and comes back: what a citizen and a clerk see of that. */
class PagePowerCutTest {
    private static final double LONG_MS = 60_000;

    @TempDir
    static Path folder;

    private static DeskBrowser browser;
    private static Chromium chromium;
    private static KioskProcess kiosk;

    @BeforeAll
    static void open() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(LONG_MS);
        browser = new DeskBrowser();
        chromium = browser.chromium();
        kiosk = TicketScreen.kiosk(folder, "mat-dien", TicketScreen.smallOffice(), "printer.port=virtual\n");
    }

    @AfterAll
    static void close() {
        browser.closePages();
        browser.close();
        kiosk.close();
    }

    /** A slip was half out and a press had just been thanked for. */
    @Test
    void scenario26AfterAPowerCutThePressIsThereTheSlipComesAgainAsACopyAndTheNumbersGoOn() throws Exception {
        setTheClock();
        Page screen = TicketScreen.open(chromium, kiosk, WIDTH, HEIGHT);
        String first = takeANumber(screen, "Xin lấy phiếu");
        Page desk = browser.desk(kiosk.url().toString(), 1, SampleOffice.CLERK);
        Page rate = browser.page(1280);
        rate.navigate(kiosk.url() + "/rate?counter=1");
        desk.locator(".desk__keys [data-do=next]").click();
        assertThat(DeskBrowser.number(desk)).hasText(first);
        desk.locator(".desk__keys [data-do=finish]").click();
        rate.locator("[data-key='2']").first().click();
        assertThat(DeskBrowser.lastVisit(desk)).containsText("đã đánh giá");
        String half = takeANumber(screen, "Đang in phiếu, xin chờ…");

        kiosk.kill();
        List<JournalRecord> left = kiosk.journal();
        kiosk.restart();

        assertThat(kiosk.journal("press"))
                .as("what was thanked for is there, once")
                .hasSize(1);
        assertThat(kiosk.journal().subList(0, left.size()).stream().map(JournalRecord::hash))
                .isEqualTo(left.stream().map(JournalRecord::hash).toList());
        JournalRecord boot = kiosk.journal().get(left.size());
        assertThat(boot.header().type()).isEqualTo("boot");
        assertThat(boot.header().seq())
                .isEqualTo(left.get(left.size() - 1).header().seq() + 1);

        setTheClock();
        DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
        assertThat(DeskBrowser.lastVisit(desk)).containsText("đã đánh giá");
        desk.locator(".desk__keys [data-do=next]").click();
        assertThat(DeskBrowser.number(desk)).hasText(half);
        desk.keyboard().press("F4");
        desk.locator("[data-arg=printer]").click();
        assertThat(desk.locator(".more h2")).hasText("Máy in phiếu");
        desk.keyboard().press("1");
        assertThat(desk.locator(".done:not(.done--warn)")).hasText("Đã in lại số " + half);
        assertThat(lastPaper()).as("the paper says that it is a copy").contains("Bản in lại");
        assertThat(printed(TicketScreen.ticket(kiosk, half).ticket())).contains(PrintResult.PRINTED);

        screen.clock().fastForward(NUMBER_MS);
        String next = takeANumber(screen, "Xin lấy phiếu");
        assertThat(List.of(first, half, next)).containsExactly("A001", "A002", "A003");
        Invariant.check()
                .kiosk(kiosk.dataFolder().resolve("journal").resolve("journal.db"))
                .holds("after the power cut");
    }

    /** Nobody need be asked for the date. */
    private static void setTheClock() throws Exception {
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        assertThat(kiosk.web()
                        .post("/api/setup/clock", "{\"local\":\"" + now + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String takeANumber(Page screen, String heading) {
        TicketScreen.settled(screen, "#key-get");
        screen.locator("#key-get").tap();
        assertThat(screen.locator("h1")).hasText(heading);
        String number = screen.locator(".bigno").textContent();
        if (heading.equals("Xin lấy phiếu")) {
            screen.clock().fastForward(NUMBER_MS);
        }
        return number;
    }

    private static List<PrintResult> printed(String ticket) throws Exception {
        List<PrintResult> results = new ArrayList<>();
        for (JournalRecord each : kiosk.journal("ticket-printed")) {
            TicketPrinted printed = each.body(TicketPrinted.class);
            if (printed.ticket().equals(ticket)) {
                results.add(printed.result());
            }
        }
        return results;
    }

    /** The newest slip, as somebody reads it. */
    private static String lastPaper() throws Exception {
        Path picture = folder.resolve("paper.png");
        await("paper is out").atMost(Duration.ofSeconds(30)).until(() -> {
            HttpResponse<Path> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(kiosk.url().resolve("/api/simulated/paper"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofFile(picture));
            return answer.statusCode() == 200;
        });
        Path text = folder.resolve("paper.txt");
        Process reading = new ProcessBuilder("tesseract", picture.toString(), "-", "-l", "vie", "--psm", "4")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(text.toFile())
                .start();
        assertThat(reading.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Files.readString(text);
    }
}
