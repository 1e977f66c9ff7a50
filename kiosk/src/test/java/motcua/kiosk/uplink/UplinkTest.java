package motcua.kiosk.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.Boot;
import motcua.contract.body.ClockAnchor;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Status;
import motcua.contract.wire.Topics;
import motcua.kiosk.clock.ClockAnchors;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.config.UplinkConfig;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.TestJournals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The uplink against a real broker and a server that follows the rules of the wire. */
class UplinkTest {
    private static final SigningKey SERVER_KEY = SigningKey.generate();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static TestBroker shared;

    @TempDir
    Path dir;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final SteppedClock clock = SteppedClock.at(TestJournals.MORNING);
    private TestBroker broker;
    private Journal journal;
    private ClockAnchors anchors;

    @BeforeAll
    static void startBroker() throws Exception {
        shared = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        shared.close();
    }

    @BeforeEach
    void begin() throws Exception {
        broker = shared;
        openJournal("journal");
    }

    @AfterEach
    void end() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.add(part);
        return part;
    }

    private void openJournal(String name) throws Exception {
        journal = keep(TestJournals.open(dir.resolve(name), clock));
        anchors = new ClockAnchors(clock, journal::append);
        journal.replay((gen, record) -> anchors.take(record));
    }

    private Uplink uplink() {
        return uplink(broker.url());
    }

    private Uplink uplink(URI url) {
        return uplink(url, SettingsTaker.NONE);
    }

    private Uplink uplink(URI url, SettingsTaker taker) {
        return keep(Uplink.open(
                new UplinkConfig(url, SERVER_KEY.publicKeyHex(), Duration.ofMinutes(5)),
                dir.resolve("settings.json"),
                journal,
                TestJournals.DEVICE_KEY.publicKeyHex(),
                clock,
                anchors,
                () -> new Status(TestJournals.KIOSK, true, "test", 0, "TRUSTED", 0, true, false, List.of()),
                taker,
                new Random(7)));
    }

    private ScriptedServer server(int instance, Map<String, NavigableMap<Long, JournalRecord>> stored)
            throws Exception {
        return keep(ScriptedServer.start(broker.url(), TestJournals.KIOSK, SERVER_KEY, instance, stored));
    }

    private void append(int records) {
        for (int i = 0; i < records; i++) {
            journal.append(TestJournals.body(i));
        }
    }

    private void awaitAll(ScriptedServer server) {
        await().atMost(PATIENCE).until(() -> server.stored(journal.epoch()) == journal.headSeq());
    }

    @Test
    void sendsWhatThereIsAndWhatComes() throws Exception {
        append(1_200);
        ScriptedServer server = server(1, new TreeMap<>());
        Uplink uplink = uplink();
        awaitAll(server);
        append(3);
        awaitAll(server);
        await().atMost(PATIENCE).until(() -> advanceUntilLooked(uplink).backlog() == 0);
        assertThat(uplink.state().phase()).isEqualTo(UplinkState.Phase.ONLINE);
        assertThat(server.batches()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(500));
        for (int i = 0; i < server.batches().size(); i++) {
            List<JournalRecord> batch = server.batches().get(i);
            assertThat(server.announced().get(i))
                    .containsExactly(
                            batch.get(0).header().seq(),
                            batch.get(batch.size() - 1).header().seq());
        }
        server.snapshot()
                .get(journal.epoch())
                .forEach((seq, record) -> assertThat(record)
                        .isEqualTo(journal.read(1, seq, seq, 1, 1).get(0)));
    }

    /** The state is looked at once a second of the kiosk's clock. */
    private UplinkState advanceUntilLooked(Uplink uplink) {
        clock.advance(Duration.ofMillis(200));
        return uplink.state();
    }

    @Test
    void worksWithoutAServerAndDeliversEachRecordOnceItAppears() throws Exception {
        Uplink uplink = uplink();
        append(50);
        await().atMost(PATIENCE).until(() -> advanceUntilLooked(uplink).backlog() >= 51);
        ScriptedServer server = server(1, new TreeMap<>());
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(5)); // weeks pass; the uplink tries again and again
            return server.stored(journal.epoch()) == journal.headSeq();
        });
    }

    @Test
    void keepsRecordsThatOnlyTheBrokerAcknowledged() throws Exception {
        ScriptedServer deaf = server(1, new TreeMap<>());
        deaf.deaf(true);
        Uplink uplink = uplink();
        append(10);
        await().atMost(PATIENCE).until(() -> !deaf.hellos().isEmpty());
        await().atMost(PATIENCE).until(() -> deaf.arrived() > 0);
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(1)); // the state is looked at
            return uplink.state().backlog() >= 11;
        });
        uplink.close();
        assertThat(journal.receipts()).isEmpty();
        deaf.close();
        ScriptedServer server = server(2, new TreeMap<>());
        uplink();
        awaitAll(server);
    }

    @Test
    void makesANewConnectionAfterAMinuteWithoutProgress() throws Exception {
        ScriptedServer server = server(1, new TreeMap<>());
        Uplink uplink = uplink();
        awaitAll(server);
        server.deaf(true);
        append(5);
        int hellos = server.hellos().size();
        long deafSinceUpMs = clock.upMs();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return uplink.state().phase() == UplinkState.Phase.STALLED;
        });
        assertThat(Duration.ofMillis(clock.upMs() - deafSinceUpMs))
                .as("batches that are given up and sent again are no progress")
                .isLessThan(Duration.ofMinutes(2));
        assertThat(uplink.state().alarm()).contains("the server does not confirm what is sent");
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return server.hellos().size() > hellos;
        });
        server.deaf(false);
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return server.stored(journal.epoch()) == journal.headSeq()
                    && uplink.state().phase() == UplinkState.Phase.ONLINE;
        });
    }

    @Test
    void comesBackWhenTheBrokerDoes() throws Exception {
        broker = keep(TestBroker.start());
        ScriptedServer server = server(1, new TreeMap<>());
        uplink();
        awaitAll(server);
        int port = broker.port();
        Map<String, NavigableMap<Long, JournalRecord>> kept = server.snapshot();
        broker.close();
        append(20);
        broker = keep(TestBroker.start(port));
        ScriptedServer again = server(2, kept);
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return again.stored(journal.epoch()) == journal.headSeq();
        });
    }

    @Test
    void givesARestoredServerWhatItLost() throws Exception {
        ScriptedServer server = server(1, new TreeMap<>());
        append(40);
        Uplink uplink = uplink();
        awaitAll(server);
        Map<String, NavigableMap<Long, JournalRecord>> yesterday = server.snapshot();
        append(60);
        awaitAll(server);
        server.close();
        ScriptedServer restored = server(2, yesterday);
        append(1); // its receipt names the new instance, so the kiosk says hello and learns what is missing
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return restored.stored(journal.epoch()) == journal.headSeq();
        });
        assertThat(uplink.state().alarm()).isNull();
        assertThat(journal.gen()).isEqualTo(1);
    }

    @Test
    void beginsANewEpochWhenTheServerKnowsAnotherHistory() throws Exception {
        append(10);
        // a clone of the card went on elsewhere, and its records came first
        Map<String, NavigableMap<Long, JournalRecord>> theirs = new TreeMap<>();
        journal.close();
        copy(dir.resolve("journal"), dir.resolve("clone"));
        try (Journal clone = TestJournals.open(dir.resolve("clone"), clock)) {
            clone.append(TestJournals.body(1_000));
            clone.replay((gen, record) -> theirs.computeIfAbsent(record.header().epoch(), name -> new TreeMap<>())
                    .put(record.header().seq(), record));
        }
        openJournal("journal");
        append(5);
        String branch = journal.epoch();
        ScriptedServer server = server(1, theirs);
        Uplink uplink = uplink();
        await().atMost(PATIENCE).until(() -> journal.gen() == 2);
        append(3);
        awaitAll(server);
        assertThat(server.stored(journal.epoch(), 1).orElseThrow().body(Boot.class))
                .isEqualTo(new Boot("test", 2, branch, "FORKED"));
        await().atMost(PATIENCE).until(() -> advanceUntilLooked(uplink).phase() == UplinkState.Phase.FORKED);
        assertThat(uplink.state().alarm()).contains("another history").contains(branch);
        // our branch is kept here, and was shown to the server, which keeps what it does not have
        assertThat(journal.read(1, 1, 100, 100, 1_000_000)).hasSizeGreaterThanOrEqualTo(17);
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofMillis(200));
            return server.batches().stream()
                    .flatMap(List::stream)
                    .anyMatch(record -> record.header().epoch().equals(branch)
                            && record.header().seq() == 17);
        });
        assertThat(journal.gen()).isEqualTo(2);
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(each.getFileName()));
            }
        }
    }

    @Test
    void beginsANewEpochWhenItWasRolledBack() throws Exception {
        append(10);
        journal.close();
        copy(dir.resolve("journal"), dir.resolve("snapshot"));
        openJournal("journal");
        append(10);
        ScriptedServer server = server(1, new TreeMap<>());
        Uplink before = uplink();
        awaitAll(server);
        before.close();
        journal.close();
        openJournal("snapshot");
        Uplink uplink = uplink();
        await().atMost(PATIENCE).until(() -> journal.gen() == 2);
        awaitAll(server);
        await().atMost(PATIENCE).until(() -> advanceUntilLooked(uplink).phase() == UplinkState.Phase.FORKED);
    }

    @Test
    void halvesABatchThatDoesNotComeThroughAndGoesPastTheRecord() throws Exception {
        append(15);
        ScriptedServer server = server(1, new TreeMap<>());
        server.allergicTo(record -> record.header().seq() == 9);
        uplink();
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(10));
            return server.stored(journal.epoch()) == journal.headSeq() - 1;
        });
        assertThat(server.stored(journal.epoch(), 9)).isEmpty();
        assertThat(server.batches()).anySatisfy(batch -> assertThat(batch).hasSize(16));
        assertThat(server.batches()).anySatisfy(batch -> {
            assertThat(batch).hasSize(1);
            assertThat(batch.get(0).header().seq()).isEqualTo(9);
        });
        server.allergicTo(record -> false);
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofSeconds(10));
            return server.stored(journal.epoch()) == journal.headSeq();
        });
    }

    @Test
    void hasLittleUnderWayBeforeTheLinkHasShownWhatItCarries() throws Exception {
        append(400);
        ScriptedServer server = server(1, new TreeMap<>());
        server.silent(true);
        uplink();
        await().atMost(PATIENCE).until(() -> !server.batches().isEmpty());
        append(100);
        await().during(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .until(() -> server.mostBytesNotReceipted() <= Pace.LEAST);
    }

    @Test
    void learnsTrueTimeFromTheRoundTripOfAHello() throws Exception {
        clock.reboot(Instant.EPOCH);
        ScriptedServer server = server(1, new TreeMap<>());
        uplink();
        awaitAll(server);
        await().atMost(PATIENCE).until(anchors::trusted);
        ClockAnchor anchor = TestJournals.all(journal).stream()
                .filter(record -> record.header().type().equals("clock-anchor"))
                .findFirst()
                .orElseThrow()
                .body(ClockAnchor.class);
        assertThat(anchor.source()).isEqualTo(AnchorSource.SERVER);
        assertThat(anchor.errorMs()).isLessThan(PATIENCE.toMillis());
        assertThat(Math.abs(clock.wallMs() - ScriptedServer.SERVER_TIME)).isLessThan(PATIENCE.toMillis());
    }

    @Test
    void takesOnlyReceiptsOfThePinnedKey() throws Exception {
        append(5);
        ScriptedServer server = server(1, new TreeMap<>());
        server.silent(true);
        Uplink uplink = uplink();
        await().atMost(PATIENCE).until(() -> server.stored(journal.epoch()) == journal.headSeq());
        Receipt receipt = server.receiptOf(journal.epoch());
        server.sendRaw(
                Topics.Down.RECEIPT,
                SignedMessage.seal(
                        SigningKey.generate(), Topics.down(TestJournals.KIOSK, Topics.Down.RECEIPT), receipt));
        server.sendRaw(
                Topics.Down.RECEIPT,
                SignedMessage.seal(SERVER_KEY, Topics.down("kiosk-2", Topics.Down.RECEIPT), receipt));
        await().during(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .until(() -> advanceUntilLooked(uplink).backlog() > 0);
        await().atMost(PATIENCE).until(() -> {
            // each time anew: what the kiosk learnt of the time may have become a record behind the first receipt
            server.send(Topics.Down.RECEIPT, server.receiptOf(journal.epoch()));
            return advanceUntilLooked(uplink).backlog() == 0;
        });
    }

    @Test
    void sendsAgainWhatTheServerAsksFor() throws Exception {
        append(9);
        ScriptedServer server = server(1, new TreeMap<>());
        uplink();
        awaitAll(server);
        int batches = server.batches().size();
        server.send(Topics.Down.COMMAND, new ServerCommand("resend", journal.epoch(), 3L, 5L));
        // what the kiosk learnt of the time may have become a record of its own meanwhile
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.batches().stream().skip(batches))
                        .anySatisfy(batch -> assertThat(batch)
                                .extracting(record -> record.header().seq())
                                .containsExactly(3L, 4L, 5L)));
    }

    @Test
    void keepsNewerSettingsAndRefusesOthers() throws Exception {
        ScriptedServer server = server(1, new TreeMap<>());
        uplink();
        awaitAll(server);
        Path file = dir.resolve("settings.json");
        server.send(Topics.Down.SETTINGS, Map.of("version", 2, "text", "hai"));
        await().atMost(PATIENCE).until(() -> Files.exists(file));
        byte[] second = Files.readAllBytes(file);
        server.send(Topics.Down.SETTINGS, Map.of("version", 1, "text", "một"));
        server.send(Topics.Down.SETTINGS, Map.of("text", "không"));
        server.sendRaw(Topics.Down.SETTINGS, "rác".getBytes(StandardCharsets.UTF_8));
        append(1);
        awaitAll(server);
        assertThat(Files.readAllBytes(file)).isEqualTo(second);
        server.send(Topics.Down.SETTINGS, Map.of("version", 3, "text", "ba"));
        await().atMost(PATIENCE).until(() -> !java.util.Arrays.equals(Files.readAllBytes(file), second));
    }

    @Test
    void refusedSettingsAreNotKeptAndTheKeptOnesAreUsedAtTheNextStart() throws Exception {
        ScriptedServer server = server(1, new TreeMap<>());
        List<Long> used = new CopyOnWriteArrayList<>();
        List<String> told = new CopyOnWriteArrayList<>();
        SettingsTaker taker = new SettingsTaker() {
            @Override
            public long version() {
                return used.isEmpty() ? 0 : used.get(used.size() - 1);
            }

            @Override
            public void take(JsonNode settings) throws MalformedJson {
                if (settings.path("bad").asBoolean()) {
                    throw new MalformedJson("bad", null);
                }
                used.add(settings.path("version").asLong());
            }

            @Override
            public void refuse(MalformedJson why) {
                told.add(String.valueOf(why.getMessage()));
            }
        };
        uplink(broker.url(), taker);
        awaitAll(server);
        Path file = dir.resolve("settings.json");
        server.send(Topics.Down.SETTINGS, Map.of("version", 2));
        await().atMost(PATIENCE).until(() -> Files.exists(file));
        byte[] second = Files.readAllBytes(file);
        server.send(Topics.Down.SETTINGS, Map.of("version", 3, "bad", true));
        server.sendRaw(Topics.Down.SETTINGS, "rác".getBytes(StandardCharsets.UTF_8));
        server.send(Topics.Down.SETTINGS, Map.of("version", 2));
        await().atMost(PATIENCE).until(() -> used.size() == 2);

        assertThat(Files.readAllBytes(file)).isEqualTo(second);
        assertThat(used).containsExactly(2L, 2L);
        assertThat(told).as("of what the server did not sign").hasSize(1);
        uplink(URI.create("tcp://127.0.0.1:1"), taker);
        assertThat(used).as("also without the server").containsExactly(2L, 2L, 2L);
    }
}
