package motcua.server.reports;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.catalogue.Catalogue;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.review.SampleCells;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;

/** A province with two communes that have sample cells, one without any, and their reports; 12 October 2026, 08:05. */
final class ReportOffice implements AutoCloseable {
    static final Account LEADER = new Account("le.thanh", Role.LEADER, "xa-a", false);
    static final Account SECOND = new Account("tran.ha", Role.LEADER, "xa-a", false);
    static final Account SUPERIOR = new Account("hoai.nam", Role.REVIEWER, "tinh", false);
    static final ReportPeriod QUARTER = ReportPeriod.ofKey("2026-Q3").orElseThrow();

    final Database database;
    final Clock clock;
    final ReportStore store;
    final Reports reports;
    final OrganisationStore organisation;

    ReportOffice(Store kind, Path folder) {
        database = TestDatabases.open(kind, folder);
        clock = Clock.fixed(Instant.parse("2026-10-12T01:05:00Z"), ZoneId.of("UTC"));
        organisation = new OrganisationStore(database);
        organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh Trường Hà"), "2020-01-01");
        organisation.put(new OrgUnit("xa-a", "tinh", "PHUONG", "Phường Minh Khai"), "2020-01-01");
        organisation.put(new OrgUnit("xa-b", "tinh", "XA", "Xã Đồng Tâm"), "2020-01-01");
        organisation.put(new OrgUnit("xa-c", "tinh", "XA", "Xã Ân Thi"), "2020-01-01");
        organisation.put(new OrgUnit("o-a", "xa-a", "OFFICE", "Bộ phận Một cửa A"), "2020-01-01");
        organisation.put(new OrgUnit("o-b", "xa-b", "OFFICE", "Bộ phận Một cửa B"), "2020-01-01");
        organisation.put(new OrgUnit("o-c", "xa-c", "OFFICE", "Bộ phận Một cửa C"), "2020-01-01");
        SampleCells cells = new SampleCells(17);
        cells.office(
                database,
                "REAL",
                "o-a",
                "Bộ phận Một cửa A",
                45,
                LocalDate.parse("2026-04-01"),
                LocalDate.parse("2026-09-30"));
        cells.office(
                database,
                "REAL",
                "o-b",
                "Bộ phận Một cửa B",
                20,
                LocalDate.parse("2026-07-01"),
                LocalDate.parse("2026-09-30"));
        cells.write(database);
        database.writes()
                .useHandle(
                        h -> h.execute("INSERT INTO office VALUES ('o-c', 'Bộ phận Một cửa C', 'k-o-c', 1, 1, 'e')"));
        store = new ReportStore(database, clock);
        reports = reports(clock);
    }

    Reports reports(Clock at) {
        return new Reports(
                new ReportStore(database, at),
                new Satisfaction(database, at),
                database,
                organisation,
                Catalogue.sample(),
                at,
                "1.0");
    }

    ReportVersion opened(String unit, ReportPeriod period, Account by) {
        store.open(unit, period.key(), store.versions(unit, period.key()).size(), by);
        return store.latest(unit, period.key()).orElseThrow();
    }

    ReportVersion latest(String unit) {
        return store.latest(unit, QUARTER.key()).orElseThrow();
    }

    /** Types values and a number. */
    ReportVersion type(ReportVersion draft, Account by, String... cellsAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < cellsAndValues.length; i += 2) {
            values.put(cellsAndValues[i], cellsAndValues[i + 1]);
        }
        values.put("words.signer", "Lê Văn Thành");
        if (!store.change(draft, draft.revision(), values, "15/BC-UBND", "2026-10-12", by)) {
            throw new AssertionError("not changed");
        }
        return store.latest(draft.unit(), draft.period()).orElseThrow();
    }

    /** Signs what is ready. */
    ReportVersion sign(ReportVersion draft, Account by) {
        Reports.Made made =
                reports.draft(draft, ReportPeriod.ofKey(draft.period()).orElseThrow());
        if (!made.readiness().missing().isEmpty() || !store.sign(draft, draft.revision(), made.json(), by)) {
            throw new AssertionError(made.readiness().missing().toString());
        }
        return store.latest(draft.unit(), draft.period()).orElseThrow();
    }

    ReportVersion submit(ReportVersion signed, Account by) {
        if (!store.upload(signed, "%PDF-1.7 paper".getBytes(java.nio.charset.StandardCharsets.US_ASCII), by)
                || !store.submit(signed, by)) {
            throw new AssertionError("not submitted");
        }
        return store.latest(signed.unit(), signed.period()).orElseThrow();
    }

    @Override
    public void close() {
        database.close();
    }
}
