package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report from its beginning to the superior, in a real browser; its files in LibreOffice and as pictures that are read. */
class PageReportsTest {
    private static final String QUARTER = "ky=2026-Q3";

    @TempDir
    private static Path folder;

    private static ServerProcess server;
    private static Chromium chromium;

    @BeforeAll
    static void open() throws Exception {
        server = ServerProcess.startWithHistory(folder.resolve("server"));
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    @Test
    void aReportIsReadyWhenNothingIsMissingSignedSentAndOpensInLibreOffice() throws Exception {
        Page page = signedIn(1440);
        page.navigate(server.url() + "/reports?" + QUARTER);
        page.locator("form[action^='/reports/open'] button").click();
        assertThat(page.locator("h1")).containsText("việc còn thiếu trước khi ký");
        looksRight(page, "report-draft");

        page.locator("a.todo-i").first().click();
        page.locator("#so").fill("BC-UBND");
        page.locator("#ngay").fill("12/10/2026");
        page.locator("#w-signer").fill("Lê Văn Thành");
        page.locator("#c-B8-overdue").fill("3");
        page.locator("#c-B8-explained").fill("3");
        page.locator("#c-B8-apologised").fill("4");
        page.locator("#c-B8-rescheduled").fill("0");
        page.locator("main form button.main").click();
        assertThat(page.locator(".ready")).containsText("Bảng B8, ô “Đã xin lỗi” ghi 4, lớn hơn ô “Hồ sơ quá hạn” (3)");
        assertThat(page.locator("form[action^='/reports/sign']")).hasCount(0);

        page.locator(".rowbtn a[href^='/reports/edit']").click();
        looksRight(page, "report-edit");
        page.locator("#c-B8-apologised").fill("3");
        page.locator("main form button.main").click();
        assertThat(page.locator("h1")).hasText("Đủ để ký");
        looksRight(page, "report-ready");
        page.locator("form[action^='/reports/sign'] button").click();
        assertThat(page.locator("h1")).hasText("Đã ký, chưa gửi");
        looksRight(page, "report-signed");

        Path pdf = download(page, "pdf", "report.pdf");
        headAndSignatureCanBeRead(pdf);
        Path docx = download(page, "docx", "report.docx");
        run(
                "soffice",
                "-env:UserInstallation=" + folder.resolve("office").toUri(),
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder.resolve("opened").toString(),
                docx.toString());
        headAndSignatureCanBeRead(folder.resolve("opened/report.pdf"));
        Path xlsx = download(page, "xlsx", "report.xlsx");
        run(
                "soffice",
                "-env:UserInstallation=" + folder.resolve("office").toUri(),
                "--headless",
                "--convert-to",
                "csv:Text - txt - csv (StarCalc):44,34,76", // comma, quote, UTF-8
                "--outdir",
                folder.resolve("opened").toString(),
                xlsx.toString());
        assertThat(Files.readString(folder.resolve("opened/report.csv"))).contains("Tình hình sử dụng thiết bị");

        page.locator("#tep").setInputFiles(pdf);
        page.locator("form[action^='/reports/upload'] button").click();
        page.locator("form[action^='/reports/submit'] button").click();
        assertThat(page.locator("h1")).hasText("Đã gửi cấp trên");
        looksRight(page, "report-sent");
        page.context().close();
    }

    @Test
    void theListsReadWellOnAPhoneAndInEnglish() throws IOException {
        for (int width : new int[] {390, 1440}) {
            Page page = signedIn(width);
            for (String path : List.of("/reports", "/cases", "/contests", "/thu-bao", "/xu-ly", "/cases?lang=en")) {
                page.navigate(server.url() + path);
                looksRight(page, "list" + path.replaceAll("[^a-z]", "-") + width);
            }
            page.context().close();
        }
    }

    /** The first page has the head in its two columns above one another, the last one recipients beside the signature. */
    private static void headAndSignatureCanBeRead(Path pdf) throws Exception {
        Path pages = Files.createTempDirectory(folder, "pages");
        run("pdftoppm", "-r", "110", "-png", pdf.toString(), pages.resolve("p").toString());
        List<Path> drawn;
        try (var files = Files.list(pages)) {
            drawn = files.sorted().toList();
        }
        String first = readPicture(drawn.get(0));
        assertThat(first)
                .contains(
                        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                        "Độc lập",
                        "BC-UBND",
                        "BÁO CÁO",
                        "Tình hình sử dụng thiết bị");
        assertThat(first.indexOf("CỘNG HÒA")).isLessThan(first.indexOf("BÁO CÁO"));
        assertThat(first.indexOf("BÁO CÁO")).isLessThan(first.indexOf("Tình hình sử dụng thiết bị"));
        String last = readPicture(drawn.get(drawn.size() - 1));
        assertThat(last).contains("TM. ỦY BAN NHÂN DÂN", "Lưu: VT", "CHỦ TỊCH", "Lê Văn Thành");
        assertThat(last.indexOf("CHỦ TỊCH")).isLessThan(last.indexOf("Lê Văn Thành"));
    }

    private static String readPicture(Path picture) throws Exception {
        return run("tesseract", picture.toString(), "-", "-l", "vie", "--psm", "4");
    }

    private static String run(String... command) throws Exception {
        Path said = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(command[0]).isTrue();
        assertThat(process.exitValue()).as(command[0]).isZero();
        return Files.readString(said);
    }

    private static Path download(Page page, String format, String name) {
        var download = page.waitForDownload(
                () -> page.locator("a[href*='dang=" + format + "']").click());
        Path file = folder.resolve(name);
        download.saveAs(file);
        return file;
    }

    private static Page signedIn(int width) {
        Page page = chromium.desk(width, 900);
        page.navigate(server.url() + "/reports");
        page.locator("#ten").fill("lanhdao");
        page.locator("#mk").fill(ServerProcess.PASSWORD);
        page.locator("button.main").click();
        page.waitForURL("**/reports**");
        return page;
    }

    private static void looksRight(Page page, String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
    }
}
