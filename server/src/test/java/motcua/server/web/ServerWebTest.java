package motcua.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Passwords;
import motcua.server.access.Role;
import motcua.server.access.SessionStore;
import motcua.server.fleet.ServerHealth;
import motcua.server.review.SampleCells;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The web server over a real socket on both databases. */
class ServerWebTest {
    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");
    private static final Passwords CHEAP = new Passwords(64, 1);
    private static final String PASSWORD = "mat-khau-dai-1";
    private static final Set<String> RESULTS = Set.of("OBSERVER", "REVIEWER", "LEADER", "AUDITOR");
    private static final Set<String> WITH_KEY = Set.of("OBSERVER", "REVIEWER", "LEADER", "AUDITOR", "KEY");
    private static final Set<String> SIGNED_IN =
            Set.of("CLERK", "OBSERVER", "REVIEWER", "LEADER", "AUDITOR", "TECHNICIAN", "ADMINISTRATOR");

    private static final Set<String> ABOVE_CLERKS = Set.of("REVIEWER", "LEADER", "AUDITOR");

    /** The allow-list: every route and who is served. */
    private static final Map<String, Set<String>> ROUTES = withLists(Map.ofEntries(
            Map.entry("GET /static/<file>", Set.of("PUBLIC")),
            Map.entry("GET /login", Set.of("PUBLIC")),
            Map.entry("POST /login", Set.of("PUBLIC")),
            Map.entry("POST /logout", SIGNED_IN),
            Map.entry("GET /api/health", Set.of("PUBLIC")),
            Map.entry("GET /status", Set.of("TECHNICIAN", "ADMINISTRATOR", "AUDITOR", "REVIEWER", "LEADER")),
            Map.entry("GET /api/satisfaction", WITH_KEY),
            Map.entry("GET /api", Set.of("PUBLIC")),
            Map.entry("GET /api/openapi.json", Set.of("PUBLIC")),
            Map.entry("GET /api/units", WITH_KEY),
            Map.entry("GET /api/exports", WITH_KEY),
            Map.entry("GET /api/exports/{plan}/{period}", WITH_KEY),
            Map.entry("GET /admin/khoa-doc", Set.of("ADMINISTRATOR")),
            Map.entry("POST /admin/khoa-doc", Set.of("ADMINISTRATOR")),
            Map.entry("POST /admin/khoa-doc/thu-hoi", Set.of("ADMINISTRATOR")),
            Map.entry("POST /admin/khoa-doc/lich", Set.of("ADMINISTRATOR")),
            Map.entry("POST /admin/khoa-doc/thoi-lich", Set.of("ADMINISTRATOR")),
            Map.entry("GET /review", RESULTS),
            Map.entry("GET /review.csv", RESULTS),
            Map.entry("GET /review.xlsx", RESULTS),
            Map.entry("GET /review/sheet", RESULTS),
            Map.entry("GET /review/part", RESULTS),
            Map.entry("GET /review/live", RESULTS),
            Map.entry("GET /review/todo", RESULTS),
            Map.entry("GET /reports", RESULTS),
            Map.entry("GET /reports/view", RESULTS),
            Map.entry("GET /reports/addendum", RESULTS),
            Map.entry("GET /reports/file", RESULTS),
            Map.entry("GET /reports/consolidation", RESULTS),
            Map.entry("GET /reports/edit", Set.of("LEADER")),
            Map.entry("POST /reports/open", Set.of("LEADER")),
            Map.entry("POST /reports/edit", Set.of("LEADER")),
            Map.entry("POST /reports/sign", Set.of("LEADER")),
            Map.entry("POST /reports/upload", Set.of("LEADER")),
            Map.entry("POST /reports/submit", Set.of("LEADER")),
            Map.entry("POST /reports/answer", Set.of("LEADER", "REVIEWER")),
            Map.entry("POST /reports/remind", Set.of("LEADER", "REVIEWER")),
            Map.entry("GET /cases", ABOVE_CLERKS),
            Map.entry("GET /cases/view", ABOVE_CLERKS),
            Map.entry("POST /cases/answer", Set.of("LEADER", "REVIEWER")),
            Map.entry("POST /cases/check", Set.of("REVIEWER")),
            Map.entry("POST /cases/called", Set.of("LEADER", "REVIEWER")),
            Map.entry("POST /cases/open", Set.of("LEADER", "REVIEWER")),
            Map.entry("GET /contests", Set.of("CLERK", "REVIEWER", "LEADER", "AUDITOR")),
            Map.entry("POST /contests/ask", Set.of("CLERK")),
            Map.entry("POST /contests/decide", Set.of("REVIEWER")),
            Map.entry("GET /xu-ly", Set.of("PUBLIC")),
            Map.entry("GET /thu-bao", ABOVE_CLERKS),
            Map.entry("POST /thu-bao", ABOVE_CLERKS),
            Map.entry("GET /review/clerks", Set.of("REVIEWER", "LEADER", "AUDITOR")),
            Map.entry("GET /me", Set.of("CLERK")),
            Map.entry("GET /", Set.of("PUBLIC")),
            Map.entry("GET /cong-khai.csv", Set.of("PUBLIC")),
            Map.entry("GET /phuong-phap", Set.of("PUBLIC")),
            Map.entry("GET /mat-khau", SIGNED_IN),
            Map.entry("POST /mat-khau", SIGNED_IN),
            Map.entry("GET /review/don-vi", RESULTS),
            Map.entry("GET /api/totals", WITH_KEY),
            Map.entry("GET /admin", Set.of("ADMINISTRATOR", "TECHNICIAN", "LEADER", "REVIEWER", "AUDITOR")),
            Map.entry("GET /admin/sap-xep", Set.of("ADMINISTRATOR")),
            Map.entry("POST /admin/sap-xep", Set.of("ADMINISTRATOR")),
            Map.entry("GET /admin/tai-khoan", Set.of("ADMINISTRATOR")),
            Map.entry("POST /admin/tai-khoan", Set.of("ADMINISTRATOR")),
            Map.entry("POST /admin/tai-khoan/mat-khau", Set.of("ADMINISTRATOR")),
            Map.entry("POST /admin/tai-khoan/khoa", Set.of("ADMINISTRATOR")),
            Map.entry("GET /admin/nhat-ky", Set.of("ADMINISTRATOR", "AUDITOR"))));

