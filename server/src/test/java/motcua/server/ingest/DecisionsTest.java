package motcua.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import motcua.server.counting.Decision;
import motcua.server.counting.Decisions;
import motcua.server.counting.Recount;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decisions about services: they exclude, whenever they come, and what is withdrawn counts again. */
class DecisionsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void aContestedServiceIsExcludedAndCountsAgainWhenTheContestIsWithdrawn(Store store) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            TestKiosk kiosk = TestKiosk.open("xa-an-binh-1", "an-binh");
            String contested = kiosk.finish();
            kiosk.press(contested, 5);
            kiosk.reasons(contested, "ATTITUDE");
            Decisions decisions = new Decisions(database, Clock.systemUTC());
            JournalWriter writer = new JournalWriter(database, Clock.systemUTC(), "00000000000000aa");
            writer.write(Deliveries.inOrder(kiosk.records(), 10));
            List<String> counted = Tables.cells(database);
            assertThat(service(database)).endsWith("|RATED|5||1");
            assertThat(Tables.rows(database, "reason_cell")).hasSize(1);

            decisions.decide(kiosk.id, contested, Decision.CONTEST, true, "wrong clerk", "leader");
            assertThat(service(database)).endsWith("|RATED|5|CONTEST|1");
            assertThat(Tables.rows(database, "reason_cell")).isEmpty();
            assertThat(Tables.rows(database, "time_cell"))
                    .as("the time it took stays true")
                    .hasSize(2);

            decisions.decide(kiosk.id, contested, Decision.VOID, true, "test press", "auditor");
            assertThat(service(database)).as("VOID outweighs").endsWith("|RATED|5|VOID|1");
            assertThat(Tables.rows(database, "time_cell")).isEmpty();
            assertThat(new Recount(database, Clock.systemUTC()).run().findings())
                    .isEmpty();

            decisions.decide(kiosk.id, contested, Decision.VOID, false, "was real", "auditor");
            assertThat(service(database)).endsWith("|RATED|5|CONTEST|1");
            decisions.decide(kiosk.id, contested, Decision.CONTEST, false, "withdrawn", "leader");
            assertThat(Tables.cells(database)).isEqualTo(counted);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aDecisionBeforeTheRecordsExcludesThemWhenTheyCome(Store store) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            TestKiosk kiosk = TestKiosk.open("xa-an-binh-1", "an-binh");
            String voided = kiosk.finish();
            kiosk.press(voided, 1);
            new Decisions(database, Clock.systemUTC())
                    .decide(kiosk.id, voided, Decision.VOID, true, "known from a letter", "auditor");
            assertThat(Tables.cells(database)).isEmpty();

            new JournalWriter(database, Clock.systemUTC(), "00000000000000aa")
                    .write(Deliveries.inOrder(kiosk.records(), 10));

            assertThat(service(database)).endsWith("|RATED|1|VOID|1");
        }
    }

    private static String service(Database database) {
        List<String> rows = Tables.rows(database, "service_cell");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }
}
