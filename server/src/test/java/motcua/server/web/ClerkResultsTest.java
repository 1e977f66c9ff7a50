package motcua.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import motcua.contract.body.Verdict;
import motcua.contract.journal.JournalRecord;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Passwords;
import motcua.server.access.Role;
import motcua.server.access.SessionStore;
import motcua.server.cases.ContestStore;
import motcua.server.counting.Decision;
import motcua.server.counting.Decisions;
import motcua.server.counting.Recount;
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

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario21ALeaderCannotTakeBadRatingsOutAndTheReportCountsWhatWasReceived(Store store) throws Exception {
        start(store);
        TestKiosk kiosk = kiosk("kiosk-a", "an-binh");
        roster(kiosk, 2, "an-binh", LAN, "mai");
        serve(kiosk, LAN, 5);
        String last = serve(kiosk, "mai", 35);
        kiosk.press(last, 1, Verdict.DUPLICATE, null, List.of());
        kiosk.press("", 5, Verdict.UNMATCHED, null, List.of());
        store(kiosk);
        ContestStore contests = new ContestStore(database, APRIL);
        Account lan = new Account(LAN, Role.CLERK, "an-binh", false, LAN, false);
        contests.ask("an-binh", LAN, "2026-03-02", "2026-03-02", 0, 23, "Khách bấm nhầm.", lan);
        String question = "/api/satisfaction?by=clerk&" + MARCH;
        String before = json(question, "auditor").toString();

        assertThat(post("/contests/decide", "truong-an-binh", "so=DN-00001&viec=nhan&ket-luan=Loai"))
                .as("the head takes nothing out")
                .isEqualTo(403);
        assertThat(open("POST", "LEADER"))
                .as("what a leader can do at all, see routes-roles-units.csv: nothing of it changes a rating")
                .containsExactlyInAnyOrder(
                        "/admin/ten-goi/hoan-tac",
                        "/admin/ten-goi/nhap",
                        "/admin/ten-goi/nhap/{draft}",
                        "/admin/ten-goi/sua",
                        "/cases/answer",
                        "/cases/called",
                        "/cases/open",
                        "/logout",
                        "/mat-khau",
                        "/reports/answer",
                        "/reports/edit",
                        "/reports/open",
                        "/reports/remind",
                        "/reports/sign",
                        "/reports/submit",
                        "/reports/upload",
                        "/thu-bao");
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            assertThat(open(method, "LEADER")).as(method).isEmpty();
        }
        assertThat(json(question, "auditor").toString()).isEqualTo(before);

        // Excluded is what somebody above found, with a reason, and the report says how many.
        assertThat(post("/contests/decide", "reviewer", "so=DN-00001&viec=nhan&ket-luan=Nhan+chung"))
                .isEqualTo(303);
        assertThat(post("/reports/open", "truong-an-binh", "dv=an-binh&ky=2026-03"))
                .isEqualTo(303);
        String[] told = get("/reports/file?dv=an-binh&ky=2026-03&dang=csv&bang=B2a", "truong-an-binh")
                .body()
                .lines()
                .filter(line -> line.matches("\"?[0-9].*"))
                .findFirst()
                .orElseThrow()
                .split(",");
        assertThat(told)
                .as("received = valid + contested + void + twice + outside + stuck")
                .containsExactly("42", "35", "5", "0", "1", "1", "0");

        // Whoever holds the database itself: figures are counted again from the journal, and that is a chain.
        String after = json(question, "auditor").toString();
        database.writes().useHandle(h -> h.execute("DELETE FROM service_cell WHERE level = 5"));
        assertThat(new Recount(database, APRIL).run().findings()).isNotEmpty();
        assertThat(json(question, "auditor").toString()).isEqualTo(after);
        long bad = kiosk.headSeq() - 2;
        database.writes().useHandle(h -> h.execute("DELETE FROM journal WHERE seq = ?", bad));
        assertThat(new Recount(database, APRIL).run().findings())
                .as("a press that is gone: what was counted is more than the journal has")
                .isNotEmpty();
        assertThat(kiosk.record(bad + 1).header().prev())
                .as("and the record behind it names it by its hash, whatever is counted")
                .isEqualTo(kiosk.record(bad).hash());
        long other = bad - 2;
        database.writes()
                .useHandle(h -> h.execute(
                        "UPDATE journal SET body = (SELECT g.body FROM journal g WHERE g.seq = ?) WHERE seq = ?",
                        other - 2,
                        other));
        assertThat(new Recount(database, APRIL).run().findings())
                .as("another press in its place")
                .anyMatch(finding -> finding.startsWith("journal kiosk-a/" + kiosk.epoch() + "/" + other + ": "));
    }

    private int post(String path, String account, String form) throws Exception {
        String session = sessions.open(accounts.find(account).orElseThrow());
        String token = sessions.find(session).orElseThrow().formToken();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                                .header("Cookie", "motcua=" + session)
                                .header("Origin", "http://127.0.0.1:" + web.port())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form + "&token=" + token))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /** The paths of a method at which a role is not simply turned away. */
    private static List<String> open(String method, String role) throws Exception {
        try (InputStream in = ClerkResultsTest.class.getResourceAsStream("/routes-roles-units.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(","))
                    .filter(cells -> cells[0].startsWith(method + " ") && cells[1].equals(role))
                    .filter(cells ->
                            !List.of(cells).subList(2, cells.length).stream().allMatch("403"::equals))
                    .map(cells -> cells[0].substring(method.length() + 1))
                    .toList();
        }
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
