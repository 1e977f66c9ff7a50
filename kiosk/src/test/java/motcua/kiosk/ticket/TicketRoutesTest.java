package motcua.kiosk.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import motcua.contract.body.Kind;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketShown;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.queue.Refusal;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doors of the ticket screen over real HTTP. */
class TicketRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private TestKiosk kiosk;
    private String base;
    private final HttpClient citizen = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUp(folder);
        TicketOffice.giveQueues(kiosk, 3);
        base = kiosk.serve(false).url();
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    @Test
    void aNumberIsCalledOnlyAfterTheScreenHasShownIt() throws Exception {
        kiosk.staffed();
        JsonNode taken = json(take("wish-0001", "thu-tuc", "\"priority\":false"));
        assertThat(taken.path("label").asText()).isEqualTo("A001");
        assertThat(taken.path("counters").toString()).isEqualTo("[1,2]");
        assertThat(kiosk.tickets.callNext(1)).isEmpty();

        assertThat(post("/api/tickets/" + taken.path("id").asText() + "/shown", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/api/tickets/" + taken.path("id").asText() + "/shown", "{}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(kiosk.records(TicketShown.class)).hasSize(1);
        assertThat(kiosk.tickets.callNext(1).map(Ticket::label)).hasValue("A001");
    }

    @Test
    void theSameWishIsTheSameTicketHoweverOftenItIsSent() throws Exception {
        JsonNode first = json(take("wish-0001", "thu-tuc", "\"priority\":false"));
        JsonNode again = json(take("wish-0001", "thu-tuc", "\"priority\":false"));
        JsonNode other = json(take("wish-0002", "thu-tuc", "\"priority\":false"));

        assertThat(again).isEqualTo(first);
        assertThat(other.path("label").asText()).isEqualTo("A002");
        assertThat(kiosk.records(TicketIssued.class)).hasSize(2);
    }

    @Test
    void aProcedureOfTheListIsWrittenDownAndAnyOtherRefused() throws Exception {
        take("wish-0001", "thu-tuc", "\"procedure\":\"1.001193\"");
        assertThat(take("wish-0002", "thu-tuc", "\"procedure\":\"9.999999\"").statusCode())
                .isEqualTo(400);

        List<TicketIssued> issued = kiosk.records(TicketIssued.class);
        assertThat(issued).hasSize(1);
        assertThat(issued.get(0).procedure()).isEqualTo("1.001193");
        assertThat(issued.get(0).field()).isEqualTo("Hộ tịch");
        assertThat(issued.get(0).origin()).isEqualTo(TicketOrigin.SCREEN);
    }

    @Test
    void priorityIsARecordOfYesOrNoAndNothingSaysWhy() throws Exception {
        JsonNode taken = json(take("wish-0001", "thu-tuc", "\"priority\":true,\"reason\":\"mang thai\""));

        assertThat(taken.path("label").asText()).isEqualTo("K001");
        assertThat(kiosk.records(TicketIssued.class).get(0).priority()).isTrue();
        assertThat(kiosk.journalText()).doesNotContain("mang thai");
    }

    @Test
    void scenario1WhoeverIsUnsureGetsATicketWithoutProcedureAndSomebodyIsCalled() throws Exception {
        kiosk.staffed();
        JsonNode taken = json(take("wish-0001", "thu-tuc", "\"unsure\":true"));

        TicketIssued issued = kiosk.records(TicketIssued.class).get(0);
        assertThat(issued.assisted()).isTrue();
        assertThat(issued.procedure()).isNull();
        assertThat(taken.path("label").asText()).isEqualTo("A001");
        assertThat(kiosk.help.waiting()).isTrue();
        assertThat(post("/api/counters/1/help/answered", "{}").statusCode()).isEqualTo(401);

        HttpClient clerk =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        assertThat(post(clerk, "/api/counters/1/sign-in", "{\"clerk\":\"thu\",\"pin\":\"" + TestKiosk.PIN + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(clerk, "/api/counters/1/help/answered", "{}").statusCode())
                .isEqualTo(200);
        assertThat(kiosk.help.waiting()).isFalse();
    }

    @Test
    void aCallForHelpIsForgottenAfterThreeMinutes() throws Exception {
        assertThat(post("/api/help", "{}").statusCode()).isEqualTo(200);
        assertThat(kiosk.help.waiting()).isTrue();

        kiosk.pass(Duration.ofMillis(HelpCalls.KEPT_MS));

        assertThat(kiosk.help.waiting()).isFalse();
    }

    @Test
    void scenario36ADailyLimitIsSaidBeforeAndWhenItIsReached() throws Exception {
        for (int i = 1; i <= 3; i++) {
            assertThat(take("wish-000" + i, "thu-tuc", "\"priority\":false").statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> refused = take("wish-0004", "thu-tuc", "\"priority\":false");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(refused.body()).path("reason").asText()).isEqualTo("FULL");
        assertThat(JSON.readTree(refused.body()).path("error").asText())
                .isEqualTo("Đã hết số trong buổi. Xin quay lại buổi sau");
        JsonNode queues = json(get("/api/ticket")).path("queues");
        assertThat(queues.get(0).path("closed").asText()).isEqualTo("FULL");
        assertThat(queues.get(1).has("closed")).isFalse();
        assertThat(take("wish-0005", "tra-ket-qua", "\"priority\":false").statusCode())
                .isEqualTo(200);
    }

    @Test
    void scenario17NoTicketIsGivenOutWhileTheOfficeIsClosed() throws Exception {
        kiosk.closed = Refusal.Reason.NOT_OPEN;

        HttpResponse<String> refused = take("wish-0001", "thu-tuc", "\"priority\":false");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(refused.body()).path("reason").asText()).isEqualTo("NOT_OPEN");
        assertThat(json(get("/api/ticket")).path("queues").get(0).path("closed").asText())
                .isEqualTo("NOT_OPEN");
        assertThat(kiosk.records(TicketIssued.class)).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatCannotBeReadIsRefused() throws Exception {
        assertThat(take("wish-0001", "khong-co", "\"priority\":false").statusCode())
                .isEqualTo(404);
        assertThat(post("/api/tickets/0123456789abcdef/shown", "{}").statusCode())
                .isEqualTo(404);
        assertThat(get("/api/tickets/0123456789abcdef").statusCode()).isEqualTo(404);
        assertThat(post("/api/tickets", "{}").statusCode()).isEqualTo(400);
        assertThat(post("/api/tickets", "so").statusCode()).isEqualTo(400);
        assertThat(take("ngắn", "thu-tuc", "\"priority\":false").statusCode()).isEqualTo(400);
    }

    @Test
    void theScreenSaysWhoWaitsAndNoTimeUnderAClockThatIsNotTrusted() throws Exception {
        JsonNode taken = json(take("wish-0001", "tra-ket-qua", "\"priority\":false"));
        post("/api/tickets/" + taken.path("id").asText() + "/shown", "{}");

        JsonNode screen = json(get("/api/ticket"));
        assertThat(screen.path("queues").get(1).path("waiting").asInt()).isEqualTo(1);
        assertThat(screen.path("queues").get(1).path("kind").asText()).isEqualTo(Kind.RESULT.name());
        assertThat(screen.path("queues").get(0).has("expected")).isFalse();
        assertThat(screen.path("counters").asInt()).isEqualTo(2);
        assertThat(screen.has("minuteMs")).isEqualTo(kiosk.now().trusted());
    }

    @Test
    void theStateOfTheSlipIsToldWithTheTicket() throws Exception {
        kiosk.slips = ticket -> new SlipState(SlipState.Phase.PRINTING, 40, true);
        JsonNode taken = json(take("wish-0001", "thu-tuc", "\"priority\":false"));
        assertThat(taken.path("slip").path("phase").asText()).isEqualTo("PRINTING");

        kiosk.slips = ticket -> new SlipState(SlipState.Phase.PAPER_OUT, 0, true);
        assertThat(json(get("/api/tickets/" + taken.path("id").asText()))
                        .path("slip")
                        .path("phase")
                        .asText())
                .isEqualTo("PAPER_OUT");
    }

    @Test
    void aNumberThatNobodyWasToldGoesBackAfterFiveMinutesAndStaysTaken() throws Exception {
        UntoldNumbers untold = new UntoldNumbers(kiosk.tickets, kiosk::now, ticket -> false);
        JsonNode taken = json(take("wish-0001", "thu-tuc", "\"priority\":false"));
        untold.tick();
        assertThat(untold()).containsExactly("A001");

        kiosk.pass(Duration.ofMillis(UntoldNumbers.PATIENCE_MS - 1_000));
        untold.tick();
        assertThat(untold()).containsExactly("A001");
        kiosk.pass(Duration.ofSeconds(1));
        untold.tick();

        assertThat(untold()).isEmpty();
        assertThat(kiosk.records(TicketLeft.class)).hasSize(1);
        assertThat(kiosk.tickets.ticket(taken.path("id").asText()).map(Ticket::state))
                .hasValue(TicketState.LEFT);
        assertThat(json(take("wish-0002", "thu-tuc", "\"priority\":false"))
                        .path("label")
                        .asText())
                .isEqualTo("A002");
    }

    @Test
    void aNumberWhoseSlipIsAboutToComeOutIsKept() throws Exception {
        UntoldNumbers untold = new UntoldNumbers(kiosk.tickets, kiosk::now, ticket -> true);
        take("wish-0001", "thu-tuc", "\"priority\":false");

        kiosk.pass(Duration.ofMillis(UntoldNumbers.PATIENCE_MS));
        untold.tick();

        assertThat(untold()).containsExactly("A001");
    }

    private List<String> untold() throws Exception {
        List<String> labels = new ArrayList<>();
        json(get("/api/tickets")).path("untold").forEach(each -> labels.add(each.asText()));
        return labels;
    }

    private HttpResponse<String> take(String wish, String queue, String rest) throws Exception {
        return post("/api/tickets", "{\"wish\":\"%s\",\"queue\":\"%s\",%s}".formatted(wish, queue, rest));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return post(citizen, path, body);
    }

    private HttpResponse<String> post(HttpClient by, String path, String body) throws Exception {
        return by.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return citizen.send(
                HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
