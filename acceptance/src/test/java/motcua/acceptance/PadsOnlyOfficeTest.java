package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import motcua.contract.body.Mode;
import motcua.contract.body.Press;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An office that bought pads and nothing else: from an empty machine to counted presses, with no server for now. */
class PadsOnlyOfficeTest {
    private static final int CLERK_KEY = 6;
    private static final String TECHNICIAN_PIN = "135791";
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void worksFromSetUpWithNoServerAndALaterServerGetsEveryRecordOnce(@TempDir Path folder) throws Exception {
        Path one = Files.createDirectory(folder.resolve("pad-1"));
        Path two = Files.createDirectory(folder.resolve("pad-2"));
        try (PadSim visitPad = PadSim.start(one);
                PadSim openPad = PadSim.start(two);
                Chromium chromium = Chromium.start()) {
            String ports = visitPad.port() + "," + openPad.port();
            KioskProcess.Setup alone = new KioskProcess.Setup("chi-co-phim", ports, "", null, null, null);
            try (KioskProcess kiosk = KioskProcess.start(folder.resolve("kiosk"), alone)) {
                awaitUntil("both pads answer", () -> padsInState(kiosk, "UNBOUND") == 2);
                setUp(chromium.desk(1280, 800), kiosk, visitPad, openPad);

                signIn(kiosk);
                visitPad.press(CLERK_KEY);
                awaitUntil(
                        "the visit ended",
                        () -> kiosk.journal("service-finished").size() == 1);
                visitPad.press(2);
                openPad.press(1);
                awaitUntil("two ratings", () -> counted(kiosk).size() == 2);
                assertThat(kiosk.health().path("uplink").asText()).isEqualTo("OFF");
                assertThat(kiosk.health().path("practice").asBoolean()).isFalse();
                kiosk.stop();
                List<String> offline = identities(kiosk);

                try (ServerProcess server = ServerProcess.start(folder.resolve("server"))) {
                    kiosk.restart(new KioskProcess.Setup(
                            "chi-co-phim",
                            ports,
                            "",
                            null,
                            "tcp://127.0.0.1:" + server.brokerPort(),
                            ServerProcess.publicKey(server.folder())));
                    awaitUntil(
                            "the server has what the kiosk has, each record once",
                            () -> identities(server).equals(identities(kiosk)));
                    awaitUntil(
                            "the kiosk has receipts for all",
                            () -> kiosk.health().path("backlog").asLong(-1) == 0);
                    kiosk.stop();
                    server.stop();
                    assertThat(identities(server)).doesNotHaveDuplicates().containsAll(offline);
                    assertThat(Cells.of(server.dataFolder()).stream()
                                    .filter(row -> row.startsWith("service_cell|") && row.contains("|RATED|")))
                            .hasSize(2)
                            .anyMatch(row -> row.contains("|" + Mode.VISIT + "|"))
                            .anyMatch(row -> row.contains("|" + Mode.OPEN + "|"))
                            .allMatch(row -> row.endsWith("|1"));
                }
            }
        }
    }

    private static void setUp(Page page, KioskProcess kiosk, PadSim visitPad, PadSim openPad) throws IOException {
        page.navigate(kiosk.url() + "/setup");
        page.locator("#name").fill("UBND xã Chỉ Có Phím");
        page.locator("#window").fill("30");
        page.locator("#technician").fill(TECHNICIAN_PIN);
        page.locator("#on").click();
        page.locator("#on").click();
        page.locator("#cn-0").fill("Hộ tịch – Chứng thực");
        page.locator("#cn-1").fill("Trả kết quả");
        page.locator("#mode-1").selectOption("OPEN");
        page.locator("#del-2").click();
        page.locator("#on").click();
        page.locator("#cl-0").fill("Nguyễn Thị An");
        page.locator("#pin-0").fill(SampleOffice.PIN);
        page.locator("#on").click();
        Chromium.picture(page, "setup-scale");
        page.locator("#on").click();

        assertThat(page.locator("h2")).hasText("Bấm một phím bất kỳ trên bộ phím của quầy 1");
        visitPad.press(3);
        assertThat(page.locator(".checks li").nth(0)).containsText("mới thấy 1 trên 5 phím");
        page.locator("#bind-2").click();
        assertThat(page.locator("h2")).hasText("Bấm một phím bất kỳ trên bộ phím của quầy 2");
        openPad.press(4);
        assertThat(page.locator(".checks li").nth(1)).containsText("mới thấy 1 trên 5 phím");
        Chromium.picture(page, "setup-pads");
        page.locator("#on").click();
        assertThat(page.locator("h2")).hasText("Thử in phiếu");
        page.locator("#on").click();
        assertThat(page.locator("h2")).hasText("Thử loa");
        page.locator("#on").click();

        page.locator("#agreed").check();
        Chromium.picture(page, "setup-start");
        page.locator("#on").click();
        assertThat(page.locator(".chip").first()).hasText("Chính thức");
    }

    private static void signIn(KioskProcess kiosk) throws IOException, InterruptedException {
        Web web = kiosk.web();
        String clerk = web.json("/api/desk/1").path("clerks").path(0).path("id").asText();
        assertThat(web.post(
                                "/api/counters/1/sign-in",
                                "{\"clerk\":\"" + clerk + "\",\"pin\":\"" + SampleOffice.PIN + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static List<Press> counted(KioskProcess kiosk) throws IOException {
        List<Press> presses = new ArrayList<>();
        for (var each : kiosk.journal("press")) {
            Press press = each.body(Press.class);
            Visit opens = press.opens();
            if (press.verdict() == Verdict.COUNTS && (opens == null || opens.mode() == Mode.OPEN)) {
                presses.add(press);
            }
        }
        return presses;
    }

    private static long padsInState(KioskProcess kiosk, String state) throws IOException, InterruptedException {
        long pads = 0;
        for (var device : kiosk.health().path("devices")) {
            pads += device.path("state").asText().equals(state) ? 1 : 0;
        }
        return pads;
    }

    private static List<String> identities(KioskProcess kiosk) throws IOException {
        return kiosk.journal().stream()
                .map(each -> each.header().epoch() + "/" + each.header().seq() + "/" + each.hash())
                .sorted()
                .toList();
    }

    private static List<String> identities(ServerProcess server) throws Exception {
        List<String> found = new ArrayList<>();
        Path file = server.dataFolder().resolve("server.db");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT epoch, seq, lower(hex(hash)) FROM journal")) {
            while (rows.next()) {
                found.add(rows.getString(1) + "/" + rows.getLong(2) + "/" + rows.getString(3));
            }
        }
        found.sort(null);
        return found;
    }

    private static void awaitUntil(String what, Callable<Boolean> holds) {
        await(what)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(holds);
    }
}
