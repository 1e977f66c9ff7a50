package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.DeskBrowser.lastVisit;
import static motcua.acceptance.DeskBrowser.looksRight;
import static motcua.acceptance.DeskBrowser.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import motcua.bridge.printer.PrinterCondition;

/**
 * Brings a desk into each of its states and looks at each in both languages: a picture, nothing that bars anybody, no sideways scroll.
 * Pictures are named {@code desk-state} or {@code strip-state}, English ones end in {@code -en}.
 */
final class DeskStates {
    private static final String BIRTH = "1.001193";
    private static final double BEYOND_SILENCE_MS = 8_000;

    private final DeskBrowser browser;
    private final int width;
    private final String form;

    private DeskStates(DeskBrowser browser, int width, String form) {
        this.browser = browser;
        this.width = width;
        this.form = form;
    }

    static DeskStates onAScreen(DeskBrowser browser) {
        return new DeskStates(browser, DeskBrowser.SCREEN, "desk");
    }

    static DeskStates inAStrip(DeskBrowser browser) {
        return new DeskStates(browser, DeskBrowser.STRIP, "strip");
    }

    private void look(Page desk, String state) throws IOException {
        assertThat(((Number) desk.evaluate(
                                "document.querySelectorAll('.key--main, .btn--main:not([aria-disabled=true])').length"))
                        .intValue())
                .as("filled keys in %s", state)
                .isLessThanOrEqualTo(1);
        looksRight(desk, form + "-" + state);
        speak(desk, "en");
        looksRight(desk, form + "-" + state + "-en");
        speak(desk, "vi");
    }

    private static void speak(Page desk, String language) {
        desk.evaluate("document.querySelector('[data-do=language]').click()");
        assertThat(desk.locator("html")).hasAttribute("lang", language);
    }

