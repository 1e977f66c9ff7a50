package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import motcua.contract.body.Outcome;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.Reasons;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.WindowExpired;
import motcua.contract.settings.OfficeTexts;
import motcua.kiosk.counter.Served;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The citizens' rating screen at a counter that calls numbers, in each of its states. */
class PageRateStatesTest {
    private static final int WIDTH = 1024;
    private static final int HEIGHT = 600;
    private static final int MOST_TABS = 40;
    /** After that a page says that it lost its kiosk. */
    private static final int BEYOND_SILENCE_MS = 8_000;

    private static final String NONE = "Hiện chưa có lượt phục vụ để đánh giá";

    private static Chromium chromium;

    @TempDir
    Path folder;

    private SteppedOffice office;
    private Page page;

    @BeforeAll
    static void openBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void closeBrowser() {
        chromium.close();
    }

    @BeforeEach
    void open() throws Exception {
        office = SteppedOffice.open(folder, 2);
        page = chromium.touch(WIDTH, HEIGHT);
    }

    @AfterEach
    void close() throws Exception {
        page.context().close();
        office.close();
    }

    private void rate(String more) {
        page.navigate(office.url() + "/rate?counter=1" + more);
        assertThat(page.locator("h1")).hasText(NONE); // connected: a visit that ends is asked about on this screen
    }

    private void call() {
        office.tickets.call(1, office.taken("thu-tuc", false).id(), false);
    }

    private void serve() {
        call();
        office.pass(Duration.ofMinutes(5));
        office.tickets.finish(1, Served.UNKNOWN);
    }

    @Test
    void scenario2TheScreenSaysWhichFacesToPressAndAPressEndsIt() throws Exception {
        rate("");
        serve();
        assertThat(page.locator(".level__face img")).hasCount(5);
        looksRight("rate-invite-number");

        Response clip = page.waitForResponse(
                Pattern.compile("/api/rate-prompt/vi$"),
                () -> page.locator(".listen").tap());

        assertThat(clip.status()).isEqualTo(200);
        assertThat(clip.headerValue("content-type")).isEqualTo("audio/wav");
        assertThat(page.locator("main")).hasAttribute("data-speaking", "vi");
        page.locator(".level").first().tap();
        assertThat(page.locator("main"))
                .not()
                .hasAttribute(
                        "data-speaking",
                        Pattern.compile(".*"),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(1_500)); // the clip lasts for 3.5 s
        assertThat(page.locator("#head")).hasText("Cảm ơn Ông/Bà đã đánh giá!");
        assertThat(page.locator(".reason img:not(.reason__tick)")).hasCount(8); // subjects have pictures
        assertThat(page.locator(".after__end .key").last()).hasText("Bỏ qua");
    }

    @Test
    void scenario2NothingGoesAwayBeforeTwentySeconds() {
        PassingTime.install(page); // its seconds and the office's pass together, both by this test
        rate("");
        serve();
        assertThat(page.locator(".levels .level")).hasCount(5);
        office.pass(Duration.ofSeconds(100));
        assertThat(page.locator(".levels .level")).hasCount(5);

        page.locator(".level").first().tap();
        assertThat(page.locator("#head")).hasText("Cảm ơn Ông/Bà đã đánh giá!");
        int shownS = 0;
        while (page.locator(".reason").count() > 0 && shownS < 60) {
            office.pass(Duration.ofSeconds(1));
            PassingTime.second(page);
            shownS++;
        }

        assertThat(shownS).isBetween(20, 59);
        assertThat(page.locator("h1")).hasText(NONE);
    }

