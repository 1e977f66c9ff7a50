package motcua.server.reports;

import static motcua.server.reports.ReportOffice.LEADER;
import static motcua.server.reports.ReportOffice.QUARTER;
import static motcua.server.reports.ReportOffice.SUPERIOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.review.Todo;
import motcua.server.storage.Store;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom the first page of the day tells of reports, and when. */
class ReportTodosTest {
    private static final LocalDate DUE = QUARTER.to().plusDays(Reports.DUE_DAYS);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void aReportIsToldOfFromTheDayAfterItWasDueUntilItIsSent(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportTodos todos = new ReportTodos(office.store, office.organisation);

            assertThat(todos.todos(LEADER, Set.of(), DUE)).isEmpty();
            assertThat(todos.todos(SUPERIOR, Set.of(), DUE)).isEmpty();
            assertThat(titles(todos.todos(LEADER, Set.of(), DUE.plusDays(1))))
                    .containsExactly("Phường Minh Khai: báo cáo quá hạn gửi");
            for (Account superior : List.of(SUPERIOR, new Account("moi.noi", Role.REVIEWER, "", false))) {
                assertThat(titles(todos.todos(superior, Set.of(), DUE.plusDays(1))))
                        .as(superior.name())
                        .containsExactly("3 đơn vị quá hạn gửi báo cáo");
            }

            ReportVersion sent = office.submit(
                    office.sign(
                            office.type(
                                    office.opened("xa-a", QUARTER, LEADER),
                                    LEADER,
                                    "B12.filing",
                                    "1",
                                    "B12.payment",
                                    "1",
                                    "B12.apps",
                                    "1"),
                            LEADER),
                    LEADER);

            assertThat(todos.todos(LEADER, Set.of(), DUE.plusDays(1))).isEmpty();
            List<Todo> below = todos.todos(SUPERIOR, Set.of(), DUE.plusDays(1));
            assertThat(titles(below)).containsExactly("2 đơn vị quá hạn gửi báo cáo");
            assertThat(below.get(0).why()).isEqualTo("Xã Ân Thi, Xã Đồng Tâm");

            office.store.answer(sent, false, "Xem lại bảng B8", SUPERIOR);
            assertThat(titles(todos.todos(LEADER, Set.of(), DUE)))
                    .as("one that came back waits for no day")
                    .containsExactly("Phường Minh Khai: báo cáo bị trả lại");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whoSignsNoReportIsToldOfNone(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportTodos todos = new ReportTodos(office.store, office.organisation);
            for (Role role : List.of(Role.OBSERVER, Role.AUDITOR)) {
                assertThat(todos.todos(new Account("x", role, "tinh", false), Set.of(), DUE.plusDays(9)))
                        .as(role.name())
                        .isEmpty();
            }
        }
    }

    private static List<String> titles(List<Todo> todos) {
        return todos.stream()
                .map(todo -> todo.title().toString().replaceAll("<[^>]*>", ""))
                .toList();
    }
}