    /** With the ten routes of each list that people keep. */
    private static Map<String, Set<String>> withLists(Map<String, Set<String>> others) {
        Map<String, Set<String>> all = new HashMap<>(others);
        Set<String> administrator = Set.of("ADMINISTRATOR");
        Map<String, Set<String>> editors = Map.of(
                "don-vi", administrator,
                "ke-thua", administrator,
                "quay", administrator,
                "thiet-bi", Set.of("ADMINISTRATOR", "TECHNICIAN"),
                "cong-chuc", administrator,
                "tuan-lam-viec", administrator,
                "ngay-le", administrator,
                "danh-muc", administrator,
                "ten-goi", Set.of("ADMINISTRATOR", "LEADER"));
        editors.forEach((list, who) -> {
            Set<String> readers = new HashSet<>(who);
            readers.addAll(Set.of("REVIEWER", "AUDITOR"));
            String path = "/admin/" + list;
            for (String read : List.of("", ".csv", "/lich-su")) {
                all.put("GET " + path + read, readers);
            }
            for (String change : List.of("/sua", "/nhap", "/nhap/{draft}")) {
                all.put("GET " + path + change, who);
                all.put("POST " + path + change, who);
            }
            all.put("POST " + path + "/hoan-tac", who);
        });
        return Map.copyOf(all);
    }

    /** A clock that tests set. */
    private static final class SetClock extends Clock {
        private Instant now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private Database database;
    private ServerWeb web;
    private AccountStore accounts;
    private SessionStore sessions;

    private void start(Store store) {
        start(store, Optional.empty());
    }

    private void start(Store store, Optional<URI> publicUrl) {
        database = TestDatabases.open(store, folder);
        accounts = new AccountStore(database, CHEAP, clock);
        sessions = new SessionStore(database, clock, new SecureRandom());
        for (Role role : Role.values()) {
            if (role.isHeld()) {
                boolean clerk = role == Role.CLERK;
                accounts.add(
                        new Account(
                                role.name().toLowerCase(Locale.ROOT),
                                role,
                                clerk ? "x" : "",
                                false,
                                clerk ? "a" : "",
                                false),
                        PASSWORD);
            }
        }
        ServerHealth health = new ServerHealth("UP", "1", "0123456789abcdef", "CONNECTED", "x", 0, 0, 0, 0, 0, "00");
        web = ServerWeb.start(new WebConfig("127.0.0.1", 0, publicUrl, clock, CHEAP), database, () -> health);
    }

