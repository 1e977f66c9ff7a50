package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.TicketScreen.HEIGHT;
import static motcua.acceptance.TicketScreen.IDLE_MS;
import static motcua.acceptance.TicketScreen.NUMBER_MS;
import static motcua.acceptance.TicketScreen.WIDTH;
import static motcua.acceptance.TicketScreen.issued;
import static motcua.acceptance.TicketScreen.kiosk;
import static motcua.acceptance.TicketScreen.looksRight;
import static motcua.acceptance.TicketScreen.settled;
import static motcua.acceptance.TicketScreen.smallOffice;
import static motcua.acceptance.TicketScreen.speak;
import static motcua.acceptance.TicketScreen.tabTo;
import static motcua.acceptance.TicketScreen.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import motcua.contract.body.TicketIssued;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ticket screen of offices that are unlike most: several queues, other languages, no numbers left, closed. */
class PageTicketOfficesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Chromium chromium;

    @BeforeAll
    static void open() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @Test
    void scenario3ALanguageOfTheOfficeIsAFileAndWhatItLacksStandsInVietnamese() throws Exception {
        String seed = smallOffice().replace("\"scale\":", "\"languages\":[\"en\",\"tyz\"],\"scale\":");
        try (KioskProcess kiosk = kiosk(folder, "tay", seed)) {
            Path languages = Files.createDirectories(kiosk.dataFolder().resolve("languages"));
            Files.writeString(
                    languages.resolve("tyz.json"),
                    "{\"name\":\"Tày\",\"texts\":{\"kiosk.get\":\"Au số\",\"kiosk.yourNumber\":\"Số cúa slấc mè\"}}");
            Page page = TicketScreen.open(chromium, kiosk, WIDTH, HEIGHT);
            page.locator("#key-languages").tap();
            assertThat(page.locator("#key-lang-tyz")).isEnabled();
            looksRight(page, "ticket-languages");
            page.locator("#key-lang-tyz").tap();
            assertThat(page.locator("#key-get .key__label")).hasText("Au số");
            assertThat(page.locator("#key-result [lang=vi]")).hasText("Nhận kết quả");
            looksRight(page, "ticket-home-tyz");
            page.locator("#key-get").tap();
            assertThat(page.locator("h1")).hasText("Số cúa slấc mè");
            String label = page.locator(".bigno").textContent();
            assertThat(JSON.valueToTree(ticket(kiosk, label)).toString()).doesNotContain("tyz");
            page.context().close();
        }
    }

    @Test
    void whereThereAreSeveralQueuesForProceduresTheCitizenChoosesOneAlsoWithPriority() throws Exception {
        String several = smallOffice().replace("\"queues\":[", """
                "queues":[{"id":"dat-dai","letter":"G","priorityLetter":"H","name":"Đất đai","kind":"PROCEDURE","counters":[2]},
                 {"id":"tiep-dan","letter":"T","name":"Tiếp công dân","kind":"RECEPTION","counters":[1]},""");
        try (KioskProcess kiosk = kiosk(folder, "nhieu", several)) {
            Page page = TicketScreen.open(chromium, kiosk, WIDTH, HEIGHT);
            looksRight(page, "ticket-home-queues");
            page.locator("#key-priority").tap();
            assertThat(page.locator("#key-queue-dat-dai")).isEnabled();
            looksRight(page, "ticket-choose-priority");
            page.locator("#key-queue-dat-dai").tap();
            assertThat(page.locator(".bigno")).hasText("H001");
            page.clock().fastForward(NUMBER_MS);
            page.locator("#key-get").tap();
            page.locator("#key-queue-tiep-dan").tap();
            assertThat(page.locator(".bigno")).hasText("T001");
            assertThat(issued(kiosk)).extracting(TicketIssued::priority).containsExactly(true, false);
            page.context().close();
        }
    }

    @Test
    void scenario36AFullQueueSaysSoAndGivesNoNumber() throws Exception {
        try (KioskProcess limited = kiosk(
                folder,
                "gioi-han",
                smallOffice()
                        .replace("\"counters\":[1,2]}", "\"counters\":[1,2],\"dailyLimit\":1}")
                        .replace("\"counters\":[2]}", "\"counters\":[2],\"dailyLimit\":1}"))) {
            Page page = TicketScreen.open(chromium, limited, WIDTH, HEIGHT);
            page.locator("#key-get").tap();
            assertThat(page.locator(".bigno")).hasText("A001");
            page.clock().fastForward(NUMBER_MS);
            assertThat(page.locator("#key-get .key__sub")).containsText("Đã hết số trong buổi");
            looksRight(page, "ticket-home-full-queue");
            assertThat(page.locator("#key-get")).hasAttribute("aria-disabled", "true");
            tapDimmed(page);
            assertThat(page.locator("h1")).containsText("Đã hết số trong buổi. Xin quay lại buổi sau");
            looksRight(page, "ticket-full");
            page.clock().fastForward(NUMBER_MS);
            page.locator("#key-lang-en").tap();
            settled(page, "#key-help");
            assertThat(page.locator("#key-get .key__sub")).containsText("No more tickets for this session");
            looksRight(page, "ticket-home-full-queue-en");
            tapDimmed(page);
            assertThat(page.locator("h1")).hasText("No more tickets for this session. Please come back later");
            looksRight(page, "ticket-full-en");
            page.clock().fastForward(NUMBER_MS);
            page.locator("#key-result").tap();
            assertThat(page.locator(".bigno")).hasText("C001");
            page.clock().fastForward(NUMBER_MS);
            settled(page, "#key-lang-en");
            assertThat(page.locator("h1")).hasText("Đã hết số trong buổi. Xin quay lại buổi sau");
            page.locator("#key-lang-en").tap();
            assertThat(page.locator("h1")).hasText("No more tickets for this session. Please come back later");
            assertThat(page.locator("button")).hasCount(1);
            looksRight(page, "ticket-full-all-en");
            assertThat(issued(limited)).hasSize(2);
            page.context().close();
        }
    }

    @Test
    void scenario38AfterNumber999Comes1000AndItFitsOnTheScreen() throws Exception {
        try (KioskProcess busy = kiosk(folder, "tron", smallOffice())) {
            Web web = busy.web();
            for (int i = 1; i <= 999; i++) {
                assertThat(web.post("/api/tickets", "{\"wish\":\"wish-%04d\",\"queue\":\"thu-tuc\"}".formatted(i))
                                .statusCode())
                        .isEqualTo(200);
            }
            for (int[] size : new int[][] {{WIDTH, HEIGHT}, {1280, 800}, {320, 640}}) {
                Page page = TicketScreen.open(chromium, busy, size[0], size[1]);
                page.locator("#key-get").tap();
                assertThat(page.locator(".bigno")).hasText(Pattern.compile("A100\\d"));
                looksRight(page, "ticket-number-1000-" + size[0]);
                BoundingBox number = page.locator(".bigno").boundingBox();
                BoundingBox card = page.locator(".say__card").boundingBox();
                assertThat(number.x).isGreaterThanOrEqualTo(card.x);
                assertThat(number.x + number.width).isLessThanOrEqualTo(card.x + card.width);
                page.context().close();
            }
            Set<String> labels = new TreeSet<>();
            issued(busy).forEach(each -> labels.add(each.label()));
            assertThat(labels).hasSize(1002).contains("A999", "A1000", "A1002");
        }
    }

    @Test
    void aClosedOfficeShowsItsHoursAndNoKeyButTheLanguageAndPracticeAndTimeStandOnEveryScreen() throws Exception {
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        LocalDate today = now.toLocalDate();
        String special = """
                "special":[{"date":"%s","name":"Nghỉ bù","stretches":[]},{"date":"%s","name":"Ngày làm việc","stretches":[
                 {"from":"07:30","to":"11:30"},{"from":"13:30","to":"17:00"}]}]""".formatted(today, today.plusDays(1));
        String closed =
                smallOffice().replace("\"special\":[]", special).replace("\"official\":true", "\"official\":false");
        try (KioskProcess kiosk = kiosk(folder, "dong", closed)) {
            Page page = TicketScreen.open(chromium, kiosk, WIDTH, HEIGHT);
            assertThat(page.locator(".practice")).isVisible();
            looksRight(page, "ticket-practice");
            Page english = TicketScreen.open(chromium, kiosk, WIDTH, HEIGHT);
            speak(english, "en");
            assertThat(english.locator(".practice")).hasText("Practice – this visit does not count");
            looksRight(english, "ticket-practice-en");
            String hour = now.toString().substring(0, 16);
            assertThat(kiosk.web()
                            .post("/api/setup/clock", "{\"local\":\"" + hour + "\"}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(page.locator("h1")).hasText("Hôm nay bộ phận nghỉ");
            assertThat(page.locator(".say__after")).hasText("Nghỉ bù");
            assertThat(page.locator("#clock strong")).hasText(Pattern.compile("\\d\\d:\\d\\d"));
            assertThat(page.locator(".hours")).containsText("07:30–11:30");
            assertThat(page.locator(".hours")).containsText("13:30–17:00");
            assertThat(page.locator("button")).hasCount(1);
            assertThat(page.locator(".practice")).isVisible();
            looksRight(page, "ticket-not-open");
            page.locator("#key-lang-en").tap();
            assertThat(page.locator("h1")).hasText("Closed today");
            settled(page, "#key-lang-vi");
            page.locator("#key-lang-vi").tap();
            assertThat(page.locator("h1")).hasText("Hôm nay bộ phận nghỉ");
            settled(page, "#key-lang-en");
            tabTo(page, "key-lang-en");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("Closed today");
            page.clock().fastForward(IDLE_MS);
            assertThat(page.locator("h1")).hasText("Hôm nay bộ phận nghỉ");
            assertThat(english.locator("h1")).hasText("Closed today");
            assertThat(english.locator(".say__after[lang=vi]")).hasText("Nghỉ bù");
            assertThat(english.locator(".hours")).containsText("07:30–11:30");
            looksRight(english, "ticket-not-open-en");
            english.clock().fastForward(IDLE_MS);
            assertThat(english.locator("h1")).hasText("Hôm nay bộ phận nghỉ");
            english.context().close();
            Page landscape = chromium.touch(1280, 800);
            landscape.navigate(kiosk.url() + "/ticket");
            assertThat(landscape.locator(".hours")).isVisible();
            looksRight(landscape, "ticket-not-open-1280");
            landscape.context().close();
            page.context().close();
        }
    }

    /** A key without numbers takes a tap all the same, once the screen takes any. */
    private static void tapDimmed(Page page) {
        settled(page, "#key-help");
        page.locator("#key-get").tap(new Locator.TapOptions().setForce(true));
    }
}
