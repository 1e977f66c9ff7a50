package motcua.kiosk.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.security.Roles;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import motcua.contract.body.Outcome;
import motcua.contract.body.Press;
import motcua.contract.body.Reasons;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.WindowExpired;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.config.HttpConfig;
import motcua.kiosk.rate.BoundScreens;
import motcua.kiosk.status.KioskStatus;
import motcua.kiosk.uplink.UplinkState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kiosk's doors over real HTTP. */
class KioskWebTest {
    private static final String TECHNICIAN = "135790";

    @TempDir
    Path folder;

    private TestKiosk kiosk;
    private String base;
    private final HttpClient clerk = browser();
    private final HttpClient citizen = browser();

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUp(folder);
        base = kiosk.serve(false).url();
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    @Test
    void everyRouteStatesExactlyOneRole() {
        Doorkeeper doorkeeper = kiosk.doorkeeper(true);
        Javalin javalin = KioskWeb.create(new HttpConfig("127.0.0.1", 0), doorkeeper, kiosk.routes(doorkeeper));
        Set<String> routes = new TreeSet<>();
        javalin.unsafe.internalRouter.allHttpHandlers().forEach(each -> {
            if (each.endpoint.method.isHttpMethod()) {
                Roles roles = each.endpoint.metadata(Roles.class);
                assertThat(roles).as(each.endpoint.path).isNotNull();
                assertThat(roles.getRoles()).as(each.endpoint.path).hasSize(1);
                routes.add(each.endpoint.method + " " + each.endpoint.path + " "
                        + roles.getRoles().iterator().next());
            }
        });

        assertThat(routes)
                .contains(
                        "POST /api/counters/{counter}/visit/finish CLERK",
                        "POST /api/setup/office TECHNICIAN",
                        "POST /api/simulated/counters/{counter}/press/{key} SIMULATION")
                .hasSizeGreaterThan(25);
    }

    @Test
    void everyAnswerCarriesTheHeadersAlsoWhenItRefuses() throws Exception {
        for (String path : List.of(
                "/",
                "/rate",
                "/rate/1",
                "/desk",
                "/setup",
                "/status",
                "/assets/rate.js",
                "/assets/kiosk.css",
                "/assets/fonts/be-vietnam-pro-vietnamese-700-normal.woff2",
                "/api/health",
                "/api/setup",
                "/api/rate/1",
                "/api/desk/1",
                "/api/desk/99",
                "/simulated",
                "/nothing/here",
                "/assets/../motcua/kiosk/KioskMain.class")) {
            HttpResponse<String> answer = get(citizen, path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).as(path).contains("no-referrer");
        }
    }

    @Test
    void onlyGetIsAnsweredWhereAPageOrAnAnswerIs() throws Exception {
        for (String path : List.of("/", "/rate", "/rate/1", "/api/health", "/api/setup")) {
            HttpResponse<String> answer = citizen.send(
                    request(path)
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).as(path).contains("GET");
        }
    }

    @Test
    void pagesHoldNoInlineScriptOrStyleAndNothingFromElsewhere() throws Exception {
        for (String path : List.of("/", "/rate", "/desk", "/setup", "/status")) {
            HttpResponse<String> answer = get(citizen, path);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .doesNotContainPattern("<script(?![^>]* src=\"/assets/)")
                    .doesNotContain("<style", "style=", "onclick=", "http://", "https://");
        }
    }

