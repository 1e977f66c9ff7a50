package motcua.kiosk.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import motcua.contract.body.PrintResult;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketPrinted;
import motcua.contract.journal.ClockTrust;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeTexts;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.Served;
import motcua.kiosk.office.OfficeDraft;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketState;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.ticket.UntoldNumbers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the board of a kiosk with two counters that call numbers shows; counter 3 calls none. */
class BoardTest {
    private static final OfficeTexts TEXTS = new OfficeTexts(
            null,
            List.of("Xin giữ trật tự chung"),
            List.of("Hành chính phục vụ"),
            new OfficeTexts.Conduct(1, "Quy tắc ứng xử của cán bộ"),
            List.of(
                    new OfficeTexts.Posted(
                            "1.001193", "Đăng ký khai sinh", "Miễn phí", "Trong ngày", "123/QĐ-UBND", "2026-01-05"),
                    new OfficeTexts.Posted("2.000815", "Chứng thực bản sao", null, null, null, null)));

    @TempDir
    Path folder;

    private TestKiosk kiosk;
    private Board board;
    private int wishes;

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.open(folder); // Monday, 07:30
        kiosk.office.save(draft(hours(List.of())), null);
        board = new Board(
                kiosk.office,
                kiosk.counters,
                kiosk.tickets,
                () -> new Moment(
                        kiosk.clock.boot(),
                        kiosk.clock.upMs(),
                        kiosk.clock.wallMs(),
                        kiosk.clock.trust() == ClockTrust.TRUSTED),
                kiosk.journal::practice,
                () -> kiosk.recording);
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    private static OfficeHours hours(List<OfficeHours.SpecialDay> special) {
        return new OfficeHours(
                OfficeHours.USUAL.weekly(), special, List.of(new OfficeHours.ReceptionDay(24, "tiep-dan")), 30);
    }

    private static OfficeDraft draft(OfficeHours hours) {
        return new OfficeDraft(
                new OfficeDraft.Office(null, "UBND xã Ví Dụ"),
                List.of(
                        new OfficeDraft.Counter(1, "Hộ tịch", "TICKET"),
                        new OfficeDraft.Counter(2, null, "TICKET"),
                        new OfficeDraft.Counter(3, "Đất đai", "OPEN")),
                TestKiosk.draft().clerks(),
                null,
                null,
                null,
                List.of(
                        new OfficeDraft.Queue("thu-tuc", "A", "K", "Thủ tục", null, List.of(1, 2), null),
                        new OfficeDraft.Queue("tiep-dan", "T", null, "Tiếp công dân", "RECEPTION", List.of(2), null)),
                hours,
                TEXTS,
                null,
                null,
                null,
                null);
    }

    private Ticket taken(String queue, boolean priority) {
        Ticket ticket = kiosk.tickets.issue(
                new TicketWish("muon-" + wishes++, queue, "1.001193", "Hộ tịch", priority, TicketOrigin.SCREEN, false));
        kiosk.tickets.shown(ticket.id());
        return ticket;
    }

    /** Taken by a wired key; the cable was lost when all of the slip was sent. */
    private Ticket perhapsOut() {
        Ticket ticket = kiosk.tickets.issue(
                new TicketWish("phim-" + wishes++, "thu-tuc", null, null, false, TicketOrigin.KEY, false));
        kiosk.counters.append(new TicketPrinted(ticket.id(), 1, PrintResult.UNKNOWN, true, "75 mm; OFFLINE"));
        return ticket;
    }

    private TicketState state(Ticket ticket) {
        return kiosk.tickets.ticket(ticket.id()).orElseThrow().state();
    }

    @Test
    void aNumberOfWhosePaperNobodyKnowsIsLiveOnlyOnceABoardHasShownIt() throws Exception {
        Ticket unsure = perhapsOut();
        assertThat(state(unsure)).isEqualTo(TicketState.RESERVED);
        assertThat(kiosk.tickets.callNext(1)).as("nobody is called unawares").isEmpty();
        assertThat(board.view().next()).containsExactly(unsure.label());
        assertThat(board.view().untold()).containsExactly(new BoardView.Untold(unsure.id(), unsure.label()));

        Ticket reserved = kiosk.tickets.issue(
                new TicketWish("man-hinh", "thu-tuc", null, null, false, TicketOrigin.SCREEN, false));
        shown(reserved.id());
        assertThat(state(reserved)).as("its paper is not perhaps out").isEqualTo(TicketState.RESERVED);
        shown(unsure.id());
        assertThat(state(unsure)).isEqualTo(TicketState.WAITING);
        assertThat(board.view().untold()).isEmpty();
        assertThat(kiosk.tickets.callNext(1).map(Ticket::label)).hasValue(unsure.label());
    }