    @Test
    void scenario7FirstGreenThenRedInsideTheSpanCountsOnceAsRedAndALaterPressNeedsAnotherVisit() {
        rate("");
        serve();
        assertThat(page.locator(".levels .level")).hasCount(5);
        page.locator(".levels .level").nth(0).tap();
        assertThat(page.locator("#head")).hasText("Cảm ơn Ông/Bà đã đánh giá!");
        office.pass(Duration.ofSeconds(9));
        page.locator(".redo .level").nth(4).tap();
        page.waitForCondition(() -> office.records(Press.class).size() == 2);
        office.pass(Duration.ofSeconds(2));
        page.locator(".redo .level").nth(2).tap();
        page.waitForCondition(() -> office.records(Press.class).size() == 3);

        List<Press> presses = office.records(Press.class);
        assertThat(presses).extracting(Press::level).containsExactly(1, 5, 3);
        assertThat(presses)
                .extracting(Press::verdict)
                .containsExactly(Verdict.COUNTS, Verdict.COUNTS, Verdict.DUPLICATE);
        assertThat(presses)
                .extracting(Press::service)
                .containsOnly(presses.get(0).service());
    }

    @Test
    void scenario8ALateCitizenRatesTheOwnVisitThoughTheNextNumberIsAtTheCounter() {
        rate("");
        serve();
        assertThat(page.locator(".rate__bar")).containsText("Số A001");
        call(); // A002
        office.tickets.start(1);
        office.pass(Duration.ofSeconds(40));
        assertThat(page.locator(".rate__bar")).containsText("Số A001");

        page.locator(".levels .level").nth(1).tap();
        page.waitForCondition(() -> office.records(Press.class).size() == 1);

        String rated = office.records(Press.class).get(0).service();
        assertThat(office.tickets.labelOf(rated)).contains("A001");
        office.tickets.finish(1, Served.UNKNOWN);
        assertThat(page.locator(".rate__bar")).containsText("Số A002");
        assertThat(page.locator(".levels .level")).hasCount(5);
    }

    @Test
    void scenario9AndScenario15WithoutAFinishedVisitThereIsNoKeyToPress() throws Exception {
        rate("");
        assertThat(page.locator("h1")).hasText(NONE);
        assertThat(page.locator("button")).hasCount(0);
        looksRight("rate-none");
        Object refused = page.evaluate("() => fetch('/api/rate/1/press', {method: 'POST', headers:"
                + " {'Content-Type': 'application/json'}, body: '{\"key\":1}'}).then((each) => each.status)");
        assertThat(refused).isEqualTo(409);
        call();
        assertThat(page.locator("h1")).hasText(NONE);
        assertThat(page.locator("button")).hasCount(0);
        office.tickets.finish(1, Served.UNKNOWN);
        assertThat(page.locator(".levels .level")).hasCount(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "HL5/1; Rất hài lòng|Hài lòng|Bình thường|Không hài lòng|Rất không hài lòng; 1 2 3 4 5",
                "HL3A/1; Rất hài lòng|Hài lòng|Không hài lòng; 1 2 4",
                "HL3B/1; Hài lòng|Bình thường|Không hài lòng; 2 3 4",
                "TD4/1; Rất nhiệt tình|Nhiệt tình|Bình thường|Chưa nhiệt tình; 1 2 3 4",
            })
    void aScaleIsDataFromBestToWorstWithFaceWordAndNumber(String scale, String words, String faces) throws Exception {
        office.save(2, "TICKET", scale, OfficeTexts.NONE);
        rate("");
        serve();

        assertThat(page.locator(".level__word")).hasText(words.split("\\|"));
        assertThat(page.locator(".level__no")).hasCount(words.split("\\|").length);
        List<String> shown = new ArrayList<>();
        page.locator(".levels .level__face img")
                .all()
                .forEach(each -> shown.add(each.getAttribute("src").replaceAll("\\D", "")));
        assertThat(shown).containsExactly(faces.split(" "));
        String name = "rate-scale-" + scale.replaceAll("/.*", "").toLowerCase(java.util.Locale.ROOT);
        looksRight(name);
        BoundingBox best = page.locator(".levels .level").first().boundingBox();
        BoundingBox worst = page.locator(".levels .level").last().boundingBox();
        assertThat(WIDTH - worst.x - worst.width)
                .as("the levels fill the screen from side to side")
                .isCloseTo(best.x, within(1.0));
        speak("en");
        looksRight(name + "-en");
        speak("vi");
        page.locator(".levels .level").last().tap();
        assertThat(page.locator("#head")).hasText("Cảm ơn Ông/Bà đã đánh giá!");
        looksRight(name + "-after");
        speak("en");
        assertThat(page.locator("#head")).hasText("Thank you for your rating!");
        looksRight(name + "-after-en");
        assertThat(office.records(ServiceFinished.class).get(0).visit().scale()).isEqualTo(scale);
    }

