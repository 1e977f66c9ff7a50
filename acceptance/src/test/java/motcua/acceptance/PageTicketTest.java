package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketShown;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ticket screen of a real kiosk in a real browser: one press to a number, and the number stays visible whatever fails. */
class PageTicketTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 1080;
    private static final int HEIGHT = 1920;
    private static final int NUMBER_MS = 15_000;
    private static final int IDLE_MS = 60_000;
    /** The lowest 615 px of 1920: what a hand reaches from a wheelchair. Source: ui/kiosk.md 2. */
    private static final int LOW_REACH_TOP = 1305;

    /** Keys with something that is not inside them. */
    private static final String OVER_THE_EDGE = """
            () => [...document.querySelectorAll("button, .say__card")]
              .filter((key) => {
                const box = key.getBoundingClientRect();
                return [...key.querySelectorAll("*")].some((each) => {
                  const inner = each.getBoundingClientRect();
                  return inner.left < box.left - 1 || inner.right > box.right + 1 || inner.top < box.top - 1 || inner.bottom > box.bottom + 1;
                });
              })
              .map((key) => key.textContent)
            """;

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static KioskProcess small;
    private static KioskProcess large;
    private static int kiosks;

    @BeforeAll
    static void open() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        chromium = Chromium.start();
        small = kiosk("nho", SampleOffice.withTickets(120, "khong-co"));
        large = kiosk("lon", largeOffice());
    }

    @AfterAll
    static void close() {
        small.close();
        large.close();
        chromium.close();
    }

    private static KioskProcess kiosk(String name, String seed) throws IOException {
        return KioskProcess.start(
                folder.resolve(name), new KioskProcess.Setup("kiosk-" + name, "", "", seed, null, null));
    }

    /** Four counters, so that the first screen has tiles, and more procedures than fit on one screen. */
    private static String largeOffice() {
        return SampleOffice.withTickets(120, "khong-co")
                .replace("{\"number\":3,\"name\":\"Quầy 3\",\"mode\":\"VISIT\"}", """
                        {"number":3,"name":"Quầy 3","mode":"TICKET"},{"number":4,"name":"Quầy 4","mode":"TICKET"}""")
                .replace("\"counters\":[1,2]}", "\"counters\":[1,2,3,4]}")
                .replace("\"procedures\":[", """
                        "procedures":[
                        {"code":"1.000894","name":"Thủ tục đăng ký kết hôn","field":"Hộ tịch","nickname":"Kết hôn","common":true},
                        {"code":"1.013978","name":"Đăng ký đất đai","field":"Đất đai","nickname":"Đất đai","common":true},
                        {"code":"1.000656","name":"Thủ tục đăng ký khai tử","field":"Hộ tịch"},
                        {"code":"1.004837","name":"Thủ tục đăng ký giám hộ","field":"Hộ tịch"},
                        {"code":"1.005461","name":"Đăng ký lại khai tử","field":"Hộ tịch"},
                        {"code":"2.000635","name":"Cấp bản sao Trích lục hộ tịch","field":"Hộ tịch"},""");
    }

    @Test
    void oneTapOnTheFirstScreenShowsANumberThatCanBeCalledOnlyThen() throws Exception {
        Page page = open(small, WIDTH, HEIGHT);
        page.locator("#key-get").tap();
        assertThat(page.locator(".bigno")).hasText(Pattern.compile("A\\d{3}"));
        String label = page.locator(".bigno").textContent();
        assertThat(page.locator("button")).hasCount(0);

        Awaitility.await("the kiosk has heard that the number is seen").until(() -> shown(small, label));
        page.clock().fastForward(NUMBER_MS);
        assertThat(page.locator("#key-get")).isVisible();
        page.context().close();
    }

    @Test
    void twoTapsOnOnePlaceAreOneTicket() throws Exception {
        Page page = open(small, WIDTH, HEIGHT);
        int before = issued(small).size();
        BoundingBox key = page.locator("#key-get").boundingBox();
        page.touchscreen().tap(key.x + key.width / 2, key.y + key.height / 2);
        page.touchscreen().tap(key.x + key.width / 2, key.y + key.height / 2);
        assertThat(page.locator(".bigno")).isVisible();
        page.touchscreen().tap(key.x + key.width / 2, key.y + key.height / 2);
        Awaitility.await().until(() -> shown(small, page.locator(".bigno").textContent()));

        assertThat(issued(small)).hasSize(before + 1);
        page.context().close();
    }

    @Test
    void anAnswerThatIsLostAndAPageThatIsLoadedAnewAreStillOneTicket() throws Exception {
        Page page = open(small, WIDTH, HEIGHT);
        int before = issued(small).size();
        AtomicInteger requests = new AtomicInteger();
        page.route("**/api/tickets", route -> {
            if (requests.incrementAndGet() <= 2) {
                route.fetch(); // the kiosk has done it, and nobody hears of it
                route.abort();
            } else {
                route.resume();
            }
        });
        page.locator("#key-get").tap();
        assertThat(page.locator("h1")).hasText("Đang lấy số, xin chờ…");
        Awaitility.await().until(() -> requests.get() >= 1);
        page.reload();
        assertThat(page.locator(".bigno")).hasText(Pattern.compile("A\\d{3}"));
        String label = page.locator(".bigno").textContent();
        page.reload();
        assertThat(page.locator(".bigno")).hasText(label);

        assertThat(issued(small)).hasSize(before + 1);
        page.context().close();
    }

    @Test
    void scenario1WhoeverDoesNotKnowGetsANumberWithOneTapAndSomebodyIsCalled() throws Exception {
        Page page = open(small, WIDTH, HEIGHT);
        page.locator("#key-unsure").tap();
        assertThat(page.locator(".bigno")).isVisible();
        TicketIssued ticket = ticket(small, page.locator(".bigno").textContent());
        assertThat(ticket.assisted()).isTrue();
        assertThat(ticket.procedure()).isNull();

        page.clock().fastForward(NUMBER_MS);
        page.locator("#key-help").tap();
        assertThat(page.locator("h1")).hasText("Đã báo cán bộ. Xin chờ trong giây lát");
        page.context().close();
    }

    @Test
    void scenario3AnotherLanguageIsOnEveryScreenOfTheJourneyAndInNoRecord() throws Exception {
        Page page = open(small, WIDTH, HEIGHT);
        page.locator("#key-lang-en").tap();
        assertThat(page.locator("#key-get")).containsText("Get a number");
        page.locator("#key-common").tap();
        assertThat(page.locator("h1")).hasText("Common procedures");
        page.locator(".tile").first().tap();
        assertThat(page.locator("h1")).hasText("Your number is");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        String english = page.locator(".bigno").textContent();
        page.clock().fastForward(NUMBER_MS);
        assertThat(page.locator("html")).hasAttribute("lang", "vi");
        page.locator("#key-common").tap();
        page.locator(".tile").first().tap();
        assertThat(page.locator("h1")).hasText("Số của Ông/Bà là");
        String vietnamese = page.locator(".bigno").textContent();

        assertThat(recorded(ticket(small, english))).isEqualTo(recorded(ticket(small, vietnamese)));
        page.context().close();
    }

    @Test
    void scenario3ALanguageOfTheOfficeIsAFileAndWhatItLacksStandsInVietnamese() throws Exception {
        String seed = SampleOffice.withTickets(120, "khong-co")
                .replace("\"scale\":", "\"languages\":[\"en\",\"tyz\"],\"scale\":");
        try (KioskProcess kiosk = kiosk("tay-" + ++kiosks, seed)) {
            Path languages = Files.createDirectories(kiosk.dataFolder().resolve("languages"));
            Files.writeString(
                    languages.resolve("tyz.json"),
                    "{\"name\":\"Tày\",\"texts\":{\"kiosk.get\":\"Au số\",\"kiosk.yourNumber\":\"Số cúa slấc mè\"}}");
            Page page = open(kiosk, WIDTH, HEIGHT);
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
    void scenario4TheLowLayoutHasEveryKeyInReachOfAWheelchairUntilNobodyTouchesItForAMinute() throws Exception {
        for (KioskProcess kiosk : List.of(small, large)) {
            Page page = open(kiosk, WIDTH, HEIGHT);
            assertThat(page.locator("#key-priority")).isVisible();
            page.locator("#key-reach").tap();
            assertThat(page.locator("main.ticket--low")).isVisible();
            for (Locator key : page.locator("button").all()) {
                BoundingBox box = key.boundingBox();
                assertThat(box.y).as(key.textContent()).isGreaterThanOrEqualTo(LOW_REACH_TOP);
                assertThat(box.y + box.height).as(key.textContent()).isLessThanOrEqualTo(HEIGHT);
                assertThat(box.height).as(key.textContent()).isGreaterThanOrEqualTo(64);
            }
            page.clock().fastForward(IDLE_MS + 1_000);
            assertThat(page.locator("main:not(.ticket--low)")).isVisible();
            page.context().close();
        }
    }

    @Test
    void whereThereAreSeveralQueuesForProceduresTheCitizenChoosesOneAlsoWithPriority() throws Exception {
        String several = SampleOffice.withTickets(120, "khong-co").replace("\"queues\":[", """
                "queues":[{"id":"dat-dai","letter":"G","priorityLetter":"H","name":"Đất đai","kind":"PROCEDURE","counters":[2]},
                 {"id":"tiep-dan","letter":"T","name":"Tiếp công dân","kind":"RECEPTION","counters":[1]},""");
        try (KioskProcess kiosk = kiosk("nhieu-" + ++kiosks, several)) {
            Page page = open(kiosk, WIDTH, HEIGHT);
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
    void scenario5EveryKeyHasAPictureAndWordsAndTheNumberIsSeenFromAfar() throws Exception {
        Page page = open(large, WIDTH, HEIGHT);
        for (Locator key : page.locator("button").all()) {
            assertThat(key.locator("img").count()).as(key.textContent()).isEqualTo(1);
            assertThat(key.textContent()).isNotBlank();
        }
        page.locator("#key-get").tap();
        assertThat(page.locator(".bigno")).isVisible();
        Object size = page.locator(".bigno").evaluate("element => parseFloat(getComputedStyle(element).fontSize)");
        assertThat(((Number) size).doubleValue()).isGreaterThanOrEqualTo(296);
        page.context().close();
    }

    @Test
    void scenario30WhateverThePrinterDoesTheNumberStandsThereAndIsTakenOnce() throws Exception {
        KioskProcess.Setup setup = new KioskProcess.Setup(
                "kiosk-in", "", "", SampleOffice.withTickets(120, "khong-co"), null, null, "printer.port=virtual\n");
        try (KioskProcess printing = KioskProcess.start(folder.resolve("in"), setup)) {
            Page page = open(printing, WIDTH, HEIGHT);
            page.locator("#key-get").tap();
            assertThat(page.locator("h1")).hasText("Đang in phiếu, xin chờ…");
            assertThat(page.locator(".bigno")).hasText("A001");
            looksRight(page, "ticket-printing");
            assertThat(page.locator("h1")).hasText("Xin lấy phiếu");
            looksRight(page, "ticket-printed");
            page.clock().fastForward(NUMBER_MS);

            int number = 1;
            for (String[] fault : new String[][] {
                {"paper-out", "Máy hết giấy. Số của Ông/Bà là"},
                {"cover-open", "Máy không in được. Số của Ông/Bà là"},
                {"offline", "Máy không in được. Số của Ông/Bà là"}
            }) {
                become(printing, fault[0]);
                page.locator("#key-get").tap();
                assertThat(page.locator("h1")).hasText(fault[1]);
                assertThat(page.locator(".bigno")).hasText("A00" + ++number);
                assertThat(page.locator(".say__after")).hasText("Xin ghi nhớ và báo cán bộ hướng dẫn");
                looksRight(page, "ticket-" + fault[0]);
                page.clock().fastForward(NUMBER_MS - 5_000);
                assertThat(page.locator(".bigno")).isVisible();
                page.clock().fastForward(5_000);
                assertThat(page.locator("#key-get")).isVisible();
            }
            become(printing, "ready");
            page.locator("#key-lang-en").tap();
            page.locator("#key-get").tap();
            assertThat(page.locator("h1")).hasText("Please take your ticket");
            assertThat(issued(printing))
                    .extracting(TicketIssued::label)
                    .containsExactly("A001", "A002", "A003", "A004", "A005");
            page.context().close();
        }
    }

    private static void become(KioskProcess kiosk, String condition) throws Exception {
        assertThat(kiosk.web().post("/api/simulated/printer/" + condition, "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void scenario36AFullQueueSaysSoAndGivesNoNumber() throws Exception {
        try (KioskProcess limited = kiosk(
                "gioi-han-" + ++kiosks,
                SampleOffice.withTickets(120, "khong-co")
                        .replace("\"counters\":[1,2]}", "\"counters\":[1,2],\"dailyLimit\":1}"))) {
            Page page = open(limited, WIDTH, HEIGHT);
            page.locator("#key-get").tap();
            assertThat(page.locator(".bigno")).hasText("A001");
            page.clock().fastForward(NUMBER_MS);
            assertThat(page.locator("#key-get .key__sub")).containsText("Đã hết số trong buổi");
            looksRight(page, "ticket-home-full-queue");
            assertThat(page.locator("#key-get")).hasAttribute("aria-disabled", "true");
            page.locator("#key-get").tap(new Locator.TapOptions().setForce(true));
            assertThat(page.locator("h1")).containsText("Đã hết số trong buổi. Xin quay lại buổi sau");
            looksRight(page, "ticket-full");
            page.clock().fastForward(NUMBER_MS);
            page.locator("#key-result").tap();
            assertThat(page.locator(".bigno")).hasText("C001");
            assertThat(issued(limited)).hasSize(2);
            page.context().close();
        }
    }

    @Test
    void scenario38AfterNumber999Comes1000AndItFitsOnTheScreen() throws Exception {
        try (KioskProcess busy = kiosk("tron-" + ++kiosks, SampleOffice.withTickets(120, "khong-co"))) {
            Web web = busy.web();
            for (int i = 1; i <= 999; i++) {
                assertThat(web.post("/api/tickets", "{\"wish\":\"wish-%04d\",\"queue\":\"thu-tuc\"}".formatted(i))
                                .statusCode())
                        .isEqualTo(200);
            }
            for (int[] size : new int[][] {{WIDTH, HEIGHT}, {1280, 800}, {320, 640}}) {
                Page page = open(busy, size[0], size[1]);
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
    void aNumberIsTakenWithTheKeyboardAloneAndTheFocusIsAlwaysSeen() throws Exception {
        Page page = chromium.desk(1280, 800);
        page.clock().install();
        page.navigate(large.url() + "/ticket");
        assertThat(page.locator("#key-get")).isEnabled();
        Set<String> reached = new TreeSet<>();
        for (int i = 0; i < page.locator("button:visible").count(); i++) {
            page.keyboard().press("Tab");
            reached.add(focused(page));
            seesFocus(page);
        }
        Set<String> keys = new TreeSet<>();
        page.locator("button:visible").all().forEach(each -> keys.add(each.getAttribute("id")));
        assertThat(reached).isEqualTo(keys);

        tabTo(page, "key-others");
        page.keyboard().press("Enter");
        assertThat(page.locator("#key-field-0")).isEnabled();
        tabTo(page, "key-field-2");
        page.keyboard().press("Enter");
        assertThat(page.locator("#key-after")).isEnabled();
        tabTo(page, "key-after");
        page.keyboard().press("Enter");
        assertThat(page.locator("#key-before")).isEnabled();
        tabTo(page, "key-back");
        page.keyboard().press("Enter");
        assertThat(page.locator("#key-field-0")).isEnabled();
        tabTo(page, "key-field-0");
        page.keyboard().press("Enter");
        assertThat(page.locator(".tile").first()).isEnabled();
        tabTo(page, page.locator(".tile").first().getAttribute("id"));
        page.keyboard().press("Enter");
        assertThat(page.locator(".bigno")).isVisible();
        assertThat(focused(page)).isEqualTo("H1");
        TicketIssued ticket = ticket(large, page.locator(".bigno").textContent());
        assertThat(ticket.field()).isEqualTo("Chứng thực");
        assertThat(ticket.procedure()).isEqualTo("2.000815");
        page.context().close();
    }

    @Test
    void everyStateIsFreeOfBarriersInBothLanguagesOnEverySize() throws Exception {
        record Look(int width, int height, String language) {}
        for (Look look : List.of(
                new Look(WIDTH, HEIGHT, "vi"),
                new Look(WIDTH, HEIGHT, "en"),
                new Look(1280, 800, "en"),
                new Look(320, 640, "vi"),
                new Look(320, 640, "en"),
                new Look(3840, 2160, "vi"))) {
            int[] size = {look.width, look.height};
            String language = look.language;
            String end = "-" + size[0] + "-" + language;
            Page page = open(large, size[0], size[1]);
            speak(page, language);
            looksRight(page, "ticket-home" + end);
            neverMoreThanSixTiles(page);
            page.locator("#key-others").tap();
            assertThat(page.locator("#key-field-0")).isEnabled();
            looksRight(page, "ticket-fields" + end);
            neverMoreThanSixTiles(page);
            page.locator("#key-field-2").tap();
            assertThat(page.locator("#key-after")).isEnabled();
            looksRight(page, "ticket-list" + end);
            neverMoreThanSixTiles(page);
            page.locator("#key-help").tap();
            assertThat(page.locator("#key-help")).hasCount(0);
            looksRight(page, "ticket-help" + end);
            page.context().close();

            Page few = open(small, size[0], size[1]);
            speak(few, language);
            looksRight(few, "ticket-home-few" + end);
            few.locator("#key-common").tap();
            assertThat(few.locator(".tile").first()).isEnabled();
            looksRight(few, "ticket-common" + end);
            few.locator(".tile").first().tap();
            assertThat(few.locator(".bigno")).isVisible();
            looksRight(few, "ticket-number" + end);
            few.context().close();
        }
        for (KioskProcess kiosk : List.of(small, large)) {
            for (String language : List.of("vi", "en")) {
                Page low = open(kiosk, WIDTH, HEIGHT);
                speak(low, language);
                low.locator("#key-reach").tap();
                assertThat(low.locator("main.ticket--low #key-get")).isEnabled();
                looksRight(low, "ticket-home-low-" + (kiosk == small ? "few-" : "") + language);
                low.context().close();
            }
        }
    }

    @Test
    void aClosedOfficeShowsNoKeysButItsHoursAndPracticeAndTimeStandOnEveryScreen() throws Exception {
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        LocalDate today = now.toLocalDate();
        String special = """
                "special":[{"date":"%s","name":"Nghỉ bù","stretches":[]},{"date":"%s","name":"Ngày làm việc","stretches":[
                 {"from":"07:30","to":"11:30"},{"from":"13:30","to":"17:00"}]}]""".formatted(today, today.plusDays(1));
        String closed = SampleOffice.withTickets(120, "khong-co")
                .replace("\"special\":[]", special)
                .replace("\"official\":true", "\"official\":false");
        try (KioskProcess kiosk = kiosk("dong-" + ++kiosks, closed)) {
            Page page = open(kiosk, WIDTH, HEIGHT);
            assertThat(page.locator(".practice")).isVisible();
            looksRight(page, "ticket-practice");
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
            assertThat(page.locator("button")).hasCount(0);
            assertThat(page.locator(".practice")).isVisible();
            looksRight(page, "ticket-not-open");
            Page landscape = chromium.touch(1280, 800);
            landscape.navigate(kiosk.url() + "/ticket");
            assertThat(landscape.locator(".hours")).isVisible();
            looksRight(landscape, "ticket-not-open-1280");
            landscape.context().close();
            page.context().close();
        }
    }

    @Test
    void aScreenThatLostItsKioskSaysSoAndComesBackByItself() throws Exception {
        try (KioskProcess lost = kiosk("mat-" + ++kiosks, SampleOffice.withTickets(120, "khong-co"))) {
            Page page = open(lost, WIDTH, HEIGHT);
            lost.stop();
            assertThat(page.locator("h1")).hasText("Máy lấy số đang tạm dừng. Xin gặp cán bộ hướng dẫn");
            looksRight(page, "ticket-stopped");
            assertThat(page.locator("button")).hasCount(0);
            lost.restart();
            assertThat(page.locator("#key-get")).isVisible();
            page.context().close();
        }
    }

    private static Page open(KioskProcess kiosk, int width, int height) {
        Page page = chromium.touch(width, height);
        page.clock().install();
        page.navigate(kiosk.url() + "/ticket");
        assertThat(page.locator("#key-get")).isEnabled();
        return page;
    }

    private static void speak(Page page, String language) {
        if (language.equals("en")) {
            page.locator("#key-lang-en").tap();
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            assertThat(page.locator("#key-get")).isEnabled();
        }
    }

    private static void neverMoreThanSixTiles(Page page) {
        assertThat(page.locator(".tile").count()).isLessThanOrEqualTo(6);
    }

    private static String focused(Page page) {
        return (String) page.evaluate("document.activeElement.id || document.activeElement.tagName");
    }

    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 30 && !focused(page).equals(id); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(focused(page)).isEqualTo(id);
        seesFocus(page);
    }

    private static void seesFocus(Page page) {
        assertThat(page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"))
                .as("outline of %s", focused(page))
                .isEqualTo(3);
    }

    private static void looksRight(Page page, String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s does not scroll sideways", name)
                .isEqualTo(true);
        assertThat(page.evaluate(
                        "[...document.images].filter((each) => each.naturalWidth === 0).map((each) => each.src)"))
                .as("%s: pictures that are missing", name)
                .isEqualTo(List.of());
        assertThat(page.evaluate(OVER_THE_EDGE))
                .as("%s: keys whose words stick out", name)
                .isEqualTo(List.of());
    }

    private static boolean shown(KioskProcess kiosk, String label) throws Exception {
        String id = ticket(kiosk, label).ticket();
        for (var record : kiosk.journal("ticket-shown")) {
            if (record.body(TicketShown.class).ticket().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private static List<TicketIssued> issued(KioskProcess kiosk) throws Exception {
        List<TicketIssued> issued = new ArrayList<>();
        for (var record : kiosk.journal("ticket-issued")) {
            issued.add(record.body(TicketIssued.class));
        }
        return issued;
    }

    private static TicketIssued ticket(KioskProcess kiosk, String label) throws Exception {
        return issued(kiosk).stream()
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** What a record says but for the number. */
    private static JsonNode recorded(TicketIssued ticket) {
        JsonNode tree = JSON.valueToTree(ticket);
        ((com.fasterxml.jackson.databind.node.ObjectNode) tree).remove(List.of("ticket", "label", "number"));
        return tree;
    }
}
