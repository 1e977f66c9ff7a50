package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report from its beginning to the superior, in a real browser; its files in LibreOffice and as pictures that are read. */
class PageReportsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

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
        page.navigate(server.url() + "/reports?" + lastQuarter());
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

    /** What a clerk asks to look at again is decided above, excluded with its reason, and told as one not valid; its record stays. */
    @Test
    void scenario20AClerkContestsADayTheSuperiorExcludesItAndTheReportSaysHowMany() throws Exception {
        account("cong-chuc-thu", "--role", "clerk", "--clerk", "thu", "--unit", "xa-vi-du");
        account("cap-tren", "--role", "reviewer");
        LocalDate tuesday = YearMonth.now(ZONE)
                .minusMonths(1)
                .atDay(1)
                .with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.TUESDAY));
        String day = tuesday.format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
        String month = YearMonth.from(tuesday).toString();
        String question = "/api/satisfaction?by=clerk&from=" + month + "-01&to="
                + YearMonth.from(tuesday).atEndOfMonth();
        JsonNode before = server.signedIn("kiemtra").json(question).get("total");
        long records = records();

        Page clerk = signedIn("cong-chuc-thu", "/contests", 1440);
        clerk.locator("#tu").fill(day);
        clerk.locator("#den").fill(day);
        clerk.locator("form[action='/contests/ask'] button").click();
        assertThat(clerk.locator("body")).containsText("Ô “Lý do” còn trống");
        clerk.navigate(server.url() + "/contests");
        clerk.locator("#tu").focus();
        clerk.keyboard().type(day);
        clerk.keyboard().press("Tab");
        clerk.keyboard().type(day);
        clerk.keyboard().press("Tab");
        clerk.keyboard().press("Tab");
        clerk.keyboard().press("Tab");
        clerk.keyboard().type("Công dân nói đã bấm nhầm");
        clerk.keyboard().press("Tab");
        clerk.keyboard().press("Enter");
        assertThat(clerk.locator("h1")).containsText("1 chờ kết luận");
        assertThat(clerk.locator("form[action='/contests/decide']")).hasCount(0);
        looksRight(clerk, "contest-asked");

        Page superior = signedIn("cap-tren", "/review?ky=" + month, 1440);
        assertThat(superior.locator(".lead")).not().containsText("không hợp lệ");
        superior.navigate(server.url() + "/contests");
        assertThat(superior.locator("main")).containsText("Lý do: Công dân nói đã bấm nhầm");
        looksRight(superior, "contest-to-decide");
        superior.locator("textarea[name=ket-luan]").fill("Sổ trực ghi công dân báo nhầm ngay tại quầy");
        superior.locator("button[value=nhan]").click();
        assertThat(superior.locator("h1")).containsText("0 chờ kết luận");

        JsonNode after = server.signedIn("kiemtra").json(question).get("total");
        long excluded = after.path("excluded").asLong();
        assertThat(excluded).isPositive();
        assertThat(after.path("rated").asLong())
                .as("received = valid + excluded")
                .isEqualTo(before.path("rated").asLong())
                .isEqualTo(after.path("valid").asLong() + excluded);
        assertThat(superior.locator("main")).containsText("chấp nhận, loại " + excluded + " lượt");
        looksRight(superior, "contest-decided");
        superior.navigate(server.url() + "/review?ky=" + month);
        assertThat(superior.locator(".lead")).containsText("không hợp lệ: " + excluded);
        assertThat(records()).as("what was pressed stays").isEqualTo(records);

        clerk.reload();
        assertThat(clerk.locator("main")).containsText("Kết luận: Sổ trực ghi công dân báo nhầm ngay tại quầy");
        assertThat(clerk.locator("main")).not().containsText("loại " + excluded);

        Page head = signedIn(1440);
        head.navigate(server.url() + "/reports?ky=" + month);
        head.locator("form[action^='/reports/open'] button").click();
        Locator presses = head.locator("table")
                .filter(new Locator.FilterOptions().setHasText("Loại sau khi xem xét đề nghị của công chức"));
        assertThat(presses.locator("tbody td").nth(2)).hasText(String.valueOf(excluded));
        for (Page each : List.of(clerk, superior, head)) {
            each.context().close();
        }
    }

    private static void account(String name, String... rights) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), ServerProcess.PASSWORD);
        List<String> command = new ArrayList<>(List.of("user", "add", name, "--password-file", password.toString()));
        command.addAll(List.of(rights));
        ServerProcess.command(server.folder(), command.toArray(String[]::new));
    }

    private static long records() throws Exception {
        Path file = server.dataFolder().resolve("server.db");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(body) FROM journal")) {
            row.next();
            return row.getLong(1);
        }
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
        return signedIn("lanhdao", "/reports", width);
    }

    private static Page signedIn(String user, String path, int width) {
        Page page = chromium.desk(width, 900);
        page.navigate(server.url() + path);
        page.locator("#ten").fill(user);
        page.locator("#mk").fill(ServerProcess.PASSWORD);
        page.locator("button.main").click();
        page.waitForURL(server.url() + path);
        return page;
    }

    private static void looksRight(Page page, String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
    }

    /** The quarter that ended last, by the key of its period. */
    private static String lastQuarter() {
        YearMonth month = YearMonth.now(ZONE).minusMonths(3);
        return "ky=%d-Q%d".formatted(month.getYear(), (month.getMonthValue() + 2) / 3);
    }
}
