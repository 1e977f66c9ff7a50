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
import java.util.Locale;
import java.util.Optional;
import motcua.contract.body.Mode;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.SettingsApplied;
import motcua.contract.journal.JournalRecord;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Passwords;
import motcua.server.access.Role;
import motcua.server.access.SessionStore;
import motcua.server.counting.Decision;
import motcua.server.counting.Decisions;
import motcua.server.fleet.ServerHealth;
import motcua.server.ingest.Deliveries;
import motcua.server.ingest.JournalWriter;
import motcua.server.ingest.Tables;
import motcua.server.ingest.TestKiosk;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a clerk's results are to whom: records of kiosks on both databases, asked for over a real socket. */
class ClerkResultsTest {
    private static final Clock APRIL = Clock.fixed(Instant.parse("2026-04-10T03:00:00Z"), ZoneOffset.UTC);
    private static final String MARCH = "from=2026-03-01&to=2026-03-31";
    private static final long DAY_MS = 86_400_000;
    private static final int SERVED = 40;
    private static final String LAN = "lan";

    @TempDir
    Path folder;

    private Database database;
    private ServerWeb web;
    private SessionStore sessions;
    private AccountStore accounts;

    private void start(Store store) {
        database = TestDatabases.open(store, folder);
        Passwords cheap = new Passwords(64, 1);
        accounts = new AccountStore(database, cheap, APRIL);
        sessions = new SessionStore(database, APRIL, new SecureRandom());
        OrganisationStore organisation = new OrganisationStore(database);
        organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh Ví Dụ"), "2025-07-01");
        for (String commune : List.of("an-binh", "binh-minh")) {
            organisation.put(new OrgUnit(commune, "tinh", "XA", "Xã " + commune), "2025-07-01");
            accounts.add(new Account("truong-" + commune, Role.LEADER, commune, false), "mat-khau-dai-1");
        }
        for (Role role : List.of(Role.OBSERVER, Role.REVIEWER, Role.AUDITOR)) {
            accounts.add(new Account(role.name().toLowerCase(Locale.ROOT), role, "tinh", false), "mat-khau-dai-1");
        }
        ServerHealth health = new ServerHealth("UP", "1", "0123456789abcdef", "CONNECTED", "x", 0, 0, 0, 0, 0, "00");
        web = ServerWeb.start(new WebConfig("127.0.0.1", 0, Optional.empty(), APRIL, cheap), database, () -> health);
    }