    @Test
    void scenario15AClerksBrowserIsNoRatingScreenUntilTheTechnicianBindsIt() throws Exception {
        office.bindScreens("135790");
        page.navigate(office.url() + "/rate?counter=1");
        assertThat(page.locator("h1")).hasText("Màn hình này chưa được gắn với quầy 1");
        serve();
        assertThat(office.records(WindowExpired.class))
                .as("it is nothing to rate with")
                .extracting(WindowExpired::outcome)
                .containsExactly(Outcome.NOT_ASKED);
        assertThat(page.locator(".level")).hasCount(0);
        looksRight("rate-unbound");
        page.locator("#pin").fill(SampleOffice.PIN);
        page.keyboard().press("Enter");
        assertThat(page.locator(".mistake")).hasText("Mã PIN chưa đúng");
        speak("en");
        assertThat(page.locator("h1")).hasText("This screen is not bound to counter 1 yet");
        looksRight("rate-unbound-en");

        page.locator("#pin").fill("135790");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText(NONE);
        serve();
        page.locator(".levels .level").first().tap();

        assertThat(page.locator("#head")).hasText("Cảm ơn Ông/Bà đã đánh giá!");
        assertThat(office.records(Press.class)).extracting(Press::verdict).containsExactly(Verdict.COUNTS);

        try (BrowserContext forgetful = chromium.touch(WIDTH, HEIGHT).context()) {
            Page screen = forgetful.pages().get(0);
            screen.navigate(office.addressOfScreen(2));
            assertThat(screen.locator("h1")).hasText(NONE);
        }
    }

    @Test
    void scenario8ATapThatIsHeldUpOnItsWayRatesNotTheNextVisit() throws Exception {
        rate("");
        serve();
        List<Route> held = new ArrayList<>();
        page.route("**/press", held::add);
        page.locator(".levels .level").last().tap();
        page.waitForCondition(() -> !held.isEmpty());
        serve();
        assertThat(page.locator(".rate__bar")).containsText("Số A002");

        page.unroute("**/press");
        held.forEach(Route::resume);
        page.waitForCondition(() -> !office.records(Press.class).isEmpty());
        assertThat(page.locator(".levels .level")).hasCount(5);
        page.locator(".levels .level").first().tap();
        assertThat(page.locator("#head")).hasText("Cảm ơn Ông/Bà đã đánh giá!");

        assertThat(office.records(Press.class))
                .extracting(Press::verdict)
                .containsExactly(Verdict.UNMATCHED, Verdict.COUNTS);
        assertThat(office.records(Press.class).get(1).service())
                .isEqualTo(office.records(ServiceFinished.class).get(1).service());
    }

    @Test
    void closedPracticeAndLostSaySo() throws Exception {
        page.clock().install();
        office.counters.append(new PracticeChanged(true, "test"));
        rate("");
        serve();
        assertThat(page.locator(".practice")).hasText("Đang tập sử dụng – lượt này không tính vào kết quả");
        looksRight("rate-practice");
        office.counters.append(new PracticeChanged(false, "test"));
        office.pass(Duration.ofMinutes(3));
        office.counters.signOut(office.counters.session(1).orElseThrow());
        assertThat(page.locator("h1")).hasText("Quầy đang tạm nghỉ");
        looksRight("rate-closed");

        office.closeFeed();
        page.clock().fastForward(BEYOND_SILENCE_MS);
        assertThat(page.locator("h1")).hasText("Màn hình đánh giá đang mất kết nối");
        assertThat(page.locator("body")).containsText("Xin báo cán bộ tại quầy");
        assertThat(page.locator("button")).hasCount(0);
        looksRight("rate-lost");
    }

