package motcua.kiosk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clips that come with the kiosk, and those that an office records in their place. */
class ClipStoreTest {
    /** -18 dB of full scale. */
    private static final double LOUD = 4_125;

    @TempDir
    Path folder;

    /** A voice-like sound between two silences, all over soft noise. */
    static Pcm speech(int before, int ms, int after, int peak) {
        Random random = new Random(5);
        short[] samples = new short[Pcm.samples(before + ms + after)];
        for (int i = 0; i < samples.length; i++) {
            int at = i - Pcm.samples(before);
            boolean speaks = at >= 0 && at < Pcm.samples(ms);
            double voice = speaks ? peak * Math.sin(2 * Math.PI * 180 * at / Pcm.RATE) : 0;
            samples[i] = (short) (voice + random.nextInt(41) - 20);
        }
        return new Pcm(samples);
    }

    private static double loudness(Pcm sound) {
        double squares = 0;
        int loud = 0;
        for (int i = 0; i < sound.length(); i++) {
            if (Math.abs(sound.at(i)) >= 300) {
                squares += (double) sound.at(i) * sound.at(i);
                loud++;
            }
        }
        return Math.sqrt(squares / loud);
    }

    @Test
    void theShippedClipsAreOfOneFormatAndLoudnessWithoutSilenceAndSmall() throws Exception {
        ClipStore store = ClipStore.open(folder);
        long bytes = 0;
        for (String language : List.of("vi", "en")) {
            for (ClipStore.ClipInfo clip : store.clips(language)) {
                Pcm sound = store.sound(language, clip.name());
                bytes += sound.toWav().length;
                assertThat(clip.own()).isFalse();
                assertThat(sound.ms()).as(clip.name()).isBetween(100L, 4_000L);
                assertThat(20 * Math.log10(loudness(sound) / LOUD))
                        .as(clip.name())
                        .isCloseTo(0, within(4.0));
                int first = 0;
                while (Math.abs(sound.at(first)) < 100) {
                    first++;
                }
                assertThat(first).as(clip.name()).isLessThan(Pcm.samples(40));
            }
        }
        assertThat(store.clips("vi"))
                .hasSize(51)
                .extracting(ClipStore.ClipInfo::text)
                .contains("Xin mời số", "lăm");
        assertThat(bytes).isLessThan(3_000_000);
    }

