package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Path;
import motcua.contract.body.DeviceChanged;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kiosk's pages for technicians and clerks, on a new kiosk, which is then set up by the keyboard, and on one with an office. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageTechnicianTest {
    /** What a printer, or the hashes of PINs, take on a busy machine. */
    private static final double LONG_MS = 30_000;

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static KioskProcess fresh;
    private static KioskProcess office;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.start();
        fresh = KioskProcess.start(
                folder.resolve("fresh"), new KioskProcess.Setup("kiosk-moi", "", "", null, null, null));
        office = KioskProcess.start(
                folder.resolve("office"),
                new KioskProcess.Setup(
                        "kiosk-co-so",
                        "",
                        SampleOffice.SIMULATED_PAD,
                        SampleOffice.seed(120, SampleOffice.SIMULATED_PAD),
                        null,
                        null,
                        "printer.port=virtual\n"));
    }

    @AfterAll
    static void close() {
        fresh.close();
        office.close();
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/setup, setup, 1280, 800",
        "/status, status, 1280, 800",
        "/, index, 1280, 800",
        "/simulated, simulated, 1280, 800",
        "/simulated, simulated-narrow, 390, 844",
        "/desk?counter=1, desk, 1366, 768",
        "/desk?counter=1, desk-strip, 360, 768",
        "/setup, setup-narrow, 390, 844",
        "/status, status-narrow, 390, 844",
    })
    void opensWithoutBarriersOrErrorsOnAnOffice(String path, String name, int width, int height) throws Exception {
        looksRight(office, path, name, width, height);
    }

    @Order(1)
    @ParameterizedTest
    @CsvSource({
        "/setup, setup-new",
        "/setup#phim, setup-too-early",
        "/status, status-new",
        "/rate?counter=1, rate-new",
        "/, index-new"
    })
    void opensWithoutBarriersOrErrorsOnANewKiosk(String path, String name) throws Exception {
        looksRight(fresh, path, name, 1280, 800);
    }

    @Test
    void thePagesForTechniciansSpeakEnglishWhereWantedAndKeepThatOverAReload() throws Exception {
        Page page = chromium.desk(1280, 800);
        page.navigate(office.url() + "/status");
        assertThat(page.locator("html")).hasAttribute("lang", "vi");
        assertThat(page.locator("#other-language")).hasAttribute("lang", "en");
        tabTo(page, "other-language");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("State of the kiosk");
        assertThat(page).hasTitle("State of the kiosk");
        assertThat(page.locator("#other-language")).isFocused();
        page.reload();
        assertThat(page.locator("h1")).hasText("State of the kiosk");
        assertThat(page.locator(".tech__bar [lang=vi]").first()).hasText("UBND xã Thử Nghiệm");
        page.navigate(office.url() + "/setup");
        assertThat(page.locator("h1")).hasText("Office setup");
        assertThat(page.locator("#name")).hasAttribute("lang", "vi");
        page.navigate(office.url() + "/setup/voice");
        assertThat(page.locator("h1")).hasText("Calling voice");
        assertThat(page.locator("#read")).hasAttribute("lang", "vi");
        page.locator("#other-language").click();
        assertThat(page.locator("h1")).hasText("Giọng gọi");
        assertThat(page.locator("html")).hasAttribute("lang", "vi");
        page.context().close();
    }

    @Test
    void everyPageForbidsScriptsFromElsewhere() throws Exception {
        for (String path : new String[] {"/", "/rate", "/setup", "/status", "/desk", "/simulated"}) {
            var headers = office.web().get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
        }
    }

    @Order(2)
    @Test
    void anOfficeIsSetUpWithTheKeyboardAlone() throws Exception {
        Page page = chromium.desk(1280, 800);
        page.navigate(fresh.url() + "/setup");
        assertThat(page.locator("#name")).isVisible();
        type(page, "name", "UBND xã Tân Tiến");
        type(page, "technician", "246810");
        goOnAndLook(page, "Ngày nghỉ");
        goOnAndLook(page, "Quầy");
        press(page, "del-1", "Enter");
        press(page, "del-1", "Enter");
        assertThat(page.locator("#del-1")).hasCount(0);
        type(page, "cn-0", "Hộ tịch");
        goOnAndLook(page, "Cán bộ và mã PIN");
        type(page, "cl-0", "Nguyễn Thị An");
        type(page, "pin-0", "135790");
        goOnAndLook(page, "Thang đánh giá");
        press(page, "scale-HL3A/1", "Space");
        assertThat(page.locator("[id='scale-HL3A/1']")).hasAttribute("aria-pressed", "true");
        goOnAndLook(page, "Bấm một phím bất kỳ trên bộ phím của quầy 1");
        goOnAndLook(page, "Thử in phiếu");
        goOnAndLook(page, "Thử loa");
        goOnAndLook(page, "Bắt đầu chính thức");
        press(page, "agreed", "Space");
        press(page, "on", "Enter");
        assertThat(page.getByText("Máy đang chạy chính thức.")).isVisible();
        Chromium.picture(page, "setup-keyboard");
        assertThat(Axe.violations(page)).isEmpty();
        InEnglish.looksRight(page, "setup-keyboard");
        page.context().close();
    }

    /** From nothing to the first counted practice press, with tickets, hours, a holiday and a list, and no server. */
    @Test
    void anOfficeWithTicketsIsSetUpFromNothingAndEveryStepReopens() throws Exception {
        try (KioskProcess kiosk = KioskProcess.start(
                folder.resolve("tickets"),
                new KioskProcess.Setup("kiosk-lay-so", "", "", null, null, null, "printer.port=virtual\n"))) {
            Page page = chromium.desk(1280, 800);
            page.navigate(kiosk.url() + "/setup");
            Page otherTab = page.context().newPage();
            otherTab.navigate(kiosk.url() + "/setup");
            otherTab.locator("#name").fill("UBND xã Khác");
            page.bringToFront(); // a tab behind another one takes its time
            page.locator("#name").fill("UBND xã Tân Tiến");
            page.locator("#count").fill("2");
            page.locator("#mode").selectOption("TICKET");
            page.locator("#h1").fill("7:00–11:30");
            page.locator("#d-6").check();
            page.locator("#technician").fill("246810");
            Chromium.picture(page, "setup-office");
            assertThat(Axe.violations(page)).isEmpty();
            InEnglish.looksRight(page, "setup-office");
            next(page, "Ngày nghỉ");
            page.locator("#add").click();
            page.locator("#sd-0").fill("2027-09-02");
            page.locator("#sn-0").fill("Quốc khánh");
            Chromium.picture(page, "setup-holidays");
            assertThat(Axe.violations(page)).isEmpty();
            InEnglish.looksRight(page, "setup-holidays");
            next(page, "Quầy");
            assertThat(page.locator("#ql-0")).hasValue("A");
            assertThat(page.locator("#qc-0")).hasValue("1, 2");
            page.locator("#add-queue").click();
            page.locator("#ql-1").fill("S");
            page.locator("#qn-1").fill("Trả kết quả");
            page.locator("#qk-1").selectOption("RESULT");
            page.locator("#qc-1").fill("2");
            Chromium.picture(page, "setup-queues");
            assertThat(Axe.violations(page)).isEmpty();
            InEnglish.looksRight(page, "setup-queues");
            next(page, "Cán bộ và mã PIN");
            page.locator("#cl-0").fill("Nguyễn Thị An");
            page.locator("#pin-0").fill("135790");
            page.locator("#ld-0").check();
            next(page, "Thang đánh giá");
            page.locator("#on").click();
            assertThat(page.locator(".mistake")).containsText("Chữ S dễ đọc nhầm");
            InEnglish.speak(page, "en");
            assertThat(page.locator(".mistake")).containsText("The letter S is easily misread");
            InEnglish.speak(page, "vi");
            page.locator("#step-2").click();
            page.locator("#ql-1").fill("C");
            page.locator("#step-4").click();
            next(page, "Bấm một phím bất kỳ trên bộ phím của quầy 1");
            next(page, "Thử in phiếu");
            page.locator("#print-test").click();
            assertThat(page.locator(".setup__main .note .chip"))
                    .hasText("đạt", new LocatorAssertions.HasTextOptions().setTimeout(LONG_MS));
            page.locator("#roll").fill("30");
            page.locator("#new-roll").click();
            assertThat(page.getByText("Giấy còn khoảng 30 m, chừng 333 phiếu.")).isVisible();
            Chromium.picture(page, "setup-print");
            assertThat(Axe.violations(page)).isEmpty();
            InEnglish.looksRight(page, "setup-print");
            next(page, "Thử loa");
            page.locator("#zero").selectOption("lẻ");
            Chromium.picture(page, "setup-voice");
            assertThat(Axe.violations(page)).isEmpty();
            InEnglish.looksRight(page, "setup-voice");
            next(page, "Bắt đầu chính thức");

            page.locator("#step-9").click();
            page.locator("#decision").fill("1234/QĐ-UBND");
            page.locator("#decided").fill("2026-01-15");
            page.locator("#csv").fill("code,name,field_name\n1.001193,Thủ tục đăng ký khai sinh,Hộ tịch\n");
            page.locator("#read").click();
            assertThat(page.getByText("1 thủ tục: thêm 1, bỏ 0, đổi tên 0")).isVisible();
            page.locator("#take").click();
            page.locator("#add-common").selectOption("1.001193");
            page.locator("#nick-0").fill("Khai sinh");
            page.locator("#conduct").fill("Chào hỏi");
            Chromium.picture(page, "setup-content");
            assertThat(Axe.violations(page)).isEmpty();
            InEnglish.looksRight(page, "setup-content");
            page.locator("#on").click();
            assertThat(page.locator("#step-9.step--done")).isVisible();

            var setup = kiosk.web().json("/api/desk/1");
            assertThat(setup.path("mode").asText()).isEqualTo("TICKET");
            page.reload();
            page.locator("#step-0").click();
            assertThat(page.locator("#h1")).hasValue("07:00–11:30");
            assertThat(page.locator("#d-6")).isChecked();
            page.locator("#step-2").click();
            assertThat(page.locator("#ql-1")).hasValue("C");
            page.locator("#step-7").click();
            assertThat(page.locator("#zero")).hasValue("lẻ");

            page.locator("#step-9").click();
            assertThat(page.locator("#decision")).hasValue("1234/QĐ-UBND");
            page.locator("#no-list").click();
            page.locator("#on").click();
            assertThat(page.locator("#step-9:not(.step--done)"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG_MS));
            assertThat(page.locator("#decision")).hasValue("");
            assertThat(page.getByText("Chưa dùng thủ tục nào.")).isVisible();

            overwritesNothing(otherTab);
            page.bringToFront();
            printerOutOfPaper(kiosk, page);
            page.context().close();
        }
    }

    /** A tab that was opened before the office was set up in another one. */
    private static void overwritesNothing(Page tab) throws IOException {
        tab.bringToFront();
        tab.locator("#technician").fill("246810");
        tab.locator("#step-5").click();
        assertThat(tab.locator(".mistake")).hasText("Cấu hình vừa được sửa ở nơi khác. Phần sửa ở đây chưa lưu");
        assertThat(tab.locator(".mistake")).isInViewport();
        Chromium.picture(tab, "setup-outdated");
        assertThat(Axe.violations(tab)).isEmpty();
        InEnglish.looksRight(tab, "setup-outdated");
        tab.locator("#anew").click();
        assertThat(tab.locator("#name")).hasValue("UBND xã Tân Tiến");
        assertThat(tab.locator(".mistake")).hasCount(0);
    }

    /** The key beside the fault starts the count of the paper anew. */
    private static void printerOutOfPaper(KioskProcess kiosk, Page page) throws Exception {
        kiosk.web().post("/api/simulated/printer/paper-out", "{}");
        page.navigate(kiosk.url() + "/status");
        page.locator("#new-roll").click();
        assertThat(page.getByText("Đã ghi cuộn giấy mới.")).isVisible();
        Chromium.picture(page, "status-new-roll");
        assertThat(Axe.violations(page)).isEmpty();
        InEnglish.looksRight(page, "status-new-roll");
        assertThat(kiosk.journal("device-changed").stream()
                        .map(PageTechnicianTest::newRoll)
                        .filter(each -> !each.isEmpty())
                        .toList())
                .containsExactly("30000 mm", "30000 mm");
    }

    private static String newRoll(JournalRecord changed) {
        try {
            DeviceChanged body = changed.body(DeviceChanged.class);
            return body.state().equals("PAPER_NEW") ? String.valueOf(body.detail()) : "";
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    /** Goes on with the keyboard, and looks at the new step. */
    private static void goOnAndLook(Page page, String heading) throws IOException {
        next(page, heading);
        assertThat(Axe.violations(page)).as(heading).isEmpty();
        InEnglish.looksRight(page, "setup-" + String.valueOf(page.evaluate("location.hash.slice(1)")));
    }

    /** Goes on with the keyboard; the new step says its name to those who cannot see it. */
    private static void next(Page page, String heading) {
        press(page, "on", "Enter");
        // Saving hashes PINs, which is slow on purpose.
        Locator there = page.locator("h2").filter(new Locator.FilterOptions().setHasText(heading));
        assertThat(there).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG_MS));
        assertThat(page.locator("h2")).isFocused();
    }

    private static void type(Page page, String id, String text) {
        tabTo(page, id);
        page.keyboard().type(text);
    }

    private static void press(Page page, String id, String key) {
        tabTo(page, id);
        page.keyboard().press(key);
    }

    /** Presses Tab until the element has the focus, which must be seen on every one passed. */
    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 60; i++) {
            if (id.equals(page.evaluate("document.activeElement?.id"))) {
                return;
            }
            page.keyboard().press("Tab");
            assertThat(page.evaluate("""
                            (() => {
                              const at = document.activeElement;
                              // The browser itself marks the part of a date that has the focus.
                              if (at === document.body || at.type === "datetime-local" || at.type === "date") return true;
                              const style = getComputedStyle(at);
                              return style.outlineStyle !== "none" || style.boxShadow !== "none";
                            })()
                            """))
                    .as("the focus is seen on %s", page.evaluate("document.activeElement?.id"))
                    .isEqualTo(true);
        }
        throw new AssertionError("Tab never reaches " + id);
    }

    private static void looksRight(KioskProcess kiosk, String path, String name, int width, int height)
            throws IOException {
        Page page = chromium.desk(width, height);
        StringBuilder errors = new StringBuilder();
        page.onPageError(error -> errors.append(error).append('\n'));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.append(message.text()).append('\n');
            }
        });
        Response answer = page.navigate(kiosk.url() + path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(page.locator("h1").first()).isVisible();
        if (path.equals("/simulated")) {
            assertThat(page.locator(".box")).hasCount(2);
        }
        assertThat(page.getByText("Không liên lạc được với máy")).hasCount(0);
        if (path.equals("/status") && kiosk == office) {
            // the printer has said how it is
            assertThat(page.locator(".card").first().locator(".chip--good")).hasCount(2);
        }
        Chromium.picture(page, name);
        assertThat(errors.toString()).as("errors of %s", name).isEmpty();
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
        if (page.locator("#other-language").count() > 0) {
            InEnglish.looksRight(page, name);
        }
        page.context().close();
    }
}