    @AfterEach
    void stop() {
        web.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario19AClerkWhoMovesLeavesEachCommuneItsPartAndOnlyWhoMayJoinsThem(Store store) throws Exception {
        start(store);
        TestKiosk before = kiosk("kiosk-a", "an-binh");
        roster(before, 2, "an-binh", LAN, "hoa");
        serve(before, LAN, SERVED);
        serve(before, "hoa", SERVED);
        before.later(15 * DAY_MS);
        roster(before, 3, "an-binh", "hoa");
        serve(before, "hoa", 5);
        TestKiosk after = kiosk("kiosk-b", "binh-minh");
        after.later(15 * DAY_MS);
        roster(after, 2, "binh-minh", LAN);
        serve(after, LAN, SERVED / 2);
        store(before, after);

        JsonNode first = ofLan(json("/api/satisfaction?by=clerk&" + MARCH, "truong-an-binh"));
        assertThat(first).hasSize(1);
        assertThat(first.at("/0/office").asText()).isEqualTo("an-binh");
        assertThat(first.at("/0/valid").asLong()).isEqualTo(SERVED);
        JsonNode second = ofLan(json("/api/satisfaction?by=clerk&" + MARCH, "truong-binh-minh"));
        assertThat(second).hasSize(1);
        assertThat(second.at("/0/office").asText()).isEqualTo("binh-minh");
        assertThat(second.at("/0/valid").asLong()).isEqualTo(SERVED / 2);
        assertThat(get("/api/satisfaction?by=clerk&unit=binh-minh&" + MARCH, "truong-an-binh")
                        .statusCode())
                .as("the other commune's part is not there for the head of this one")
                .isEqualTo(404);
        assertThat(get("/api/satisfaction?by=clerk&" + MARCH, "observer").statusCode())
                .isEqualTo(403);

        JsonNode both = ofLan(json("/api/satisfaction?by=clerk&" + MARCH, "reviewer"));
        assertThat(both).hasSize(2);
        assertThat(both.at("/0/valid").asLong() + both.at("/1/valid").asLong()).isEqualTo(SERVED + SERVED / 2);
        assertThat(json("/api/satisfaction?by=office&" + MARCH, "reviewer")
                        .at("/total/valid")
                        .asLong())
                .as("nobody is counted twice")
                .isEqualTo(2 * SERVED + 5 + SERVED / 2);
        assertThat(get("/review?ky=2026-03&unit=an-binh", "truong-an-binh").body())
                .as("the name stays with what was done under it")
                .contains("Bà lan");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario20AContestedRatingIsExcludedWithItsReasonAndItsRecordStays(Store store) throws Exception {
        start(store);
        TestKiosk kiosk = kiosk("kiosk-a", "an-binh");
        roster(kiosk, 2, "an-binh", LAN);
        serve(kiosk, LAN, SERVED);
        String contested = serve(kiosk, LAN, 5);
        store(kiosk);
        String question = "/api/satisfaction?by=clerk&" + MARCH;
        JsonNode before = json(question, "auditor").get("total");
        List<String> records = Tables.rows(database, "journal");
        assertThat(get("/review?ky=2026-03", "reviewer").body()).doesNotContain("không hợp lệ");

        new Decisions(database, APRIL)
                .decide("kiosk-a", contested, Decision.CONTEST, true, "Công dân bấm nhầm", "nguoi-xem-xet");

        JsonNode after = json(question, "auditor").get("total");
        assertThat(after.get("excluded").asLong()).isEqualTo(1);
        assertThat(after.get("rated").asLong())
                .as("received = valid + excluded")
                .isEqualTo(before.get("rated").asLong())
                .isEqualTo(after.get("valid").asLong() + 1);
        assertThat(after.get("served")).isEqualTo(before.get("served"));
        assertThat(after.at("/levels/4").asLong())
                .isEqualTo(before.at("/levels/4").asLong() - 1);
        assertThat(Tables.rows(database, "journal")).as("what was pressed").isEqualTo(records);
        assertThat(Tables.rows(database, "decision"))
                .singleElement()
                .asString()
                .contains("CONTEST", "Công dân bấm nhầm", "nguoi-xem-xet", Long.toString(APRIL.millis()));
        assertThat(get("/review?ky=2026-03", "reviewer").body()).contains("không hợp lệ: 1");

        new Decisions(database, APRIL)
                .decide("kiosk-a", contested, Decision.CONTEST, false, "Rút đề nghị", "nguoi-xem-xet");
        assertThat(json(question, "auditor").get("total")).isEqualTo(before);
    }

    private static TestKiosk kiosk(String id, String office) {
        return TestKiosk.open(id, office);
    }

    /** From here on these clerks work there. */
    private static void roster(TestKiosk kiosk, long version, String office, String... clerks) {
        List<SettingsApplied.Clerk> there = new ArrayList<>();
        for (String clerk : clerks) {
            there.add(new SettingsApplied.Clerk(clerk, "Bà " + clerk, "CONG_CHUC"));
        }
        kiosk.append(new SettingsApplied(
                version,
                "SERVER",
                new SettingsApplied.Office(office, "Xã " + office),
                List.of(new SettingsApplied.Counter(1, "Quầy 1", Mode.VISIT)),
                there,
                "HL5/1",
                120_000,
                null));
    }

    /** So many citizens, of whom every fifth presses the worst level. The id of the last service. */
    private static String serve(TestKiosk kiosk, String clerk, int citizens) {
        String service = "";
        for (int i = 1; i <= citizens; i++) {
            service = kiosk.hex(16);
            kiosk.append(ServiceFinished.plain(
                    service, TestKiosk.visit(1, clerk, Mode.VISIT, List.of("1.001193")), 120_000));
            kiosk.press(service, i % 5 == 0 ? 5 : 1);
            kiosk.later(120_000);
        }
        return service;
    }

    private void store(TestKiosk... kiosks) {
        List<JournalRecord> records = new ArrayList<>();
        for (TestKiosk kiosk : kiosks) {
            records = kiosk.records();
            new JournalWriter(database, APRIL, "00000000000000aa").write(Deliveries.inOrder(records, 50));
        }
        assertThat(records).isNotEmpty();
    }

    private static JsonNode ofLan(JsonNode answer) {
        var rows = new ObjectMapper().createArrayNode();
        answer.get("rows").forEach(row -> {
            if (row.get("key").asText().equals(LAN)) {
                rows.add(row);
            }
        });
        return rows;
    }

    private JsonNode json(String path, String account) throws Exception {
        return new ObjectMapper().readTree(get(path, account).body());
    }

    private HttpResponse<String> get(String path, String account) throws Exception {
        String session = sessions.open(accounts.find(account).orElseThrow());
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                                .header("Cookie", "motcua=" + session)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