    @AfterEach
    void stop() {
        web.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void onlyGetIsAnsweredWhereAPageOrAnAnswerIs(Store store) throws Exception {
        start(store);
        for (String path : List.of("/api/health", "/login", "/review")) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(origin() + path))
                                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).as(path).contains("GET");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void everyRouteServesExactlyTheRolesOfTheAllowList(Store store) throws Exception {
        start(store);
        assertThat(web.routeTable()).isEqualTo(ROUTES);
        for (Map.Entry<String, Set<String>> route : ROUTES.entrySet()) {
            String[] parts = route.getKey().split(" ");
            if (!parts[0].equals("GET") || parts[1].contains("{")) {
                continue;
            }
            String path = parts[1].replace("<file>", "door.svg");
            int anonymous = get(path, null).statusCode();
            boolean open = route.getValue().contains("PUBLIC");
            assertThat(anonymous).as("%s unsigned", path).isEqualTo(open ? 200 : path.startsWith("/api/") ? 401 : 303);
            for (Role role : Role.values()) {
                if (role.isHeld()) {
                    int status = get(path, session(role)).statusCode();
                    boolean allowed = open || route.getValue().contains(role.name());
                    if (allowed) {
                        // Without a report there is none to show: sent on, or told so.
                        assertThat(status).as("%s as %s", path, role).isIn(200, 303, 400, 404);
                    } else {
                        assertThat(status).as("%s as %s", path, role).isEqualTo(403);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void everyResponseCarriesTheSecurityHeaders(Store store) throws Exception {
        start(store);
        for (String path : List.of(
                "/", "/login", "/static/review.css", "/nowhere", "/api/satisfaction", "/review", "/api/health")) {
            HttpResponse<String> response = get(path, null);
            assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(response.body()).as(path).doesNotContain(" style=").doesNotContain("<style");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void signsInWithOneMessageForWrongNameAndWrongPasswordAndDelaysGuessing(Store store) throws Exception {
        start(store);
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpResponse<String> wrongName = signIn(browser, "nobody", PASSWORD);
        HttpResponse<String> wrongPassword = signIn(browser, "leader", "something-else");
        assertThat(wrongName.statusCode()).isEqualTo(401);
        assertThat(wrongPassword.statusCode()).isEqualTo(401);
        assertThat(message(wrongName)).isEqualTo(message(wrongPassword)).contains("Còn 4 lần thử");

        for (int i = 0; i < 4; i++) {
            signIn(browser, "leader", "something-else");
        }
        assertThat(signIn(browser, "leader", PASSWORD).statusCode()).isEqualTo(429);
        assertThat(signIn(browser, "reviewer", PASSWORD).statusCode())
                .as("nobody else waits")
                .isEqualTo(303);
        clock.now = NOW.plus(Duration.ofMinutes(16));
        assertThat(signIn(browser, "leader", PASSWORD).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void rotatesTheSessionEndsItAndShutsDisabledPeopleOut(Store store) throws Exception {
        start(store);
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        signIn(browser, "leader", PASSWORD);
        String first = cookie(cookies);
        signIn(browser, "leader", PASSWORD);
        assertThat(cookie(cookies)).isNotEqualTo(first);
        assertThat(sessions.find(first)).as("the session before is over").isEmpty();

        String idle = session(Role.LEADER);
        clock.now = NOW.plus(Duration.ofMinutes(31));
        assertThat(get("/review", idle).statusCode()).isEqualTo(303);

        clock.now = NOW;
        String busy = session(Role.LEADER);
        for (int minutes = 20; minutes < 720; minutes += 20) {
            clock.now = NOW.plus(Duration.ofMinutes(minutes));
            assertThat(sessions.find(busy)).as("after %d minutes", minutes).isPresent();
        }
        clock.now = NOW.plus(Duration.ofHours(12));
        assertThat(sessions.find(busy)).isEmpty();

        String disabled = session(Role.AUDITOR);
        assertThat(get("/review", disabled).statusCode()).isEqualTo(200);
        accounts.disable("auditor");
        assertThat(get("/review", disabled).statusCode()).isEqualTo(303);
        assertThat(accounts.check("auditor", PASSWORD)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void refusesStateChangesWithoutTokenOrFromAForeignOrigin(Store store) throws Exception {
        start(store);
        String token = session(Role.LEADER);
        String form = sessions.find(token).orElseThrow().formToken();
        assertThat(post("/logout", token, "token=" + form, "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/logout", token, "token=" + form, null).statusCode()).isEqualTo(403);
        assertThat(post("/logout", token, "token=wrong", origin()).statusCode()).isEqualTo(403);
        assertThat(post("/login", null, "ten=leader&mat-khau=" + PASSWORD, origin())
                        .statusCode())
                .isEqualTo(403);
        assertThat(sessions.find(token)).isPresent();
        assertThat(post("/logout", token, "token=" + form, origin()).statusCode())
                .isEqualTo(303);
        assertThat(sessions.find(token)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void behindAProxyThatEndsHttpsCookiesAreSecureAndOnlyItsOriginMayChangeState(Store store) throws Exception {
        start(store, Optional.of(URI.create("https://mot-cua.example.vn")));
        HttpResponse<String> page = get("/login", null);
        assertThat(page.headers().firstValue("Strict-Transport-Security").orElse(""))
                .startsWith("max-age=31536000");
        String before = page.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(before).contains("Secure").contains("HttpOnly").contains("SameSite=Strict");
        Matcher token = Pattern.compile("name=\"token\" value=\"([0-9a-f]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        String form = "token=" + token.group(1) + "&ten=leader&mat-khau=" + PASSWORD + "&den=";
        HttpResponse<String> foreign = postWith(before, "http://127.0.0.1:" + web.port(), form);
        assertThat(foreign.statusCode()).as("the address behind the proxy").isEqualTo(403);
        HttpResponse<String> signedIn = postWith(before, "https://mot-cua.example.vn", form);
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-motcua=")
                        .contains("Secure")
                        .contains("Path=/")
                        .doesNotContain("Domain"));
    }

    @Test
    void aReportsPagesOfWordsAndItsScanAreNotTooLarge() throws Exception {
        start(Store.SQLITE);
        String token = session(Role.LEADER);
        String form = sessions.find(token).orElseThrow().formToken();
        String scan = "--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + form
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF" + "x".repeat(12 * 1024 * 1024) + "\r\n--x--\r\n";
        HttpResponse<String> uploaded = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(origin() + "/reports/upload?dv=xa&ky=2026-Q3"))
                                .header("Content-Type", "multipart/form-data; boundary=x")
                                .header("Origin", origin())
                                .header("Cookie", "motcua=" + token)
                                .POST(HttpRequest.BodyPublishers.ofString(scan))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(uploaded.statusCode()).as(message(uploaded)).isIn(303, 404, 409);
        assertThat(post("/logout", token, "token=" + form + "&words=" + "%E1%BB%87".repeat(30_000), origin())
                        .statusCode())
                .isEqualTo(303);
    }

    private HttpResponse<String> postWith(String cookie, String origin, String form) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(origin() + "/login"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", origin)
                                .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void overPlainHttpNothingPretendsToBeHttps(Store store) throws Exception {
        start(store);
        HttpResponse<String> page = get("/login", null);
        assertThat(page.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("motcua-truoc=")
                .doesNotContain("Secure");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void harassmentIsToldAboveTheCommuneOnlyAndUnitsByTheirNames(Store store) throws Exception {
        start(store);
        database.writes().useHandle(h -> {
            h.execute("INSERT INTO office VALUES ('xa-x', 'Xã X', 'k', 1, 1, 'e')");
            for (String reason : List.of("HARASSMENT", "WAIT_LONG")) {
                h.execute("INSERT INTO reason_cell VALUES ('REAL', '2026-09-01', 'xa-x', 1, 'a', 'f', 'VISIT', 0, '"
                        + reason + "', 7)");
            }
        });
        new SampleCells(1)
                .cell("REAL", "2026-09-01", 9, "xa-x", 1, "a", "VISIT", "f", "RATED", 1, "", 40)
                .cell("REAL", "2026-09-01", 9, "xa-x", 1, "a", "VISIT", "f", "RATED", 5, "", 14)
                .write(database);
        accounts.add(new Account("truong-xa", Role.LEADER, "xa-x", false), PASSWORD);
        for (Role role : List.of(Role.LEADER, Role.OBSERVER, Role.REVIEWER, Role.AUDITOR)) {
            boolean told = role == Role.REVIEWER || role == Role.AUDITOR;
            String api = get("/api/satisfaction?by=reason&from=2026-09-01&to=2026-09-30", session(role))
                    .body();
            String page = get("/review?ky=2026-09", session(role)).body();
            String csv = get("/review.csv?ky=2026-09", session(role)).body();
            assertThat(api).as("%s", role).contains("WAIT_LONG");
            assertThat(page).as("%s", role).contains("Chờ đợi lâu<br>");
            assertThat(csv).as("%s", role).contains("WAIT_LONG");
            assertThat(api.contains("HARASSMENT")).as("interface, %s", role).isEqualTo(told);
            assertThat(page.contains("nhũng nhiễu<br>")).as("page, %s", role).isEqualTo(told);
            assertThat(csv.contains("HARASSMENT")).as("CSV, %s", role).isEqualTo(told);
        }
        String own = get("/review", sessions.open(accounts.find("truong-xa").orElseThrow()))
                .body();
        assertThat(own).contains("lãnh đạo đơn vị · Xã X").doesNotContain("· xa-x");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void countsAServiceOfTwoProceduresOnceAndHidesSmallCellsFromAllButTheAuditor(Store store) throws Exception {
        start(store);
        database.writes().useHandle(h -> h.execute("INSERT INTO office VALUES ('x', 'Xã X', 'k', 1, 1, 'e')"));
        new SampleCells(1)
                .cell("REAL", "2026-09-01", 9, "x", 1, "a", "VISIT", "f", "RATED", 1, "", 40)
                .cell("REAL", "2026-09-01", 9, "x", 2, "b", "VISIT", "f", "RATED", 5, "", 3)
                .cell("REAL", "2026-09-01", 9, "x", 1, "a", "VISIT", "f", "NOT_RATED", 0, "", 57)
                .cell("REAL", "2026-11-20", 9, "x", 1, "a", "VISIT", "f", "RATED", 4, "", 1)
                .procedure("REAL", "2026-09-01", "x", 1, "a", "VISIT", "f", "1.001193", "RATED", 1, 40)
                .procedure("REAL", "2026-09-01", "x", 1, "a", "VISIT", "f", "2.000815", "RATED", 1, 40)
                .procedure("REAL", "2026-09-01", "x", 2, "b", "VISIT", "f", "", "RATED", 5, 3)
                .write(database);

        JsonNode exact = json("/api/satisfaction?by=counter&from=2026-09-01&to=2026-11-20", Role.AUDITOR);
        assertThat(exact.at("/total/rated").asLong()).isEqualTo(44);
        assertThat(exact.at("/total/served").asLong()).isEqualTo(101);
        assertThat(exact.at("/rows/1/levels/4").asLong()).isEqualTo(3);
        assertThat(new AccessLogStore(database, clock).latest(1))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.account()).isEqualTo("auditor");
                    assertThat(e.action()).isEqualTo("EXACT LOOK");
                });

        JsonNode procedures = json("/api/satisfaction?by=procedure&from=2026-09-01&to=2026-09-30", Role.AUDITOR);
        assertThat(procedures.at("/total/rated").asLong())
                .as("once in the total")
                .isEqualTo(43);
        assertThat(procedures.at("/rows/1/rated").asLong()).isEqualTo(40);
        assertThat(procedures.at("/rows/2/rated").asLong()).isEqualTo(40);

        JsonNode safe = json("/api/satisfaction?by=counter&from=2026-09-01&to=2026-11-20", Role.LEADER);
        assertThat(safe.at("/total/rated").asLong()).as("live counts").isEqualTo(44);
        assertThat(safe.at("/total/valid").asLong()).as("closed months only").isEqualTo(43);
        assertThat(safe.at("/total/rate").asDouble()).isEqualTo(40 / 43.0);
        for (JsonNode row : safe.get("rows")) {
            if (!row.get("key").asText().equals("*")) {
                assertThat(row.get("levels").isNull()).as("%s", row).isTrue();
            }
        }
        assertThat(safe.get("levelsTo").asText()).isEqualTo("2026-10-31");
        assertThat(json("/api/satisfaction?by=clerk&from=2026-09-01&to=2026-09-30", Role.OBSERVER)
                        .has("error"))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void lateRecordsOfAClosedMonthAreInTheNextAnswer(Store store) throws Exception {
        start(store);
        database.writes().useHandle(h -> h.execute("INSERT INTO office VALUES ('x', 'Xã X', 'k', 1, 1, 'e')"));
        new SampleCells(1)
                .cell("REAL", "2026-09-01", 9, "x", 1, "a", "VISIT", "f", "RATED", 1, "", 40)
                .write(database);
        String question = "/api/satisfaction?by=counter&from=2026-09-01&to=2026-09-30";
        assertThat(json(question, Role.LEADER).at("/total/valid").asLong()).isEqualTo(40);
        new SampleCells(2)
                .cell("REAL", "2026-09-02", 9, "x", 1, "a", "VISIT", "f", "RATED", 4, "", 1)
                .cell("REAL", "2026-09-02", 9, "x", 1, "a", "VISIT", "f", "RATED", 1, "", 9)
                .write(database);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                json(question, Role.LEADER).at("/total/valid").asLong())
                        .isEqualTo(50));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void showsNoLevelOfTodayAndEscapesNames(Store store) throws Exception {
        start(store);
        new SampleCells(5)
                .office(
                        database,
                        "SIMULATED",
                        "o",
                        "<script>Xã & 'X'",
                        12,
                        LocalDate.of(2026, 7, 1),
                        LocalDate.of(2026, 11, 20));
        SampleCells today =
                new SampleCells(6).cell("SIMULATED", "2026-11-20", 9, "o", 1, "c1", "VISIT", "f", "RATED", 4, "", 9);
        today.write(database);
        String page = get("/review", session(Role.LEADER)).body();
        assertThat(page)
                .contains("Dữ liệu mô phỏng/mẫu – không phải số liệu của đơn vị có thật")
                .contains("&lt;script&gt;Xã &amp; &#39;X&#39;")
                .doesNotContain("<script>")
                .contains("đã đánh giá <b data-figure=\"rated\">9</b>");
        JsonNode days = json("/api/satisfaction?by=day&from=2026-11-20&to=2026-11-20", Role.LEADER);
        assertThat(days.at("/rows/0/rated").asLong()).isEqualTo(9);
        assertThat(days.at("/rows/0/levels").isNull()).isTrue();
        assertThat(get("/review.csv", session(Role.LEADER)).body()).startsWith("\ufeffnguon,ky");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aPageSpeaksTheLanguageAskedForAndKeepsItInACookie(Store store) throws Exception {
        start(store);
        assertThat(get("/phuong-phap", null).body()).contains("<html lang=\"vi\">", "Cách tính", ">English<");

        HttpResponse<String> english = get("/phuong-phap?x=1&lang=en", null);
        assertThat(english.body())
                .contains("<html lang=\"en\">", "To the main content", "href=\"/phuong-phap?x=1&amp;lang=vi\"");
        assertThat(english.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("lang=en", "HttpOnly", "SameSite=Strict");
        HttpRequest kept = HttpRequest.newBuilder(URI.create(origin() + "/phuong-phap"))
                .header("Cookie", "lang=en")
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(kept, HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("<html lang=\"en\">");
        assertThat(get("/phuong-phap?lang=xx", null).body())
                .as("no such language")
                .contains("<html lang=\"vi\">");
        assertThat(get("/no-such-page?lang=en", null).body()).contains("There is no such page");
    }

    private String session(Role role) {
        return sessions.open(accounts.find(role.name().toLowerCase(Locale.ROOT)).orElseThrow());
    }

    private String origin() {
        return "http://127.0.0.1:" + web.port();
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path));
        if (token != null) {
            request.header("Cookie", "motcua=" + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String path, Role role) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(path, session(role)).body());
    }

    private HttpResponse<String> post(String path, String token, String form, String origin)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (token != null) {
            request.header("Cookie", "motcua=" + token);
        }
        if (origin != null) {
            request.header("Origin", origin);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(HttpClient browser, String name, String password)
            throws IOException, InterruptedException {
        String page = browser.send(
                        HttpRequest.newBuilder(URI.create(origin() + "/login")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher token = Pattern.compile("name=\"token\" value=\"([0-9a-f]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        String form = "token=" + token.group(1) + "&ten=" + name + "&mat-khau="
                + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&den=";
        return browser.send(
                HttpRequest.newBuilder(URI.create(origin() + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", origin())
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String message(HttpResponse<String> response) {
        Matcher matcher =
                Pattern.compile("role=\"alert\">.*?<p class=\"small\">([^<]*)").matcher(response.body());
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String cookie(CookieManager cookies) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals("motcua"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }
}
