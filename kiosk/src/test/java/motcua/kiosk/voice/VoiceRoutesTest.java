package motcua.kiosk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import motcua.contract.settings.VoiceOptions;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.config.HttpConfig;
import motcua.kiosk.web.KioskWeb;
import motcua.kiosk.web.PageRoutes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doors of recording, over real HTTP. */
class VoiceRoutesTest {
    private static final byte[] RECORDING =
            ClipStoreTest.speech(300, 600, 400, 7_000).toWav();

    @TempDir
    Path folder;

    private final RecordingPlayer player = new RecordingPlayer();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private TestKiosk kiosk;
    private ClipStore clips;
    private Voice voice;
    private KioskWeb web;

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUp(folder.resolve("kiosk"));
        clips = ClipStore.open(folder.resolve("voice"));
        voice = new Voice(Optional.of(player), clips, () -> VoiceOptions.USUAL, () -> 0, Optional::empty, Thread::sleep)
                .started();
        web = KioskWeb.start(
                new HttpConfig("127.0.0.1", 0),
                kiosk.doorkeeper(false),
                List.of(new PageRoutes(), new VoiceRoutes(clips, voice)));
    }

    @AfterEach
    void close() throws Exception {
        web.close();
        voice.close();
        kiosk.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    @Test
    void onlyTheVoicePageMayHearAMicrophone() throws Exception {
        HttpResponse<String> page = send(request("/setup/voice").GET());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Permissions-Policy"))
                .containsExactly("camera=(), microphone=(self), geolocation=()");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<style", "style=", "onclick=");
        for (String path : List.of("/setup", "/rate", "/desk", "/assets/voice.js", "/api/setup/voice")) {
            assertThat(send(request(path).GET()).headers().allValues("Permissions-Policy"))
                    .as(path)
                    .containsExactly("camera=(), microphone=(), geolocation=()");
        }
    }

    @Test
    void aRecordingIsKeptHeardAndDropped() throws Exception {
        assertThat(send(request("/api/setup/voice").GET()).body())
                .contains("{\"name\":\"3\",\"text\":\"ba\",\"own\":false,\"there\":true");
        HttpResponse<String> kept = post("/api/setup/voice/vi/3", RECORDING);
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        assertThat(kept.body()).contains("\"own\":true");

        HttpResponse<byte[]> heard =
                browser.send(request("/api/setup/voice/vi/3").GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(heard.headers().firstValue("Content-Type")).contains("audio/wav");
        assertThat(Pcm.ofWav(heard.body())).isEqualTo(clips.sound("vi", "3"));

        assertThat(send(request("/api/setup/voice/vi/3").DELETE()).body()).contains("\"own\":false");
        assertThat(Files.exists(folder.resolve("voice/vi/3.wav"))).isFalse();
    }

    @Test
    void whatIsRefusedSaysWhy() throws Exception {
        assertThat(post("/api/setup/voice/vi/3", Pcm.silence(800).toWav()).body())
                .contains("Không nghe thấy tiếng nói");
        assertThat(post("/api/setup/voice/vi/3", "no sound").body()).contains("22.050 Hz");
        HttpResponse<String> large = post("/api/setup/voice/vi/3", new byte[2_000_000]);
        assertThat(large.statusCode()).isEqualTo(400);
        assertThat(large.body()).contains("Đoạn ghi quá dài");
        assertThat(post("/api/setup/voice/vi/..%2F..%2Foffice", RECORDING).statusCode())
                .isBetween(400, 404);
        assertThat(post("/api/setup/voice/xx/3", RECORDING).statusCode()).isEqualTo(400);
        assertThat(send(request("/api/setup/voice/vi/nothing").GET()).statusCode())
                .isEqualTo(404);
        assertThat(post("/api/setup/voice/vi", "{\"kind\":\"CALL\",\"text\":\"Mời {so} {quay}\"}")
                        .body())
                .contains("“Mời”");
        assertThat(post("/api/setup/voice/vi", "{\"kind\":\"SHOUT\",\"text\":\"\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/setup/voice", "{\"code\":\"../x\",\"name\":\"X\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/setup/voice-try", "{\"counter\":0}").statusCode()).isEqualTo(400);
        assertThat(Files.exists(folder.resolve("voice"))).isFalse();
    }

    @Test
    void aLanguageAndASentenceAreAddedAndTriedOnTheLoudspeaker() throws Exception {
        assertThat(post("/api/setup/voice", "{\"code\":\" CoTu \",\"name\":\"Tiếng Cơ Tu\"}")
                        .body())
                .contains("\"code\":\"cotu\"", "\"name\":\"Tiếng Cơ Tu\"");
        assertThat(post("/api/setup/voice/vi", "{\"kind\":\"CALL\",\"text\":\"Số {so} đến quầy số {quay}\"}")
                        .body())
                .contains("\"CALL\":\"Số {so} đến quầy số {quay}\"");
        assertThat(post("/api/setup/voice-try", "{\"language\":\"cotu\"}").statusCode())
                .isEqualTo(200);
        player.mayEnd.release(2);
        await().until(() -> player.heard.size() == 2);
    }

    @Test
    void onceATechniciansPinIsChosenNobodyElseRecordsOrListens() throws Exception {
        kiosk.office.save(TestKiosk.draft(), "246810");
        for (HttpRequest.Builder request : List.of(
                request("/api/setup/voice").GET(),
                request("/api/setup/voice").POST(HttpRequest.BodyPublishers.ofString("{}")),
                request("/api/setup/voice-try").POST(HttpRequest.BodyPublishers.ofString("{}")),
                request("/api/setup/voice/vi").POST(HttpRequest.BodyPublishers.ofString("{}")),
                request("/api/setup/voice/vi/3").GET(),
                request("/api/setup/voice/vi/3").POST(HttpRequest.BodyPublishers.ofByteArray(RECORDING)),
                request("/api/setup/voice/vi/3").DELETE())) {
            assertThat(send(request).statusCode()).isEqualTo(401);
        }
        assertThat(send(request("/setup/voice").GET()).statusCode()).isEqualTo(200);
    }
}