    @Test
    void aNumberOfWhosePaperNobodyKnowsStandsWhereItsTurnIsHoweverManyCameAfterIt() {
        Ticket first = taken();
        Ticket unsure = perhapsOut();
        for (int i = 0; i < Board.MOST_NEXT; i++) {
            taken();
        }
        assertThat(board.view().next()).hasSize(Board.MOST_NEXT).startsWith(first.label(), unsure.label());
        assertThat(board.view().untold()).extracting(BoardView.Untold::label).containsExactly(unsure.label());
        assertThat(board.view().waiting()).as("those that can be called").isEqualTo(Board.MOST_NEXT + 1);

        Ticket last = perhapsOut();
        assertThat(board.view().untold())
                .extracting(BoardView.Untold::label)
                .as("what stands on no board is not told")
                .doesNotContain(last.label());
    }

    @Test
    void aNumberPerhapsOnPaperIsKeptUntilTheClerkCallsItForWhoeverHoldsThePaper() {
        Ticket unsure = perhapsOut();
        Ticket gone = perhapsOut();
        UntoldNumbers untold = new UntoldNumbers(kiosk.tickets, kiosk::now, ticket -> false);
        kiosk.pass(Duration.ofHours(1));
        untold.tick();
        assertThat(state(unsure)).isEqualTo(TicketState.RESERVED);

        kiosk.tickets.call(1, unsure.id(), true);
        assertThat(state(unsure)).isEqualTo(TicketState.CALLED);
        kiosk.tickets.left(gone.id());
        assertThat(state(gone)).isEqualTo(TicketState.LEFT);
    }

