package motcua.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.catalogue.Catalogue;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationRegisters;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Reorganisation;
import motcua.server.organisation.SuccessionKind;
import motcua.server.register.Register;
import motcua.server.register.RegisterStore;
import motcua.server.review.SampleCells;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports of July 2026 of communes between which an office and a clerk moved on the 16th, against a table made by hand. */
class ReportAcrossChangesTest {
    private static final ReportPeriod JULY = ReportPeriod.ofKey("2026-07").orElseThrow();

    @TempDir
    Path folder;

    private Database database;
    private OrganisationStore organisation;
    private ReportStore store;
    private Reports reports;

    private void open(Store kind) {
        database = TestDatabases.open(kind, folder);
        Clock clock = Clock.fixed(Instant.parse("2026-09-02T01:00:00Z"), ZoneId.of("UTC"));
        organisation = new OrganisationStore(database);
        for (OrgUnit unit : List.of(
                new OrgUnit("tinh", "", "TINH", "Tỉnh Một"),
                new OrgUnit("tinh-hai", "", "TINH", "Tỉnh Hai"),
                new OrgUnit("xa-a", "tinh", "XA", "Xã A"),
                new OrgUnit("xa-b", "tinh", "XA", "Xã B"),
                new OrgUnit("o-1", "xa-a", "OFFICE", "Một cửa 1"),
                new OrgUnit("o-2", "xa-a", "OFFICE", "Một cửa 2"),
                new OrgUnit("o-3", "xa-b", "OFFICE", "Một cửa 3"))) {
            organisation.put(unit, "2026-01-01");
        }
        for (String office : List.of("o-1", "o-2", "o-3")) {
            database.writes()
                    .useHandle(h -> h.execute(
                            "INSERT INTO office VALUES (?, ?, 'k', 1, 1, 'e')",
                            office,
                            office.replace("o-", "Một cửa ")));
        }
        SampleCells cells = new SampleCells(1);
        // The clerk lan works at o-2 before the 16th and at o-3 from then on.
        for (String month : List.of("2026-06", "2026-07")) {
            rated(cells, month + "-06", "o-1", "hoa", 36, 4, 20);
            rated(cells, month + "-06", "o-2", "lan", 18, 2, 10);
            rated(cells, month + "-06", "o-3", "cuc", 40, 10, 5);
            rated(cells, month + "-20", "o-1", "hoa", 45, 5, 5);
            rated(cells, month + "-20", "o-2", "mai", 24, 6, 10);
            rated(cells, month + "-20", "o-3", "lan", 30, 10, 15);
        }
        cells.write(database);
        // A pad at o-1 all the time, another at o-2 that was taken away before July, and since the 10th a new one.
        database.writes().useHandle(h -> {
            h.execute("INSERT INTO device_term VALUES ('pad-1', '2026-01-01', '', 'PAD', 'o-1', '1', '')");
            h.execute("INSERT INTO device_term VALUES ('pad-2', '2026-01-01', '2026-07-01', 'PAD', 'o-2', '1', '')");
            h.execute("INSERT INTO device_term VALUES ('pad-4', '2026-07-10', '', 'PAD', 'o-2', '1', '')");
        });
        store = new ReportStore(database, clock);
        reports = new Reports(
                store, new Satisfaction(database, clock), database, organisation, Catalogue.sample(), clock, "1.0");
    }

    private static void rated(
            SampleCells cells, String day, String office, String clerk, long satisfied, long not, long unrated) {
        cells.cell("REAL", day, 9, office, 1, clerk, "VISIT", "ho-tich", "RATED", 1, "", satisfied)
                .cell("REAL", day, 9, office, 1, clerk, "VISIT", "ho-tich", "RATED", 5, "", not)
                .cell("REAL", day, 9, office, 1, clerk, "VISIT", "ho-tich", "NOT_RATED", 0, "", unrated);
    }

    private Reports.Made report(String unit, ReportPeriod period) {
        store.open(unit, period.key(), 0, new Account("x", Role.LEADER, unit, false));
        return reports.draft(store.latest(unit, period.key()).orElseThrow(), period);
    }

