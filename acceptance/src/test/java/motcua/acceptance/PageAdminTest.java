package motcua.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a server that knows nobody to its units and procedures, in a real browser. */
class PageAdminTest {
    private static final String PASSWORD = "mat-khau-moi-2026";
    private static final String UNITS = """
            Định danh;Từ ngày;Hết từ ngày;Cấp trên;Loại;Mã;Tên
            tinh;01/01/2026;;;TINH;01;Tỉnh Ví Dụ
            an-binh;01/01/2026;;tinh;XA;00001;Xã An Bình
            binh-minh;01/01/2026;;tinh;XA;00002;Xã Bình Minh
            mc-an-binh;01/01/2026;;an-binh;OFFICE;;Bộ phận Một cửa An Bình
            """;

    private static ServerProcess server;
    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        int broker = FreePort.find();
        server = ServerProcess.startWith(folder.resolve("server"), broker, "broker.port=" + broker);
        chromium = Chromium.start();
        page = chromium.desk(1440, 900);
        signInForTheFirstTime();
    }

    @AfterAll
    static void close() {
        chromium.close();
        server.close();
    }

    /** The password of the first start opens one page only: the one that replaces it. */
    private static void signInForTheFirstTime() throws IOException {
        Path file = server.dataFolder().resolve("first-password");
        String given = Files.readString(file).strip();
        page.navigate(server.url() + "/login");
        page.locator("#ten").fill("quan-tri");
        page.locator("#mk").fill(given);
        page.locator("button.main").click();
        page.waitForURL("**/mat-khau");
        looksRight("admin-password");
        page.locator("#cu").fill(given);
        page.locator("#moi").fill(PASSWORD);
        page.locator("#lai").fill(PASSWORD);
        page.locator("button.main").click();
        page.waitForURL("**/status");
        assertThat(file).doesNotExist();
    }

    @Test
    void unitsComeFromAFileAndAMergerIsOneFormAndEveryPageIsFreeOfBarriers() throws IOException {
        choose(
                "/admin/don-vi/nhap",
                "don-vi.csv",
                UNITS.replace("01/01/2026;;tinh;XA;00002", "07/15/2022;;tinh;XA;00002"));
        assertThat(page.locator("[role=alert]").innerText())
                .contains("Chưa ghi gì")
                .contains("Dòng 4, cột “Từ ngày”")
                .contains("không có tháng 15");
        looksRight("admin-import-refused");
        choose("/admin/don-vi/nhap", "don-vi.csv", UNITS);
        page.waitForURL("**/nhap/*");
        assertThat(page.locator("main").innerText()).contains("thêm 4").contains("Xã An Bình");
        looksRight("admin-import-preview");
        page.locator("button.main").click();
        page.waitForURL("**/admin/don-vi?xong=4");
        looksRight("admin-units");

        page.navigate(server.url() + "/admin/sap-xep");
        looksRight("admin-reorganise");
        page.locator("#f-hinh-thuc").selectOption("MERGE");
        page.locator("#f-ngay").fill("01/07/2026");
        page.locator("#f-van-ban").fill("12/NQ-HĐND");
        page.locator("#f-cu").selectOption(new String[] {"an-binh", "binh-minh"});
        page.locator("#f-moi").fill("minh-an");
        page.locator("#f-ten").fill("Xã Minh An");
        page.locator("main button.main").click();
        page.waitForURL("**/admin/don-vi?xong=*");
        assertThat(page.locator("main").innerText()).contains("Xã Minh An");
        page.navigate(server.url() + "/admin/ke-thua");
        assertThat(page.locator("main").innerText()).contains("MERGE").contains("12/NQ-HĐND");

        for (String path : List.of(
                "/admin",
                "/admin/don-vi/sua",
                "/admin/don-vi/lich-su",
                "/admin/danh-muc/nhap",
                "/admin/tai-khoan",
                "/admin/khoa-doc",
                "/admin/nhat-ky",
                "/api")) {
            page.navigate(server.url() + path);
            looksRight(path.substring(1).replace('/', '-'));
        }
        page.navigate(server.url() + "/admin/don-vi?lang=en");
        looksRight("admin-units-en");
        page.navigate(server.url() + "/admin?lang=vi");
        for (int width : new int[] {390, 320, 3840}) {
            page.setViewportSize(width, width == 3840 ? 2160 : 800);
            for (String path : List.of("/admin", "/admin/don-vi", "/admin/sap-xep", "/admin/khoa-doc")) {
                page.navigate(server.url() + path);
                looksRight(path.substring(1).replace('/', '-') + "-" + width);
            }
        }
        page.setViewportSize(1440, 900);
    }

    private static void choose(String path, String name, String text) {
        page.navigate(server.url() + path);
        page.locator("#f-tep").setInputFiles(new FilePayload(name, "text/csv", text.getBytes(StandardCharsets.UTF_8)));
        page.locator("main button.main").click();
    }

    private static void looksRight(String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
    }
}
