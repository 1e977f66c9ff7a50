package motcua.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Passwords;
import motcua.server.access.Role;
import motcua.server.access.SessionStore;
import motcua.server.fleet.ServerHealth;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.review.SampleCells;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route × every role × the own unit, the one above, one below and the one beside: what is answered stands in
 * {@code routes-roles-units.csv}. A person belongs to a commune; the unit asked for is the parameter {@code dv} or {@code unit} of a
 * page, the same of a form. A new route is in the file before it is in main: the test writes what it saw into
 * {@code target/routes-roles-units.csv}, to be read by a person before it is taken over.
 */
class RouteMatrixTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
    private static final Passwords CHEAP = new Passwords(64, 1);
    private static final Map<String, String> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("own", "xa-a");
        UNITS.put("parent", "tinh");
        UNITS.put("child", "quay-a");
        UNITS.put("sibling", "xa-b");
    }

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Database database;
    private static ServerWeb web;
    private static AccountStore accounts;
    private static SessionStore sessions;

    @BeforeAll
    static void start(@TempDir Path folder) {
        database = TestDatabases.open(Store.SQLITE, folder);
        OrganisationStore organisation = new OrganisationStore(database);
        organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh"), "2026-01-01");
        for (String each : List.of("a", "b")) {
            organisation.put(new OrgUnit("xa-" + each, "tinh", "XA", "Xã " + each), "2026-01-01");
            organisation.put(new OrgUnit("quay-" + each, "xa-" + each, "OFFICE", "Quầy " + each), "2026-01-01");
            database.writes()
                    .useHandle(
                            h -> h.execute("INSERT INTO office VALUES (?, 'Một cửa', 'k', 1, 1, 'e')", "quay-" + each));
        }
        new SampleCells(1)
                .cell("REAL", "2026-09-01", 9, "quay-a", 1, "c", "VISIT", "f", "RATED", 1, "", 40)
                .write(database);
        accounts = new AccountStore(database, CHEAP, CLOCK);
        sessions = new SessionStore(database, CLOCK, new SecureRandom());
        for (Role role : Role.everyAccount()) {
            boolean clerk = role == Role.CLERK;
            accounts.add(
                    new Account(name(role), role, clerk ? "quay-a" : "xa-a", false, clerk ? "c" : "", false),
                    "mat-khau-dai-1");
        }
        ServerHealth health = new ServerHealth("UP", "1", "0123456789abcdef", "CONNECTED", "x", 0, 0, 0, 0, 0, "00");
        web = ServerWeb.start(new WebConfig("127.0.0.1", 0, Optional.empty(), CLOCK, CHEAP), database, () -> health);
    }

    @AfterAll
    static void stop() {
        web.close();
        database.close();
    }

    @Test
    void everyRouteAnswersEveryRoleAboutEachUnitAsTheFileSays() throws Exception {
        List<String> seen = new ArrayList<>();
        seen.add("route,role," + String.join(",", UNITS.keySet()));
        for (Map.Entry<String, Set<String>> route : new TreeMap<>(web.routeTable()).entrySet()) {
            if (route.getKey().contains("/static/")) {
                continue;
            }
            assertThat(route.getValue()).as("roles of %s", route.getKey()).isNotEmpty();
            for (String who : roles()) {
                seen.add(route.getKey() + "," + who + "," + answers(route.getKey(), who, route.getValue()));
            }
        }
        Files.write(Path.of("target").resolve("routes-roles-units.csv"), seen);
        List<String> promised = Files.readAllLines(Path.of("src/test/resources/routes-roles-units.csv"));
        assertThat(seen).isEqualTo(promised);
    }

    private static List<String> roles() {
        List<String> roles = new ArrayList<>(List.of("PUBLIC"));
        for (Role role : Role.everyAccount()) {
            roles.add(role.name());
        }
        return roles;
    }

    /** Who is refused for the role is refused whatever the unit is: one question is enough. */
    private static String answers(String route, String who, Set<String> served) throws Exception {
        if (!served.contains(who) && !served.contains("PUBLIC")) {
            String status = Integer.toString(status(route, who, "xa-a"));
            return UNITS.keySet().stream().map(unit -> status).collect(Collectors.joining(","));
        }
        List<String> statuses = new ArrayList<>();
        for (String unit : UNITS.values()) {
            statuses.add(Integer.toString(status(route, who, unit)));
        }
        return String.join(",", statuses);
    }

    private static int status(String route, String who, String unit) throws Exception {
        String[] parts = route.split(" ");
        String path = parts[1].replaceAll("\\{[^}]*}", "x");
        String query = "dv=" + unit + "&unit=" + unit + "&don-vi=" + unit;
        HttpRequest.Builder request = HttpRequest.newBuilder();
        String form = "";
        if (!who.equals("PUBLIC")) {
            String token = sessions.open(accounts.find(name(Role.valueOf(who))).orElseThrow());
            request.header("Cookie", "motcua=" + token);
            form = sessions.find(token).orElseThrow().formToken();
        }
        String origin = "http://127.0.0.1:" + web.port();
        if (parts[0].equals("GET")) {
            request.uri(URI.create(origin + path + "?" + query)).GET();
        } else {
            request.uri(URI.create(origin + path))
                    .header("Origin", origin)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "token=" + URLEncoder.encode(form, StandardCharsets.UTF_8) + "&" + query));
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String name(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
