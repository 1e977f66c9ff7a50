package motcua.kiosk.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import motcua.bridge.pad.Shown;
import motcua.bridge.printer.EscPosPrinter;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.CounterPaused;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Guidance;
import motcua.contract.body.Kind;
import motcua.contract.body.Respondent;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.ServiceStarted;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketPrinted;
import motcua.contract.body.TicketTransferred;
import motcua.contract.body.WindowExpired;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.counter.Served;
import motcua.kiosk.office.OfficeData;
import motcua.kiosk.office.OfficeDraft;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.slip.PaperWidth;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clerks at counters with tickets, over real HTTP. */
class DeskTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CLERK_KEY = 6;

    @TempDir
    Path folder;

    private TestKiosk kiosk;
    private String base;
    private final HttpClient an = browser();
    private final HttpClient thu = browser();
    private int wishes;

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUp(folder);
        OfficeDraft usual = TestKiosk.draft();
        kiosk.office.save(
                new OfficeDraft(
                        usual.office(),
                        List.of(
                                new OfficeDraft.Counter(1, "Hộ tịch", "TICKET"),
                                new OfficeDraft.Counter(2, "Đất đai", "TICKET"),
                                new OfficeDraft.Counter(3, "Văn phòng", "VISIT")),
                        List.of(
                                new OfficeDraft.Clerk("nguyen-thi-mau", "Nguyễn Thị Mẫu", null, null),
                                new OfficeDraft.Clerk("thu", "Trần Văn Thử", null, null)),
                        "HL5/1",
                        120_000L,
                        List.of(
                                new OfficeData.Procedure("1.001193", "Đăng ký khai sinh", "Hộ tịch"),
                                new OfficeData.Procedure("2.000815", "Chứng thực bản sao", "Chứng thực")),
                        List.of(
                                new OfficeDraft.Queue("thu-tuc", "A", "K", "Thủ tục", "PROCEDURE", List.of(1, 2), null),
                                new OfficeDraft.Queue(
                                        "tiep-dan", "T", null, "Tiếp công dân", "RECEPTION", List.of(2), null)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                null);
        base = kiosk.serve(false).url();
        signIn(an, 1, "nguyen-thi-mau");
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    @Test
    void anOrdinaryVisitIsCallAndFinishWithTheProcedureOfTheTicket() throws Exception {
        taken("1.001193", false);

        JsonNode called = post(an, 1, "ticket/next", "{}");
        assertThat(called.at("/queue/now/label").asText()).isEqualTo("A001");
        assertThat(called.at("/queue/now/chosen").asBoolean()).isTrue();
        kiosk.pass(Duration.ofSeconds(60));
        JsonNode finished = post(an, 1, "ticket/finish", ticket(called));

        assertThat(finished.at("/queue/now").isMissingNode()).isTrue();
        assertThat(finished.at("/queue/last").asText()).isEqualTo("A001");
        assertThat(finished.at("/last").asText()).isEqualTo("INVITING");
        assertThat(finished.at("/queue/served").asInt()).isEqualTo(1);
        ServiceFinished visit = only(ServiceFinished.class);
        assertThat(visit.visit().procedures()).containsExactly("1.001193");
        assertThat(visit.visit().field()).isEqualTo("Hộ tịch");
        assertThat(visit.visit().clerk()).isEqualTo("nguyen-thi-mau");
        assertThat(visit.visit().serviceMs()).isBetween(60_000L, 61_000L);
    }

    @Test
    void thePhysicalKeyAndThePageDoTheSameAndAgreeWithinASecond() throws Exception {
        taken("1.001193", false);
        taken(null, false);
        try (InputStream events = events(an, 1)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
            assertThat(state(lines).at("/queue/waiting").asInt()).isEqualTo(2);
            kiosk.press(1, CLERK_KEY);
            long pressed = System.nanoTime();
            JsonNode shown = state(lines);
            while (!shown.at("/queue/now/label").asText().equals("A001")) {
                shown = state(lines);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - pressed)).isLessThan(Duration.ofSeconds(1));

            post(an, 1, "ticket/notes", "{\"ticket\":\"%s\",\"procedures\":[\"2.000815\"]}".formatted(id(shown)));
            kiosk.pass(Duration.ofSeconds(5));
            kiosk.press(1, CLERK_KEY);
            while (shown.at("/queue/now").isObject()) {
                shown = state(lines);
            }
            assertThat(shown.at("/last").asText()).isEqualTo("INVITING");
        }
        assertThat(only(ServiceFinished.class).visit().procedures())
                .as("what the clerk chose on the page counts with the key, too")
                .containsExactly("2.000815");
    }

    @Test
    void scenario1AClerkTakesANumberForSomebodyAndItIsMarkedAsAssisted() throws Exception {
        JsonNode taken = post(an, 1, "ticket/issue", "{\"wish\":\"w1\",\"queue\":\"thu-tuc\",\"priority\":true}");
        JsonNode again = post(an, 1, "ticket/issue", "{\"wish\":\"w1\",\"queue\":\"thu-tuc\",\"priority\":true}");
        JsonNode absent = post(an, 1, "ticket/issue", "{\"wish\":\"w2\",\"queue\":\"thu-tuc\",\"absent\":true}");

        assertThat(taken.at("/label").asText()).isEqualTo("K001");
        assertThat(again).isEqualTo(taken);
        assertThat(absent.at("/label").asText()).isEqualTo("A001");
        assertThat(kiosk.records(TicketIssued.class))
                .extracting(TicketIssued::origin, TicketIssued::assisted)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(TicketOrigin.DESK, true),
                        org.assertj.core.groups.Tuple.tuple(TicketOrigin.PROXY, false));
        assertThat(post(an, 1, "ticket/next", "{}").at("/queue/now/label").asText())
                .isEqualTo("K001");
    }

    @Test
    void scenario6ANumberIsCalledByHandWithoutVoice() throws Exception {
        taken(null, false);
        Ticket second = taken(null, false);

        post(an, 1, "ticket/call", "{\"ticket\":\"%s\",\"byHand\":true}".formatted(second.id()));

        TicketCalled call = only(TicketCalled.class);
        assertThat(call.byHand()).isTrue();
        assertThat(call.ticket()).isEqualTo(second.id());
    }

    @Test
    void scenario10TwoProceduresAreOneVisit() throws Exception {
        taken("1.001193", false);
        JsonNode called = post(an, 1, "ticket/next", "{}");
        JsonNode noted = post(
                an,
                1,
                "ticket/notes",
                "{\"ticket\":\"%s\",\"procedures\":[\"1.001193\",\"2.000815\"]}".formatted(id(called)));
        post(an, 1, "ticket/finish", ticket(noted));

        assertThat(noted.at("/queue/now/chosen").asBoolean()).isFalse();
        assertThat(only(ServiceFinished.class).visit().procedures()).containsExactly("1.001193", "2.000815");
    }

    @Test
    void scenario11TheClerkNamesTheProcedureOrNobodyDoes() throws Exception {
        taken(null, false);
        taken(null, false);
        JsonNode first = post(an, 1, "ticket/next", "{}");
        post(an, 1, "ticket/notes", "{\"ticket\":\"%s\",\"procedures\":[\"2.000815\"]}".formatted(id(first)));
        post(an, 1, "ticket/finish", ticket(first));
        post(an, 1, "ticket/finish", ticket(post(an, 1, "ticket/next", "{}")));

        assertThat(kiosk.records(ServiceFinished.class))
                .extracting(each -> each.visit().procedures())
                .containsExactly(List.of("2.000815"), List.of());
        assertThat(refused(an, 1, "ticket/notes", "{\"procedures\":[\"9.9\"]}", 400))
                .isEqualTo("Thủ tục không có trong danh mục");
    }

    @Test
    void scenario12TheTicketGoesToTheOtherCounterAndTheLastOneAsks() throws Exception {
        signIn(thu, 2, "thu");
        taken("1.001193", false);
        JsonNode called = post(an, 1, "ticket/next", "{}");
        kiosk.pass(Duration.ofSeconds(30));
        JsonNode sent = post(
                an,
                1,
                "ticket/transfer",
                "{\"ticket\":\"%s\",\"queue\":\"thu-tuc\",\"counter\":2}".formatted(id(called)));
        assertThat(sent.at("/queue/waiting").asInt())
                .as("only counter 2 may call it")
                .isZero();
        JsonNode there = post(thu, 2, "ticket/next", "{}");
        assertThat(there.at("/queue/now/label").asText()).isEqualTo("A001");
        post(thu, 2, "ticket/finish", ticket(there));

        TicketTransferred moved = only(TicketTransferred.class);
        assertThat(moved.serviceMs()).isBetween(30_000L, 31_000L);
        ServiceFinished finished = only(ServiceFinished.class);
        assertThat(finished.visit().counter()).isEqualTo(2);
        assertThat(finished.visit().clerk()).isEqualTo("thu");
        assertThat(finished.ticket()).isEqualTo(moved.ticket());
    }

    @Test
    void scenario13AfterAnyLevelTheDeskSaysTheSame() throws Exception {
        List<String> seen = new ArrayList<>();
        for (int key = 1; key <= 5; key++) {
            taken(null, false);
            post(an, 1, "ticket/finish", ticket(post(an, 1, "ticket/next", "{}")));
            kiosk.press(1, key);
            seen.add(get(an, "/api/desk/1")
                    .toString()
                    .replaceAll("\"(turn|served|servedForMs|nowMs)\":\\d+", "")
                    .replaceAll("\"last\":\"A\\d+\"", ""));
            kiosk.pass(Duration.ofSeconds(15));
        }

        assertThat(Set.copyOf(seen)).hasSize(1);
        assertThat(seen.get(0)).contains("\"last\":\"RATED\"").doesNotContain("level", "press");
    }

    @Test
    void nobodyCountsFromTheOrderOfStatesHowOftenTheOthersWereToldSomething() throws Exception {
        long before = get(an, "/api/desk/1").path("turn").asLong();
        for (int look = 0; look < 40; look++) {
            get(thu, "/api/desk/2");
        }
        long between = get(an, "/api/desk/1").path("turn").asLong() - before;

        assertThat(between).as("microseconds, not looks").isGreaterThan(1_000);
    }

    @Test
    void scenario14AnOrganisationWithTenDossiersIsOneVisit() throws Exception {
        taken("2.000815", false);
        JsonNode called = post(an, 1, "ticket/next", "{}");
        post(an, 1, "ticket/notes", """
                {"ticket":"%s","procedures":["2.000815"],"respondent":"ORGANISATION","dossiers":10,
                 "guidance":["ONLINE_FILING","APPLICATION"]}
                """.formatted(id(called)));
        post(an, 1, "ticket/finish", ticket(called));

        ServiceFinished finished = only(ServiceFinished.class);
        assertThat(finished.respondent()).isEqualTo(Respondent.ORGANISATION);
        assertThat(finished.dossiers()).isEqualTo(10);
        assertThat(finished.guidance()).containsExactly(Guidance.ONLINE_FILING, Guidance.APPLICATION);
    }

    @Test
    void yesterdaysTicketIsRefusedWithWordsThatSayWhy() throws Exception {
        Ticket yesterdays = taken(null, false);
        kiosk.clock.advance(Duration.ofDays(1));
        Ticket todays = taken(null, false);
        assertThat(todays.label()).isEqualTo(yesterdays.label());

        assertThat(refused(an, 1, "ticket/call", "{\"ticket\":\"" + yesterdays.id() + "\"}", 404))
                .isEqualTo("Không có số này trong hôm nay. Phiếu chỉ có giá trị trong ngày");
        assertThat(refused(an, 1, "tickets/" + yesterdays.id() + "/reprint", "{\"large\":false}", 404))
                .isNotEmpty();
    }

    @Test
    void aClerkSeesThePrinterPrintsATicketAgainAndPutsInANewRoll() throws Exception {
        assertThat(get(an, "/api/desk/1").has("printer")).as("none yet").isFalse();
        try (VirtualPrinter paper = VirtualPrinter.open(PaperWidth.MM_80.dots(), 0, new Random(4))) {
            kiosk.prints.attach(EscPosPrinter.open(paper.address(), kiosk.prints, () -> System.nanoTime() / 1_000_000));
            Awaitility.await()
                    .until(() -> get(an, "/api/desk/1")
                            .at("/printer/condition")
                            .asText()
                            .equals("READY"));
            String ticket = taken(null, false).id();
            assertThat(post(an, 1, "tickets/" + ticket + "/reprint", "{\"large\":true}"))
                    .isEmpty();
            Awaitility.await().until(() -> kiosk.records(TicketPrinted.class).size() == 1);
            assertThat(only(TicketPrinted.class).ticket()).isEqualTo(ticket);

            Ticket gone = taken(null, false);
            kiosk.tickets.left(gone.id());
            Ticket served = taken(null, false);
            kiosk.tickets.call(1, served.id(), true);
            kiosk.tickets.finish(1, Served.UNKNOWN);
            for (Ticket ended : List.of(gone, served)) {
                assertThat(refused(an, 1, "tickets/" + ended.id() + "/reprint", "{\"large\":false}", 409))
                        .isEqualTo("Số này đã kết thúc, không in lại được. Xin lấy số mới");
            }

            assertThat(refused(an, 1, "printer/paper", "{\"metres\":0}", 400))
                    .isEqualTo("Chiều dài cuộn giấy từ 1 đến 999 m");
            post(an, 1, "printer/paper", "{\"metres\":30}");
            assertThat(kiosk.records(DeviceChanged.class))
                    .filteredOn(each -> each.state().equals("PAPER_NEW"))
                    .extracting(DeviceChanged::device, DeviceChanged::detail)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("printer", "30000 mm"));
            JsonNode shown = get(an, "/api/desk/1").path("printer");
            assertThat(shown.path("rollMetres").asInt()).isEqualTo(30);
            assertThat(shown.path("ticketsLeft").asInt()).isBetween(300, 350);
            assertThat(get(thu, "/api/desk/1").has("printer")).as("nobody else").isFalse();
            assertThat(refused(thu, 1, "printer/paper", "{\"metres\":30}", 401)).isEqualTo("Xin đăng nhập quầy");
        }
    }

    @Test
    void scenario16AForgottenSessionEndsAfterAnHourOrAfterClosingTime() throws Exception {
        kiosk.pass(Duration.ofMinutes(31));
        assertThat(get(an, "/api/desk/1").at("/idle").asBoolean()).isTrue();
        assertThat(post(an, 1, "still-here", "{}").at("/idle").asBoolean()).isFalse();
        kiosk.pass(Duration.ofMinutes(61));
        assertThat(kiosk.records(ClerkSignedOut.class))
                .extracting(ClerkSignedOut::reason)
                .containsExactly("IDLE");

        signIn(thu, 2, "thu");
        kiosk.counters.shiftOver(moment -> true);
        kiosk.pass(Duration.ofMinutes(16));
        assertThat(kiosk.records(ClerkSignedOut.class))
                .extracting(ClerkSignedOut::reason)
                .containsExactly("IDLE", "END_OF_DAY");
    }

    @Test
    void scenario16AColleagueTakesTheCounterOverAndTheTicketStays() throws Exception {
        taken(null, false);
        JsonNode called = post(an, 1, "ticket/next", "{}");
        JsonNode over = signIn(thu, 1, "thu");

        assertThat(over.at("/queue/now/label").asText()).isEqualTo("A001");
        assertThat(refused(an, 1, "ticket/finish", ticket(called), 401)).isEqualTo("Xin đăng nhập quầy");
        post(thu, 1, "ticket/finish", ticket(over));
        assertThat(only(ServiceFinished.class).visit().clerk()).isEqualTo("thu");
        assertThat(only(ClerkSignedOut.class).reason()).isEqualTo("TAKEN_OVER");
    }

    @Test
    void aClerkMayHoldTwoCountersAndNoMore() throws Exception {
        signIn(an, 2, "nguyen-thi-mau");
        assertThat(kiosk.records(ClerkSignedOut.class)).isEmpty();
        assertThat(post(an, 1, "still-here", "{}").at("/clerk").asText()).isEqualTo("Nguyễn Thị Mẫu");

        signIn(an, 3, "nguyen-thi-mau");
        assertThat(only(ClerkSignedOut.class).counter()).isEqualTo(1);
        assertThat(kiosk.counters.session(2)).isPresent();
    }

    @Test
    void scenario17ARestingCounterClosesItsPadAndAnOpenInvitationStays() throws Exception {
        taken(null, false);
        kiosk.pass(Duration.ofSeconds(3));
        assertThat(kiosk.pad(1).shown()).isEqualTo(Shown.READY);
        post(an, 1, "ticket/finish", ticket(post(an, 1, "ticket/next", "{}")));
        post(an, 1, "pause", "{\"paused\":true}");
        kiosk.pass(Duration.ofSeconds(1));
        assertThat(kiosk.pad(1).shown()).as("the citizen may still rate").isEqualTo(Shown.INVITE);
        kiosk.pass(Duration.ofSeconds(121));
        assertThat(kiosk.pad(1).shown()).isEqualTo(Shown.CLOSED);
        post(an, 1, "pause", "{\"paused\":false}");
        kiosk.pass(Duration.ofSeconds(1));
        assertThat(kiosk.pad(1).shown()).isEqualTo(Shown.READY);
    }

    @Test
    void scenario17APausedCounterCallsNobodyAndThePlacesAreKept() throws Exception {
        taken(null, false);
        JsonNode paused = post(an, 1, "pause", "{\"paused\":true}");
        assertThat(paused.at("/queue/paused").asBoolean()).isTrue();
        assertThat(refused(an, 1, "ticket/next", "{}", 409)).contains("tạm nghỉ");
        kiosk.pass(Duration.ofMinutes(90));
        assertThat(kiosk.counters.session(1))
                .as("lunch is no forgotten session")
                .isPresent();
        assertThat(get(an, "/api/desk/1").at("/idle").asBoolean()).isFalse();

        post(an, 1, "pause", "{\"paused\":false}");
        assertThat(post(an, 1, "ticket/next", "{}").at("/queue/now/label").asText())
                .isEqualTo("A001");
        assertThat(kiosk.records(CounterPaused.class)).hasSize(2);
    }

    @Test
    void scenario18ThreeCallsNobodyComesAndTheCitizenComesBack() throws Exception {
        taken(null, false);
        taken(null, false);
        taken(null, false);
        JsonNode called = post(an, 1, "ticket/next", "{}");
        post(an, 1, "ticket/recall", ticket(called));
        JsonNode third = post(an, 1, "ticket/recall", ticket(called));
        assertThat(third.at("/queue/now/times").asInt()).isEqualTo(3);
        JsonNode gone = post(an, 1, "ticket/no-show", ticket(called));
        assertThat(gone.at("/queue/noShows/0/label").asText()).isEqualTo("A001");
        JsonNode back = post(an, 1, "ticket/reinstate", ticket(called));

        assertThat(labels(back.at("/queue/list"))).containsExactly("A002", "A001", "A003");
        assertThat(kiosk.records(TicketNoShow.class)).hasSize(1);
        assertThat(kiosk.records(WindowExpired.class)).isEmpty();
        assertThat(kiosk.records(ServiceFinished.class)).isEmpty();
    }

    @Test
    void scenario37ReceptionOfCitizensIsAQueueOfItsOwnAndNoProcedure() throws Exception {
        signIn(thu, 2, "thu");
        JsonNode taken = post(thu, 2, "ticket/issue", "{\"wish\":\"w\",\"queue\":\"tiep-dan\"}");
        assertThat(taken.at("/label").asText()).isEqualTo("T001");
        post(thu, 2, "ticket/finish", ticket(post(thu, 2, "ticket/next", "{}")));

        assertThat(only(ServiceFinished.class).visit().kind()).isEqualTo(Kind.RECEPTION);
        assertThat(only(ServiceFinished.class).visit().procedures()).isEmpty();
        assertThat(get(an, "/api/desk/1").at("/queue/waiting").asInt()).isZero();
    }

    @Test
    void aHeldNumberIsCalledAgainWithWhatWasNoted() throws Exception {
        taken(null, false);
        JsonNode called = post(an, 1, "ticket/next", "{}");
        post(an, 1, "ticket/notes", "{\"ticket\":\"%s\",\"procedures\":[\"2.000815\"]}".formatted(id(called)));
        JsonNode held = post(an, 1, "ticket/hold", ticket(called));
        assertThat(held.at("/queue/held/0/label").asText()).isEqualTo("A001");
        JsonNode again = post(an, 1, "ticket/call", ticket(called));

        assertThat(again.at("/queue/now/procedures/0").asText()).isEqualTo("2.000815");
    }

    @Test
    void theServiceIsMeasuredFromWhenTheCitizenCame() throws Exception {
        Ticket taken = taken(null, false);
        JsonNode called = post(an, 1, "ticket/next", "{}");
        kiosk.pass(Duration.ofSeconds(40));
        JsonNode started = post(an, 1, "ticket/start", ticket(called));
        assertThat(started.at("/queue/now/started").asBoolean()).isTrue();
        assertThat(only(ServiceStarted.class).ticket()).isEqualTo(taken.id());
        kiosk.pass(Duration.ofSeconds(20));
        post(an, 1, "ticket/finish", ticket(called));

        assertThat(only(ServiceFinished.class).visit().serviceMs()).isBetween(20_000L, 21_000L);
    }

    @Test
    void aPageThatIsLateNeverEndsAnotherTicket() throws Exception {
        taken(null, false);
        taken(null, false);
        JsonNode first = post(an, 1, "ticket/next", "{}");
        post(an, 1, "ticket/finish", ticket(first));
        post(an, 1, "ticket/next", "{}");

        assertThat(refused(an, 1, "ticket/finish", ticket(first), 409)).contains("không còn ở bước đó");
        assertThat(refused(an, 1, "ticket/no-show", ticket(first), 409)).contains("không còn ở bước đó");
        assertThat(kiosk.tickets.at(1).orElseThrow().label()).isEqualTo("A002");
    }

    @Test
    void whoeverHasACitizenAtTheCounterCannotSignOut() throws Exception {
        taken(null, false);
        JsonNode called = post(an, 1, "ticket/next", "{}");
        assertThat(refused(an, 1, "sign-out", "{}", 409)).contains("Xin kết thúc lượt này trước");
        post(an, 1, "ticket/left", ticket(called));
        post(an, 1, "sign-out", "{}");

        assertThat(only(TicketLeft.class).counter()).isEqualTo(1);
        assertThat(kiosk.counters.session(1)).isEmpty();
    }

    @Test
    void aVisitWithoutATicketIsFinishedOnlyWhileNoTicketIsThere() throws Exception {
        taken(null, false);
        JsonNode called = post(an, 1, "ticket/next", "{}");
        assertThat(refused(an, 1, "visit/finish", "{}", 409)).contains("đang phục vụ");
        post(an, 1, "ticket/finish", ticket(called));
        JsonNode without = post(an, 1, "visit/finish", "{\"procedures\":[],\"kind\":\"FEE\"}");

        assertThat(without.at("/queue/last").isMissingNode()).isTrue();
        assertThat(kiosk.records(ServiceFinished.class).get(1).visit().kind()).isEqualTo(Kind.FEE);
        assertThat(kiosk.records(ServiceFinished.class).get(1).ticket()).isNull();
    }

    @Test
    void scenario28TheFirstSignInOnAClockThatNobodyTrustsProposesADateAndAsks() throws Exception {
        assertThat(get(an, "/api/desk/1").at("/askDate").isMissingNode()).isTrue();
        taken(null, false);
        post(an, 1, "ticket/finish", ticket(post(an, 1, "ticket/next", "{}")));
        restart(Instant.EPOCH);
        assertThat(get(an, "/api/desk/1").at("/askDate").isMissingNode())
                .as("only a clerk is asked")
                .isTrue();
        signIn(an, 1, "nguyen-thi-mau");
        assertThat(get(an, "/api/desk/1").at("/askDate").asText())
                .as("the power was cut in the middle of the day")
                .isEqualTo("2026-11-23T00:00");
        post(an, 1, "clock", "{\"local\":\"2026-11-23T16:50\"}");
        post(an, 1, "sign-out", "{}");
        kiosk.pass(Duration.ofMinutes(3));
        kiosk.tickets.tick();
        restart(Instant.EPOCH);
        taken(null, false);
        signIn(an, 1, "nguyen-thi-mau");
        assertThat(get(an, "/api/desk/1").at("/askDate").asText())
                .as("that day was closed, whoever came before the first clerk")
                .isEqualTo("2026-11-24T00:00");

        assertThat(refused(an, 1, "clock", "{\"local\":\"1970-01-01T07:00\"}", 400))
                .contains("năm");
        assertThat(refused(browser(), 1, "clock", "{\"local\":\"2026-11-24T07:31\"}", 401))
                .isNotEmpty();
        JsonNode told = post(an, 1, "clock", "{\"local\":\"2026-11-24T07:31\"}");
        assertThat(told.at("/askDate").isMissingNode()).isTrue();
        assertThat(told.at("/nowMs").isNumber()).isTrue();
        assertThat(kiosk.records(ClockAnchor.class))
                .extracting(anchor -> anchor.source().name())
                .containsExactly("PERSON", "PERSON");
    }

    private void restart(Instant wall) throws Exception {
        kiosk.close();
        kiosk.clock.reboot(wall);
        kiosk = TestKiosk.open(folder, kiosk.clock);
        base = kiosk.serve(false).url();
    }

    @Test
    void twoClerksWhoPressNextTogetherNeverGetTheSameTicket() throws Exception {
        signIn(thu, 2, "thu");
        int rounds = 25;
        for (int i = 0; i < 2 * rounds; i++) {
            taken(null, false);
        }
        ExecutorService clerks = Executors.newFixedThreadPool(2);
        try {
            Set<String> called = new HashSet<>();
            for (int i = 0; i < rounds; i++) {
                Future<JsonNode> one = clerks.submit(() -> post(an, 1, "ticket/next", "{}"));
                Future<JsonNode> other = clerks.submit(() -> post(thu, 2, "ticket/next", "{}"));
                for (JsonNode desk : List.of(one.get(), other.get())) {
                    assertThat(called.add(desk.at("/queue/now/label").asText())).isTrue();
                }
                post(an, 1, "ticket/left", ticket(one.get()));
                post(thu, 2, "ticket/left", ticket(other.get()));
            }
            assertThat(called).hasSize(2 * rounds);
        } finally {
            clerks.shutdownNow();
        }
    }

    @Test
    void afterARestartTheDeskAsksForThePinAndTheTicketIsStillThere() throws Exception {
        taken("1.001193", false);
        post(an, 1, "ticket/next", "{}");
        kiosk.close();
        kiosk = TestKiosk.open(folder, kiosk.clock);
        base = kiosk.serve(false).url();

        JsonNode asked = get(an, "/api/desk/1");
        assertThat(asked.at("/clerk").isMissingNode()).isTrue();
        assertThat(asked.at("/occupant").asText()).isEqualTo("Nguyễn Thị Mẫu");
        assertThat(asked.at("/queue").isMissingNode()).isTrue();
        JsonNode back = signIn(an, 1, "nguyen-thi-mau");
        assertThat(back.at("/queue/now/label").asText()).isEqualTo("A001");
        post(an, 1, "ticket/finish", ticket(back));
        assertThat(only(ServiceFinished.class).visit().procedures()).containsExactly("1.001193");
        assertThat(kiosk.records(ClerkSignedIn.class)).hasSize(2);
    }

    @Test
    void strangersSeeNothingOfTheQueueAndChangeNothing() throws Exception {
        taken(null, false);
        assertThat(get(browser(), "/api/desk/1").at("/queue").isMissingNode()).isTrue();
        for (String door : List.of(
                "ticket/next",
                "ticket/call",
                "ticket/recall",
                "ticket/start",
                "ticket/notes",
                "ticket/hold",
                "ticket/transfer",
                "ticket/no-show",
                "ticket/reinstate",
                "ticket/left",
                "ticket/finish",
                "ticket/issue",
                "pause")) {
            assertThat(refused(browser(), 1, door, "{}", 401)).isNotEmpty();
            assertThat(refused(an, 2, door, "{}", 401)).isNotEmpty();
        }
    }

    // ---- what the tests do

    private Ticket taken(@org.jspecify.annotations.Nullable String procedure, boolean priority) {
        Ticket ticket = kiosk.tickets.issue(new TicketWish(
                "wish-" + wishes++,
                "thu-tuc",
                procedure,
                procedure == null ? null : "Hộ tịch",
                priority,
                TicketOrigin.SCREEN,
                false));
        kiosk.tickets.shown(ticket.id());
        return ticket;
    }

    private <T extends motcua.contract.body.RecordBody> T only(Class<T> type) {
        List<T> all = kiosk.records(type);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private JsonNode signIn(HttpClient browser, int counter, String clerk) throws Exception {
        return post(browser, counter, "sign-in", "{\"clerk\":\"" + clerk + "\",\"pin\":\"" + TestKiosk.PIN + "\"}");
    }

    private static String id(JsonNode desk) {
        return desk.at("/queue/now/ticket").asText();
    }

    private static String ticket(JsonNode desk) {
        return "{\"ticket\":\"" + id(desk) + "\"}";
    }

    private static List<String> labels(JsonNode slips) {
        return StreamSupport.stream(slips.spliterator(), false)
                .map(each -> each.at("/label").asText())
                .toList();
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    }

    private JsonNode get(HttpClient browser, String path) throws Exception {
        return JSON.readTree(browser.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private HttpResponse<String> sent(HttpClient browser, int counter, String door, String body) throws Exception {
        return browser.send(
                request("/api/counters/" + counter + "/" + door)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode post(HttpClient browser, int counter, String door, String body) throws Exception {
        HttpResponse<String> answer = sent(browser, counter, door, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String refused(HttpClient browser, int counter, String door, String body, int status) throws Exception {
        HttpResponse<String> answer = sent(browser, counter, door, body);
        assertThat(answer.statusCode()).as(door + answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body()).at("/error").asText();
    }

    private InputStream events(HttpClient browser, int counter) throws Exception {
        return browser.send(
                        HttpRequest.newBuilder(URI.create(base + "/api/desk/" + counter + "/events"))
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** The next state that the feed tells. */
    private static JsonNode state(BufferedReader lines) throws Exception {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:") && line.contains("\"counter\"")) {
                return JSON.readTree(line.substring(5));
            }
        }
        throw new AssertionError("the feed ended");
    }
}