    @Test
    void savingAndFailedDifferInTheFirstLineOnly() throws Exception {
        rate("");
        serve();
        List<Route> held = new ArrayList<>();
        page.route("**/press", held::add);
        page.locator(".levels .level").nth(3).tap();
        assertThat(page.locator("#head")).hasText("Đang lưu đánh giá, xin chờ…");
        Object saving = page.locator(".reasons").boundingBox().y;
        looksRight("rate-saving");

        held.forEach(Route::abort);
        assertThat(page.locator("#head")).hasText("Chưa lưu được. Xin Ông/Bà chọn lại");
        looksRight("rate-failed");
        assertThat(page.locator(".reasons").boundingBox().y).isEqualTo(saving);
        page.unroute("**/press");
        page.locator(".redo .level").nth(3).tap();
        assertThat(page.locator("#head")).hasText("Cảm ơn Ông/Bà đã đánh giá!");
        assertThat(page.locator(".reasons").boundingBox().y).isEqualTo(saving);
    }

    @Test
    void whoeverChoseEnglishHasItInEveryStateAndTheNextVisitIsVietnameseAgain() throws Exception {
        page.clock().install();
        office.counters.append(new PracticeChanged(true, "test"));
        rate("");
        serve();
        speak("en");
        assertThat(page.locator(".practice")).hasText("Practice – this visit does not count");
        looksRight("rate-practice-en");
        office.pass(Duration.ofMinutes(3));
        assertThat(page.locator("h1")).hasText(NONE);
        assertThat(page.locator("html")).hasAttribute("lang", "vi");
        office.counters.append(new PracticeChanged(false, "test"));
        serve();
        speak("en");
        List<Route> held = new ArrayList<>();
        page.route("**/press", held::add);
        page.locator(".levels .level").nth(3).tap();
        assertThat(page.locator("#head")).hasText("Saving your rating, please wait…");
        looksRight("rate-saving-en");
        held.forEach(Route::abort);
        assertThat(page.locator("#head")).hasText("Not saved. Please choose again");
        looksRight("rate-failed-en");
        page.unroute("**/press");
        page.locator(".redo .level").nth(3).tap();
        assertThat(page.locator("#head")).hasText("Thank you for your rating!");
        page.locator(".after__end .key").last().tap();
        assertThat(page.locator("#head")).hasCount(0);
        assertThat(page.locator("h1")).hasText("Thank you for your rating!");
        looksRight("rate-thanks-en");
        office.closeFeed();
        page.clock().fastForward(BEYOND_SILENCE_MS);
        assertThat(page.locator("h1")).hasText("The rating screen has lost its connection");
        assertThat(page.locator("body")).containsText("Please tell the staff at the counter");
        looksRight("rate-lost-en");
    }

