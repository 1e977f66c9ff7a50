package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.PrintResult;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketPrinted;
import motcua.contract.body.TicketShown;
import motcua.contract.settings.OfficeTexts;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Served;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketWish;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The board over the waiting room, in a real browser, in each of its states; pictures of all of them are kept. */
class PageBoardTest {
    static final int WIDTH = 1920;
    static final int HEIGHT = 1080;
    private static final String VALID = "Phiếu chỉ có giá trị trong ngày. Qua 03 lần gọi xin lấy lại số";
    private static final String OFFLINE = "Mất kết nối – xin nghe cán bộ gọi số";
    static final OfficeTexts TEXTS = new OfficeTexts(
            null,
            List.of(
                    "Sáng thứ Sáu bộ phận làm việc tại nhà văn hóa thôn Đông, bà con mang theo giấy tờ tùy thân bản chính, "
                            + "bản sao không phải chứng thực nếu đã có trên hệ thống"),
            List.of("Hành chính phục vụ, lấy người dân làm trung tâm"),
            null,
            IntStream.rangeClosed(1, 7)
                    .mapToObj(number -> new OfficeTexts.Posted(
                            "1.00119" + number,
                            "Thủ tục đăng ký khai sinh có yếu tố nước ngoài tại khu vực biên giới, mẫu số " + number,
                            "75.000 đồng một trường hợp",
                            "03 ngày làm việc",
                            number == 2 ? null : "1872/QĐ-BTP",
                            number == 2 ? null : "2020-09-04"))
                    .toList());

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

    @AfterEach
    void close() throws Exception {
        if (page != null) {
            page.context().close();
        }
        office.close();
    }

    private void open(int counters) throws Exception {
        office = SteppedOffice.open(folder, counters);
    }

    private Page board(String address) {
        page = chromium.desk(WIDTH, HEIGHT);
        page.navigate(office.url() + address);
        assertThat(page.locator("h1")).isAttached();
        return page;
    }

    /** A014 at counter 1, C004 at 2, K002 at 3, and eight more who wait. */
    private void busy() {
        for (int i = 0; i < 13; i++) {
            office.tickets.left(office.taken("thu-tuc", false).id());
        }
        for (int i = 0; i < 3; i++) {
            office.tickets.left(office.taken("tra", false).id());
        }
        office.tickets.left(office.taken("thu-tuc", true).id());
        call(3, "thu-tuc", true);
        call(2, "tra", false);
        call(1, "thu-tuc", false);
        List.of(1, 2, 3).forEach(office.tickets::start);
        for (String queue : List.of("thu-tuc", "thu-tuc", "thu-tuc", "tra", "thu-tuc", "thu-tuc", "tra")) {
            office.taken(queue, false);
        }
        office.taken("thu-tuc", true);
    }

    private void call(int counter, String queue, boolean priority) {
        office.tickets.call(counter, office.taken(queue, priority).id(), false);
    }

    @Test
    void scenario29WhenTheClockJumpsBackADayTheBoardGoesOnWithTheDaysNumbers() throws Exception {
        Instant tuesday = Instant.parse("2026-11-24T01:42:00Z");
        office = SteppedOffice.open(folder, 2, SteppedClock.at(tuesday));
        call(1, "thu-tuc", false);
        board("/board");
        assertThat(row(1)).containsText("A001");
        office.clock.setWall(tuesday.minus(Duration.ofDays(1)));
        office.pass(Duration.ofSeconds(2));
        call(2, "thu-tuc", false);
        office.pass(Duration.ofSeconds(1));
        assertThat(row(2)).containsText("A002");
        assertThat(row(1)).containsText("A001");
        assertThat(office.records(TicketIssued.class))
                .extracting(TicketIssued::day, TicketIssued::label)
                .containsExactly(tuple("2026-11-24", "A001"), tuple("2026-11-24", "A002"));
    }

    private Locator row(int counter) {
        return page.locator("tr[data-counter='" + counter + "']");
    }

    @Test
    void theBoardShowsWhoIsServedWhoIsNextAndHowManyWait() throws Exception {
        open(3);
        busy();
        board("/board");

        assertThat(page.locator("tbody tr")).hasText(new Pattern[] {
            Pattern.compile("A014\\s*Quầy\\s*1"),
            Pattern.compile("C004\\s*Quầy\\s*2"),
            Pattern.compile("K002\\s*Quầy\\s*3")
        });
        assertThat(page.locator(".queue li"))
                .hasText(new String[] {"K003", "A015", "A016", "A017", "C005", "A018", "A019", "C006"});
        assertThat(page.locator(".board__wait")).containsText("Đang chờ: 8");
        assertThat(page.locator(".board__clock")).containsText(Pattern.compile("08:42\\s*Thứ Hai, 23/11/2026"));
        assertThat(page.locator("#line")).hasText(VALID);
        looksRight("board-now");
        assertThat(page.locator("body")).not().containsText("ưu tiên");
        assertThat(page.locator("body")).not().containsText("Nguyễn");
    }