    /** Nobody is signed in, or somebody else is to be. */
    void entrance(Path folder) throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            Page desk = browser.desk(office.url(), 1, width);
            desk.locator("[data-do=clerk]").first().click();
            desk.keyboard().type("246");
            look(desk, "signin");
            desk.keyboard().press("Enter");
            assertThat(desk.locator(".mistake")).hasText("Mã PIN có từ 6 chữ số");
            look(desk, "signin-short");
            desk.locator("[data-do=openLeader]").click();
            assertThat(desk.locator("#leader-pin")).isVisible();
            look(desk, "leader-entrance");
            desk.locator("[data-do=back]").click();
            desk.locator("#pin").fill("");
            DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            desk.keyboard().press("F4");
            desk.keyboard().press("9");
            assertThat(desk.locator("h1")).hasText("Đổi người trực");
            look(desk, "takeover");
        }
    }

    /** A visit from the call to the rating. */
    void visit(Path folder) throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            Page desk = browser.desk(office.url(), 1, width);
            DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            look(desk, "empty");
            String label = office.take(BIRTH).label();
            office.take(null);
            office.take(null, true);
            desk.locator(".bigno--next").waitFor();
            assertThat(desk.locator(".wait tfoot td")).hasText("3");
            look(desk, "idle");
            desk.keyboard().press("F4");
            desk.keyboard().press("1");
            desk.locator(".slips .btn").nth(1).click();
            assertThat(desk.locator(".slips .btn").nth(1)).hasAttribute("aria-pressed", "true");
            look(desk, "choose");
            desk.keyboard().press("1");
            assertThat(number(desk)).hasText(label);
            look(desk, "serving");
            desk.locator("[data-do=out]").click();
            assertThat(desk.locator(".desk__said")).isVisible();
            look(desk, "refused");
            desk.locator("[data-arg=change]").click();
            look(desk, "picker");
            desk.locator("#search").fill("khong co gi");
            look(desk, "picker-nothing");
            desk.keyboard().press("Escape");
            desk.keyboard().press("F3");
            assertThat(desk.locator("h1")).hasText("Vừa xong, đang mời đánh giá");
            look(desk, "finished");
            office.press(2);
            assertThat(lastVisit(desk)).hasText(label + " · đã đánh giá");
            look(desk, "rated");
        }
    }

    /** Everything behind "Khác". */
    void more(Path folder) throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            office.take(BIRTH);
            office.take(null);
            Page desk = browser.desk(office.url(), 1, width);
            DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            desk.keyboard().press("F4");
            look(desk, "more-idle");
            desk.keyboard().press("2");
            assertThat(desk.locator("[data-do=finishVisit]")).isVisible();
            look(desk, "walkin");
            desk.locator("[data-do=back]").click();
            desk.keyboard().press("5");
            desk.locator("[data-do=issue]").click();
            assertThat(desk.locator(".taken")).isVisible();
            look(desk, "issue");
            desk.keyboard().press("F4");
            desk.keyboard().press("F2");
            assertThat(number(desk)).isVisible();
            desk.keyboard().press("F4");
            look(desk, "more");
            desk.keyboard().press("3");
            look(desk, "transfer");
            desk.locator("[data-do=back]").click();
            desk.keyboard().press("7");
            look(desk, "left");
            desk.locator("[data-do=back]").click();
            desk.keyboard().press("0");
            look(desk, "conduct");
            desk.locator("[data-do=back]").click();
            desk.locator("[data-do=openLeader]").click();
            assertThat(desk.locator("#leader-pin")).isVisible();
            look(desk, "leader");
            desk.locator("[data-arg=temporary]").click();
            assertThat(desk.locator("#leader-name")).isVisible();
            look(desk, "leader-temporary");
        }
    }

    /** Nobody is served: the counter rests, the clerk is asked something. */
    void rest(Path folder) throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            Page desk = browser.desk(office.url(), 1, width);
            DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            desk.locator("[data-do=pause]").click();
            assertThat(desk.locator("h1")).hasText("Quầy đang tạm nghỉ");
            look(desk, "paused");
            desk.locator("[data-do=goOn]").click();
            assertThat(desk.locator("h1")).hasText("Chưa có số đang phục vụ");
            office.leap(Duration.ofMinutes(31));
            assertThat(desk.locator("h1")).hasText("Ca vẫn đang mở. Tiếp tục hay kết thúc?");
            assertThat(desk.locator(".rest p")).hasText("Không có thao tác từ 08:42. Ca tự đóng lúc 09:42.");
            look(desk, "stillthere");
            desk.locator("[data-do=stay]").click();
            assertThat(desk.locator("h1")).hasText("Chưa có số đang phục vụ");
            office.leap(Duration.ofMinutes(61));
            assertThat(desk.locator("h1")).hasText("Đăng nhập quầy");
        }
        try (DeskOffice office = DeskOffice.withoutTime(folder.resolve("khong-gio"))) {
            Page desk = browser.desk(office.url(), 1, width);
            DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            assertThat(desk.locator("h1")).hasText("Hôm nay là ngày nào?");
            look(desk, "date");
        }
    }

    /** Something does not work. */
    void trouble(Path folder) throws Exception {
        try (DeskOffice office = DeskOffice.withPrinter(folder)) {
            String label = office.take(BIRTH).label();
            Page desk = browser.desk(office.url(), 1, width);
            DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            desk.keyboard().press("F2");
            assertThat(number(desk)).hasText(label);
            desk.keyboard().press("F4");
            desk.locator("[data-arg=printer]").click();
            assertThat(desk.locator("#roll")).isVisible();
            look(desk, "printer");
            desk.keyboard().press("F4");
            office.pad().unplug();
            office.pass(Duration.ofSeconds(5));
            assertThat(desk.locator(".side h2").first()).hasText("Phím đánh giá quầy 1 không trả lời");
            look(desk, "device");
            office.printer().become(PrinterCondition.PAPER_OUT);
            assertThat(desk.locator("[data-focus=printer-warning]")).isVisible();
            office.callForHelp();
            assertThat(desk.locator("[data-do=helpAnswered]")).isVisible();
            look(desk, "troubles");
            assertThat(desk.locator("[data-do=finish]")).isVisible();
            desk.locator("[data-do=helpAnswered]").click();
            desk.keyboard().press("F3");
            assertThat(desk.locator("h1")).hasText("Vừa xong, đang mời đánh giá");
            office.pass(Duration.ofMinutes(6));
            assertThat(lastVisit(desk)).hasText(label + " · thiết bị hỏng, ghi riêng");
            office.recording(false);
            assertThat(desk.locator(".stop")).isVisible();
            look(desk, "not-recording");
        }
    }

    /** The kiosk does not answer. */
    void offline(Path folder) throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            String label = office.take(BIRTH).label();
            Page desk = browser.page(width);
            Page entrance = browser.page(width);
            for (Page each : new Page[] {desk, entrance}) {
                each.clock().install();
            }
            desk.navigate(office.url() + "/desk?counter=1");
            entrance.navigate(office.url() + "/desk?counter=2");
            assertThat(entrance.locator("h1")).hasText("Đăng nhập quầy");
            DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            desk.keyboard().press("F2");
            assertThat(number(desk)).hasText(label);
            office.gone();
            for (Page each : new Page[] {desk, entrance}) {
                each.clock().fastForward((long) BEYOND_SILENCE_MS);
                assertThat(each.locator(".stop")).containsText("Mất kết nối với máy của bộ phận");
            }
            assertThat(desk.locator("h1")).hasText("Số gần nhất, trước khi mất kết nối");
            assertThat(desk.locator(".bigno")).hasText(label);
            for (String key : new String[] {"next", "finish", "more"}) {
                assertThat(desk.locator("[data-do=" + key + "]")).hasAttribute("aria-disabled", "true");
            }
            look(desk, "offline");
            look(entrance, "offline-signin");
            office.back();
        }
    }

    /** Counters without tickets. */
    void withoutTickets(Path folder) throws Exception {
        try (DeskOffice office = DeskOffice.open(folder)) {
            Page desk = browser.desk(office.url(), 3, width);
            DeskBrowser.signIn(desk, SampleOffice.CLERK, SampleOffice.PIN);
            assertThat(desk.locator("h1")).hasText("Phục vụ công dân");
            assertThat(desk.locator(".side h2").first()).hasText("Quầy chưa có bộ phím hoặc màn hình đánh giá");
            look(desk, "visit");
            desk.locator("[data-do=begin]").click();
            assertThat(desk.locator("h1")).hasText("Đang phục vụ");
            desk.locator("[data-arg=visit]").click();
            look(desk, "visit-picker");
            Page open = browser.desk(office.url(), 4, width);
            DeskBrowser.signIn(open, SampleOffice.LEADER, SampleOffice.PIN);
            assertThat(open.locator("h1")).hasText("Bộ phím luôn mời đánh giá");
            look(open, "open");
        }
    }
}
