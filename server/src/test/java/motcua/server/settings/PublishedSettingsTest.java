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
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Settings;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import motcua.server.Server;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.broker.BrokerConfig;
import motcua.server.catalogue.CatalogueStore;
import motcua.server.config.ServerConfig;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
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

    /** The sample has 1.001193 under another nickname, and the texts that its office posts. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void theListGoesIntoTheSettingsOfAKioskWithTheNamesOfItsOfficeAndAllElseStays(Store store) throws Exception {
        LocalDate day = LocalDate.parse("2026-10-01");
        try (Database database = Database.open(TestDatabases.fresh(store, folder))) {
            SettingsStore settings = new SettingsStore(database, Clock.systemUTC());
            OrganisationStore organisation = new OrganisationStore(database);
            CatalogueSettings lists = new CatalogueSettings(settings, new CatalogueStore(database), organisation);
            assertThatThrownBy(() -> lists.plan(KIOSK, day)).hasMessageContaining("no settings were published");
            settings.publish(KIOSK, sample(), ADMINISTRATOR);
            assertThatThrownBy(() -> lists.plan(KIOSK, day)).hasMessageContaining("no list of procedures");
            Settings before = JsonBinding.fromTree(sample(), Settings.class);
            String office = before.office().id();
            database.writes().useHandle(h -> {
                String put = "INSERT INTO procedure_term (code, valid_from, valid_to, name, short_name, field_code,"
                        + " field_name, level, time_limit_text, fee_text, decision_no, decision_date, replaced_by, common,"
                        + " keywords, receiving_only) VALUES (?, ?, ?, ?, '', 'ho-tich', 'Hộ tịch', '', ?, ?, '9/QĐ',"
                        + " '2026-09-01', '', ?, '', '')";
                h.execute(put, "1.001193", "2026-09-15", "", "Thủ tục đăng ký khai sinh", "1 ngày", "Miễn phí", "1");
                h.execute(put, "1.000894", "2026-09-15", "", "Thủ tục đăng ký kết hôn", "", "", "");
                h.execute(put, "1.000656", "2026-09-15", "", "Thủ tục đăng ký khai tử", "", "", "");
                h.execute(put, "9.999999", "2026-11-01", "", "Thủ tục chưa có hiệu lực", "", "", "");
                h.execute(put, "8.888888", "2026-01-01", "2026-09-15", "Thủ tục đã hết hiệu lực", "", "", "");
                h.execute(
                        "INSERT INTO procedure_mark (unit, code, nickname, keywords, common, hidden)"
                                + " VALUES (?, '1.001193', 'Giấy khai sinh', 'khai sinh', '1', '')",
                        office);
                h.execute("INSERT INTO procedure_mark (unit, code, nickname, keywords, common, hidden)"
                        + " VALUES ('xa', '1.000656', '', '', '', '1')");
                h.execute(
                        "INSERT INTO register_change (at_ms, account, register, source, sha256, before_rows, after_rows,"
                                + " undoes) VALUES (0, '', 'PROCEDURES', 'test', '', '[]', '[]', 0)");
            });
            organisation.put(new OrgUnit("xa", "", "XA", "Xã"), "2026-01-01");
            organisation.put(new OrgUnit(office, "xa", "OFFICE", "Một cửa"), "2026-01-01");

            CatalogueSettings.Plan plan = lists.plan(KIOSK, day);
            assertThat(plan.added()).containsExactly("1.000894");
            assertThat(plan.changed()).containsExactly("1.001193");
            assertThat(plan.procedures()).as("not what the commune hides").isEqualTo(2);
            assertThat(settings.newest(KIOSK).orElseThrow().version())
                    .as("a plan publishes nothing")
                    .isEqualTo(7);

            assertThat(settings.publish(KIOSK, plan.settings(), ADMINISTRATOR)).isEqualTo(8);
            Settings after =
                    JsonBinding.fromBytes(settings.newest(KIOSK).orElseThrow().payload(), Settings.class);
            assertThat(after.procedures())
                    .containsExactly(
                            new Settings.Procedure("1.000894", "Thủ tục đăng ký kết hôn", "Hộ tịch", null, null, false),
                            new Settings.Procedure(
                                    "1.001193",
                                    "Thủ tục đăng ký khai sinh",
                                    "Hộ tịch",
                                    "Giấy khai sinh",
                                    "khai sinh",
                                    true));
            assertThat(after.catalogue()).isEqualTo(new Settings.Catalogue("9/QĐ", "2026-09-01"));
            assertThat(Objects.requireNonNull(after.texts()).posted())
                    .containsExactly(new OfficeTexts.Posted(
                            "1.001193", "Thủ tục đăng ký khai sinh", "Miễn phí", "1 ngày", "9/QĐ", "2026-09-01"));
            assertThat(after.texts().notices())
                    .isEqualTo(Objects.requireNonNull(before.texts()).notices());
            assertThat(List.of(after.office(), after.counters(), after.clerks(), after.queues()))
                    .isEqualTo(List.of(before.office(), before.counters(), before.clerks(), before.queues()));
            assertThat(after.hours()).isEqualTo(before.hours());
            assertThat(lists.plan(KIOSK, day).isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aScaleThatMayNotBeIsNotPublishedAndTheMessageNamesTheField(Store store) throws Exception {
        try (Database database = Database.open(TestDatabases.fresh(store, folder))) {
            SettingsStore settings = new SettingsStore(database, Clock.systemUTC());
            settings.publish(KIOSK, sample(), ADMINISTRATOR);

            ObjectNode allGood = sample();
            allGood.path("ownScale").path("levels").forEach(level -> ((ObjectNode) level).put("satisfied", true));
            refused(settings, allGood, "Thang đánh giá: levels – phải có ít nhất một mức không hài lòng");
            ObjectNode noEnglish = sample();
            ((ObjectNode) noEnglish.at("/ownScale/levels/3")).remove("en");
            refused(settings, noEnglish, "levels[3].en – còn thiếu");
            ObjectNode changed = sample();
            ((ObjectNode) changed.at("/ownScale/levels/3")).put("vi", "Không vừa lòng");
            refused(settings, changed, "version – HL5/2 đã dùng với các mức khác");
            ObjectNode nameless = sample();
            nameless.remove("ownScale");
            nameless.put("scale", "HL5/3");
            refused(settings, nameless, "Không có thang đánh giá HL5/3");
            ((ObjectNode) changed.path("ownScale")).put("version", 3);
            refused(settings, changed, "scale – là HL5/2 nhưng ownScale là HL5/3");

            assertThat(settings.newest(KIOSK).orElseThrow().version()).isEqualTo(7);
            assertThat(settings.publish(KIOSK, changed.put("scale", "HL5/3"), ADMINISTRATOR))
                    .isEqualTo(8);
            assertThat(settings.publish(KIOSK, sample(), ADMINISTRATOR))
                    .as("back to the one before")
                    .isEqualTo(9);
        }
    }

    private static void refused(SettingsStore settings, ObjectNode payload, String why) {
        assertThatThrownBy(() -> settings.publish(KIOSK, payload, ADMINISTRATOR))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining(why);
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
