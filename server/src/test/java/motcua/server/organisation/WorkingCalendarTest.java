package motcua.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tết, a Saturday that makes up for a day, and what a unit inherits. */
class WorkingCalendarTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario35TetAndTheSaturdayThatMakesUpAreTheProvincesAndAUnitMayDiffer(Store store) {
        try (Database database = TestDatabases.open(store, folder)) {
            OrganisationStore organisation = new OrganisationStore(database);
            organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh"), "2026-01-01");
            organisation.put(new OrgUnit("xa", "tinh", "XA", "Xã"), "2026-01-01");
            organisation.put(new OrgUnit("diem", "xa", "DIEM", "Điểm lưu động"), "2026-01-01");
            database.writes().useHandle(h -> {
                for (int day = 16; day <= 20; day++) {
                    h.execute("INSERT INTO calendar_day VALUES ('tinh', ?, '0', 'Tết Nguyên đán')", "2026-02-" + day);
                }
                h.execute("INSERT INTO calendar_day VALUES ('tinh', '2026-02-28', '1', 'Làm bù')");
                h.execute("INSERT INTO working_week VALUES ('diem', '2026-03-01', '6')");
            });
            OrganisationStore.Tree tree = organisation.tree("2026-03-01");
            WorkingCalendar commune = new CalendarStore(database).calendar(tree, "xa");
            WorkingCalendar point = new CalendarStore(database).calendar(tree, "diem");

            assertThat(commune.works(LocalDate.of(2026, 2, 17))).isFalse();
            assertThat(commune.name(LocalDate.of(2026, 2, 17))).isEqualTo("Tết Nguyên đán");
            assertThat(commune.works(LocalDate.of(2026, 2, 28)))
                    .as("a Saturday")
                    .isTrue();
            assertThat(commune.workingDays(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 28)))
                    .isEqualTo(16);
            assertThat(commune.plus(LocalDate.of(2026, 2, 13), 1)).isEqualTo("2026-02-23");
            assertThat(commune.plus(LocalDate.of(2026, 2, 13), 15)).isEqualTo("2026-03-12");
            assertThat(commune.plus(LocalDate.of(2026, 2, 14), 0)).isEqualTo("2026-02-23");
            assertThat(point.works(LocalDate.of(2026, 3, 7)))
                    .as("the village's Saturday")
                    .isTrue();
            assertThat(point.works(LocalDate.of(2026, 3, 9))).isFalse();
            assertThat(commune.works(LocalDate.of(2026, 3, 7))).isFalse();
        }
    }
}
