package motcua.kiosk.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import motcua.bridge.printer.EscPosPrinter;
import motcua.bridge.printer.PrinterCondition;
import motcua.bridge.printer.PrinterTiming;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.config.HttpConfig;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.web.KioskWeb;
import motcua.kiosk.web.PageRoutes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doors to the ticket printer, over real HTTP, with a printer that has states. */
class PrinterRoutesTest {
    private static final PrinterTiming TIMING = new PrinterTiming(5_000, 50, 5_000, 20_000, 20, 100);

    @TempDir
    Path folder;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private TestKiosk kiosk;
    private VirtualPrinter printer;
    private PrintDesk desk;
    private KioskWeb web;

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUp(folder);
        printer = VirtualPrinter.open(PaperWidth.MM_58.dots(), 0, new Random(1));
        desk = new PrintDesk(kiosk.counters, PaperWidth.MM_58, 50_000, PrinterRoutesTest::upMs);
        IssuedSlips slips = new IssuedSlips(
                kiosk.tickets,
                kiosk.counters,
                desk,
                () -> new Moment(kiosk.clock.boot(), kiosk.clock.upMs(), kiosk.clock.wallMs(), true),
                () -> false,
                true,
                Optional::empty,
                () -> new IssuedSlips.Chain(1, 0, "ab".repeat(32)));
        web = KioskWeb.start(
                new HttpConfig("127.0.0.1", 0),
                kiosk.doorkeeper(false),
                List.of(new PageRoutes(), new PrinterRoutes(desk, slips, kiosk.tickets)));
    }

    @AfterEach
    void close() throws Exception {
        web.close();
        desk.close();
        printer.close();
        kiosk.close();
    }

    private static long upMs() {
        return System.nanoTime() / 1_000_000;
    }

    private void plugIn() {
        desk.attach(EscPosPrinter.open(printer.address(), desk, TIMING, PrinterRoutesTest::upMs));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> desk.state().orElseThrow().condition() == PrinterCondition.READY);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path));
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return send(at(path).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private String error(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body()).path("error").asText();
    }

    @Test
    void withoutAPrinterEveryDoorSaysSo() throws Exception {
        assertThat(send(at("/api/printer").GET()).statusCode()).isEqualTo(404);
        HttpResponse<String> trial = post("/api/setup/print-test", "{}");
        assertThat(trial.statusCode()).isEqualTo(404);
        assertThat(error(trial)).isEqualTo("Không có máy in");
        assertThat(post("/api/counters/1/tickets/0123456789abcdef/reprint", "{\"large\":false}")
                        .statusCode())
                .as("a stranger prints nothing")
                .isIn(401, 403);
    }

    @Test
    void thePrinterTellsItsConditionAndItsPaper() throws Exception {
        plugIn();
        assertThat(send(at("/api/printer").GET()).body())
                .contains("\"condition\":\"READY\"", "\"rollMm\":50000", "\"usedMm\":0");

        assertThat(post("/api/printer/paper", "{\"metres\":80}").statusCode()).isEqualTo(200);
        assertThat(send(at("/api/printer").GET()).body()).contains("\"rollMm\":80000");
        for (int metres : new int[] {0, -1, 1_000}) {
            HttpResponse<String> refused = post("/api/printer/paper", "{\"metres\":" + metres + "}");
            assertThat(refused.statusCode()).as("%d m", metres).isEqualTo(400);
            assertThat(error(refused)).isEqualTo("Chiều dài cuộn giấy từ 1 đến 999 m");
        }

        printer.become(PrinterCondition.PAPER_OUT);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> send(at("/api/printer").GET()).body().contains("\"condition\":\"PAPER_OUT\""));
    }

    @Test
    void aTrialSlipComesOutOrSaysWhatToLookAt() throws Exception {
        plugIn();
        assertThat(post("/api/setup/print-test", "{}").statusCode()).isEqualTo(200);
        assertThat(printer.slipsCut()).isEqualTo(1);

        printer.become(PrinterCondition.COVER_OPEN);
        HttpResponse<String> refused = post("/api/setup/print-test", "{}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(error(refused)).isEqualTo("Chưa in được. Xin xem giấy, nắp và dây của máy in");
        assertThat(printer.slipsCut()).isEqualTo(1);
    }
}
