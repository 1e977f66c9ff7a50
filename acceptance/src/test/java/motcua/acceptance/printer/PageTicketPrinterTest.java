package motcua.acceptance.printer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.TicketScreen.HEIGHT;
import static motcua.acceptance.TicketScreen.IDLE_MS;
import static motcua.acceptance.TicketScreen.NUMBER_MS;
import static motcua.acceptance.TicketScreen.WIDTH;
import static motcua.acceptance.TicketScreen.issued;
import static motcua.acceptance.TicketScreen.looksRight;
import static motcua.acceptance.TicketScreen.settled;
import static motcua.acceptance.TicketScreen.speak;
import static motcua.acceptance.TicketScreen.tabTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import motcua.acceptance.Chromium;
import motcua.acceptance.KioskProcess;
import motcua.acceptance.TicketScreen;
import motcua.contract.body.TicketIssued;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.slip.Slip;
import motcua.kiosk.slip.TicketSlip;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The ticket screen of a kiosk with a printer: what is on the screen, and what comes out. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageTicketPrinterTest {
    @TempDir
    static Path folder;

    @TempDir
    Path reading;

    private static Chromium chromium;
    private static KioskProcess printing;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.start();
        printing = TicketScreen.kiosk(folder, "in", TicketScreen.smallOffice(), "printer.port=virtual\n");
    }

    @AfterAll
    static void close() {
        printing.close();
        chromium.close();
    }

    @Test
    void scenario30WhateverThePrinterDoesTheNumberStandsThereAndIsTakenOnce() throws Exception {
        Page page = TicketScreen.open(chromium, printing, WIDTH, HEIGHT);
        page.locator("#key-get").tap();
        assertThat(page.locator("h1")).hasText("Đang in phiếu, xin chờ…");
        int before = issued(printing).size() - 1;
        assertThat(page.locator(".bigno")).hasText(label(before + 1));
        looksRight(page, "ticket-printing");
        assertThat(page.locator("h1")).hasText("Xin lấy phiếu");
        looksRight(page, "ticket-printed");
        page.clock().fastForward(NUMBER_MS);

        int number = before + 1;
        for (String[] fault : new String[][] {
            {"paper-out", "Máy hết giấy. Số của Ông/Bà là", "Out of paper. Your number is"},
            {"cover-open", "Máy không in được. Số của Ông/Bà là", "The printer does not work. Your number is"},
            {"offline", "Máy không in được. Số của Ông/Bà là", "The printer does not work. Your number is"}
        }) {
            become(printing, fault[0]);
            page.locator("#key-get").tap();
            assertThat(page.locator("h1")).hasText(fault[1]);
            assertThat(page.locator(".bigno")).hasText(label(++number));
            assertThat(page.locator(".say__after")).hasText("Xin ghi nhớ và báo cán bộ hướng dẫn");
            looksRight(page, "ticket-" + fault[0]);
            page.clock().fastForward(NUMBER_MS - 5_000);
            assertThat(page.locator(".bigno")).isVisible();
            page.clock().fastForward(5_000);
            speak(page, "en");
            page.locator("#key-get").tap();
            assertThat(page.locator("h1")).hasText(fault[2]);
            assertThat(page.locator(".bigno")).hasText(label(++number));
            assertThat(page.locator(".say__after")).hasText("Please remember it and tell the staff");
            looksRight(page, "ticket-" + fault[0] + "-en");
            page.clock().fastForward(NUMBER_MS);
            assertThat(page.locator("html")).hasAttribute("lang", "vi");
        }
        become(printing, "ready");
        speak(page, "en");
        page.locator("#key-get").tap();
        assertThat(page.locator("h1")).hasText("Printing, please wait…");
        looksRight(page, "ticket-printing-en");
        assertThat(page.locator("h1")).hasText("Please take your ticket");
        looksRight(page, "ticket-printed-en");
        assertThat(issued(printing).subList(before, issued(printing).size()))
                .extracting(TicketIssued::label)
                .containsExactlyElementsOf(IntStream.rangeClosed(before + 1, number + 1)
                        .mapToObj(PageTicketPrinterTest::label)
                        .toList());
        page.context().close();
    }

    @Test
    @Order(1)
    void everyKeyOfTheScreenWorksByTabAndEnterAloneAndTheFocusIsAlwaysSeen() throws Exception {
        Page page = chromium.desk(WIDTH, HEIGHT);
        page.clock().install();
        page.navigate(printing.url() + "/ticket");
        enter(page, "key-help");
        assertThat(page.locator("h1")).hasText("Đã báo cán bộ. Xin chờ trong giây lát");
        page.clock().fastForward(NUMBER_MS);
        enter(page, "key-lang-en");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        enter(page, "key-reach");
        assertThat(page.locator("main.ticket--low")).isVisible();
        enter(page, "key-large");
        assertThat(page.locator("#key-large")).hasAttribute("aria-pressed", "true");
        enter(page, "key-common");
        assertThat(page.locator("h1")).hasText("Common procedures");
        enter(page, "key-back");
        enter(page, "key-common");
        enter(page, "key-others");
        enter(page, "key-field-0");
        Request wish = page.waitForRequest("**/api/tickets", () -> enter(page, "key-procedure-2.000815"));
        assertThat(wish.postData()).contains("\"large\":true");
        assertThat(page.locator("h1")).hasText("Please take your ticket");
        assertThat(TicketScreen.focused(page)).isEqualTo("H1");
        assertThat(TicketScreen.ticket(printing, page.locator(".bigno").textContent())
                        .procedure())
                .isEqualTo("2.000815");
        page.clock().fastForward(NUMBER_MS);
        assertThat(page.locator("html")).hasAttribute("lang", "vi");

        enter(page, "key-unsure");
        assertThat(page.locator(".bigno")).isVisible();
        page.clock().fastForward(NUMBER_MS);
        page.context().close();
    }

    private static void enter(Page page, String key) {
        settled(page, "[id=\"" + key + "\"]");
        tabTo(page, key);
        page.keyboard().press("Enter");
    }

    /** At a fixed place in the order, so that OCR reads the same numbers in every run. */
    @Test
    @Order(2)
    void scenario5ASlipInLargePrintIsOneKeyMoreAndNobodyElseGetsIt() throws Exception {
        Page page = TicketScreen.open(chromium, printing, WIDTH, HEIGHT);
        page.locator("#key-large").tap();
        settled(page, "#key-large[aria-pressed=true]");
        looksRight(page, "ticket-home-large");
        page.locator("#key-get").tap();
        assertThat(page.locator("h1")).hasText("Xin lấy phiếu");
        String label = page.locator(".bigno").textContent();
        TicketIssued ticket = TicketScreen.ticket(printing, label);
        PaperJudge.Reading read = new PaperJudge(reading).read(paper(), slip(ticket, true), label);
        System.out.println(read);
        assertThat(read.wrong()).isEmpty();
        assertThat(read.number()).isEqualTo(label);
        assertThat(JsonMapper.builder().build().valueToTree(ticket).has("large"))
                .as("no record tells of somebody's eyes")
                .isFalse();

        page.clock().fastForward(NUMBER_MS);
        settled(page, "#key-large[aria-pressed=false]");
        page.locator("#key-get").tap();
        assertThat(page.locator("h1")).hasText("Xin lấy phiếu");
        String next = page.locator(".bigno").textContent();
        PaperJudge.Reading ordinary =
                new PaperJudge(reading).read(paper(), slip(TicketScreen.ticket(printing, next), false), next);
        assertThat(ordinary.wrong()).as("the slip of whoever comes next").isEmpty();

        page.clock().fastForward(NUMBER_MS);
        settled(page, "#key-large[aria-pressed=false]");
        page.locator("#key-large").tap();
        settled(page, "#key-large[aria-pressed=true]");
        page.clock().fastForward(IDLE_MS);
        assertThat(page.locator("#key-large")).hasAttribute("aria-pressed", "false");
        page.context().close();
    }

    private static String label(int number) {
        return "A%03d".formatted(number);
    }

    private static Slip slip(TicketIssued ticket, boolean large) throws Exception {
        return new TicketSlip(
                        ticket.ticket(),
                        "UBND xã Thử Nghiệm",
                        ticket.label(),
                        null,
                        List.of(1, 2),
                        issued(printing).size() - 1, // nobody was called
                        null,
                        null,
                        false,
                        false,
                        false,
                        true,
                        large,
                        URI.create("https://dichvucong.gov.vn/"))
                .draw(PaperWidth.MM_80);
    }

    private static byte[] paper() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(printing.url().resolve("/api/simulated/paper"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private static void become(KioskProcess kiosk, String condition) throws Exception {
        assertThat(kiosk.web().post("/api/simulated/printer/" + condition, "{}").statusCode())
                .isEqualTo(200);
    }
}
