package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import motcua.contract.body.Press;
import motcua.contract.body.Verdict;
import motcua.contract.journal.JournalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An office with tickets, from an empty folder to the first practice press that counts, by a person, with no server. */
class SetupFromNothingTest {
    private static final Duration PROMISED = Duration.ofMinutes(10);
    private static final double PATIENCE_MS = 60_000;
    private static final String TECHNICIAN_PIN = "135791";
    private static final String CLERK_PIN = "864202";
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");

    @Test
    void aPersonComesFromNothingToACountedPracticePressInTenMinutes(@TempDir Path folder) throws Exception {
        Path padFolder = Files.createDirectory(folder.resolve("pad"));
        try (PadSim pad = PadSim.start(padFolder);
                Chromium chromium = Chromium.start()) {
            long began = System.nanoTime();
            try (KioskProcess kiosk = KioskProcess.start(
                    folder.resolve("kiosk"),
                    new KioskProcess.Setup(
                            "may-moi", pad.port().toString(), "", null, null, null, "printer.port=virtual\n"))) {
                Page page = chromium.desk(1280, 800);
                TypingPerson person = new TypingPerson(page);
                page.navigate(kiosk.url() + "/setup");
                setUp(page, person, pad, kiosk);

                page.navigate(kiosk.url() + "/ticket");
                person.walk();
                person.click("#key-get");
                assertThat(page.locator(".bigno")).hasText("A001");

                page.navigate(kiosk.url() + "/desk?counter=1");
                person.walk();
                person.read(".signin");
                person.click("[data-arg=nguyen-thi-an]");
                person.type(CLERK_PIN);
                person.key("Enter");
                assertThat(page.locator(".desk__keys")).isVisible(patient());
                person.read("#screen");
                assertThat(page.locator(".bigno--next")).hasText("A001");
                person.key("F2");
                assertThat(page.locator(".now--serving .bigno")).hasText("A001");
                person.key("F3");
                assertThat(page.locator(".last .chip")).hasText("A001 · đang mời đánh giá");

                person.walk();
                pad.press(1);
                await("the press counts")
                        .atMost(Duration.ofSeconds(30))
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> !counted(kiosk).isEmpty());
                assertThat(page.locator(".last .chip")).hasText(Pattern.compile("A001 · (đang mời|đã) đánh giá"));
                Duration machine = Duration.ofNanos(System.nanoTime() - began);

                Press press = counted(kiosk).get(0);
                assertThat(press.counter()).isEqualTo(1);
                assertThat(press.level()).isEqualTo(1);
                assertThat(kiosk.health().path("practice").asBoolean()).isTrue();
                assertThat(kiosk.health().path("uplink").asText()).isEqualTo("OFF");
                assertThat(kiosk.journal("practice-changed")).isEmpty();

                Duration all = person.time().plus(machine);
                System.out.printf(
                        "from nothing to a counted practice press: %d s = %d s of a person (%s) + %d s of the machine%n",
                        all.toSeconds(), person.time().toSeconds(), person, machine.toSeconds());
                assertThat(all).isLessThanOrEqualTo(PROMISED);
            }
        }
    }

    private static void setUp(Page page, TypingPerson person, PadSim pad, KioskProcess kiosk) throws IOException {
        assertThat(page.locator("#name")).isVisible();
        person.read("#screen");
        person.fill("#name", "UBND xã Tân Tiến");
        person.fill("#count", "3");
        person.choose("#mode", "TICKET");
        // Open day and night, so that the test runs at any hour; the usual hours stand there and take no key.
        page.locator("#h1").fill("0:00–12:00");
        page.locator("#h2").fill("12:00–23:59");
        page.locator("#d-6").check();
        page.locator("#d-7").check();
        person.fill("#technician", TECHNICIAN_PIN);
        if (page.locator("#local").isVisible()) {
            person.fill(
                    "#local",
                    LocalDateTime.now(HERE).truncatedTo(ChronoUnit.MINUTES).toString());
            person.click("#set");
            assertThat(page.locator("#local")).hasCount(0);
            assertThat(page.locator("#name")).hasValue("UBND xã Tân Tiến");
        }
        next(page, person, "Ngày nghỉ");
        next(page, person, "Quầy");
        List<String> counters =
                List.of("Hộ tịch – Chứng thực", "Bảo trợ xã hội – Người có công", "Đất đai – Trả kết quả");
        for (int i = 0; i < counters.size(); i++) {
            person.fill("#cn-" + i, counters.get(i));
        }
        next(page, person, "Cán bộ và mã PIN");
        List<String> clerks = List.of("Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Dung");
        for (int i = 0; i < clerks.size(); i++) {
            if (i > 0) {
                person.click("#add");
            }
            person.fill("#cl-" + i, clerks.get(i));
            person.fill("#pin-" + i, CLERK_PIN);
        }
        person.click("#ld-1");
        next(page, person, "Thang đánh giá");
        next(page, person, "Bấm một phím bất kỳ trên bộ phím của quầy 1");
        person.walk();
        Locator first = page.locator(".checks li").first();
        for (int key = 1; key <= 5; key++) {
            pad.press(key);
            assertThat(first.locator(".chip")).hasText(key == 5 ? "đủ 5 phím" : "mới thấy " + key + " trên 5 phím");
        }
        assertThat(kiosk.journal("pad-bound")).hasSize(1);
        InEnglish.looksRight(page, "setup-pads-tried");
        next(page, person, "Thử in phiếu");
        person.click("#print-test");
        assertThat(page.locator(".setup__main .note .chip"))
                .hasText("đạt", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
        person.walk();
        next(page, person, "Thử loa");
        person.click("#voice-test");
        assertThat(page.locator(".setup__main .note[role=status]")).isVisible(patient());
        InEnglish.looksRight(page, "setup-voice-tried");
        next(page, person, "Bắt đầu chính thức");
        assertThat(page.locator(".chip").first()).hasText("Đang tập sử dụng");
        assertThat(page.locator("#agreed")).not().isChecked();
    }

    /** Goes on, and reads the new step. */
    private static void next(Page page, TypingPerson person, String heading) {
        person.click("#on");
        assertThat(page.locator("h2").filter(new Locator.FilterOptions().setHasText(heading)))
                .isVisible(patient());
        person.read(".setup__main");
    }

    private static LocatorAssertions.IsVisibleOptions patient() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
    }

    private static List<Press> counted(KioskProcess kiosk) throws IOException {
        List<Press> presses = new java.util.ArrayList<>();
        for (JournalRecord each : kiosk.journal("press")) {
            Press press = each.body(Press.class);
            if (press.verdict() == Verdict.COUNTS) {
                presses.add(press);
            }
        }
        return presses;
    }
}
