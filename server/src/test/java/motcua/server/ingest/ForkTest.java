package motcua.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import motcua.contract.journal.JournalRecord;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Receipt;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Forks, clones, rollbacks and strangers: seen at once, nothing counted twice, both branches kept. */
class ForkTest {
    private static final String NONCE = "00000000000000a1";

    @TempDir
    Path folder;

    private final TestKiosk kiosk = TestKiosk.open("xa-an-binh-1", "an-binh");

    private interface Scene {
        void play(Database database, JournalWriter writer) throws Exception;
    }

    private void on(Store store, Scene scene) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            scene.play(database, new JournalWriter(database, Clock.systemUTC(), "00000000000000aa"));
        }
    }

    private static Committed write(JournalWriter writer, List<JournalRecord> records) {
        return writer.write(Deliveries.inOrder(records, 100));
    }

    private static Committed greet(JournalWriter writer, Hello hello) {
        return writer.write(List.of(new Inbound.Greeting(hello.kiosk(), hello, false)));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aRolledBackKioskIsSeenAtItsHelloAndAtItsFirstRecord(Store store) throws Exception {
        on(store, (database, writer) -> {
            kiosk.day(5);
            TestKiosk olderCard = kiosk.copy(7);
            kiosk.day(5);
            write(writer, kiosk.records());
            List<String> before = Tables.cells(database);

            greet(writer, olderCard.hello(NONCE));
            assertThat(Tables.rows(database, "alarm")).anyMatch(row -> row.contains("|ROLLBACK|"));

            long seq = olderCard.headSeq() + 1;
            olderCard.day(3);
            Committed committed = write(
                    writer,
                    olderCard
                            .records()
                            .subList((int) seq - 1, olderCard.records().size()));

            assertThat(Tables.rows(database, "alarm")).anyMatch(row -> row.contains("|FORK|"));
            assertThat(Tables.cells(database)).isEqualTo(before);
            assertThat(Tables.rows(database, "quarantine")).hasSize(6);
            Receipt receipt = committed.receipts().get(0);
            assertThat(receipt.contiguous()).isEqualTo(kiosk.headSeq());
            assertThat(receipt.hashAtContiguous()).isEqualTo(kiosk.headHash());
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void ofTwoClonesTheSecondToWriteIsKeptApartWhateverItSendsFirst(Store store) throws Exception {
        on(store, (database, writer) -> {
            kiosk.day(2);
            TestKiosk clone = kiosk.copy(9);
            long common = kiosk.headSeq();
            kiosk.day(3);
            clone.day(6); // goes further than the first
            write(writer, kiosk.records());
            List<String> before = Tables.cells(database);

            for (JournalRecord each : clone.records()) {
                if (each.header().seq() > common) {
                    write(writer, List.of(each));
                }
            }
            write(writer, clone.records());

            assertThat(Tables.cells(database)).isEqualTo(before);
            assertThat(Tables.rows(database, "quarantine")).hasSize((int) (clone.headSeq() - common));
            assertThat(Tables.rows(database, "alarm"))
                    .singleElement()
                    .asString()
                    .contains("|FORK|");

            // The first goes on as if nothing had been.
            kiosk.day(1);
            Receipt receipt = write(writer, kiosk.records()).receipts().get(0);
            assertThat(receipt.contiguous()).isEqualTo(kiosk.headSeq());
            assertThat(receipt.hashAtContiguous()).isEqualTo(kiosk.headHash());
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aForkedKioskThatBeginsANewEpochIsCountedOn(Store store) throws Exception {
        on(store, (database, writer) -> {
            kiosk.day(2);
            TestKiosk forked = kiosk.copy(9);
            kiosk.day(1);
            write(writer, kiosk.records());
            forked.newEpoch();
            forked.reboot();
            forked.boot();
            forked.day(4);
            List<JournalRecord> fresh = forked.records().stream()
                    .filter(r -> r.header().epoch().equals(forked.epoch()))
                    .toList();

            Receipt receipt = write(writer, fresh).receipts().get(0);

            assertThat(receipt.contiguous()).isEqualTo(forked.headSeq());
            assertThat(services(database)).isEqualTo(7);
            assertThat(Tables.rows(database, "quarantine")).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aStrangerWithAnotherKeyGetsNoReceiptAndLowersNothing(Store store) throws Exception {
        on(store, (database, writer) -> {
            kiosk.day(1);
            greet(writer, kiosk.hello(NONCE));
            write(writer, kiosk.records());
            Hello stranger = new Hello(
                    kiosk.id, "00000000000000ff", SigningKey.generate().publicKeyHex(), "x", List.of());

            assertThat(greet(writer, stranger).receipts()).isEmpty();

            assertThat(Tables.rows(database, "alarm"))
                    .singleElement()
                    .asString()
                    .contains("|KEY_CHANGED|");
            assertThat(write(writer, kiosk.records()).receipts().get(0).nonce()).isEqualTo(NONCE);
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aCheckpointOfAnotherKeyRaisesAnAlarm(Store store) throws Exception {
        on(store, (database, writer) -> {
            greet(writer, kiosk.hello(NONCE));
            TestKiosk thief = new TestKiosk(kiosk.id, 3, SigningKey.generate());
            thief.boot();
            thief.checkpoint();
            write(writer, thief.records());
            assertThat(Tables.rows(database, "alarm"))
                    .singleElement()
                    .asString()
                    .contains("|KEY_CHANGED|");
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void anHonestRedeliveryOfAnOldHelloIsNoRollback(Store store) throws Exception {
        on(store, (database, writer) -> {
            Hello early = kiosk.hello(NONCE);
            kiosk.day(2);
            write(writer, kiosk.records());
            writer.write(List.of(new Inbound.Greeting(kiosk.id, early, true)));
            assertThat(Tables.rows(database, "alarm")).isEmpty();
        });
    }

    private static long services(Database database) {
        return database.reads()
                .withHandle(h -> h.createQuery("SELECT SUM(n) FROM service_cell")
                        .mapTo(Long.class)
                        .one());
    }
}
