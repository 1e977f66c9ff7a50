package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import motcua.contract.body.SettingsApplied;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.JsonBinding;
import motcua.contract.scale.Scale;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings on their whole way: published at a server, through its broker, into the office, and what becomes of bad ones. */
class SettingsFromServerTest {
    private static final String KIOSK = "kiosk-xa-xa";
    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    private static final String SETTINGS = """
            {"office":{"id":"%s","name":"UBND xã Thử Nghiệm %s"},
             "counters":[{"number":1,"name":"Hộ tịch","mode":"TICKET"},{"number":2,"name":"Quầy 2","mode":"OPEN"}],
             "clerks":[{"id":"%s","name":"Nguyễn Thị An","leader":false}],
             "scale":"HL5/1","windowMs":60000,
             "queues":[{"id":"thu-tuc","letter":"%s","name":"Thủ tục","kind":"PROCEDURE","counters":[1]}]}
            """;

    @Test
    void publishedSettingsComeIntoForceBadOnesAreRefusedInWordsAndTheGoodStayWithoutTheServer(@TempDir Path folder)
            throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("server"));
                KioskProcess kiosk =
                        KioskProcess.start(folder.resolve("kiosk"), KioskProcess.Setup.simulated(KIOSK, server));
                Chromium chromium = Chromium.start()) {
            Path password = folder.resolve("password");
            Files.writeString(password, ServerProcess.PASSWORD);
            ServerProcess.command(
                    server.folder(),
                    "user",
                    "add",
                    "quantri",
                    "--role",
                    "administrator",
                    "--password-file",
                    password.toString());
            Page status = chromium.desk(1280, 800);
            status.navigate(kiosk.url() + "/status");
            Locator card =
                    status.locator(".card").filter(new Locator.FilterOptions().setHasText("Cấu hình từ máy chủ"));
            assertThat(card).hasCount(0);

            assertThat(push(server, folder, password, "một", "A")).contains("settings 1 are published");
            helloAgain(kiosk);
            assertThat(card.getByText("Phiên bản 1")).isVisible(PATIENT);
            inForce(kiosk, "UBND xã Thử Nghiệm một");

            // What another key signed, what was damaged on the way, and what only a newer kiosk understands.
            String topic = Topics.down(KIOSK, Topics.Down.SETTINGS);
            SigningKey serversKey = SigningKey.load(server.dataFolder().resolve("server.key"));
            ObjectNode newer = settings("hai", "A").put("version", 2).put("form", 1);
            Locator refused = card.getByRole(AriaRole.ALERT);
            MqttAsyncClient stranger =
                    new MqttAsyncClient("tcp://127.0.0.1:" + server.brokerPort(), "ke-la", new MemoryPersistence());
            stranger.connect().waitForCompletion(20_000);
            try {
                stranger.publish(topic, SignedMessage.seal(SigningKey.generate(), topic, newer), 1, false);
                assertThat(refused).containsText("Cấu hình gửi đến bị hỏng hoặc không có chữ ký của máy chủ");
                assertThat(refused).containsText("Bộ phận vẫn dùng cấu hình đang có");
                assertThat(card).containsText("Việc cần làm: báo cấp trên");
                Chromium.picture(status, "status-settings-refused");
                assertThat(Axe.violations(status)).isEmpty();

                ObjectNode ofTomorrow = newer.deepCopy().put("form", 2);
                stranger.publish(topic, SignedMessage.seal(serversKey, topic, ofTomorrow), 1, false);
                assertThat(refused)
                        .containsText("Cấu hình 2 từ máy chủ không dùng được: cần phần mềm mới hơn (dạng 2)");

                byte[] damaged = SignedMessage.seal(serversKey, topic, newer);
                damaged[damaged.length / 2] ^= 1;
                stranger.publish(topic, damaged, 1, false);
                assertThat(refused).containsText("Cấu hình gửi đến bị hỏng hoặc không có chữ ký của máy chủ");
                assertThat(card.getByText("Phiên bản 1")).isVisible();
            } finally {
                stranger.disconnect().waitForCompletion(20_000);
                stranger.close();
            }

            // The server's own, but none an office could have; then a good one again.
            push(server, folder, password, "hai", "S");
            helloAgain(kiosk);
            assertThat(refused)
                    .containsText(
                            "Cấu hình 2 từ máy chủ không dùng được: Chữ S dễ đọc nhầm",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
            inForce(kiosk, "UBND xã Thử Nghiệm một");
            Path file = folder.resolve("settings.json");
            Files.writeString(file, withOwnScale(settings("ba", "C")).toString());
            assertThat(push(server, password, file)).contains("settings 3 are published");
            helloAgain(kiosk);
            assertThat(card.getByText("Phiên bản 3")).isVisible(PATIENT);
            assertThat(refused).hasCount(0);
            ratedInTheWordsOfTheNewScale(server, kiosk, chromium);

            // No server any more, and a power cut.
            server.stop();
            kiosk.kill();
            kiosk.restart();
            inForce(kiosk, "UBND xã Thử Nghiệm ba");
            assertThat(card.getByText("Phiên bản 3")).isVisible(PATIENT);
            Web desk = kiosk.web();
            assertThat(desk.post(
                                    "/api/counters/1/sign-in",
                                    "{\"clerk\":\"%s\",\"pin\":\"%s\"}".formatted(SampleOffice.CLERK, SampleOffice.PIN))
                            .statusCode())
                    .as("the clerk's PIN of before")
                    .isEqualTo(200);
            List<String> origins = new ArrayList<>();
            for (JournalRecord each : kiosk.journal("settings-applied")) {
                origins.add(each.body(SettingsApplied.class).origin());
            }
            assertThat(origins).containsExactly("LOCAL", "SERVER", "SERVER");
        }
    }

    private static ObjectNode settings(String name, String letter) throws IOException {
        return (ObjectNode)
                new ObjectMapper().readTree(SETTINGS.formatted(SampleOffice.ID, name, SampleOffice.CLERK, letter));
    }

    /** The scale of five with a softer name of level 4, as its version 2. */
    private static ObjectNode withOwnScale(ObjectNode settings) {
        ObjectNode own = JsonBinding.toTree(Scale.standard("HL5/1").orElseThrow());
        own.put("version", 2);
        ((ObjectNode) own.path("levels").path(3)).put("vi", "Chưa hài lòng").put("en", "Not satisfied");
        return settings.put("scale", "HL5/2").set("ownScale", own);
    }

    private static void ratedInTheWordsOfTheNewScale(ServerProcess server, KioskProcess kiosk, Chromium chromium)
            throws Exception {
        Page rate = chromium.desk(1280, 800);
        rate.navigate(kiosk.url() + "/rate?counter=2");
        Locator softer = rate.locator(".level").filter(new Locator.FilterOptions().setHasText("Chưa hài lòng"));
        assertThat(softer).isVisible(PATIENT);
        Chromium.picture(rate, "rate-scale-from-server");
        softer.click();
        Satisfaction results = new Satisfaction(server.signedIn("kiemtra"));
        await("the rating is counted at the server, on version 2")
                .atMost(Duration.ofSeconds(60))
                .until(() -> results.total().path("scale").asText().startsWith("HL5/2-5.2-"));
        assertThat(results.levels()).containsExactly(0L, 0L, 0L, 1L, 0L);
    }

    private static String push(ServerProcess server, Path folder, Path password, String name, String letter)
            throws Exception {
        Path file = folder.resolve("settings.json");
        Files.writeString(file, settings(name, letter).toString());
        return push(server, password, file);
    }

    private static String push(ServerProcess server, Path password, Path file) throws Exception {
        return ServerProcess.command(
                server.folder(),
                "settings",
                "push",
                "--by",
                "quantri",
                "--password-file",
                password.toString(),
                KIOSK,
                file.toString());
    }

    /** The kiosk says hello when it finds the broker again, else every five minutes. */
    private static void helloAgain(KioskProcess kiosk) throws Exception {
        for (String state : new String[] {"off", "on"}) {
            assertThat(kiosk.web().post("/api/simulated/network/" + state, "{}").statusCode())
                    .isEqualTo(200);
        }
    }

    private static void inForce(KioskProcess kiosk, String office) {
        await("the office is called " + office)
                .atMost(Duration.ofSeconds(20))
                .until(() ->
                        kiosk.web().json("/api/status").path("office").asText().equals(office));
    }
}