    @Test
    void aVisitIsFinishedAtTheDeskAndRatedOnTheScreen() throws Exception {
        HttpResponse<InputStream> screen = events("/api/rate/1/events");
        signIn(1);

        assertThat(post(clerk, "/api/counters/1/visit/finish", "{\"procedures\":[\"1.001193\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(citizen, "/api/rate/1").body()).contains("\"phase\":\"INVITE\"");
        assertThat(post(citizen, "/api/rate/1/press", "{\"key\":2}").statusCode())
                .isEqualTo(200);
        assertThat(post(citizen, "/api/rate/1/reasons", "{\"reasons\":[\"QUICK\",\"GUIDANCE\"]}")
                        .statusCode())
                .isEqualTo(200);

        ServiceFinished finished = kiosk.records(ServiceFinished.class).get(0);
        assertThat(finished.visit().procedures()).containsExactly("1.001193");
        assertThat(finished.visit().field()).isEqualTo("Hộ tịch");
        assertThat(kiosk.records(Press.class).get(0).service()).isEqualTo(finished.service());
        assertThat(kiosk.records(Reasons.class).get(0).reasons()).containsExactly("QUICK", "GUIDANCE");
        assertThat(get(clerk, "/api/desk/1").body()).contains("\"last\":\"RATED\"");
        screen.body().close();
    }

    @Test
    void scenario13NoDoorTellsWhichKeyWasPressed() throws Exception {
        List<String> seen = new ArrayList<>();
        for (int key = 1; key <= 5; key++) {
            Path each = folder.resolve("key-" + key);
            try (TestKiosk one = TestKiosk.setUp(each)) {
                base = one.serve(false).url();
                HttpClient desk = browser();
                post(desk, "/api/counters/1/sign-in", "{\"clerk\":\"thu\",\"pin\":\"246810\"}");
                post(desk, "/api/counters/1/visit/finish", "{}");
                String pressed = post(citizen, "/api/rate/1/press", "{\"key\":" + key + "}")
                        .body();
                HttpResponse<InputStream> events = events("/api/rate/1/events");
                String first = line(events.body(), "data:");
                events.body().close();
                HttpResponse<InputStream> deskEvents = events(desk, "/api/desk/1/events");
                String second = line(deskEvents.body(), "data:");
                deskEvents.body().close();
                StringBuilder all = new StringBuilder(pressed + first + second);
                for (String path : List.of(
                        "/api/rate/1", "/api/desk/1", "/api/status", "/api/health", "/api/counters", "/api/setup")) {
                    all.append(get(desk, path).body());
                }
                seen.add(all.toString()
                        .replaceAll("\"visit\":\"[0-9a-f]+\"", "")
                        .replaceAll("\"(run|turn)\":-?\\d+", "")
                        .replaceAll("\"epoch\":\"[0-9a-f]+\"", "")
                        .replaceAll("\"chain\":\\{[^}]*}", "")
                        .replaceAll("\"freeBytes\":\\d+", ""));
            }
        }
        base = "http://unused";

        assertThat(Set.copyOf(seen)).hasSize(1);
        assertThat(seen.get(0)).contains("\"phase\":\"AFTER\"").contains("\"last\":\"RATED\"");
    }

    @Test
    void scenario13NoDoorTellsWhetherAndHowOftenSomebodyPressed() throws Exception {
        List<String> doors = new ArrayList<>();
        List<String> desks = new ArrayList<>();
        for (int presses = 0; presses <= 3; presses++) {
            try (TestKiosk one = TestKiosk.setUp(folder.resolve("presses-" + presses))) {
                one.office.save(TestKiosk.draft(), TECHNICIAN);
                base = one.serve(false).url();
                HttpClient desk = browser();
                post(desk, "/api/counters/1/sign-in", "{\"clerk\":\"thu\",\"pin\":\"246810\"}");
                post(desk, "/api/counters/1/visit/finish", "{}");
                for (int i = 0; i < presses; i++) {
                    assertThat(post(citizen, "/api/rate/1/press", "{\"key\":2}").statusCode())
                            .isEqualTo(200);
                }
                if (presses == 3) {
                    post(citizen, "/api/rate/1/reasons", "{\"reasons\":[\"QUICK\"]}");
                }
                StringBuilder all = new StringBuilder();
                for (String path : List.of(
                        "/api/status", "/api/health", "/api/counters", "/api/setup", "/api/tickets", "/api/board")) {
                    all.append(get(desk, path).body());
                }
                doors.add(all.toString());
                desks.add(get(desk, "/api/desk/1").body().replaceAll("\"(run|turn)\":-?\\d+", ""));
            }
        }
        base = "http://unused";

        assertThat(Set.copyOf(doors)).hasSize(1);
        assertThat(doors.get(0)).contains("\"devices\"", "\"counters\"").doesNotContain("\"chain\"", "\"head\"");
        assertThat(Set.copyOf(desks.subList(1, 4)))
                .as("a desk is told that its visit was rated, not how often or with what")
                .hasSize(1);
        assertThat(desks.get(0)).isNotEqualTo(desks.get(1));
    }

    @Test
    void scenario15OnlyAScreenThatTheTechnicianBoundRatesAndIsToldOfVisits() throws Exception {
        kiosk.screens = BoundScreens.open(folder.resolve("rating-screens.json"));
        kiosk.office.save(TestKiosk.draft(), TECHNICIAN);
        base = kiosk.serve(false).url();
        HttpResponse<InputStream> foreign = events(clerk, "/api/rate/2/events");
        assertThat(line(foreign.body(), "data:")).contains("\"bound\":false");
        signIn(2, "thu");
        post(clerk, "/api/counters/2/visit/finish", "{}");
        foreign.body().close();
        assertThat(kiosk.records(WindowExpired.class))
                .as("a tab of the clerk is nothing to rate with")
                .extracting(WindowExpired::outcome)
                .containsExactly(Outcome.NOT_ASKED);

        signIn(1, "thu");
        post(clerk, "/api/counters/1/visit/finish", "{}");
        String notItsBusiness = get(clerk, "/api/rate/1").body();
        assertThat(notItsBusiness)
                .contains("\"bound\":false", "\"phase\":\"CLOSED\"")
                .doesNotContain("\"visit\"");
        assertThat(post(clerk, "/api/rate/1/press", "{\"key\":1}").statusCode()).isEqualTo(403);
        assertThat(post(clerk, "/api/rate/1/reasons", "{\"reasons\":[\"QUICK\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(kiosk.records(Press.class)).isEmpty();
        assertThat(post(citizen, "/api/rate/1/bind", "{\"pin\":\"246810\"}").statusCode())
                .as("the clerk's PIN")
                .isEqualTo(401);
        HttpResponse<String> bound = post(citizen, "/api/rate/1/bind", "{\"pin\":\"" + TECHNICIAN + "\"}");
        assertThat(bound.statusCode()).isEqualTo(200);
        assertThat(bound.headers().firstValue("Set-Cookie").orElse(""))
                .contains("motcua-rate-1=", "HttpOnly", "SameSite=Strict", "Max-Age=34560000");
        assertThat(get(citizen, "/api/setup").body())
                .as("it is a screen, not the technician")
                .contains("\"open\":false");

        assertThat(get(citizen, "/api/rate/1").body()).contains("\"bound\":true", "\"phase\":\"INVITE\"");
        assertThat(post(citizen, "/api/rate/2/press", "{\"key\":1}").statusCode())
                .as("another counter")
                .isEqualTo(403);
        assertThat(post(citizen, "/api/rate/1/press", "{\"key\":2}").statusCode())
                .isEqualTo(200);
        assertThat(get(clerk, "/api/rate/1").body()).contains("\"phase\":\"CLOSED\"", "\"redoLeftMs\":0");

        assertThat(post(clerk, "/api/rate/1/unbind", "{}").statusCode()).isEqualTo(401);
        HttpClient technician = browser();
        post(technician, "/api/setup/technician", "{\"pin\":\"" + TECHNICIAN + "\"}");
        assertThat(get(technician, "/api/rating-screens").body()).contains("{\"1\":1}");
        assertThat(post(technician, "/api/rate/1/unbind", "{}").statusCode()).isEqualTo(200);
        assertThat(post(citizen, "/api/rate/1/press", "{\"key\":3}").statusCode())
                .isEqualTo(403);
        assertThat(post(clerk, "/api/rate/1/address", "{}").statusCode()).isEqualTo(401);
        String token =
                post(technician, "/api/rate/1/address", "{}").body().replaceAll(".*#man-hinh=([0-9a-f]+).*", "$1");
        HttpClient forgetful = browser();
        assertThat(post(forgetful, "/api/rate/1/bind", "{\"token\":\"" + "0".repeat(64) + "\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(forgetful, "/api/rate/1/bind", "{\"token\":\"" + token + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(forgetful, "/api/rate/1").body()).contains("\"bound\":true");
        assertThat(kiosk.records(Press.class)).hasSize(1);
    }

    @Test
    void aTapThatCameLateIsStoredButRatesNobodyElsesVisit() throws Exception {
        signIn(1);
        post(clerk, "/api/counters/1/visit/finish", "{}");
        String first = visit(get(citizen, "/api/rate/1").body());
        kiosk.pass(Duration.ofSeconds(5));
        post(clerk, "/api/counters/1/visit/finish", "{}");
        String second = visit(get(citizen, "/api/rate/1").body());

        assertThat(post(citizen, "/api/rate/1/press", "{\"key\":5,\"visit\":\"" + first + "\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(kiosk.records(Press.class)).singleElement().satisfies(press -> {
            assertThat(press.verdict()).isEqualTo(Verdict.UNMATCHED);
            assertThat(press.service()).isNull();
        });
        assertThat(post(citizen, "/api/rate/1/press", "{\"key\":1,\"visit\":\"" + second + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(citizen, "/api/rate/1/reasons", "{\"reasons\":[\"QUICK\"],\"visit\":\"" + first + "\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post(citizen, "/api/rate/1/reasons", "{\"reasons\":[\"QUICK\"],\"visit\":\"" + second + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String visit(String body) {
        return body.replaceAll(".*\"visit\":\"([0-9a-f]+)\".*", "$1");
    }

    @Test
    void aClerkActsOnlyAtTheCounterSignedInAt() throws Exception {
        signIn(1);

        assertThat(post(clerk, "/api/counters/2/visit/finish", "{}").statusCode())
                .isEqualTo(401);
        assertThat(post(citizen, "/api/counters/1/visit/finish", "{}").statusCode())
                .isEqualTo(401);
        assertThat(kiosk.records(ServiceFinished.class)).isEmpty();
    }

    @Test
    void scenario16ANewSignInEndsTheOldSessionAndItsBrowsersRights() throws Exception {
        signIn(1);
        HttpClient colleague = browser();
        post(colleague, "/api/counters/1/sign-in", "{\"clerk\":\"thu\",\"pin\":\"246810\"}");

        assertThat(post(clerk, "/api/counters/1/visit/finish", "{}").statusCode())
                .isEqualTo(401);
        assertThat(post(colleague, "/api/counters/1/visit/finish", "{}").statusCode())
                .isEqualTo(200);
        assertThat(kiosk.records(ServiceFinished.class).get(0).visit().clerk()).isEqualTo("thu");
    }

    @Test
    void signingOutTakesTheRights() throws Exception {
        signIn(1);
        post(clerk, "/api/counters/1/sign-out", "{}");

        assertThat(post(clerk, "/api/counters/1/visit/finish", "{}").statusCode())
                .isEqualTo(401);
        assertThat(kiosk.counters.session(1)).isEmpty();
    }

    @Test
    void aWrongPinIsRefusedAndSlowedDown() throws Exception {
        String wrong = "{\"clerk\":\"thu\",\"pin\":\"999999\"}";
        for (int i = 0; i < 4; i++) {
            assertThat(post(clerk, "/api/counters/1/sign-in", wrong).statusCode())
                    .isEqualTo(401);
        }
        post(clerk, "/api/counters/1/sign-in", wrong);

        assertThat(post(clerk, "/api/counters/1/sign-in", "{\"clerk\":\"thu\",\"pin\":\"246810\"}")
                        .statusCode())
                .isEqualTo(429);
        signIn(1);
    }

    @Test
    void aChangeAskedForByAnotherSitesPageIsRefused() throws Exception {
        signIn(1);
        HttpRequest foreign = request("/api/counters/1/visit/finish")
                .header("Origin", "http://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpRequest crossSite = request("/api/counters/1/visit/finish")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(clerk.send(foreign, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        assertThat(clerk.send(crossSite, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void setupIsOpenUntilATechnicianPinIsChosenAndClosedToOthersFromThen() throws Exception {
        assertThat(get(citizen, "/api/setup").body()).contains("\"open\":true");
        String office = "{\"draft\":{\"office\":{\"name\":\"UBND xã Ví Dụ\"},\"counters\":[{\"number\":1}],"
                + "\"clerks\":[{\"id\":\"thu\",\"name\":\"Trần Văn Thử\"}]},\"technicianPin\":\"135790\"}";
        assertThat(post(clerk, "/api/setup/office", office).statusCode()).isEqualTo(200);

        assertThat(get(clerk, "/api/setup").body()).contains("\"open\":true");
        assertThat(get(citizen, "/api/setup").body()).contains("\"open\":false").doesNotContain("Ví Dụ", "thu");
        assertThat(post(citizen, "/api/setup/office", office).statusCode()).isEqualTo(401);
        assertThat(post(citizen, "/api/setup/start", "{\"agreed\":true}").statusCode())
                .isEqualTo(401);
        assertThat(post(citizen, "/api/setup/technician", "{\"pin\":\"000000\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(citizen, "/api/setup/technician", "{\"pin\":\"135790\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(citizen, "/api/setup/start", "{\"agreed\":false}").statusCode())
                .isEqualTo(400);
        assertThat(post(citizen, "/api/setup/start", "{\"agreed\":true}").statusCode())
                .isEqualTo(200);
        assertThat(kiosk.journal.practice()).isFalse();
    }

    @Test
    void theTechniciansRightsEndAfterHalfAnHourWithoutUse() throws Exception {
        String office = "{\"draft\":{\"office\":{\"name\":\"UBND xã Ví Dụ\"},\"counters\":[{\"number\":1}],"
                + "\"clerks\":[{\"id\":\"thu\",\"name\":\"Trần Văn Thử\"}]},\"technicianPin\":\"135790\"}";
        post(clerk, "/api/setup/office", office);
        kiosk.clock.advance(Duration.ofMinutes(31));

        assertThat(get(clerk, "/api/setup").body()).contains("\"open\":false");
    }

    @Test
    void aPersonSetsTheClockAndItIsTrustedFromThen() throws Exception {
        assertThat(post(citizen, "/api/setup/clock", "{\"local\":\"2026-11-23T08:05\"}")
                        .statusCode())
                .isEqualTo(200);

        assertThat(kiosk.records(motcua.contract.body.ClockAnchor.class))
                .extracting(motcua.contract.body.ClockAnchor::source)
                .containsExactly(motcua.contract.body.AnchorSource.PERSON);
        assertThat(post(citizen, "/api/setup/clock", "{\"local\":\"1970-01-01T00:00\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aPersonsClockAgainstWhatWasMeasuredIsAskedForAgain() throws Exception {
        kiosk.measured(java.time.Instant.parse("2026-11-23T01:05:00Z"));

        assertThat(post(citizen, "/api/setup/clock", "{\"local\":\"2026-11-22T08:05\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(citizen, "/api/setup/clock", "{\"local\":\"2026-11-23T08:05\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void pressesWithoutAVisitOrOnNoKeyOrAtNoCounterAreRefused() throws Exception {
        assertThat(post(citizen, "/api/rate/1/press", "{\"key\":1}").statusCode())
                .isEqualTo(409);
        assertThat(post(citizen, "/api/rate/1/press", "{\"key\":6}").statusCode())
                .isEqualTo(400);
        assertThat(post(citizen, "/api/rate/9/press", "{\"key\":1}").statusCode())
                .isEqualTo(404);
        assertThat(post(citizen, "/api/rate/1/reasons", "{\"reasons\":[\"QUICK\"]}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(kiosk.records(Press.class)).hasSize(1);
    }

    @Test
    void aProcedureThatIsNotOnTheListIsRefused() throws Exception {
        signIn(1);

        assertThat(post(clerk, "/api/counters/1/visit/finish", "{\"procedures\":[\"9.999999\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(kiosk.records(ServiceFinished.class)).isEmpty();
    }

    @Test
    void healthSaysHowTheJournalStandsAndWhatIsWrongWithTheLink() throws Exception {
        assertThat(get(citizen, "/api/health").body())
                .contains("\"uplink\":\"OFF\"")
                .contains("\"journal\":{\"epoch\":\"" + kiosk.journal.epoch() + "\",\"gen\":1,\"head\":"
                        + kiosk.journal.headSeq() + ",\"recording\":true}")
                .doesNotContain("uplinkAlarm");

        kiosk.link = KioskStatus.Link.of(new UplinkState(
                UplinkState.Phase.FORKED, 0, 7, 1_793_499_723_456L, 1_793_499_783_456L, "another history"));
        assertThat(get(citizen, "/api/health").body())
                .contains("\"uplink\":\"FORKED\"", "\"uplinkAlarm\":\"another history\"", "\"status\":\"trouble\"");
        assertThat(get(citizen, "/api/status").body())
                .as("no closer than hour and minute, since a record may be a press")
                .contains("\"oldestUnsentMs\":1793498400000", "\"lastReceiptMs\":1793499780000");

        kiosk.recording = false;
        HttpResponse<String> failed = get(citizen, "/api/health");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.body()).contains("\"recording\":false}");
        assertThat(get(citizen, "/api/rate/1").body()).contains("\"recording\":false");
        assertThat(get(clerk, "/api/desk/1").body()).contains("\"recording\":false");
    }

    @Test
    void simulatedDoorsAreShutOnARealKiosk() throws Exception {
        assertThat(get(citizen, "/simulated").statusCode()).isEqualTo(404);
        assertThat(get(citizen, "/api/simulated").statusCode()).isEqualTo(404);
        assertThat(post(citizen, "/api/simulated/counters/1/press/1", "{}").statusCode())
                .isEqualTo(404);
    }

    private void signIn(int counter) throws Exception {
        signIn(counter, "nguyen-thi-mau");
    }

    private void signIn(int counter, String who) throws Exception {
        kiosk.clock.advance(Duration.ofMinutes(6));
        HttpResponse<String> answer =
                post(clerk, "/api/counters/" + counter + "/sign-in", "{\"clerk\":\"" + who + "\",\"pin\":\"246810\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly", "SameSite=Strict");
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> get(HttpClient browser, String path) throws Exception {
        return browser.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(HttpClient browser, String path, String body) throws Exception {
        return browser.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Origin", base)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<InputStream> events(String path) throws Exception {
        return events(citizen, path);
    }

    private HttpResponse<InputStream> events(HttpClient browser, String path) throws Exception {
        return browser.send(
                request(path).header("Accept", "text/event-stream").GET().build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String line(InputStream in, String start) throws Exception {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next == -1) {
                throw new IllegalStateException("the feed ended");
            }
            if (next == '\n') {
                if (line.toString().startsWith(start)) {
                    return line.toString();
                }
                line.setLength(0);
            } else {
                line.append(new String(new byte[] {(byte) next}, StandardCharsets.ISO_8859_1));
            }
        }
    }
}
