package motcua.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Merger, rename and the end of a level of the tree, on both databases. */
class UnitsTest {
    private static final String BEFORE = "2025-01-01";
    private static final String REFORM = "2025-07-01";
    private static final LocalDate FIRST = LocalDate.of(2025, 6, 1);
    private static final LocalDate LAST = LocalDate.of(2025, 7, 31);
    private static final LocalDate TODAY = LocalDate.of(2025, 9, 1);

    @TempDir
    Path folder;

    private Database database;
    private OrganisationStore organisation;

    /** Province, district, two communes with an office each; on 01/07 the district goes, the communes merge, one is renamed. */
    private void reform(Store store) {
        database = TestDatabases.open(store, folder);
        organisation = new OrganisationStore(database);
        unit("tinh", "", "TINH", "Tỉnh Ví Dụ", "01", BEFORE);
        unit("huyen", "tinh", "HUYEN", "Huyện Ví Dụ", "001", BEFORE);
        for (String commune : List.of("an-binh", "binh-minh", "cao-son")) {
            unit(commune, "huyen", "XA", "Xã " + commune, "x-" + commune, BEFORE);
            unit("quay-" + commune, commune, "OFFICE", "Bộ phận Một cửa " + commune, "", BEFORE);
            database.writes()
                    .useHandle(h -> h.execute(
                            "INSERT INTO office VALUES (?, ?, 'k', 1, 1, 'e')",
                            "quay-" + commune,
                            "Một cửa " + commune));
        }
        unit("minh-an", "tinh", "XA", "Xã Minh An", "x-an-binh", REFORM);
        for (String gone : List.of("an-binh", "binh-minh")) {
            close(gone, "minh-an");
        }
        close("huyen", "");
        unit("quay-an-binh", "minh-an", "OFFICE", "Bộ phận Một cửa Minh An", "", REFORM);
        // The other office ends with its commune.
        close("quay-binh-minh", "");
        unit("cao-son", "tinh", "PHUONG", "Phường Cao Sơn", "x-cao-son", REFORM);
    }

    private void unit(String id, String parent, String type, String name, String code, String from) {
        organisation.put(new OrgUnit(id, parent, type, name, code), from);
    }

