package motcua.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three doors, the clerks of an office and the public page in a real browser, over a year of an invented province. */
class PageResultsTest {
    private static final String OFFICE = "tinh-vi-du-xa-006";
    private static final String OTHER_OFFICE = "tinh-vi-du-xa-004";
    private static final Map<String, String> PAGES = Map.of(
            "todo",
            "/review/todo",
            "results-province",
            "/review",
            "results-office",
            "/review?dv=" + OFFICE,
            "compared",
            "/review?so=" + OFFICE + "&voi=" + OTHER_OFFICE,
            "sheet",
            "/review/sheet?dv=" + OFFICE,
            "counter",
            "/review/part?dv=" + OFFICE + "&quay=3",
            "procedure",
            "/review/part?thu-tuc=1.001193",
            "clerks",
            "/review/clerks?dv=" + OFFICE,
            "data",
            "/status",
            "public",
            "/?dv=" + OFFICE);

    /** The first look at a province makes a year's cells safe, beside other tests. */
    private static final int FIRST_LOOK_MS = 90_000;

    private static ServerProcess server;
    private static Chromium chromium;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        server = ServerProcess.start(folder.resolve("server"));
        server.stop();
        RunningProcess load = RunningProcess.start(
                "load",
                List.of(
                        Project.java(),
                        "-jar",
                        Project.built("load/target/load.jar", "./mvnw -Pacceptance package")
                                .toString(),
                        "province",
                        "--database",
                        server.dataFolder().resolve("server.db").toString()));
        assertThat(load.awaitExit(Duration.ofMinutes(2))).as(load.lastLines()).isZero();
        server.restart();
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    @Test
    void everyDoorReadsWellOnEveryWidthInBothLanguagesAndIsFreeOfBarriers() throws IOException {
        Page page = signedIn(1440);
        for (Map.Entry<String, String> each : PAGES.entrySet()) {
            String name = each.getKey();
            page.navigate(server.url() + each.getValue());
            assertThat(page.locator("body").innerText())
                    .as("%s says what its figures are", name)
                    .contains(name.equals("data") ? "14 ngày" : "Dữ liệu mô phỏng/mẫu");
            Chromium.picture(page, "province-" + name + "-1440");
            assertThat(Axe.violations(page)).as(name).isEmpty();
            InEnglish.looksRight(page, "province-" + name);
            for (int width : List.of(390, 320, 3840)) {
                page.setViewportSize(width, 900);
                assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .as("%s at %d px does not scroll sideways", name, width)
                        .isEqualTo(true);
                Chromium.picture(page, "province-" + name + "-" + width);
            }
            page.setViewportSize(1440, 900);
        }
        page.context().close();
    }

    @Test
    void atMostTenRowsTheStrongestFirstAndChanceIsNamed() {
        Page page = signedIn(1440);
        page.navigate(server.url() + "/review/todo");
        List<String> rows = page.locator("ol.todo > li").allInnerTexts();
        assertThat(rows).hasSizeBetween(5, 10);
        List<String> strengths = page.locator("ol.todo .sure .vh").allTextContents();
        List<String> order = List.of("chắc chắn", "mạnh", "vừa");
        assertThat(strengths.stream().map(order::indexOf).toList()).isSorted().doesNotContain(-1);
        assertThat(page.locator(".lead").innerText()).containsPattern("Số cảnh báo do ngẫu nhiên: ~[0-9]+");
        assertThat(String.join("\n", rows))
                .contains("tách nhánh", "im lặng", "kẹt nút", "thiết bị không sử dụng", "thấp hơn mức chung");
        assertThat(page.locator(".side").innerText()).containsPattern("Độ phủ theo lịch, 14 ngày\\s+[0-9]+,[0-9]");
        page.context().close();
    }

    @Test
    void anInspectionSheetIsOnePageOfPaper(@TempDir Path folder) throws Exception {
        Page page = signedIn(1440);
        page.navigate(server.url() + "/review/sheet?dv=" + OFFICE);
        Path pdf = folder.resolve("sheet.pdf");
        page.pdf(new Page.PdfOptions().setFormat("A4").setPath(pdf));
        RunningProcess info = RunningProcess.start("pdfinfo", List.of("pdfinfo", pdf.toString()));
        assertThat(info.awaitExit(Duration.ofMinutes(1))).as(info.lastLines()).isZero();
        assertThat(String.join("\n", info.lines()))
                .containsPattern("Pages: +1\\b")
                .contains("A4");
        RunningProcess text = RunningProcess.start("pdftotext", List.of("pdftotext", "-layout", pdf.toString(), "-"));
        assertThat(text.awaitExit(Duration.ofMinutes(1))).as(text.lastLines()).isZero();
        assertThat(Normalizer.normalize(String.join("\n", text.lines()), Normalizer.Form.NFC))
                .contains("PHIẾU KIỂM TRA BỘ PHẬN MỘT CỬA", "Kiểm tra tại chỗ", "NGƯỜI KIỂM TRA", "Dữ liệu mô phỏng")
                .doesNotContain("Đăng xuất");
        page.context().close();
    }

    @Test
    void theDoorsOpenByKeyboardAlone() {
        Page page = signedIn(1440);
        page.navigate(server.url() + "/review/todo");
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.className")).isEqualTo("skip");
        for (int i = 0; i < 40 && !focused(page).equals("Dữ liệu & thiết bị"); i++) {
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Enter");
        page.waitForURL("**/status");
        assertThat(page.locator("table.data tbody tr").count()).isEqualTo(30);
        page.context().close();
    }

    @Test
    void ratesAndIntervalsEqualWhatAnotherLanguageComputesFromTheExportedLines(@TempDir Path folder) throws Exception {
        Page warm = signedIn(1440);
        Web reviewer = server.signedIn("lanhdao");
        int compared = 0;
        for (String question : List.of("ky=2026-Q3", "dv=" + OFFICE + "&ky=2026-Q3", "dv=" + OFFICE + "&ky=2026-08")) {
            // The first look makes what later ones only read; a browser waits for it longer than the other client.
            warm.navigate(server.url() + "/review?" + question);
            Path export = folder.resolve("export.csv");
            Path page = folder.resolve("page.html");
            Files.writeString(export, reviewer.get("/review.csv?" + question).body());
            Files.writeString(page, reviewer.get("/review?" + question).body());
            RunningProcess python = RunningProcess.start(
                    "recompute",
                    List.of(
                            "python3",
                            Project.file("acceptance/src/test/python/recompute.py")
                                    .toString(),
                            export.toString(),
                            page.toString()));
            assertThat(python.awaitExit(Duration.ofMinutes(1)))
                    .as(python.lastLines())
                    .isZero();
            compared += Integer.parseInt(python.lines().get(0).strip());
        }
        warm.context().close();
        assertThat(compared).isGreaterThan(60);
    }

    private static String focused(Page page) {
        return String.valueOf(page.evaluate("document.activeElement.textContent"));
    }

    private static Page signedIn(int width) {
        Page page = chromium.desk(width, 900);
        page.setDefaultNavigationTimeout(FIRST_LOOK_MS);
        page.navigate(server.url() + "/login");
        page.locator("#ten").fill("lanhdao");
        page.locator("#mk").fill(ServerProcess.PASSWORD);
        page.locator("button.main").click();
        page.waitForURL("**/review/todo");
        return page;
    }
}
