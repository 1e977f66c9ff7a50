package motcua.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import motcua.server.review.SampleCells;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an office is told to be, from what its kiosk sent and said; on both databases. */
class OfficeStatesTest {
    /** A Friday. */
    private static final Clock FRIDAY = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String OFFICE = "an-binh";

    @TempDir
    Path folder;

    private Database database;

    @AfterEach
    void stop() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario25AnOfficeThatIsSilentForTenDaysIsNotOneWithoutVisitors(Store store) {
        database = TestDatabases.open(store, folder);
        kiosk("silent", "2026-11-06T09:00:00Z", status("silent", 0, "TRUSTED", "UP"));
        kiosk("empty", "2026-11-20T02:00:00Z", status("empty", 0, "TRUSTED", "UP"));

        OfficeState silent = state("silent");
        assertThat(silent.trouble()).isEqualTo(Trouble.SILENT);
        assertThat(silent.silentDays()).as("9 to 13 and 16 to 19 November").isEqualTo(9);
        assertThat(silent.days().stream().filter(OfficeState.Day::isMissing)).hasSize(9);
        OfficeState empty = state("empty");
        assertThat(empty.trouble()).isEqualTo(Trouble.NONE);
        assertThat(empty.days().stream().filter(OfficeState.Day::isMissing))
                .as("nobody came is not nothing received")
                .isEmpty();
        assertThat(empty.days().stream().mapToLong(OfficeState.Day::services).sum())
                .isZero();
        assertThat(state("never-heard-of").trouble()).isEqualTo(Trouble.SILENT);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void everyTroubleIsNamedAndTheGravestComesFirst(Store store) {
        database = TestDatabases.open(store, folder);
        kiosk(OFFICE, "2026-11-20T02:00:00Z", status(OFFICE, 700, "UNTRUSTED", "STUCK"));
        database.writes()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO alarm VALUES (?, 'FORK', 'e', 7, 'two cards', 0, 0, 1)", "k-" + OFFICE));
        SampleCells cells = new SampleCells(1);
        for (int day = 16; day <= 19; day++) {
            cells.cell("REAL", "2026-11-" + day, 9, OFFICE, 1, "c1", "TICKET", "ho-tich", "RATED", 1, "", 5);
            cells.cell("REAL", "2026-11-" + day, 9, OFFICE, 2, "c2", "TICKET", "ho-tich", "NOT_RATED", 0, "", 6);
            cells.procedure("REAL", "2026-11-" + day, OFFICE, 1, "c1", "TICKET", "ho-tich", "", "RATED", 1, 1);
            cells.procedure("REAL", "2026-11-" + day, OFFICE, 1, "c1", "TICKET", "ho-tich", "1.001193", "RATED", 1, 4);
        }
        cells.cell("REAL", "UNDATED", -1, OFFICE, 1, "c1", "TICKET", "ho-tich", "RATED", 1, "", 3);
        cells.write(database);
        database.writes()
                .useHandle(handle -> handle.execute(
                        "INSERT INTO press_cell VALUES ('REAL', '2026-11-18', ?, 1, 'UNMATCHED', 5)", OFFICE));

        OfficeState state = state(OFFICE);

        assertThat(state.troubles())
                .containsExactly(
                        Trouble.FORK,
                        Trouble.BEHIND,
                        Trouble.STUCK,
                        Trouble.UNUSED,
                        Trouble.CLOCK,
                        Trouble.UNDATED,
                        Trouble.UNKNOWN_PROCEDURE,
                        Trouble.UNMATCHED);
        assertThat(state.badCounters()).containsExactly(3);
        assertThat(state.unusedCounters()).as("24 services without one rating").containsExactly(2);
        assertThat(state.unmatchedShare()).isEqualTo(5.0 / 25);
        assertThat(state.unknownShare()).isEqualTo(4.0 / 20);
        assertThat(state.undated()).isEqualTo(3);
        assertThat(state.days().get(13).date()).isEqualTo(LocalDate.parse("2026-11-20"));
    }

    private OfficeState state(String office) {
        return new OfficeStates(database, FRIDAY, ZONE, OfficeStates.MONDAY_TO_FRIDAY)
                .of(Set.of(office))
                .get(0);
    }

    private void kiosk(String office, String seen, String json) {
        long at = Instant.parse(seen).toEpochMilli();
        database.writes().useHandle(handle -> {
            handle.execute(
                    "INSERT INTO kiosk (kiosk, public_key, nonce, software, office, first_seen_ms, last_seen_ms)"
                            + " VALUES (?, '', '', '1', ?, ?, ?)",
                    "k-" + office,
                    office,
                    at,
                    at);
            handle.execute("INSERT INTO kiosk_status VALUES (?, ?, ?)", "k-" + office, json, at);
        });
    }

    private static String status(String office, long backlog, String clock, String pad) {
        return """
                {"kiosk":"k-%s","online":true,"software":"1","at":0,"clock":"%s","backlog":%d,"practice":false,
                 "simulated":false,"devices":[{"name":"pad:3","counter":3,"state":"%s"}]}
                """.formatted(office, clock, backlog, pad);
    }
}