    private void close(String id, String follower) {
        database.writes().useTransaction(h -> {
            h.execute("UPDATE unit_state SET valid_to = ? WHERE id = ?", REFORM, id);
            if (!follower.isEmpty()) {
                h.execute("INSERT INTO unit_succession VALUES (?, ?, ?, 'MERGE', '12/NQ')", id, follower, REFORM);
            }
            h.execute("INSERT INTO register_change (at_ms, account, register, source, sha256, before_rows, after_rows,"
                    + " undoes) VALUES (0, '', 'UNITS', 'test', '', '[]', '[]', 0)");
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario24ThenEachDayIsUnderItsOwnTreeAndTodayAllDaysAreUnderTheSuccessor(Store store) {
        reform(store);
        try (Database closing = database) {
            assertThat(closing).isNotNull();
            assertThat(then("an-binh")).containsExactly(stretch(FIRST, "2025-06-30", "quay-an-binh"));
            assertThat(then("binh-minh")).containsExactly(stretch(FIRST, "2025-06-30", "quay-binh-minh"));
            assertThat(then("minh-an"))
                    .as("the office that ended is still answered for")
                    .containsExactly(
                            stretch(LocalDate.parse(REFORM), LAST.toString(), "quay-an-binh", "quay-binh-minh"));
            assertThat(then("huyen"))
                    .containsExactly(stretch(FIRST, "2025-06-30", "quay-an-binh", "quay-binh-minh", "quay-cao-son"));
            assertThat(then("cao-son")).containsExactly(stretch(FIRST, LAST.toString(), "quay-cao-son"));
            assertThat(today("minh-an"))
                    .containsExactly(stretch(FIRST, LAST.toString(), "quay-an-binh", "quay-binh-minh"));
            assertThat(today("an-binh")).as("asked for by its old id").isEqualTo(today("minh-an"));
            assertThat(today("tinh")).isEqualTo(then("tinh"));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void theSuperiorComesFromTheTreeWithAndWithoutADistrictAndARenameKeepsTheId(Store store) {
        reform(store);
        try (Database closing = database) {
            assertThat(closing).isNotNull();
            OrganisationStore.Tree before = organisation.tree("2025-06-30");
            OrganisationStore.Tree after = organisation.tree(REFORM);
            assertThat(before.superior("cao-son").map(OrgUnit::name)).contains("Huyện Ví Dụ");
            assertThat(after.superior("cao-son").map(OrgUnit::name)).contains("Tỉnh Ví Dụ");
            assertThat(before.unit("cao-son").map(OrgUnit::name)).contains("Xã cao-son");
            assertThat(after.unit("cao-son").map(OrgUnit::type)).contains("PHUONG");
            assertThat(after.unit("huyen")).isEmpty();
            assertThat(after.superior("quay-binh-minh").map(OrgUnit::id))
                    .as("no orphan")
                    .contains("minh-an");
            assertThat(after.children("tinh")).extracting(OrgUnit::id).containsExactly("cao-son", "minh-an");
        }
    }

    /** On 01/07 a commune ends and goes into two, one of which goes under another province. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aUnitSplitInTwoLivesOnInBothAndReportsToWhoeverIsAboveThem(Store store) {
        database = TestDatabases.open(store, folder);
        organisation = new OrganisationStore(database);
        try (Database closing = database) {
            assertThat(closing).isNotNull();
            unit("tinh", "", "TINH", "Tỉnh Ví Dụ", "01", BEFORE);
            unit("xa", "tinh", "XA", "Xã Lớn", "x", BEFORE);
            unit("khac", "tinh", "XA", "Xã Khác", "k", BEFORE);
            for (String office : List.of("mot", "hai", "ba")) {
                unit("quay-" + office, office.equals("ba") ? "khac" : "xa", "OFFICE", "Một cửa", "", BEFORE);
                database.writes()
                        .useHandle(h -> h.execute(
                                "INSERT INTO office VALUES (?, 'Một cửa', 'k', 1, 1, 'e')", "quay-" + office));
            }
            unit("xa-mot", "tinh", "XA", "Xã Một", "x1", REFORM);
            unit("xa-hai", "tinh", "XA", "Xã Hai", "x2", REFORM);
            unit("quay-mot", "xa-mot", "OFFICE", "Một cửa", "", REFORM);
            unit("quay-hai", "xa-hai", "OFFICE", "Một cửa", "", REFORM);
            close("xa", "xa-mot");
            close("xa", "xa-hai");

            assertThat(then("xa")).containsExactly(stretch(FIRST, "2025-06-30", "quay-mot", "quay-hai"));
            assertThat(today("xa"))
                    .as("both parts, and not all of the province")
                    .containsExactly(stretch(FIRST, LAST.toString(), "quay-mot", "quay-hai"));
            assertThat(today("xa-hai")).containsExactly(stretch(FIRST, LAST.toString(), "quay-hai"));
            assertThat(organisation.units().superior("xa", TODAY.toString())).isEqualTo("tinh");
            assertThat(organisation.units().superior("xa-hai", TODAY.toString()))
                    .isEqualTo("tinh");
            assertThat(organisation.units().superior("tinh", TODAY.toString())).isEmpty();
        }
    }

    @Test
    void eachOfficesDaysAreCutOnlyWhereItCameOrWent() {
        LocalDate cut = LocalDate.parse(REFORM);
        assertThat(Stretch.byOffice(List.of(
                        new Stretch(FIRST, cut.minusDays(1), Set.of("stays", "goes")),
                        new Stretch(cut, LAST, Set.of("stays", "comes")))))
                .containsExactlyInAnyOrder(
                        stretch(FIRST, LAST.toString(), "stays"),
                        stretch(FIRST, "2025-06-30", "goes"),
                        stretch(cut, LAST.toString(), "comes"));
    }

    private List<Stretch> then(String unit) {
        return organisation.stretches(unit, FIRST, LAST, TreeView.THEN, TODAY);
    }

    private List<Stretch> today(String unit) {
        return organisation.stretches(unit, FIRST, LAST, TreeView.TODAY, TODAY);
    }

    private static Stretch stretch(LocalDate from, String to, String... offices) {
        return new Stretch(from, LocalDate.parse(to), Set.of(offices));
    }
}
