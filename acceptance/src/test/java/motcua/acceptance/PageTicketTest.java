package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static motcua.acceptance.TicketScreen.HEIGHT;
import static motcua.acceptance.TicketScreen.IDLE_MS;
import static motcua.acceptance.TicketScreen.NUMBER_MS;
import static motcua.acceptance.TicketScreen.WIDTH;
import static motcua.acceptance.TicketScreen.focused;
import static motcua.acceptance.TicketScreen.issued;
import static motcua.acceptance.TicketScreen.kiosk;
import static motcua.acceptance.TicketScreen.largeOffice;
import static motcua.acceptance.TicketScreen.looksRight;
import static motcua.acceptance.TicketScreen.seesFocus;
import static motcua.acceptance.TicketScreen.shown;
import static motcua.acceptance.TicketScreen.smallOffice;
import static motcua.acceptance.TicketScreen.speak;
import static motcua.acceptance.TicketScreen.tabTo;
import static motcua.acceptance.TicketScreen.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import motcua.contract.body.TicketIssued;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ticket screen of a real kiosk in a real browser: one press to a number. */
class PageTicketTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The lowest 615 px of 1920: what a hand reaches from a wheelchair. Source: ui/kiosk.md 2. */
    /** After that a page says that it lost its kiosk. */
    private static final int BEYOND_SILENCE_MS = 8_000;

    private static final int LOW_REACH_TOP = 1305;

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static KioskProcess small;
    private static KioskProcess large;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.start();
        small = kiosk(folder, "nho", smallOffice());
        large = kiosk(folder, "lon", largeOffice());
    }

    @AfterAll
    static void close() {
        small.close();
        large.close();
        chromium.close();
    }

    @Test
    void oneTapOnTheFirstScreenShowsANumberThatCanBeCalledOnlyThen() throws Exception {
        Page page = TicketScreen.open(chromium, small, WIDTH, HEIGHT);
        Deque<Route> saying = new ArrayDeque<>();
        page.route("**/api/tickets/*/shown", saying::add);
        page.locator("#key-get").tap();
        assertThat(page.locator(".bigno")).hasText(Pattern.compile("A\\d{3}"));
        String label = page.locator(".bigno").textContent();
        assertThat(page.locator("button")).hasCount(0);

        Awaitility.await("the screen says that it shows the number")
                .atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(() -> page.evaluate("1") != null && !saying.isEmpty());
        Web clerk = small.web();
        assertThat(clerk.post(
                                "/api/counters/1/sign-in",
                                "{\"clerk\":\"" + SampleOffice.CLERK + "\",\"pin\":\"" + SampleOffice.PIN + "\"}")
                        .statusCode())
                .isEqualTo(200);
        String ticket = "{\"ticket\":\"" + ticket(small, label).ticket() + "\"}";
        assertThat(clerk.post("/api/counters/1/ticket/call", ticket).statusCode())
                .as("the kiosk has not heard that anybody saw the number")
                .isEqualTo(409);
        assertThat(shown(small, label)).isFalse();

        saying.remove().resume();
        Awaitility.await("the kiosk has heard that the number is seen")
                .atMost(Duration.ofSeconds(60))
                .until(() -> shown(small, label));
        assertThat(clerk.post("/api/counters/1/ticket/call", ticket).statusCode())
                .isEqualTo(200);
        assertThat(clerk.post("/api/counters/1/ticket/left", ticket).statusCode())
                .isEqualTo(200);
        page.clock().fastForward(NUMBER_MS);
        assertThat(page.locator("#key-get")).isVisible();
        page.context().close();
    }

    @Test
    void twoTapsOnOnePlaceAreOneTicket() throws Exception {
        Page page = TicketScreen.open(chromium, small, WIDTH, HEIGHT);
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
        Page page = TicketScreen.open(chromium, small, WIDTH, HEIGHT);
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
        Page page = TicketScreen.open(chromium, small, WIDTH, HEIGHT);
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
        Page page = TicketScreen.open(chromium, small, WIDTH, HEIGHT);
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
    void scenario4TheLowLayoutHasEveryKeyInReachOfAWheelchairUntilNobodyTouchesItForAMinute() throws Exception {
        for (KioskProcess kiosk : List.of(small, large)) {
            Page page = TicketScreen.open(chromium, kiosk, WIDTH, HEIGHT);
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
    void scenario5EveryKeyHasAPictureAndWordsAndTheNumberIsSeenFromAfar() throws Exception {
        Page page = TicketScreen.open(chromium, large, WIDTH, HEIGHT);
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
    void aScreenThatLostItsKioskSaysSoAndComesBackByItself() throws Exception {
        Page page = TicketScreen.open(chromium, small, WIDTH, HEIGHT);
        Page english = TicketScreen.open(chromium, small, WIDTH, HEIGHT);
        speak(english, "en");
        small.stop();
        page.clock().fastForward(BEYOND_SILENCE_MS);
        english.clock().fastForward(BEYOND_SILENCE_MS);
        assertThat(page.locator("h1")).hasText("Máy lấy số đang tạm dừng. Xin gặp cán bộ hướng dẫn");
        looksRight(page, "ticket-stopped");
        assertThat(page.locator("button")).hasCount(0);
        assertThat(english.locator("h1")).hasText("This machine is out of service. Please see the staff");
        looksRight(english, "ticket-stopped-en");
        english.context().close();
        small.restart();
        assertThat(page.locator("#key-get")).isVisible();
        page.context().close();
    }

    /** What a record says but for the number. */
    private static JsonNode recorded(TicketIssued ticket) {
        JsonNode tree = JSON.valueToTree(ticket);
        ((com.fasterxml.jackson.databind.node.ObjectNode) tree).remove(List.of("ticket", "label", "number"));
        return tree;
    }
}