    @Test
    void aNumberOfWhosePaperNobodyKnowsIsLiveOnceTheBoardShowsIt() throws Exception {
        open(3);
        Ticket unsure =
                office.tickets.issue(new TicketWish("phim", "thu-tuc", null, null, false, TicketOrigin.KEY, false));
        office.counters.append(new TicketPrinted(unsure.id(), 1, PrintResult.UNKNOWN, true, null));
        assertThat(office.tickets.callNext(1)).isEmpty();
        board("/board");

        assertThat(page.locator(".queue li")).hasText(new String[] {unsure.label()});
        Awaitility.await("the board says that it shows the number")
                .pollInSameThread()
                .atMost(Duration.ofSeconds(60))
                .until(() -> office.records(TicketShown.class).size() == 1);
        assertThat(office.tickets.callNext(1).map(Ticket::id)).hasValue(unsure.id());
        assertThat(row(1)).containsText(unsure.label());
    }

    @Test
    void scenario6ACalledRowFlashesForTwentySecondsAtHalfAHertzThenStaysFilled() throws Exception {
        open(3);
        busy();
        page = chromium.desk(WIDTH, HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
        page.navigate(office.url() + "/board");
        assertThat(row(1)).containsText("A014");
        assertThat(page.locator(".is-called")).hasCount(0);

        office.tickets.finish(1, Served.UNKNOWN);
        office.tickets.callNext(1);

        assertThat(row(1)).hasClass(Pattern.compile("is-called is-flashing"));
        assertThat(row(1)).containsText("K003");
        assertThat(page.locator("[role=status].vh")).hasText("Xin mời số K003, đến quầy số 1");
        Object timing = page.evaluate("() => { const t = document.querySelector('.is-flashing td').getAnimations()[0]"
                + ".effect.getComputedTiming(); return [t.duration, t.iterations, t.delay <= 0]; }");
        assertThat(timing).isEqualTo(List.of(2000, 10, true));
        List<Object> looks = List.of(colourAt(0), colourAt(1_200), colourAt(2_000), colourAt(19_200), colourAt(20_001));
        assertThat(looks.get(0)).isNotEqualTo(looks.get(1));
        assertThat(looks).containsExactly(looks.get(0), looks.get(1), looks.get(0), looks.get(1), looks.get(0));

        office.pass(Duration.ofSeconds(61)); // the kiosk says once more how it is
        assertThat(row(1)).not().hasClass(Pattern.compile("is-flashing"));
        assertThat(row(1)).hasClass(Pattern.compile("is-called"));
    }

    /** What the called row looks like that long after its call. */
    private Object colourAt(int ms) {
        return page.evaluate(
                "ms => { const td = document.querySelector('.is-called td'); const a = td.getAnimations()[0];"
                        + " if (!a) return getComputedStyle(td).backgroundColor; a.pause();"
                        + " a.currentTime = ms + a.effect.getTiming().delay;"
                        + " return getComputedStyle(td).backgroundColor; }",
                ms);
    }

    @Test
    void scenario6WithReducedMotionACalledRowIsFilledFromTheStartAndLooksTheSameInFourK() throws Exception {
        open(3);
        busy();
        board("/board");
        office.tickets.finish(1, Served.UNKNOWN);
        office.tickets.callNext(1);
        assertThat(row(1)).hasClass(Pattern.compile("is-called"));
        assertThat(page.evaluate("document.getAnimations().length")).isEqualTo(0);
        looksRight("board-called");
        byte[] small = Chromium.picture(page, "board-called");
        List<?> places = places();
        page.setViewportSize(2 * WIDTH, 2 * HEIGHT);
        assertThat(page.locator("#line")).hasText(VALID);
        byte[] large = Chromium.picture(page, "board4k-called");

        List<?> placesLarge = places();
        assertThat(placesLarge).hasSameSizeAs(places);
        for (int i = 0; i < places.size(); i++) {
            assertThat(((Number) placesLarge.get(i)).doubleValue() / 2)
                    .as("edge %d of the boxes", i)
                    .isCloseTo(((Number) places.get(i)).doubleValue(), Offset.offset(1.5));
        }
        assertThat(difference(small, large))
                .as("mean difference of a pixel, of 255")
                .isLessThan(4);
    }

    private List<?> places() {
        return (List<?>) page.evaluate("() => [...document.querySelectorAll('.board *:not(.vh)')].flatMap((each) => {"
                + " const box = each.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })");
    }

    private static double difference(byte[] small, byte[] large) throws IOException {
        BufferedImage one = ImageIO.read(new ByteArrayInputStream(small));
        BufferedImage two = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = two.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(ImageIO.read(new ByteArrayInputStream(large)), 0, 0, WIDTH, HEIGHT, null);
        pen.dispose();
        long sum = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int a = one.getRGB(x, y);
                int b = two.getRGB(x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    sum += Math.abs((a >> shift & 255) - (b >> shift & 255));
                }
            }
        }
        return sum / (3.0 * WIDTH * HEIGHT);
    }

    @Test
    void pausedAndFreeCountersSayWhatTheyAreAndRowsNeverMove() throws Exception {
        open(3);
        busy();
        board("/board");
        Object before = row(3).boundingBox().y;

        office.tickets.finish(2, Served.UNKNOWN);
        assertThat(row(2)).containsText("Chưa gọi số");
        looksRight("board-free");
        office.tickets.pause(2, true);
        assertThat(row(2)).containsText("Quầy đang tạm nghỉ");
        looksRight("board-paused");

        assertThat(row(3).boundingBox().y).isEqualTo(before);
    }

    @Test
    void scenario17AtLunchTheBoardSaysUntilWhenAndWhoIsNextInTheAfternoon() throws Exception {
        open(2);
        List.of("thu-tuc", "thu-tuc", "tra", "thu-tuc").forEach(queue -> office.taken(queue, false));
        board("/board");
        assertThat(page.locator(".queue li")).hasCount(4);

        office.goTo("2026-11-23T11:52:00");

        assertThat(page.locator("h1")).hasText(Pattern.compile("Nghỉ trưa\\s+từ 11:30 đến 13:30"));
        assertThat(page.locator(".board__full p")).containsText("Đang chờ: 4");
        assertThat(page.locator("#line")).hasText("Số tiếp theo buổi chiều: A001 · A002 · C001 · A003");
        looksRight("board-lunch");
        office.goTo("2026-11-23T13:30:00");
        assertThat(page.locator(".queue li")).hasText(new String[] {"A001", "A002", "C001", "A003"});
    }

    @Test
    void scenario35OnADayOffTheBoardSaysWhenTheOfficeOpensAgain() throws Exception {
        open(1);
        office.counters.signOut(office.counters.session(1).orElseThrow());
        board("/board");
        office.goTo("2026-11-27T17:30:00");

        assertThat(page.locator("h1")).hasText("Bộ phận đang nghỉ");
        assertThat(page.locator(".board__full p")).hasText("Mở cửa lúc 07:30 30/11/2026");
        looksRight("board-closed");
    }

    @Test
    void whenTheFeedIsLostThePageSaysSoItselfWithinSeconds() throws Exception {
        open(3);
        busy();
        page = chromium.desk(WIDTH, HEIGHT);
        page.clock().install();
        page.navigate(office.url() + "/board");
        assertThat(row(1)).containsText("A014");
        office.closeFeed(); // lets go of the open screens and takes no new ones

        page.clock().runFor(8_000);
        assertThat(page.locator(".board__note--warn"))
                .hasText(OFFLINE, new LocatorAssertions.HasTextOptions().setTimeout(4_000));
        assertThat(row(1)).containsText("A014");
        assertThat(page.locator(".queue")).hasCount(0);
        assertThat(page.locator(".board__side")).containsText("Hiện lại khi có kết nối");
        looksRight("board-offline");
    }

    @Test
    void whatCannotBeRecordedCannotBeCalledSoTheBoardSaysListen() throws Exception {
        open(3);
        busy();
        board("/board");
        assertThat(page.locator(".queue li")).hasCount(8);

        office.recording(false);
        assertThat(page.locator(".board__note--warn")).hasText(OFFLINE);
        office.recording(true);
        assertThat(page.locator(".queue li")).hasCount(8);
        assertThat(page.locator("#line")).hasText(VALID);
    }

    @Test
    void moreCountersThanFitTakeTurnsAndACallTurnsItsPageUp() throws Exception {
        open(8);
        for (int counter = 1; counter <= 8; counter++) {
            call(counter, "thu-tuc", false);
            office.tickets.start(counter);
        }
        page = chromium.desk(WIDTH, HEIGHT);
        page.clock().install();
        page.navigate(office.url() + "/board");
        assertThat(page.locator("h1")).hasText(Pattern.compile("Đang phục vụ\\s*1/2"));
        assertThat(page.locator("tbody tr")).hasCount(4);
        looksRight("board-pages");

        office.tickets.finish(7, Served.UNKNOWN);
        call(7, "tra", false);
        assertThat(row(7)).containsText("C001");
        assertThat(row(7)).hasClass(Pattern.compile("is-called"));
        looksRight("board-pages-called");
        Page second = chromium.desk(WIDTH, HEIGHT);
        second.navigate(office.url() + "/board?counters=5,6,7");
        assertThat(second.locator("tbody tr")).hasCount(3);
        second.context().close();
    }

    @Test
    void scenario38NumbersOfFourDigitsFit() throws Exception {
        open(1);
        for (int i = 0; i < 1_000; i++) {
            office.tickets.giveUp(office.tickets
                    .issue(new TicketWish("so-" + i, "thu-tuc", null, null, false, TicketOrigin.SCREEN, false))
                    .id());
        }
        call(1, "thu-tuc", false);
        for (int i = 0; i < 8; i++) {
            office.taken("thu-tuc", false);
        }
        board("/board");

        assertThat(row(1)).containsText("A1001");
        looksRight("board-long");
    }

    @Test
    void noticesSlogansReceptionDaysAndPostedProceduresTakeTurnsALongOneInPages() throws Exception {
        open(1);
        office.save(1, "TICKET", "HL5/1", TEXTS);
        page = chromium.desk(WIDTH, HEIGHT);
        PassingTime.install(page);
        page.navigate(office.url() + "/board");
        assertThat(page.locator("#line")).hasText(VALID);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            all.append(page.locator("#line").textContent()).append('|');
            assertThat(page.evaluate("() => { const line = document.getElementById('line');"
                            + " return line.scrollWidth <= line.clientWidth; }"))
                    .as("fits: %s", page.locator("#line").textContent())
                    .isEqualTo(true);
            String before = page.locator("#line").textContent();
            for (int step = 0; step < 3 && before.equals(page.locator("#line").textContent()); step++) {
                PassingTime.pass(page, 4_000); // a line stands for ten seconds
            }
        }
        assertThat(all.toString().replace('|', ' '))
                .contains("thôn Đông, bà con mang theo giấy tờ tùy thân bản chính")
                .contains("Lịch tiếp công dân: ngày 10 hằng tháng")
                .contains("Phí, lệ phí: 75.000 đồng một trường hợp. Thời hạn: 03 ngày làm việc")
                .contains("Theo 1872/QĐ-BTP ngày 04/09/2020")
                .contains("Hành chính phục vụ, lấy người dân làm trung tâm");
        assertThat(all.toString())
                .doesNotContain("Sáng thứ Sáu bộ phận làm việc tại nhà văn hóa thôn Đông, bà con mang "
                        + "theo giấy tờ tùy thân bản chính, bản sao không phải chứng thực");
    }

    @Test
    void postedProceduresHaveAScreenOfTheirOwnWithFeeLimitAndDecision() throws Exception {
        open(1);
        office.save(1, "TICKET", "HL5/1", TEXTS);
        page = chromium.desk(WIDTH, HEIGHT);
        page.clock().install();
        page.navigate(office.url() + "/board/posted");
        assertThat(page.locator("h1")).hasText(Pattern.compile("Thủ tục niêm yết\\s*1/."));
        assertThat(page.locator("tbody tr").first())
                .containsText(Pattern.compile(
                        "75.000 đồng một trường hợp\\s*03 ngày làm việc\\s*1872/QĐ-BTP ngày 04/09/2020"));
        looksRight("board-posted");
        page.clock().runFor(11_000);
        assertThat(page.locator("h1")).hasText(Pattern.compile("Thủ tục niêm yết\\s*2/."));
    }

    @Test
    void practiceAnUntrustedClockAndAnOfficeWithoutNumbersSaySo() throws Exception {
        open(3);
        office.counters.append(new PracticeChanged(true, "test"));
        busy();
        board("/board");
        assertThat(page.locator(".practice")).hasText("Đang tập sử dụng – lượt này không tính vào kết quả");
        looksRight("board-practice");
        office.save(3, "VISIT", "HL5/1", OfficeTexts.NONE);
        assertThat(page.locator("h1")).hasText("Bộ phận không gọi số trên màn hình này");
        looksRight("board-no-numbers");
        page.context().close();
        office.close();

        office = SteppedOffice.open(folder.resolve("1970"), 2, SteppedClock.unset());
        call(1, "thu-tuc", false);
        board("/board");
        assertThat(page.locator(".board__clock")).hasText("Đang cập nhật giờ");
        looksRight("board-no-clock");
    }

    private void looksRight(String name) throws IOException {
        looksRight(page, name);
    }

    /** Free of barriers, nothing wider or higher than the screen, no text cut off. */
    static void looksRight(Page page, String name) throws IOException {
        Chromium.picture(page, name);
        assertThat(Axe.violations(page)).as(name).isEmpty();
        assertThat(page.evaluate("() => [...document.querySelectorAll('.board *:not(.vh)')].filter((each) => {"
                        + " const box = each.getBoundingClientRect();"
                        + " return box.right > innerWidth + 1 || box.bottom > innerHeight + 1"
                        + " || (each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0); })"
                        + ".map((each) => each.outerHTML.slice(0, 200))"))
                .as("%s: what does not fit", name)
                .isEqualTo(List.of());
    }
}
