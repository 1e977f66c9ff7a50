package motcua.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import motcua.contract.wire.Topics;
import motcua.server.broker.BrokerConfig;
import motcua.server.broker.EmbeddedBroker;
import motcua.server.broker.TestUplink;
import motcua.server.config.ServerConfig;
import motcua.server.ingest.Tables;
import motcua.server.ingest.TestKiosk;
import motcua.server.storage.DatabaseConfig;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server through a real broker and a real MQTT client. */
class ServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final BrokerConfig EMBEDDED = new BrokerConfig(true, "127.0.0.1", 0, "");

    @TempDir
    Path folder;

    private final TestKiosk kiosk = TestKiosk.open("xa-an-binh-1", "an-binh");

    @BeforeEach
    void record() {
        kiosk.day(20);
        kiosk.checkpoint();
    }

    private ServerConfig config(DatabaseConfig database, BrokerConfig broker) {
        return new ServerConfig(
                folder, folder.resolve("server.key"), "127.0.0.1", 0, Optional.empty(), database, broker);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatArrivesIsCountedAndReceipted(Store store) throws Exception {
        DatabaseConfig database = TestDatabases.fresh(store, folder);
        try (Server server = Server.open(config(database, EMBEDDED), Clock.systemUTC());
                TestUplink uplink = connect(server)) {
            uplink.hello(kiosk.hello("00000000000000a1"));
            uplink.journal(kiosk.records());

            await().atMost(PATIENCE)
                    .until(() -> uplink.latest(kiosk.epoch()) != null
                            && uplink.latest(kiosk.epoch()).contiguous() == kiosk.headSeq());
            assertThat(uplink.latest(kiosk.epoch())).satisfies(receipt -> {
                assertThat(receipt.nonce()).isEqualTo("00000000000000a1");
                assertThat(receipt.instance()).isEqualTo(server.health().instance());
                assertThat(receipt.hashAtContiguous()).isEqualTo(kiosk.headHash());
                assertThat(receipt.ranges()).isEmpty();
                assertThat(receipt.quarantined()).isEmpty();
            });
            assertThat(uplink.badReceipts).isEmpty();
            assertThat(rated(server)).isEqualTo(20);
            assertThat(server.health().status()).isEqualTo("UP");
            assertThat(Tables.rows(server.database(), "alarm")).isEmpty();
        }
    }

    @Test
    void garbageIsQuarantinedByRangeAndBlocksNothing() throws Exception {
        DatabaseConfig database = TestDatabases.fresh(Store.SQLITE, folder);
        try (Server server = Server.open(config(database, EMBEDDED), Clock.systemUTC());
                TestUplink uplink = connect(server)) {
            uplink.journal(kiosk.records().subList(0, 10));
            uplink.raw("not a journal\nat all\n".getBytes(StandardCharsets.UTF_8), kiosk.epoch(), 11, 12);
            uplink.raw(new byte[262_145], kiosk.epoch(), 13, 14);
            uplink.publish(Topics.Up.HELLO, "{}".getBytes(StandardCharsets.UTF_8), List.of());
            uplink.publish(Topics.Up.STATUS, new byte[] {(byte) 0xff}, List.of());
            uplink.journal(kiosk.records().subList(12, kiosk.records().size()));

            await().atMost(PATIENCE)
                    .until(() -> uplink.latest(kiosk.epoch()) != null
                            && uplink.latest(kiosk.epoch()).contiguous() == kiosk.headSeq());
            assertThat(uplink.latest(kiosk.epoch()).quarantined())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactly(new long[] {11, 12});
            assertThat(Tables.rows(server.database(), "quarantine"))
                    .hasSize(4)
                    .anyMatch(row -> row.contains("6e6f742061206a6f75726e616c")); // "not a journal"
            assertThat(Tables.rows(server.database(), "alarm")).anyMatch(row -> row.contains("|OVERSIZE|"));

            // The records come after all: they are stored, and the range is no longer refused.
            uplink.journal(kiosk.records().subList(10, 12));
            await().atMost(PATIENCE)
                    .until(() -> uplink.latest(kiosk.epoch()).quarantined().isEmpty());
            assertThat(rated(server)).isEqualTo(20);
        }
    }

    @Test
    void aLostBrokerIsFoundAgainAndNothingIsLost() throws Exception {
        DatabaseConfig database = TestDatabases.fresh(Store.SQLITE, folder);
        EmbeddedBroker broker = EmbeddedBroker.start("127.0.0.1", 0);
        String url = broker.url();
        int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
        try (Server server = Server.open(config(database, new BrokerConfig(false, "", 0, url)), Clock.systemUTC())) {
            await().atMost(PATIENCE).until(() -> server.health().broker().equals("CONNECTED"));
            broker.close();
            await().atMost(PATIENCE).until(() -> server.health().status().equals("DEGRADED"));
            broker = EmbeddedBroker.start("127.0.0.1", port);
            await().atMost(PATIENCE).until(() -> server.health().broker().equals("CONNECTED"));
            try (TestUplink uplink = connect(server)) {
                uplink.journal(kiosk.records());
                await().atMost(PATIENCE).until(() -> rated(server) == 20);
            }
        } finally {
            broker.close();
        }
    }

    @Test
    void messagesOfTheTimeWithoutServerWaitForIt() throws Exception {
        DatabaseConfig database = TestDatabases.fresh(Store.SQLITE, folder);
        try (EmbeddedBroker broker = EmbeddedBroker.start("127.0.0.1", 0)) {
            ServerConfig config = config(database, new BrokerConfig(false, "", 0, broker.url()));
            String key;
            try (Server server = Server.open(config, Clock.systemUTC())) {
                await().atMost(PATIENCE).until(() -> server.health().broker().equals("CONNECTED"));
                key = server.key().publicKeyHex();
            }
            try (TestUplink uplink = new TestUplink(broker.url(), kiosk.id, key)) {
                uplink.journal(kiosk.records());
                try (Server server = Server.open(config, Clock.systemUTC())) {
                    await().atMost(PATIENCE).until(() -> rated(server) == 20);
                }
            }
        }
    }

    @Test
    void statusIsKeptAsItCame() throws Exception {
        DatabaseConfig database = TestDatabases.fresh(Store.SQLITE, folder);
        try (Server server = Server.open(config(database, EMBEDDED), Clock.systemUTC());
                TestUplink uplink = connect(server)) {
            byte[] status = motcua.contract.json.JsonBinding.toBytes(
                    new motcua.contract.wire.Status(kiosk.id, true, "test", 1, "TRUSTED", 0, false, false, List.of()));
            uplink.publish(Topics.Up.STATUS, status, List.of());
            await().atMost(PATIENCE)
                    .until(() -> Tables.rows(server.database(), "kiosk_status").stream()
                            .anyMatch(row -> row.contains(new String(status, StandardCharsets.UTF_8))));
        }
    }

    @Test
    void aSecondServerOnTheFolderIsRefused() throws Exception {
        DatabaseConfig database = TestDatabases.fresh(Store.SQLITE, folder);
        try (Server server = Server.open(config(database, EMBEDDED), Clock.systemUTC())) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> Server.open(config(database, EMBEDDED), Clock.systemUTC()))
                    .hasMessageContaining("another server uses the folder");
            assertThat(server.health().instance()).hasSize(16);
        }
    }

    private TestUplink connect(Server server) throws Exception {
        await().atMost(PATIENCE).until(() -> server.health().broker().equals("CONNECTED"));
        return new TestUplink(server.brokerUrl(), kiosk.id, server.key().publicKeyHex());
    }

    private static long rated(Server server) {
        return server.database()
                .reads()
                .withHandle(h -> h.createQuery("SELECT COALESCE(SUM(n), 0) FROM service_cell WHERE outcome = 'RATED'")
                        .mapTo(Long.class)
                        .one());
    }
}
