package motcua.server.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import motcua.contract.journal.JournalRecord;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Receipt;
import motcua.server.counting.Recount;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that lost its last day, and one that was tampered with. */
class RestoreTest {
    private static final List<String> TABLES =
            List.of("journal", "service", "stray_press", "anchor", "epoch", "stored_range");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void aServerRestoredFromYesterdayEqualsATwinThatNeverWas(Store store) throws Exception {
        long seed = Long.getLong("motcua.seed", System.nanoTime());
        List<TestKiosk> kiosks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            kiosks.add(RandomHistory.draw("kiosk-" + i, "office-" + i, seed + i));
        }
        try (Database twin = TestDatabases.open(store, folder);
                Database restored = TestDatabases.open(store, folder)) {
            JournalWriter twinWriter = new JournalWriter(twin, Clock.systemUTC(), "00000000000000aa");
            JournalWriter restoredWriter = new JournalWriter(restored, Clock.systemUTC(), "00000000000000bb");
            for (TestKiosk kiosk : kiosks) {
                List<JournalRecord> all = kiosk.records();
                List<JournalRecord> yesterday = all.subList(0, all.size() / 2);
                twinWriter.write(Deliveries.inOrder(yesterday, 50));
                twinWriter.write(Deliveries.inOrder(all.subList(all.size() / 2, all.size()), 7));
                // The restored one knows only yesterday; the kiosk learns that from the receipt to its hello and
                // rewinds.
                restoredWriter.write(Deliveries.inOrder(yesterday, 50));
                var hello = new Hello(kiosk.id, "00000000000000a1", "ab".repeat(32), "test", heads(all));
                for (Receipt receipt : restoredWriter
                        .write(List.of(new Inbound.Greeting(kiosk.id, hello, false)))
                        .receipts()) {
                    assertThat(receipt.nonce()).isEqualTo("00000000000000a1");
                    List<JournalRecord> again = all.stream()
                            .filter(r -> r.header().epoch().equals(receipt.epoch())
                                    && r.header().seq() > receipt.contiguous())
                            .toList();
                    for (List<Inbound> group : again.isEmpty()
                            ? List.<List<Inbound>>of()
                            : Deliveries.anyhow(again, new SplittableRandom(seed))) {
                        restoredWriter.write(group);
                    }
                }
            }
            assertThat(Tables.cells(restored))
                    .as("seed " + seed)
                    .isEqualTo(Tables.cells(twin))
                    .isNotEmpty();
            for (String table : TABLES) {
                assertThat(Tables.rows(restored, table))
                        .as(table + ", seed " + seed)
                        .isEqualTo(Tables.rows(twin, table));
            }
            assertThat(new Recount(restored, Clock.systemUTC()).run().findings())
                    .isEmpty();
        }
    }

    private static List<Hello.Head> heads(List<JournalRecord> all) {
        List<Hello.Head> heads = new ArrayList<>();
        for (JournalRecord each : all) {
            heads.removeIf(head -> head.epoch().equals(each.header().epoch()));
            heads.add(new Hello.Head(each.header().epoch(), 1, each.header().seq(), each.hash()));
        }
        return heads;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void recountFindsAndMendsWhatWasTamperedWith(Store store) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            TestKiosk kiosk = TestKiosk.open("kiosk-1", "office-1");
            kiosk.day(10);
            String rated = kiosk.finish();
            kiosk.press(rated, 5);
            new JournalWriter(database, Clock.systemUTC(), "00000000000000aa")
                    .write(Deliveries.inOrder(kiosk.records(), 10));
            List<String> cells = Tables.cells(database);
            List<String> services = Tables.rows(database, "service");
            Recount recount = new Recount(database, Clock.systemUTC());
            assertThat(recount.run().findings()).isEmpty();

            database.writes().useTransaction(h -> {
                h.execute("UPDATE service_cell SET n = n + 7 WHERE level = 1 OR level = 5");
                h.execute("DELETE FROM procedure_cell");
                h.execute("UPDATE service SET level = 1 WHERE service = ?", rated);
                h.execute("DELETE FROM anchor");
            });
            List<String> findings = recount.run().findings();

            assertThat(findings)
                    .anyMatch(line -> line.startsWith("service_cell[") && line.contains("should be"))
                    .anyMatch(line -> line.startsWith("procedure_cell["))
                    .anyMatch(line -> line.contains(rated));
            assertThat(Tables.cells(database)).isEqualTo(cells);
            assertThat(Tables.rows(database, "service")).isEqualTo(services);
            assertThat(recount.run().findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void recountNamesAJournalRecordThatWasTamperedWith(Store store) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            TestKiosk kiosk = TestKiosk.open("kiosk-1", "office-1");
            kiosk.day(2);
            new JournalWriter(database, Clock.systemUTC(), "00000000000000aa")
                    .write(Deliveries.inOrder(kiosk.records(), 10));
            byte[] forged = new String(kiosk.record(5).bodyBytes(), UTF_8)
                    .replace("\"level\":", "\"level\": ")
                    .getBytes(UTF_8);
            database.writes()
                    .useTransaction(h -> h.execute("UPDATE journal SET body = ? WHERE seq = 5", (Object) forged));

            assertThat(new Recount(database, Clock.systemUTC()).run().findings())
                    .anyMatch(line -> line.contains("/5: body does not match bodyHash"));
        }
    }
}
