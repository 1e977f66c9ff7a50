package motcua.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import motcua.contract.json.JsonBinding;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Settings;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import motcua.server.Server;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.broker.BrokerConfig;
import motcua.server.config.ServerConfig;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublishedSettingsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Account ADMINISTRATOR = new Account("quantri", Role.ADMINISTRATOR, "", false);
    private static final String KIOSK = "xa-an-binh-1";

    @TempDir
    Path folder;

    private static ObjectNode sample() throws Exception {
        return (ObjectNode)
                JsonMapper.builder().build().readTree(Files.readAllBytes(Path.of("../docs/samples/v1/settings.json")));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void eachPublicationForAKioskHasAHigherVersion(Store store) throws Exception {
        try (Database database = Database.open(TestDatabases.fresh(store, folder))) {
            SettingsStore settings = new SettingsStore(database, Clock.systemUTC());

            assertThat(settings.publish(KIOSK, sample(), ADMINISTRATOR)).isEqualTo(7);
            assertThat(settings.publish(KIOSK, sample(), ADMINISTRATOR)).isEqualTo(8);
            assertThat(settings.publish("xa-khac-1", sample().put("version", 0), ADMINISTRATOR))
                    .isEqualTo(1);

            SettingsStore.Published newest = settings.newest(KIOSK).orElseThrow();
            assertThat(newest.version()).isEqualTo(8);
            assertThat(JsonBinding.fromBytes(newest.payload(), Settings.class).version())
                    .isEqualTo(8);
        }
    }

    @Test
    void whatIsNoSettingsOrNotAllowedIsNotPublished() throws Exception {
        try (Database database = Database.open(TestDatabases.fresh(Store.SQLITE, folder))) {
            SettingsStore settings = new SettingsStore(database, Clock.systemUTC());
            ObjectNode withoutClerks = sample();
            withoutClerks.remove("clerks");

            assertThatThrownBy(() -> settings.publish(KIOSK, withoutClerks, ADMINISTRATOR))
                    .hasMessageContaining("clerks");
            assertThatThrownBy(() -> settings.publish(KIOSK, sample(), new Account("lanhdao", Role.LEADER, "", false)))
                    .hasMessageContaining("no technician or administrator");
            assertThat(settings.newest(KIOSK)).isEqualTo(Optional.empty());
        }
    }

    @Test
    void aKioskWithOlderSettingsGetsThemSignedWithItsHello() throws Exception {
        ServerConfig config = new ServerConfig(
                folder,
                folder.resolve("server.key"),
                "127.0.0.1",
                0,
                Optional.empty(),
                TestDatabases.fresh(Store.SQLITE, folder),
                new BrokerConfig(true, "127.0.0.1", 0, ""));
        List<Long> got = new CopyOnWriteArrayList<>();
        try (Server server = Server.open(config, Clock.systemUTC())) {
            new SettingsStore(server.database(), Clock.systemUTC()).publish(KIOSK, sample(), ADMINISTRATOR);
            await().atMost(PATIENCE).until(() -> server.health().broker().equals("CONNECTED"));
            String topic = Topics.down(KIOSK, Topics.Down.SETTINGS);
            MqttClient client = new MqttClient(server.brokerUrl(), "kiosk-" + KIOSK, new MemoryPersistence());
            client.connect();
            IMqttMessageListener listener = (t, message) ->
                    got.add(SignedMessage.open(server.key().publicKeyHex(), topic, message.getPayload(), Settings.class)
                            .version());
            client.subscribe(
                    new MqttSubscription[] {new MqttSubscription(topic, 1)}, new IMqttMessageListener[] {listener});

            client.publish(Topics.up(KIOSK, Topics.Up.HELLO), new MqttMessage(hello(7L)));
            client.publish(Topics.up(KIOSK, Topics.Up.HELLO), new MqttMessage(hello(null)));
            client.publish(Topics.up(KIOSK, Topics.Up.HELLO), new MqttMessage(hello(6L)));
            await().atMost(PATIENCE).until(() -> !got.isEmpty());
            assertThat(got)
                    .as("only the hello with an older version is answered")
                    .containsExactly(7L);

            client.disconnectForcibly(0, 0, false);
            client.close(true);
        }
    }

    private static byte[] hello(@Nullable Long settings) {
        return JsonBinding.toBytes(new Hello(KIOSK, "00000000000000a1", "ab".repeat(32), "test", List.of(), settings));
    }
}