    @Test
    void scenario3ALanguageOfTheOfficeIsAFileAndWhatItLacksStandsInVietnamese() throws Exception {
        Files.writeString(Files.createDirectories(office.languages()).resolve("hmn.json"), """
                {"name":"Hmoob","texts":{"rate.ask":"Koj txaus siab\\nli cas?","rate.thanks":"Ua tsaug!","level.5.1":"Txaus siab heev",
                 "level.5.4":"Tsis txaus siab","reason.WAIT_LONG":"Tos ntev","rate.skip":"Hla","rate.number":"Tus"}}""");
        office.offered = List.of("en", "hmn");
        rate("");
        serve();
        assertThat(page.locator(".lang")).hasText("English");
        page.locator(".lang").tap();
        assertThat(page.locator(".lang")).hasText("Hmoob");
        speak("hmn");
        assertThat(page.locator("h1[lang=hmn]")).hasText("Koj txaus siab li cas?");
        assertThat(page.locator(".level__word[lang=hmn]")).hasText(new String[] {"Txaus siab heev", "Tsis txaus siab"});
        assertThat(page.locator(".level__word[lang=vi]"))
                .hasText(new String[] {"Hài lòng", "Bình thường", "Rất không hài lòng"});
        // A text that lost its number is none.
        assertThat(page.locator(".rate__bar [lang=vi]").last()).hasText("Số A001");
        assertThat(page.locator(".lang")).hasText("Tiếng Việt");
        looksRight("rate-invite-hmn");
        page.locator(".levels .level").nth(3).tap();
        assertThat(page.locator("#head[lang=hmn]")).hasText("Ua tsaug!");
        assertThat(page.locator(".reason [lang=hmn]")).hasText("Tos ntev");
        assertThat(page.locator(".reason [lang=vi]")).hasCount(7);
        assertThat(page.locator(".after__end .key").last()).hasText("Hla");
        assertThat(page.locator("#undo")).hasAttribute("lang", "vi");
        looksRight("rate-after-hmn");
        assertThat(office.records(Press.class)).extracting(Press::level).containsExactly(4);
        speak("vi");
        assertThat(page.locator("#head")).hasText("Cảm ơn Ông/Bà đã đánh giá!");
    }

    @Test
    void aVisitIsRatedCorrectedExplainedAndTheRestSkippedByTabAndEnterAlone() {
        rate("");
        serve();
        enter(".listen");
        assertThat(page.locator("main")).hasAttribute("data-speaking", "vi");
        enter(".lang");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        enter(".levels .level--1");
        assertThat(page.locator("#head")).hasText("Thank you for your rating!");
        assertThat(page.locator("#head")).isFocused();
        enter(".redo .level[data-key=\"4\"]");
        page.waitForCondition(() -> office.records(Press.class).size() == 2);
        enter(".reason[data-code=WAIT_LONG]");
        assertThat(page.locator(".reason[data-code=WAIT_LONG]")).hasAttribute("aria-pressed", "true");
        page.waitForCondition(() -> office.records(Reasons.class).size() == 1);
        enter(".reason[data-code=CLEAR]");
        assertThat(page.locator(".reason[data-code=CLEAR]")).hasAttribute("aria-pressed", "true");
        page.waitForCondition(() -> office.records(Reasons.class).size() == 2);
        enter(".after__end .key:last-child");
        assertThat(page.locator("#head")).hasCount(0);
        assertThat(page.locator("h1")).isFocused();
        assertThat(page.locator("button")).hasCount(0);

        assertThat(office.records(Press.class)).extracting(Press::level).containsExactly(1, 4);
        assertThat(office.records(Reasons.class).get(1).reasons()).containsExactly("WAIT_LONG", "CLEAR");
    }

    /** Presses Tab until the key has the focus, sees it there, and enters it. */
    private void enter(String key) {
        assertThat(page.locator(key)).isVisible();
        for (int i = 0; i < MOST_TABS && !hasFocus(key); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(hasFocus(key)).as("Tab reaches %s", key).isTrue();
        assertThat(page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"))
                .as("the focus is seen at %s", key)
                .isEqualTo(3);
        page.keyboard().press("Enter");
    }

    private boolean hasFocus(String key) {
        return Boolean.TRUE.equals(page.evaluate("key => document.activeElement.matches(key)", key));
    }

    private void speak(String language) {
        page.locator(".lang").tap();
        assertThat(page.locator("html")).hasAttribute("lang", language);
    }

    private void looksRight(String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"
                        + " && document.documentElement.scrollHeight <= window.innerHeight"))
                .as("%s fits the screen", name)
                .isEqualTo(true);
    }
}