    private void shown(String ticket) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(kiosk.serve(false).url() + "/api/board/shown/" + ticket))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private Ticket taken() {
        return taken("thu-tuc", false);
    }

    private BoardView.Row row(int counter) {
        return board.view().rows().stream()
                .filter(each -> each.counter() == counter)
                .findFirst()
                .orElseThrow();
    }

    private void goTo(String local) {
        LocalDateTime now = OfficeCalendar.local(kiosk.clock.wallMs());
        kiosk.clock.advance(Duration.between(now, LocalDateTime.parse(local)));
        kiosk.counters.tick();
        kiosk.tickets.tick();
    }

    @Test
    void aRowIsThereForEachCounterThatCallsNumbersAndSaysHowItIs() {
        kiosk.counters.signIn(1, "thu");
        kiosk.counters.signIn(2, "nguyen-thi-mau");
        kiosk.tickets.pause(2, true);

        assertThat(board.view().rows()).extracting(BoardView.Row::counter).containsExactly(1, 2);
        assertThat(row(1).state()).isEqualTo(BoardView.CounterState.FREE);
        assertThat(row(2).state()).isEqualTo(BoardView.CounterState.CLOSED);
        kiosk.counters.signOut(kiosk.counters.session(1).orElseThrow());
        assertThat(row(1).state()).isEqualTo(BoardView.CounterState.CLOSED);
    }

    @Test
    void theNextNumbersStandInTheOrderInWhichTheyWillBeCalled() {
        kiosk.counters.signIn(1, "thu");
        kiosk.counters.signIn(2, "nguyen-thi-mau");
        taken();
        taken("tiep-dan", false);
        taken();
        taken("thu-tuc", true);
        for (int i = 0; i < 10; i++) {
            taken();
        }

        BoardView view = board.view();
        assertThat(view.next()).containsExactly("K001", "A001", "T001", "A002", "A003", "A004", "A005", "A006");
        assertThat(view.waiting()).isEqualTo(14);
        assertThat(view.expected()).isNull(); // nobody was served yet
        assertThat(kiosk.tickets.callNext(2).orElseThrow().label()).isEqualTo("K001");
        assertThat(kiosk.tickets.callNext(1).orElseThrow().label()).isEqualTo("A001");
        assertThat(board.view().next()).startsWith("T001", "A002");
    }

    @Test
    void scenario6ACalledRowFlashesFor20SecondsAndAgainWhenCalledAgain() {
        kiosk.counters.signIn(1, "thu");
        kiosk.counters.signIn(2, "nguyen-thi-mau");
        taken();
        taken();
        kiosk.tickets.callNext(1);
        long first = row(1).call();

        assertThat(row(1)).isEqualTo(new BoardView.Row(1, BoardView.CounterState.SERVING, "A001", true, first, 20_000));
        kiosk.clock.advance(Duration.ofMillis(19_999));
        assertThat(row(1).flashLeftMs()).isEqualTo(1);
        kiosk.clock.advance(Duration.ofSeconds(60));
        assertThat(row(1).flashLeftMs()).isZero();
        assertThat(row(1).called()).as("stays filled until the next call").isTrue();

        kiosk.tickets.callNext(2);
        assertThat(row(1).called()).isFalse();
        assertThat(row(2).flashLeftMs()).isEqualTo(20_000);
        kiosk.tickets.recall(1);
        assertThat(row(1).call()).isGreaterThan(row(2).call());
        assertThat(row(1).flashLeftMs()).isEqualTo(20_000);
        assertThat(row(2).called()).as("still within its 20 s").isTrue();
        kiosk.tickets.start(1);
        assertThat(row(1).called()).as("the citizen is there").isFalse();
    }

    @Test
    void scenario6ANumberFetchedByHandFlashesToo() {
        kiosk.counters.signIn(1, "thu");
        kiosk.tickets.call(1, taken().id(), true);

        assertThat(row(1).called()).isTrue();
        assertThat(row(1).flashLeftMs()).isEqualTo(20_000);
    }

    @Test
    void aScreenIsToldAnewOnlyWhenItLooksDifferent() {
        kiosk.counters.signIn(1, "thu");
        taken();
        kiosk.tickets.callNext(1);
        BoardView before = board.view().sameAs();

        kiosk.clock.advance(Duration.ofSeconds(30));
        assertThat(board.view().sameAs()).isEqualTo(before);
        kiosk.clock.advance(Duration.ofSeconds(31));
        assertThat(board.view().sameAs()).as("the clock shows another minute").isNotEqualTo(before);
    }

    @Test
    void scenario17AtLunchTheBoardSaysUntilWhenAndTheMorningsNumbersKeepTheirPlace() {
        kiosk.counters.signIn(1, "thu");
        taken();
        taken();
        taken();
        kiosk.tickets.callNext(1);
        goTo("2026-11-23T11:31:00");
        assertThat(board.view().rest())
                .as("A001 is still at the counter, and sees it")
                .isNull();

        kiosk.tickets.finish(1, Served.UNKNOWN);
        kiosk.tickets.pause(1, true);
        BoardView lunch = board.view();
        assertThat(lunch.rest()).isEqualTo(new BoardView.Rest(BoardView.RestKind.LUNCH, "11:30", "13:30", null));
        assertThat(lunch.next()).containsExactly("A002", "A003");
        assertThat(lunch.waiting()).isEqualTo(2);

        goTo("2026-11-23T13:30:00");
        assertThat(board.view().rest()).isNull();
        assertThat(board.view().next()).containsExactly("A002", "A003");
    }

    @Test
    void scenario35TheBoardKnowsHolidaysAndSaturdaysWorkedInstead() throws Exception {
        kiosk.office.save(
                draft(hours(List.of(
                        new OfficeHours.SpecialDay("2026-11-24", "Ngày nghỉ", List.of()),
                        new OfficeHours.SpecialDay(
                                "2026-11-28", "Làm bù", List.of(new OfficeHours.Stretch("08:00", "11:00")))))),
                null);

        goTo("2026-11-24T09:00:00");
        assertThat(board.view().rest())
                .isEqualTo(new BoardView.Rest(BoardView.RestKind.CLOSED, null, "07:30", "2026-11-25"));
        goTo("2026-11-27T18:00:00");
        assertThat(board.view().rest())
                .isEqualTo(new BoardView.Rest(BoardView.RestKind.CLOSED, null, "08:00", "2026-11-28"));
        goTo("2026-11-28T07:00:00");
        assertThat(board.view().rest()).isEqualTo(new BoardView.Rest(BoardView.RestKind.CLOSED, null, "08:00", null));
        goTo("2026-11-28T08:00:00");
        assertThat(board.view().rest()).isNull();
    }

    @Test
    void aClerkWhoStaysOnAfterHoursKeepsTheBoardGoing() {
        goTo("2026-11-23T17:30:00");
        assertThat(board.view().rest()).isNotNull();

        kiosk.counters.signIn(1, "thu");

        assertThat(board.view().rest()).isNull();
    }

    @Test
    void scenario37OnAReceptionDayTheBoardSaysSoAndCallsItsNumbers() {
        assertThat(board.view().reception()).isFalse();
        goTo("2026-11-24T08:00:00");
        kiosk.counters.signIn(2, "thu");
        taken("tiep-dan", false);

        kiosk.tickets.callNext(2);

        assertThat(board.view().reception()).isTrue();
        assertThat(row(2).label()).isEqualTo("T001");
    }

    @Test
    void aClockThatIsNotTrustedIsNotShownAndClosesNothing() throws Exception {
        try (TestKiosk dark = TestKiosk.open(folder.resolve("dark"), SteppedClock.unset())) {
            dark.office.save(draft(hours(List.of())), null);
            String state = http(URI.create(dark.serve(false).url()), "/api/board");

            assertThat(state).doesNotContain("wallMs", "\"rest\"").contains("\"reception\":false");
        }
    }

    @Test
    void theDoorsTellNoNamesNoLevelsAndNotWhoGoesFirst() throws Exception {
        kiosk.counters.signIn(1, "thu");
        taken("thu-tuc", true);
        taken();
        kiosk.tickets.callNext(1);
        kiosk.tickets.finish(1, Served.UNKNOWN);
        kiosk.counters.screenPress(1, 5);
        kiosk.tickets.callNext(1);
        URI base = URI.create(kiosk.serve(false).url());

        String state = http(base, "/api/board");
        String texts = http(base, "/api/board/texts");

        assertThat(state)
                .contains("\"label\":\"A001\"", "\"practice\":true", "\"recording\":true")
                .doesNotContain(
                        "Thử", "thu\"", "Nguyễn", "clerk", "session", "priority", "level", "procedure", "RATED");
        assertThat(texts)
                .contains("Xin giữ trật tự chung", "Miễn phí", "123/QĐ-UBND", "\"receptionDays\":[24]")
                .doesNotContain("Thử", "Nguyễn", "Quy tắc ứng xử", "pin");
    }

    private static String http(URI base, String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