    /** B2 as {@code served, valid, kỳ trước, tăng/giảm}, B2a as {@code received, valid}, B1 days and device by counter, clerks as {@code served n}. */
    private static String told(Reports.Made made) {
        ReportTable overall = ReportsTest.table(made, "B2");
        List<String> row = overall.rows().get(0).cells();
        int levels = (int) overall.columns().stream()
                .filter(column -> column.group().equals(RowTables.LEVELS))
                .count();
        List<String> presses = ReportsTest.table(made, "B2a").rows().get(0).cells();
        Map<String, String> days = new TreeMap<>();
        ReportsTest.table(made, "B1")
                .rows()
                .forEach(each -> days.put(
                        each.key(), each.cells().get(4) + " " + each.cells().get(1)));
        Map<String, String> clerks = new TreeMap<>();
        ReportsTest.table(made, ReportContent.ANNEX)
                .rows()
                .forEach(each -> clerks.put(
                        each.cells().get(1),
                        each.cells().get(4) + "/" + each.cells().get(5)));
        return "served " + row.get(0) + " valid " + row.get(1) + " levels "
                + String.join("+", row.subList(3, 3 + levels)) + " before "
                + row.get(4 + levels).replaceAll("[^0-9,—].*", "") + " change " + row.get(5 + levels) + " received "
                + presses.get(0) + " days " + days + " clerks " + clerks;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void anOfficeThatMovesInMidPeriodLeavesEachUnitItsOwnPart(Store kind) {
        open(kind);
        try (Database closing = database) {
            assertThat(closing).isNotNull();
            organisation.put(new OrgUnit("o-2", "xa-b", "OFFICE", "Một cửa 2"), "2026-07-16");

            Reports.Made a = report("xa-a", JULY);
            Reports.Made b = report("xa-b", JULY);

            // o-1 60 + 55, o-2 until the 15th 30; levels of whole months: o-1 only.
            assertThat(told(a))
                    .isEqualTo("served 145 valid 110 levels 81+0+0+0+9 before 87,9 change — received 110"
                            + " days {o-1/1=2 pad-1, o-2/1=1 pad-4} clerks {hoa=115/90, lan=30/20}");
            // o-3 55 + 55, o-2 from the 16th 40.
            assertThat(told(b))
                    .isEqualTo("served 150 valid 120 levels 70+0+0+0+20 before 77,8 change — received 120"
                            + " days {o-2/1=1 pad-4, o-3/1=2 —} clerks {cuc=55/50, lan=55/40, mai=40/30}");
            assertThat(ReportsTest.table(a, "B2").notes())
                    .anyMatch(note -> note.contains("Một cửa 2 đến hết ngày 15/07/2026"))
                    .anyMatch(note -> note.startsWith("Không so với kỳ trước"));
            assertThat(ReportsTest.table(b, "B2").notes())
                    .anyMatch(note -> note.contains("Một cửa 2 từ ngày 16/07/2026"));
            for (Reports.Made each : List.of(a, b)) {
                assertThat(each.readiness().items())
                        .anyMatch(i -> i.done() && i.what().startsWith("Tổng các bảng khớp"));
            }
            Reports.Made province = report("tinh", JULY);
            assertThat(told(province)).startsWith("served 295 valid 230").contains("received 230");
            assertThat(ReportsTest.table(province, "B2").notes())
                    .as("what moves inside the province changes nothing for it")
                    .anyMatch(note -> note.startsWith("So với kỳ trước"))
                    .noneMatch(note -> note.contains("thay đổi trong kỳ"));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aUnitThatChangesItsSuperiorIsWithEachForItsDaysAndReportsToTheNewOne(Store kind) {
        open(kind);
        try (Database closing = database) {
            assertThat(closing).isNotNull();
            organisation.put(new OrgUnit("xa-b", "tinh-hai", "XA", "Xã B"), "2026-07-16");

            assertThat(told(report("tinh", JULY))).startsWith("served 240 valid 190");
            assertThat(told(report("tinh-hai", JULY))).startsWith("served 55 valid 40");
            Reports.Made moved = report("xa-b", JULY);
            assertThat(told(moved)).startsWith("served 110 valid 90").contains("change 0,0");
            assertThat(moved.content().superior()).isEqualTo("Tỉnh Hai");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void theLastReportOfAUnitThatWasMergedOrSplitGoesToWhoeverIsAboveItsHeirs(Store kind) {
        open(kind);
        try (Database closing = database) {
            assertThat(closing).isNotNull();
            Reorganisation merger = new Reorganisation(
                    SuccessionKind.MERGE,
                    "2026-07-16",
                    "12/NQ",
                    List.of("xa-a", "xa-b"),
                    new Reorganisation.Target("xa-m", "Xã Mới", "", "", "tinh-hai"),
                    List.of());
            List<Register> registers = OrganisationRegisters.all();
            assertThat(new RegisterStore(database, Clock.systemUTC(), registers)
                            .makeAll(
                                    merger.wishes(organisation.units()),
                                    new Account("goc", Role.ADMINISTRATOR, "", false),
                                    unit -> true))
                    .allSatisfy(proposal -> assertThat(proposal.faults()).isEmpty());

            Reports.Made last = report("xa-a", JULY);
            assertThat(told(last)).startsWith("served 90 valid 60").contains("received 60");
            assertThat(last.content().unitName()).isEqualTo("Xã A");
            assertThat(last.content().superior()).isEqualTo("Tỉnh Hai");
            Reports.Made first = report("xa-m", JULY);
            assertThat(told(first)).startsWith("served 150 valid 120 levels ẩn").contains("before — change —");
            Reports.Made before = report("xa-a", ReportPeriod.ofKey("2026-06").orElseThrow());
            assertThat(told(before)).startsWith("served 185 valid 140 levels 123+0+0+0+17");
        }
    }
}
