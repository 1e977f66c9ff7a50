package motcua.server.scales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import motcua.contract.body.Mode;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.SettingsApplied;
import motcua.contract.journal.JournalRecord;
import motcua.contract.scale.Scale;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Passwords;
import motcua.server.access.Role;
import motcua.server.access.SessionStore;
import motcua.server.fleet.ServerHealth;
import motcua.server.ingest.Deliveries;
import motcua.server.ingest.JournalWriter;
import motcua.server.ingest.TestKiosk;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import motcua.server.web.ServerWeb;
import motcua.server.web.WebConfig;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An office that changes its scale in mid-month, and another one that means something else by the same name. */
class ScaleVersionsTest {
    private static final Clock APRIL = Clock.fixed(Instant.parse("2026-04-10T03:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 31);
    private static final Scale FIVE = Scale.standard("HL5/1").orElseThrow();
    private static final Scale SECOND = second("Chưa vừa lòng");
    private static final Scale OTHER = second("Không vừa ý");

    @TempDir
    Path folder;

    /** Key 3 is not satisfied here, as level 3 of three. */
    private static Scale second(String negative) {
        return new Scale(
                "HL5",
                2,
                "3 mức",
                List.of(
                        new Scale.Level(1, 1, 1, "Rất hài lòng", "Very satisfied", true),
                        new Scale.Level(2, 2, 2, "Hài lòng", "Satisfied", true),
                        new Scale.Level(3, 3, 4, negative, "Not satisfied", false)));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void twoVersionsInOneMonthAreNeverMixedNorTwoContentsOfOneName(Store store) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            OrganisationStore organisation = new OrganisationStore(database);
            organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh Ví Dụ"), "2025-07-01");
            organisation.put(new OrgUnit("an-binh", "tinh", "XA", "Xã An Bình"), "2025-07-01");
            organisation.put(new OrgUnit("binh-minh", "tinh", "XA", "Xã Bình Minh"), "2025-07-01");
            TestKiosk changing = TestKiosk.open("kiosk-a", "an-binh");
            use(changing, 2, "an-binh", FIVE);
            serve(changing, FIVE, 40);
            use(changing, 3, "an-binh", SECOND);
            serve(changing, SECOND, 50);
            TestKiosk elsewhere = TestKiosk.open("kiosk-b", "binh-minh");
            use(elsewhere, 2, "binh-minh", OTHER);
            serve(elsewhere, OTHER, 35);
            for (TestKiosk kiosk : List.of(elsewhere, changing)) {
                List<JournalRecord> records = kiosk.records();
                new JournalWriter(database, APRIL, "00000000000000aa").write(Deliveries.inOrder(records, 50));
            }

            Satisfaction satisfaction = new Satisfaction(database, APRIL);
            for (boolean exact : List.of(false, true)) {
                SatisfactionQuestion question = new SatisfactionQuestion(
                        Dimension.OFFICE,
                        FIRST,
                        LAST,
                        Set.of("an-binh", "binh-minh"),
                        Optional.empty(),
                        Optional.empty());
                SatisfactionAnswer answer = exact ? satisfaction.exact(question) : satisfaction.safe(question);
                assertThat(answer.totals())
                        .extracting(SatisfactionRow::scale, SatisfactionRow::levels, SatisfactionRow::satisfied)
                        .containsExactlyInAnyOrder(
                                tuple("HL5/1", List.of(32L, 0L, 8L, 0L, 0L), 32L),
                                tuple(SECOND.key(), List.of(40L, 0L, 10L), 40L),
                                tuple(OTHER.key(), List.of(28L, 0L, 7L), 28L));
            }
            assertThat(KnownScales.of(SECOND.key())).contains(SECOND);
            assertThat(KnownScales.of(OTHER.key())).contains(OTHER);
            assertThat(page(database))
                    .as("the words of the record, not of a list")
                    .contains("Chưa vừa lòng")
                    .doesNotContain("Không vừa ý");
        }
    }

    private static void use(TestKiosk kiosk, long version, String office, Scale scale) {
        kiosk.append(new SettingsApplied(
                version,
                "SERVER",
                new SettingsApplied.Office(office, "Xã " + office),
                List.of(new SettingsApplied.Counter(1, "Quầy 1", Mode.VISIT)),
                List.of(new SettingsApplied.Clerk("an", "Bà An", null)),
                scale.key(),
                120_000,
                null,
                scale));
    }

    /** So many citizens, of whom every fifth presses the third key. */
    private static void serve(TestKiosk kiosk, Scale scale, int citizens) {
        for (int i = 1; i <= citizens; i++) {
            String service = kiosk.hex(16);
            kiosk.append(ServiceFinished.plain(
                    service,
                    TestKiosk.visit(1, "an", Mode.VISIT, List.of("1.001193")).ratedOn(scale.key()),
                    120_000));
            kiosk.press(service, i % 5 == 0 ? 3 : 1);
            kiosk.later(120_000);
        }
    }

    private static String page(Database database) throws Exception {
        Passwords cheap = new Passwords(64, 1);
        AccountStore accounts = new AccountStore(database, cheap, APRIL);
        accounts.add(new Account("truong", Role.LEADER, "an-binh", false), "mat-khau-dai-1");
        SessionStore sessions = new SessionStore(database, APRIL, new SecureRandom());
        ServerHealth health = new ServerHealth("UP", "1", "0123456789abcdef", "CONNECTED", "x", 0, 0, 0, 0, 0, "00");
        try (ServerWeb web = ServerWeb.start(
                new WebConfig("127.0.0.1", 0, Optional.empty(), APRIL, cheap), database, () -> health)) {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + web.port() + "/review?ky=2026-03&unit=an-binh"))
                                    .header(
                                            "Cookie",
                                            "motcua="
                                                    + sessions.open(accounts.find("truong")
                                                            .orElseThrow()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
