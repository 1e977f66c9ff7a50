package motcua.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import motcua.server.counting.Decisions;
import motcua.server.counting.ReadRecord;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any order, repetition and batching of a history gives equal cells, and those of a model that knows nothing of orders. */
class AnyOrderTest {
    private static final int SEEDS = Integer.getInteger("motcua.seeds", 250);
    private static final long FIRST_SEED = Long.getLong("motcua.seed", System.nanoTime());

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void anyOrderRepetitionAndBatchingGivesEqualCells(Store store) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            JournalWriter writer = new JournalWriter(database, Clock.systemUTC(), "00000000000000aa");
            Decisions decisions = new Decisions(database, Clock.systemUTC());
            for (int i = 0; i < SEEDS; i++) {
                long seed = FIRST_SEED + i;
                TestKiosk ordered = RandomHistory.draw("ordered-" + i, "office-o" + i, seed);
                TestKiosk anyhow = RandomHistory.draw("anyhow-" + i, "office-a" + i, seed);

                List<RandomDecisions.Decided> decided = RandomDecisions.draw(ordered.records(), seed);

                writer.write(Deliveries.inOrder(ordered.records(), 500));
                for (RandomDecisions.Decided each : decided) {
                    each.putInForce(decisions, ordered.id);
                }
                SplittableRandom order = new SplittableRandom(seed);
                Deque<RandomDecisions.Decided> waiting = new ArrayDeque<>(decided);
                for (List<Inbound> group : Deliveries.anyhow(anyhow.records(), order)) {
                    // At any point in time: before the first record, between groups, after the last.
                    while (!waiting.isEmpty() && order.nextInt(3) == 0) {
                        waiting.remove().putInForce(decisions, anyhow.id);
                    }
                    writer.write(group);
                }
                for (RandomDecisions.Decided each : waiting) {
                    each.putInForce(decisions, anyhow.id);
                }

                List<ReadRecord> read =
                        ordered.records().stream().map(ReadRecord::of).toList();
                List<String> cells = Tables.cells(database, "office-a" + i);
                assertThat(cells)
                        .as("-Dmotcua.seed=" + seed + " -Dmotcua.seeds=1")
                        .isEqualTo(Tables.cells(database, "office-o" + i));
                assertThat(cells.stream()
                                .filter(row -> row.startsWith("service_cell"))
                                .toList())
                        .as("the model's cells, -Dmotcua.seed=" + seed + " -Dmotcua.seeds=1")
                        .isEqualTo(CountingModel.serviceCells(read, RandomDecisions.excluded(decided)));
            }
            assertThat(Tables.rows(database, "service_cell WHERE office NOT LIKE 'office-%'"))
                    .as("cells of offices that all have left")
                    .isEmpty();
            assertThat(Tables.rows(database, "quarantine")).isEmpty();
            assertThat(Tables.rows(database, "alarm")).isEmpty();
        }
    }
}
