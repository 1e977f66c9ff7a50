package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kiosk's voice: what {@code aplay} hands to the sound card, and the page on which an office records its own. */
class PageVoiceTest {
    private static final int RATE = 22_050;
    private static final int FAKE_RATE = 48_000;
    /** A clip is on the disk before it is said to be kept, and other tests cut the power of disks meanwhile. */
    private static final double SLOW_DISK_MS = 30_000;

    /** Done when the microphone has heard two tenths of a second of sound. */
    private static final String HEARD = """
            () => new Promise((done) => {
              const meter = document.getElementById("level");
              let loud = 0;
              new MutationObserver((changes, observer) => {
                if (meter.value <= 0.1 || ++loud < 2) return;
                observer.disconnect();
                done();
              }).observe(meter, { attributes: true });
            })
            """;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static Path card;
    private static Playwright playwright;
    private static Browser browser;
    private static KioskProcess kiosk;

    @BeforeAll
    static void open() throws Exception {
        card = folder.resolve("card.raw");
        Path alsa = Files.writeString(folder.resolve("asound.conf"), """
                pcm.!default {
                  type file
                  slave.pcm { type null }
                  file "|cat >> %s"
                  format "raw"
                }
                """.formatted(card));
        kiosk = KioskProcess.start(
                folder.resolve("kiosk"),
                new KioskProcess.Setup("kiosk-giong", "", "", SampleOffice.seed(120, "khong-co"), null, null),
                List.of("env", "ALSA_CONFIG_PATH=" + alsa));
        kiosk.stop();
        Files.writeString(folder.resolve("kiosk/kiosk.properties"), "voice.player=aplay\n", StandardOpenOption.APPEND);
        kiosk.restart();
        Path microphone = Files.write(folder.resolve("microphone.wav"), somebodySpeaking());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getProperty("chromium", "/usr/bin/chromium")))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--font-render-hinting=none",
                                "--use-fake-ui-for-media-stream",
                                "--use-fake-device-for-media-stream",
                                "--use-file-for-fake-audio-capture=" + microphone)));
    }

    @AfterAll
    static void close() {
        browser.close();
        playwright.close();
        kiosk.close();
    }

    /** Half a second of a vowel, then a second of silence; the browser plays it over and over. */
    private static byte[] somebodySpeaking() {
        short[] samples = new short[FAKE_RATE * 3 / 2];
        for (int i = 0; i < FAKE_RATE / 2; i++) {
            double t = (double) i / FAKE_RATE;
            samples[i] = (short) (6_000 * Math.sin(2 * Math.PI * 200 * t) + 3_000 * Math.sin(2 * Math.PI * 600 * t));
        }
        ByteBuffer wav = ByteBuffer.allocate(44 + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length * 2);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(FAKE_RATE).putInt(FAKE_RATE * 2);
        wav.putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * 2);
        for (short sample : samples) {
            wav.putShort(sample);
        }
        return wav.array();
    }

    private static Page page() {
        return browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setLocale("vi-VN")
                        .setReducedMotion(ReducedMotion.REDUCE))
                .newPage();
    }

    private static short[] clip(String name) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(kiosk.url() + "/api/setup/voice/vi/" + name))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return samples(answer.body(), 44);
    }

    private static short[] samples(byte[] bytes, int from) {
        short[] samples = new short[(bytes.length - from) / 2];
        ByteBuffer.wrap(bytes, from, bytes.length - from)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    /** What the card got is, sample by sample, the clips of the sentence at the usual volume, with its pauses, twice. */
    @Test
    void theSoundCardGetsTheClipsOfTheSentenceInTheirOrderTwice() throws Exception {
        int before = Files.exists(card) ? (int) Files.size(card) : 0;
        HttpResponse<String> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(kiosk.url() + "/api/setup/voice-try"))
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"label\":\"B105\",\"counter\":21,\"kind\":\"PRIORITY\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Object[] sentence = {
            "xin-moi-so-uu-tien",
            70,
            "chu-b",
            220,
            "1",
            70,
            "0",
            70,
            "5",
            220,
            "den-quay-so",
            70,
            "2",
            70,
            "muoi",
            70,
            "mot"
        };
        int chime = clip("chuong").length + RATE * 250 / 1000;
        int length = 0;
        for (Object each : sentence) {
            length += each instanceof String name ? clip(name).length : RATE * (Integer) each / 1000;
        }
        int least = before + 2 * (chime + length + RATE * 700 / 1000 + length);
        Awaitility.await("both sayings are heard")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(card) && Files.size(card) >= least);

        short[] heard = samples(Files.readAllBytes(card), before);
        int at = startOf("chuong", heard, 0);
        at = same(heard, at, "chuong") + RATE * 250 / 1000;
        at = sentence(heard, at, sentence);
        // The card takes whole periods, so silence may stand between the two.
        int again = startOf("xin-moi-so-uu-tien", heard, at);
        assertThat(again - at).isGreaterThanOrEqualTo(RATE * 700 / 1000);
        sentence(heard, again, sentence);
    }

    private static int sentence(short[] heard, int from, Object[] sentence) throws Exception {
        int at = from;
        for (Object each : sentence) {
            at = each instanceof String name ? same(heard, at, name) : at + RATE * (Integer) each / 1000;
        }
        return at;
    }

    private static int same(short[] heard, int from, String name) throws Exception {
        short[] clip = quieter(clip(name));
        int end = Math.min(heard.length, from + clip.length);
        assertThat(Arrays.mismatch(Arrays.copyOfRange(heard, from, end), clip))
                .as(name)
                .isEqualTo(-1);
        return end;
    }

    /** Outside of all hours that an office names the volume is 80 %. */
    private static short[] quieter(short[] clip) {
        short[] quieter = new short[clip.length];
        for (int i = 0; i < clip.length; i++) {
            quieter[i] = (short) Math.round(clip[i] * 0.8);
        }
        return quieter;
    }

    /** Where a clip begins that comes next after silence; it may begin with some zeros itself. */
    private static int startOf(String name, short[] heard, int from) throws Exception {
        return loudFrom(heard, from) - loudFrom(quieter(clip(name)), 0);
    }

    private static int loudFrom(short[] samples, int from) {
        int at = from;
        while (samples[at] == 0) {
            at++;
        }
        return at;
    }

    @Test
    void anOfficeRecordsAClipWithTheKeyboardAloneAndHearsIt() throws Exception {
        Page page = page();
        page.navigate(kiosk.url() + "/setup/voice");
        assertThat(page.locator("#read")).hasText("Xin mời số");
        assertThat(page.getByText("Loa chạy tốt")).isVisible();
        assertThat(Axe.violations(page)).isEmpty();
        Chromium.picture(page, "voice");
        InEnglish.looksRight(page, "voice");

        tabTo(page, "record");
        page.keyboard().press("Enter");
        assertThat(page.locator("#said")).containsText("Đang ghi");
        Awaitility.await("the level rises")
                .pollInSameThread()
                .until(() -> Boolean.TRUE.equals(page.evaluate("document.getElementById('level').value > 0.1")));
        Chromium.picture(page, "voice-recording");
        assertThat(Axe.violations(page)).isEmpty();
        page.keyboard().press("Enter");

        assertThat(page.locator("#said"))
                .containsText("Đã giữ “Xin mời số”", new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
        assertThat(page.locator("#read")).hasText("Xin mời số ưu tiên");
        assertThat(page.locator("#record")).isFocused();
        Path kept = kiosk.dataFolder().resolve("voice/vi/xin-moi-so.wav");
        short[] own = samples(Files.readAllBytes(kept), 44);
        assertThat((double) own.length / RATE).isBetween(0.1, 4.0);
        assertThat(loudness(own)).isCloseTo(4_125, within(1_400.0));
        assertThat(page.locator("#clip-xin-moi-so")).containsText("đã ghi");

        page.locator("#clip-xin-moi-so").click();
        page.locator("#listen").click();
        assertThat(page.locator("[role=alert]")).hasCount(0);
        Chromium.picture(page, "voice-recorded");
        InEnglish.looksRight(page, "voice-recorded");
        page.locator("#drop").click();
        assertThat(page.locator("#said")).hasText("Đã bỏ bản ghi");
        assertThat(Files.exists(kept)).isFalse();
        page.context().close();
    }

    /**
     * A new language from the first clip to the last: two keys for each, and its words are on the screen. What the person's part takes
     * is reckoned (see {@link TypingPerson}); every clip is spoken half as slowly again as the Vietnamese one that came with the kiosk,
     * with a second of silence about it, and one in ten is recorded a second time. The browser's microphone has half a second of a vowel for
     * each, so the machine's time has that in it, too.
     */
    @Test
    void aPersonRecordsEveryClipOfALanguageInTenMinutes() throws Exception {
        Page page = page();
        page.navigate(kiosk.url() + "/setup/voice");
        TypingPerson person = new TypingPerson(page);
        JsonNode spoken = new Web(kiosk.url())
                .json("/api/setup/voice")
                .path("languages")
                .path(0)
                .path("clips");
        long began = System.nanoTime();
        person.read("#screen");
        person.fill("#new-name", "Tiếng Cơ Tu");
        person.fill("#new-code", "cotu");
        person.click("#add");
        assertThat(page.locator("#said")).hasText("Đã thêm tiếng");
        person.click("#record");
        int typed = person.keys();
        int recorded = 0;
        for (boolean more = true; more; ) {
            String words = page.locator("#read").textContent();
            if (recorded > 0) {
                person.key("Enter");
            }
            assertThat(page.locator("#said"))
                    .hasText(
                            "Đang ghi. Đọc xong bấm “Xong”.",
                            new LocatorAssertions.HasTextOptions().setTimeout(SLOW_DISK_MS));
            page.evaluate(HEARD);
            person.speak(Duration.ofMillis(1_000 + length(spoken, words) * 3 / 2));
            person.key("Enter");
            assertThat(page.locator("#said"))
                    .containsText(
                            "Đã giữ “" + words + "”",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(SLOW_DISK_MS));
            recorded++;
            more = !page.locator("#read").textContent().equals(words);
        }
        Duration machine = Duration.ofNanos(System.nanoTime() - began);
        Duration all = person.time().multipliedBy(11).dividedBy(10).plus(machine);
        System.out.printf(
                "%d clips: %d s = %d s of a person (%s), one in ten twice, + %d s of the machine%n",
                recorded, all.toSeconds(), person.time().toSeconds(), person, machine.toSeconds());
        assertThat(person.keys() - typed).as("two keys a clip").isEqualTo(2 * recorded - 1);
        assertThat(recorded).isGreaterThanOrEqualTo(45);
        assertThat(page.locator(".step--done")).hasCount(recorded);
        assertThat(all).isLessThanOrEqualTo(Duration.ofMinutes(10));
        page.context().close();
    }

    private static long length(JsonNode spoken, String words) {
        for (JsonNode clip : spoken) {
            if (clip.path("text").asText().equals(words)) {
                return clip.path("ms").asLong();
            }
        }
        throw new AssertionError("the kiosk does not say " + words);
    }

    @Test
    void aSentenceThatNoClipsSayIsRefusedInWords() throws Exception {
        Page page = page();
        page.navigate(kiosk.url() + "/setup/voice");
        page.locator("#say-CALL").fill("Kính mời bà con số {so} đến quầy số {quay}");
        page.locator("#keep-CALL").click();
        assertThat(page.locator("[role=alert]")).containsText("Chưa có đoạn tiếng nào bắt đầu bằng “Kính”");
        assertThat(Axe.violations(page)).isEmpty();
        InEnglish.looksRight(page, "voice-refused");
        InEnglish.speak(page, "en");
        assertThat(page.locator("[role=alert]")).containsText("No clip begins with “Kính” in the sentence “Kính mời");
        InEnglish.speak(page, "vi");
        page.locator("#say-CALL").fill("Xin mời công dân số {so} đến quầy số {quay}");
        page.locator("#keep-CALL").click();
        assertThat(page.locator("#said")).hasText("Đã lưu câu gọi");
        page.locator("#say-CALL").fill("");
        page.locator("#keep-CALL").click();
        assertThat(page.locator("#say-CALL")).hasValue("Xin mời số {so}, đến quầy số {quay}");
        page.locator("#record").click();
        assertThat(page.locator("#said")).containsText("Đang ghi");
        InEnglish.looksRight(page, "voice-recording");
        page.context().close();
    }

    private static double loudness(short[] samples) {
        double squares = 0;
        int loud = 0;
        for (short sample : samples) {
            if (Math.abs(sample) >= 300) {
                squares += (double) sample * sample;
                loud++;
            }
        }
        return Math.sqrt(squares / loud);
    }

    private static void tabTo(Page page, String id) {
        for (int i = 0; i < 120; i++) {
            if (id.equals(page.evaluate("document.activeElement?.id"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("Tab does not reach " + id);
    }
}
