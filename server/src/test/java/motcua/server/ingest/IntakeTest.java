package motcua.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import motcua.contract.journal.JournalRecord;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.Topics;
import motcua.server.storage.Database;
import motcua.server.storage.DatabaseConfig;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Group commit: acknowledge after the commit, serve kiosks in turn, wait for a database that refuses. */
class IntakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long WEIGHT = 100;

    @TempDir
    Path folder;

    private final TestKiosk kiosk = TestKiosk.open("xa-an-binh-1", "an-binh");

    private static InboundMessage message(TestKiosk kiosk, List<JournalRecord> records, Runnable acknowledge) {
        return new InboundMessage(
                new Topics.UpTopic(kiosk.id, Topics.Up.JOURNAL), Batch.encode(records), Map.of(), false, acknowledge);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void nothingIsAcknowledgedBeforeItIsCommitted(Store store) throws Exception {
        kiosk.day(30);
        List<JournalRecord> records = kiosk.records();
        Set<String> early = new ConcurrentSkipListSet<>();
        AtomicInteger acknowledged = new AtomicInteger();
        try (Database database = TestDatabases.open(store, folder);
                Intake intake = start(database, new ArrayList<>())) {
            for (JournalRecord each : records) {
                intake.offer(message(kiosk, List.of(each), () -> {
                    if (Tables.rows(
                                    database,
                                    "journal WHERE seq = " + each.header().seq())
                            .isEmpty()) {
                        early.add(each.toString());
                    }
                    acknowledged.incrementAndGet();
                }));
            }
            await().atMost(PATIENCE).until(() -> acknowledged.get() == records.size());
            assertThat(early).isEmpty();
            assertThat(intake.storedRecords()).isEqualTo(records.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void noReceiptNamesWhatIsNotCommitted(Store store) throws Exception {
        kiosk.day(30);
        List<JournalRecord> records = kiosk.records();
        Set<String> early = new ConcurrentSkipListSet<>();
        AtomicLong promised = new AtomicLong();
        try (Database database = TestDatabases.open(store, folder);
                Intake intake = Intake.start(
                        new JournalWriter(database, Clock.systemUTC(), "00000000000000aa"),
                        Clock.systemUTC(),
                        receipt -> {
                            // Another connection: it sees what is committed and nothing else.
                            int there = Tables.rows(database, "journal WHERE seq <= " + receipt.contiguous())
                                    .size();
                            if (there < receipt.contiguous()) {
                                early.add(receipt.contiguous() + " promised, " + there + " there");
                            }
                            promised.set(receipt.contiguous());
                        })) {
            for (JournalRecord each : records) {
                intake.offer(message(kiosk, List.of(each), () -> {}));
            }
            await().atMost(PATIENCE).until(() -> promised.get() == records.size());
            assertThat(early).isEmpty();
        }
    }

    @Test
    void aDatabaseThatIsHeldIsWaitedForAndNothingIsLost() throws Exception {
        kiosk.day(5);
        DatabaseConfig config = TestDatabases.fresh(Store.POSTGRESQL, folder);
        List<Receipt> receipts = new ArrayList<>();
        AtomicInteger acknowledged = new AtomicInteger();
        try (Database database = Database.open(config);
                Intake intake = start(database, receipts)) {
            database.writes()
                    .useHandle(h ->
                            h.execute("ALTER DATABASE " + name(config) + " SET default_transaction_read_only = on"));
            database.reads()
                    .useHandle(
                            h -> h.execute(
                                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"));
            intake.offer(message(kiosk, kiosk.records(), acknowledged::incrementAndGet));
            await().atMost(PATIENCE).until(intake::refusing);
            assertThat(acknowledged).hasValue(0);

            try (Database other = Database.open(new DatabaseConfig(
                    config.url() + (config.url().contains("?") ? "&" : "?")
                            + "options=-c%20default_transaction_read_only=off",
                    config.user(),
                    config.password()))) {
                other.writes().useHandle(h -> {
                    h.execute("ALTER DATABASE " + name(config) + " SET default_transaction_read_only = off");
                    h.execute(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
                });
            }
            await().atMost(PATIENCE).until(() -> acknowledged.get() == 1);
            // A connection of the pool may be one that was ended above; the next one is good.
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(JdbiException.class)
                    .untilAsserted(() -> assertThat(Tables.rows(database, "journal"))
                            .hasSize(kiosk.records().size()));
        }
    }

    private static String name(DatabaseConfig config) {
        return config.url().replaceAll(".*/([a-z_0-9]+).*", "$1");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void onePercentOfGarbageIsKeptAndBlocksNobody(Store store) throws Exception {
        List<TestKiosk> kiosks = new ArrayList<>();
        int garbage = 0;
        try (Database database = TestDatabases.open(store, folder);
                Intake intake = start(database, new ArrayList<>())) {
            AtomicInteger acknowledged = new AtomicInteger();
            int sent = 0;
            for (int k = 0; k < 20; k++) {
                TestKiosk each = TestKiosk.open("kiosk-" + k, "office-" + k);
                each.day(25);
                kiosks.add(each);
                for (JournalRecord record : each.records()) {
                    intake.offer(message(each, List.of(record), acknowledged::incrementAndGet));
                    sent++;
                }
                byte[] noise = ("noise " + k).getBytes(StandardCharsets.UTF_8);
                intake.offer(new InboundMessage(
                        new Topics.UpTopic(each.id, Topics.Up.JOURNAL),
                        noise,
                        Map.of(),
                        false,
                        acknowledged::incrementAndGet));
                sent++;
                garbage++;
            }
            int all = sent;
            await().atMost(PATIENCE).until(() -> acknowledged.get() == all);
            assertThat(Tables.rows(database, "quarantine")).hasSize(garbage);
            assertThat(Tables.rows(database, "journal"))
                    .hasSize(kiosks.stream().mapToInt(k -> k.records().size()).sum());
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aMessageThatCannotBeWrittenIsKeptAndTakenInByARetryOnceItCan(Store store) throws Exception {
        kiosk.day(20);
        TestKiosk other = TestKiosk.open("xa-an-binh-2", "an-binh-2");
        other.day(20);
        AtomicInteger acknowledged = new AtomicInteger();
        try (Database database = TestDatabases.open(store, folder);
                Database twin = TestDatabases.open(store, folder)) {
            JournalWriter writer = new JournalWriter(twin, Clock.systemUTC(), "00000000000000aa");
            writer.write(Deliveries.inOrder(kiosk.records(), 50));
            writer.write(Deliveries.inOrder(other.records(), 50));
            database.writes()
                    .useHandle(
                            h -> h.execute(
                                    store == Store.SQLITE
                                            ? "CREATE TRIGGER fault BEFORE INSERT ON journal WHEN NEW.seq = 30 AND NEW.kiosk = 'xa-an-binh-1' BEGIN SELECT RAISE(ABORT, 'a fault of this version'); END"
                                            : "ALTER TABLE journal ADD CONSTRAINT fault CHECK (seq <> 30 OR kiosk <> 'xa-an-binh-1')"));
            try (Intake intake = start(database, new ArrayList<>())) {
                intake.offer(message(kiosk, kiosk.records(), acknowledged::incrementAndGet));
                intake.offer(message(other, other.records(), acknowledged::incrementAndGet));
                await().atMost(PATIENCE).until(() -> acknowledged.get() == 2);
                assertThat(intake.storedRecords())
                        .as("the other kiosk's")
                        .isEqualTo(other.records().size());
            }
            assertThat(Tables.rows(database, "quarantine")).hasSize(1);
            QuarantineRetry retry = new QuarantineRetry(database, Clock.systemUTC());
            assertThat(retry.run()).as("too early").isEqualTo(new QuarantineRetry.Result(0, 1));

            database.writes()
                    .useHandle(h -> h.execute(
                            store == Store.SQLITE
                                    ? "DROP TRIGGER fault"
                                    : "ALTER TABLE journal DROP CONSTRAINT fault"));
            assertThat(retry.run()).isEqualTo(new QuarantineRetry.Result(1, 0));

            assertThat(Tables.rows(database, "quarantine")).isEmpty();
            assertThat(Tables.cells(database)).isEqualTo(Tables.cells(twin)).isNotEmpty();
            assertThat(Tables.rows(database, "journal")).isEqualTo(Tables.rows(twin, "journal"));
        }
    }

    @Test
    void aFloodOfOneKioskDoesNotKeepTheOthersWaiting() throws Exception {
        FairQueue<String> queue = new FairQueue<>(10_000, Long.MAX_VALUE, String::length);
        for (int i = 0; i < 5_000; i++) {
            queue.put("flood", "flood-" + i);
        }
        Set<String> others = new TreeSet<>();
        for (int k = 0; k < 10; k++) {
            queue.put("kiosk-" + k, "kiosk-" + k);
            others.add("kiosk-" + k);
        }
        List<String> served = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            served.add(queue.take());
        }
        assertThat(served).containsAll(others);
        assertThat(served.stream().filter(each -> each.startsWith("flood")).toList())
                .startsWith("flood-0", "flood-1");
    }

    @Test
    void theOthersAreCommittedInTheMidstOfAFlood() throws Exception {
        kiosk.day(30);
        int flood = 1_900; // more than what is taken apart ahead of the writer, less than what fits in all
        List<String> committed = new CopyOnWriteArrayList<>();
        CountDownLatch begin = new CountDownLatch(1);
        try (Database database = TestDatabases.open(Store.SQLITE, folder);
                Intake intake = start(database, new ArrayList<>())) {
            intake.offer(message(kiosk, kiosk.records().subList(0, 1), () -> awaitLatch(begin)));
            for (int i = 1; i <= flood; i++) {
                int again = i % kiosk.records().size();
                intake.offer(message(kiosk, kiosk.records().subList(again, again + 1), () -> committed.add(kiosk.id)));
            }
            Set<String> others = new TreeSet<>();
            for (int k = 0; k < 10; k++) {
                TestKiosk other = TestKiosk.open("kiosk-" + k, "office-" + k);
                other.day(1);
                intake.offer(message(other, other.records(), () -> committed.add(other.id)));
                others.add(other.id);
            }
            begin.countDown();
            await().atMost(PATIENCE).until(() -> committed.size() == flood + others.size());
            assertThat(committed.subList(0, flood - 250))
                    .as("with much of the flood behind them")
                    .containsAll(others);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anEntryThatIsHeavierThanTheWholeQueueWaitsOnlyUntilItIsAlone() throws Exception {
        FairQueue<Integer> queue = new FairQueue<>(2, WEIGHT, entry -> 5 * WEIGHT);
        queue.put("k", 1);
        assertThat(queue.take()).isEqualTo(1);
        queue.put("k", 2);
        assertThat(queue.take()).isEqualTo(2);
    }

    @Test
    void aFullQueueMakesTheReaderWaitAndDropsNothing() throws Exception {
        aFullQueueMakesTheReaderWait(new FairQueue<>(2, Long.MAX_VALUE, entry -> 1));
        aFullQueueMakesTheReaderWait(new FairQueue<>(1_000, 2 * WEIGHT + 1, entry -> WEIGHT));
    }

    private static void aFullQueueMakesTheReaderWait(FairQueue<Integer> queue) throws InterruptedException {
        Thread reader = new Thread(() -> {
            try {
                for (int i = 0; i < 100; i++) {
                    queue.put("k", i);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        reader.start();
        await().atMost(PATIENCE).until(() -> reader.getState() == Thread.State.WAITING);
        assertThat(queue.size()).isEqualTo(2);
        for (int i = 0; i < 100; i++) {
            assertThat(queue.take()).isEqualTo(i);
        }
        reader.join();
    }

    private static Intake start(Database database, List<Receipt> receipts) {
        return Intake.start(
                new JournalWriter(database, Clock.systemUTC(), "00000000000000aa"), Clock.systemUTC(), receipts::add);
    }
}
