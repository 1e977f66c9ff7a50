package motcua.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.access.ApiKeyStore;
import motcua.server.access.Passwords;
import motcua.server.api.ExportPlan;
import motcua.server.api.ExportStore;
import motcua.server.api.Exports;
import motcua.server.fleet.ServerHealth;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.review.SampleCells;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a program with a key is told, and the files that are written on a schedule. On both databases. */
class ApiKeyTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
    private static final String SEPTEMBER = "from=2026-09-01&to=2026-09-30";

    @TempDir
    Path folder;

    private Database database;
    private ServerWeb web;
    private ApiKeyStore keys;

    private void start(Store store) {
        database = TestDatabases.open(store, folder);
        OrganisationStore organisation = new OrganisationStore(database);
        organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh"), "2026-01-01");
        for (String each : List.of("a", "b")) {
            organisation.put(new OrgUnit("xa-" + each, "tinh", "XA", "Xã " + each, "0" + each), "2026-01-01");
            organisation.put(new OrgUnit("mc-" + each, "xa-" + each, "OFFICE", "Một cửa"), "2026-01-01");
            database.writes()
                    .useHandle(
                            h -> h.execute("INSERT INTO office VALUES (?, 'Một cửa', 'k', 1, 1, 'e')", "mc-" + each));
            new SampleCells(1)
                    .cell("REAL", "2026-09-01", 9, "mc-" + each, 1, "c", "VISIT", "f", "RATED", 1, "", 30)
                    .cell("REAL", "2026-09-01", 9, "mc-" + each, 1, "c", "VISIT", "f", "RATED", 5, "", 10)
                    .cell("REAL", "2026-10-05", 9, "mc-" + each, 1, "c", "VISIT", "f", "RATED", 1, "", 45)
                    .write(database);
        }
        keys = new ApiKeyStore(database, CLOCK, new SecureRandom());
        ServerHealth health = new ServerHealth("UP", "1", "0123456789abcdef", "CONNECTED", "x", 0, 0, 0, 0, 0, "00");
        web = ServerWeb.start(
                new WebConfig("127.0.0.1", 0, Optional.empty(), CLOCK, new Passwords(64, 1)), database, () -> health);
    }

    @AfterEach
    void stop() {
        web.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aKeyReadsTheResultsOfItsUnitWithoutClerksAndNothingElseUntilItIsRevoked(Store store) throws Exception {
        start(store);
        String key = keys.add("xa-a", "Cổng dữ liệu", "quan-tri", "2026-12-31");
        assertThat(json(key, "/api/satisfaction?by=office&" + SEPTEMBER)
                        .at("/total/valid")
                        .asLong())
                .isEqualTo(40);
        assertThat(json(key, "/api/totals?" + SEPTEMBER + "&view=today")
                        .at("/sums/0/satisfied")
                        .asLong())
                .isEqualTo(30);
        JsonNode units = json(key, "/api/units").get("units");
        assertThat(units).hasSize(2);
        assertThat(units.at("/0/code").asText()).isEqualTo("0a");

        assertThat(status(key, "/api/satisfaction?by=clerk&" + SEPTEMBER)).isEqualTo(403);
        for (String other : List.of("xa-b", "tinh", "mc-b")) {
            for (String path : List.of("/api/units", "/api/satisfaction", "/api/totals")) {
                assertThat(status(key, path + "?unit=" + other))
                        .as("%s of %s", path, other)
                        .isEqualTo(404);
            }
        }
        assertThat(status(key, "/review")).as("pages are for people").isEqualTo(303);
        assertThat(status(key, "/admin")).isEqualTo(303);
        assertThat(status("mc_0000", "/api/units")).isEqualTo(401);
        assertThat(status(keys.add("xa-a", "cũ", "quan-tri", "2026-11-19"), "/api/units"))
                .as("its last day was yesterday")
                .isEqualTo(401);
        assertThat(keys.list()).noneMatch(each -> each.toString().contains(key));
        keys.list().forEach(each -> keys.revoke(each.id()));
        assertThat(status(key, "/api/units")).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aMonthThatIsOverIsWrittenOnceAndReadByTheKeyOfItsUnitOnly(Store store) throws Exception {
        start(store);
        ExportStore exports = new ExportStore(database, CLOCK, new SecureRandom());
        String plan = exports.add("xa-a", "office", ExportPlan.Every.MONTH, "quan-tri");
        try (Exports writer = new Exports(
                exports, new Satisfaction(database, CLOCK), new OrganisationStore(database), database, CLOCK)) {
            writer.writeDue();
            writer.writeDue();
        }
        assertThat(exports.files(plan))
                .singleElement()
                .satisfies(file -> assertThat(file.period()).isEqualTo("2026-10-01_2026-10-31"));
        String own = keys.add("xa-a", "a", "quan-tri", "");
        String foreign = keys.add("xa-b", "b", "quan-tri", "");
        JsonNode files = json(own, "/api/exports").get("files");
        assertThat(files).hasSize(1);
        String href = files.at("/0/href").asText();
        String csv = get(own, href).body();
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv.lines().skip(1).findFirst().orElseThrow())
                .startsWith("2026-10-01,2026-10-31,2026-10-01,2026-10-31,xa-a,office,mc-a")
                .contains("VISIT,HL5/1,45,45,45,45,1.0");
        assertThat(json(foreign, "/api/exports").get("files")).isEmpty();
        assertThat(status(foreign, href)).isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void theDescriptionNamesEveryRouteThatAKeyMayUseAndNoOther(Store store) throws Exception {
        start(store);
        JsonNode paths =
                new ObjectMapper().readTree(get("", "/api/openapi.json").body()).get("paths");
        List<String> described = new ArrayList<>();
        paths.fieldNames().forEachRemaining(path -> described.add("GET " + path));
        List<String> served = web.routeTable().entrySet().stream()
                .filter(route -> route.getValue().contains("KEY"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(described).contains("GET /api/health").containsAll(served).hasSize(served.size() + 1);
    }

    private JsonNode json(String key, String path) throws Exception {
        return new ObjectMapper().readTree(get(key, path).body());
    }

    private int status(String key, String path) throws Exception {
        return get(key, path).statusCode();
    }

    private HttpResponse<String> get(String key, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