    @Test
    void everyShippedFileIsInItsPack() throws Exception {
        ClipStore store = ClipStore.open(folder);
        for (String language : List.of("vi", "en")) {
            Path shipped = Path.of(ClipStore.class
                    .getResource("/voice/" + language + "/pack.properties")
                    .toURI());
            try (Stream<Path> files = Files.list(shipped.getParent())) {
                assertThat(files.map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith(".wav"))
                                .map(name -> name.substring(0, name.length() - 4)))
                        .containsExactlyInAnyOrderElementsOf(store.clips(language).stream()
                                .map(ClipStore.ClipInfo::name)
                                .toList());
            }
        }
    }

    @Test
    void aRecordingTakesThePlaceOfTheShippedClipTrimmedAndLevelled() throws Exception {
        ClipStore store = ClipStore.open(folder);

        ClipStore.ClipInfo kept =
                store.put("vi", "3", speech(900, 500, 1_300, 2_000).toWav());

        assertThat(kept.own()).isTrue();
        assertThat(kept.ms()).isBetween(500L, 640L);
        Pcm sound = ClipStore.open(folder).sound("vi", "3");
        assertThat(20 * Math.log10(loudness(sound) / LOUD)).isCloseTo(0, within(1.0));
        assertThat(Files.exists(folder.resolve("vi/3.wav"))).isTrue();
        assertThat(Files.exists(folder.resolve("vi/3.wav.part"))).isFalse();

        assertThat(store.remove("vi", "3").own()).isFalse();
        assertThat(store.sound("vi", "3")).isNotEqualTo(sound);
    }

    @Test
    void aRecordingThatIsOfNoUseIsRefusedWithTheReasonAndTheOldOneStays() throws Exception {
        ClipStore store = ClipStore.open(folder);
        store.put("vi", "3", speech(100, 400, 100, 6_000).toWav());
        Pcm old = store.sound("vi", "3");

        refused(store, speech(300, 600, 300, 150).toWav(), "Không nghe thấy tiếng nói");
        refused(store, Pcm.silence(900).toWav(), "Không nghe thấy tiếng nói");
        refused(store, speech(300, 60, 300, 8_000).toWav(), "quá ngắn");
        refused(store, speech(300, 4_200, 300, 8_000).toWav(), "quá dài (4,2 giây");
        refused(store, speech(300, 600, 300, 20_000).times(4).toWav(), "Tiếng bị rè");
        refused(store, new byte[0], "WAV không nén");
        refused(
                store,
                "ID3 something that is no WAV, but long enough".getBytes(StandardCharsets.US_ASCII),
                "WAV không nén");
        byte[] stereo = speech(100, 400, 100, 6_000).toWav();
        stereo[22] = 2;
        refused(store, stereo, "một kênh");
        byte[] fast = speech(100, 400, 100, 6_000).toWav();
        fast[25] = 0x77;
        refused(store, fast, "22.050 Hz");

        assertThat(store.sound("vi", "3")).isEqualTo(old);
    }

    private static void refused(ClipStore store, byte[] wav, String why) {
        assertThatThrownBy(() -> store.put("vi", "3", wav))
                .isInstanceOf(ClipRefused.class)
                .hasMessageContaining(why);
    }

    @Test
    void onlyClipsOfThePackAreTaken() {
        ClipStore store = ClipStore.open(folder);
        byte[] wav = speech(100, 400, 100, 6_000).toWav();
        for (String name : List.of("../3", "nothing", "", "3.wav")) {
            assertThatThrownBy(() -> store.put("vi", name, wav)).isInstanceOf(ClipRefused.class);
        }
        assertThatThrownBy(() -> store.put("../vi", "3", wav)).isInstanceOf(ClipRefused.class);
        assertThatThrownBy(() -> store.remove("vi", "../../office")).isInstanceOf(ClipRefused.class);
    }

    @Test
    void aFileOfAnotherFormatIsNamedAndTheShippedClipIsHeard() throws Exception {
        Files.createDirectories(folder.resolve("vi"));
        Files.write(folder.resolve("vi/3.wav"), new byte[] {1, 2, 3});
        ClipStore store = ClipStore.open(folder);

        assertThat(store.clip("vi", "3").problem()).contains("22.050 Hz");
        assertThat(store.clip("vi", "3").there()).isTrue();
        assertThat(store.sound("vi", "3").ms()).isGreaterThan(100);
    }

    @Test
    void aLanguageIsAddedWithTheSameListOfClips() throws Exception {
        ClipStore store = ClipStore.open(folder);
        store.addLanguage("tay", "Tiếng Tày");
        store.put("tay", "xin-moi-so", speech(100, 900, 100, 6_000).toWav());

        assertThat(store.languages()).containsEntry("tay", "Tiếng Tày");
        assertThat(store.clips("tay")).hasSize(50);
        assertThat(store.clip("tay", "3").there()).isFalse();
        assertThat(ClipStore.open(folder).clip("tay", "xin-moi-so").own()).isTrue();
        assertThatThrownBy(() -> store.addLanguage("tay", "Tày")).hasMessage("Tiếng này đã có");
        assertThatThrownBy(() -> store.addLanguage("../x", "Tày")).isInstanceOf(ClipRefused.class);
        assertThatThrownBy(() -> store.addLanguage("km", "a\nnumbers = vietnamese"))
                .isInstanceOf(ClipRefused.class);
    }

    @Test
    void whatAWavHoldsComesOutAgainAlsoBehindOtherChunks() throws Exception {
        Pcm sound = speech(0, 300, 0, 9_000);
        byte[] plain = sound.toWav();
        byte[] list = new byte[plain.length + 12];
        System.arraycopy(plain, 0, list, 0, 36);
        System.arraycopy(new byte[] {'L', 'I', 'S', 'T', 3, 0, 0, 0, 1, 2, 3, 0}, 0, list, 36, 12);
        System.arraycopy(plain, 36, list, 48, plain.length - 36);

        assertThat(Pcm.ofWav(plain)).isEqualTo(sound);
        assertThat(Pcm.ofWav(list)).isEqualTo(sound);
    }

    @Test
    void noBytesAtAllBringTheReaderDown() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = speech(0, 200, 0, 9_000).toWav();
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length));
            for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
                bad[random.nextInt(Math.min(bad.length, 60))] = (byte) random.nextInt(256);
            }
            try {
                Recording.clip(Pcm.ofWav(bad));
            } catch (ClipRefused expected) {
                assertThat(expected.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
    }
}
