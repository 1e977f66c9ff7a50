package motcua.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import motcua.contract.body.Mode;
import motcua.contract.body.ServiceFinished;
import motcua.contract.journal.JournalRecord;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.catalogue.Catalogue;
import motcua.server.ingest.Deliveries;
import motcua.server.ingest.JournalWriter;
import motcua.server.ingest.TestKiosk;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import motcua.server.watch.OfficeState;
import motcua.server.watch.OfficeStates;
import motcua.server.watch.Trouble;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A commune whose kiosk has no network for ten days of March, and one whose kiosk has, but nobody came; from their journals. */
class SilentOfficeTest {
    private static final long DAY_MS = 86_400_000;
    private static final ReportPeriod PERIOD =
            ReportPeriod.ofDays(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-13"));

    @TempDir
    Path folder;

    private Database database;
    private OrganisationStore organisation;

    private static Clock on(String day) {
        return Clock.fixed(Instant.parse(day + "T03:00:00Z"), ZoneOffset.UTC);
    }

    /** So many citizens on the kiosk's day, of whom every fifth presses the worst level; then the next day. */
    private static void serve(TestKiosk kiosk, int citizens) {
        for (int i = 1; i <= citizens; i++) {
            String service = kiosk.hex(16);
            kiosk.append(ServiceFinished.plain(
                    service, TestKiosk.visit(1, "lan", Mode.VISIT, List.of("1.001193")), 120_000));
            kiosk.press(service, i % 5 == 0 ? 5 : 1);
            kiosk.later(120_000);
        }
        kiosk.later(DAY_MS - citizens * 120_000L);
    }

    private void arrive(List<JournalRecord> records, String day) {
        new JournalWriter(database, on(day), "00000000000000aa").write(Deliveries.inOrder(records, 50));
    }

    private Reports reports(String day) {
        return new Reports(
                new ReportStore(database, on(day)),
                new Satisfaction(database, on(day)),
                database,
                organisation,
                Catalogue.sample(),
                on(day),
                "1.0");
    }

    private Trouble trouble(String office, String day) {
        List<OfficeState> states = new OfficeStates(database, on(day), Satisfaction.ZONE, OfficeStates.MONDAY_TO_FRIDAY)
                .of(Set.of(office));
        return states.get(0).trouble();
    }

    private static String arrivals(Reports.Made made) {
        return made.readiness().items().stream()
                .map(Readiness.Item::what)
                .filter(what -> what.contains("nhận số liệu"))
                .findFirst()
                .orElseThrow();
    }

    private static String cell(Reports.Made made, int column) {
        return ReportsTest.table(made, "B2").rows().get(0).cells().get(column);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario25TenSilentDaysAreNotTenEmptyOnesAndWhatComesLateReopensADraftAndIsAnAddendumToASignedReport(
            Store store) {
        database = TestDatabases.open(store, folder);
        try (Database closing = database) {
            assertThat(closing).isNotNull();
            organisation = new OrganisationStore(database);
            organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh Ví Dụ"), "2025-07-01");
            organisation.put(new OrgUnit("an-binh", "tinh", "XA", "Xã An Bình"), "2025-07-01");
            organisation.put(new OrgUnit("binh-minh", "tinh", "XA", "Xã Bình Minh"), "2025-07-01");
            TestKiosk silent = TestKiosk.open("kiosk-a", "an-binh");
            serve(silent, 10);
            serve(silent, 10);
            int known = silent.records().size();
            for (int day = 4; day <= 13; day++) {
                serve(silent, 10);
            }
            int thirteenth = silent.records().size() - 20;
            arrive(silent.records().subList(0, known), "2026-03-03");
            arrive(TestKiosk.open("kiosk-b", "binh-minh").records(), "2026-03-14");

            // Ten days without a word from one, and the other was heard all the time.
            assertThat(trouble("an-binh", "2026-03-14")).isEqualTo(Trouble.SILENT);
            assertThat(trouble("binh-minh", "2026-03-14")).isEqualTo(Trouble.NONE);
            Account head = new Account("le.thanh", Role.LEADER, "an-binh", false);
            ReportStore reports = new ReportStore(database, on("2026-03-14"));
            for (String unit : List.of("an-binh", "binh-minh")) {
                reports.open(unit, PERIOD.key(), 0, head);
            }
            ReportVersion draft = reports.latest("an-binh", PERIOD.key()).orElseThrow();
            Reports.Made before = reports("2026-03-14").draft(draft, PERIOD);
            assertThat(arrivals(before)).isEqualTo("Chưa nhận số liệu của Bộ phận một cửa an-binh từ 04/03/2026");
            assertThat(cell(before, 0)).isEqualTo("20");
            assertThat(arrivals(reports("2026-03-14")
                            .draft(reports.latest("binh-minh", PERIOD.key()).orElseThrow(), PERIOD)))
                    .isEqualTo("Đã nhận số liệu đến hết kỳ; không có lượt phục vụ nào");

            // What comes late, but for the last day, is in the draft: it was provisional.
            arrive(silent.records().subList(known, thirteenth), "2026-03-16");
            assertThat(trouble("an-binh", "2026-03-16")).isNotEqualTo(Trouble.SILENT);
            Reports.Made reopened = reports("2026-03-16").draft(draft, PERIOD);
            assertThat(cell(reopened, 0)).isEqualTo("110");
            assertThat(cell(reopened, 1)).isEqualTo("110");
            assertThat(arrivals(reopened)).startsWith("Đã nhận số liệu đến hết kỳ");

            // Signed: what comes now is an addendum with its cells, and what was signed stays.
            ReportStore later = new ReportStore(database, on("2026-03-16"));
            assertThat(later.change(
                            draft,
                            draft.revision(),
                            Map.of("words.signer", "Lê Văn Thành"),
                            "15/BC-UBND",
                            "2026-03-16",
                            head))
                    .isTrue();
            ReportVersion numbered = later.latest("an-binh", PERIOD.key()).orElseThrow();
            Reports.Made last = reports("2026-03-16").draft(numbered, PERIOD);
            assertThat(last.readiness().missing()).isEmpty();
            assertThat(later.sign(numbered, numbered.revision(), last.json(), head))
                    .isTrue();
            ReportVersion signed = later.latest("an-binh", PERIOD.key()).orElseThrow();
            assertThat(reports("2026-03-16").addendum(signed, PERIOD)).isEmpty();

            arrive(silent.records().subList(thirteenth, silent.records().size()), "2026-03-17");

            assertThat(reports("2026-03-17").addendum(signed, PERIOD))
                    .anySatisfy(change -> {
                        assertThat(change.table()).isEqualTo("B2");
                        assertThat(change.column()).isEqualTo("Lượt phục vụ");
                        assertThat(change.before()).isEqualTo("110");
                        assertThat(change.after()).isEqualTo("120");
                    })
                    .anyMatch(change -> change.table().equals("B2a")
                            && change.before().equals("110")
                            && change.after().equals("120"));
            assertThat(later.latest("an-binh", PERIOD.key()).orElseThrow().content())
                    .isEqualTo(last.json());
        }
    }
}
