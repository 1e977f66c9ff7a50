package motcua.kiosk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that plays, and all the ways in which it does not. */
@Timeout(120)
class AplayPlayerTest {
    private static final long PATIENCE_MS = 60_000;
    private static final Pcm SOUND = ClipStoreTest.speech(0, 5_000, 0, 9_000);

    @TempDir
    Path folder;

    private static AplayPlayer running(String script, long patienceMs) {
        return new AplayPlayer(List.of("/bin/sh", "-c", script), patienceMs);
    }

    private static void play(AplayPlayer player) throws Exception {
        player.play(SOUND.toWav(), SOUND.ms());
    }

    @Test
    void theProcessGetsTheWholeFile() throws Exception {
        Path heard = folder.resolve("heard.wav");
        play(running("cat > " + heard, PATIENCE_MS));

        assertThat(Pcm.ofWav(Files.readAllBytes(heard))).isEqualTo(SOUND);
    }

    @Test
    void whatItSaysIsTheReason() {
        assertThatThrownBy(() ->
                        play(running("cat > /dev/null; echo 'no such card' >&2; echo more >&2; exit 1", PATIENCE_MS)))
                .isInstanceOf(PlayerFailure.class)
                .hasMessage("/bin/sh failed: no such card");
    }

    @Test
    void dyingMidwayIsAFailure() {
        assertThatThrownBy(() -> play(running("head -c 30000 > /dev/null; kill -9 $$", PATIENCE_MS)))
                .isInstanceOf(PlayerFailure.class)
                .hasMessageContaining("failed: exit code");
    }

    @Test
    void endingWellBeforeTheSoundDidIsAFailureToo() {
        assertThatThrownBy(() -> play(running("head -c 30000 > /dev/null; exec 0<&-; exit 0", PATIENCE_MS)))
                .isInstanceOf(PlayerFailure.class)
                .hasMessageContaining("ended before the sound did");
    }

    @Test
    void oneThatHangsIsKilled() {
        assertThatThrownBy(() ->
                        new AplayPlayer(List.of("/bin/sh", "-c", "exec sleep 600"), 100).play(new byte[200_000], 10))
                .isInstanceOf(PlayerFailure.class)
                .hasMessageContaining("hangs");
    }

    @Test
    void oneThatIsNotInstalledIsNamed() {
        assertThatThrownBy(() -> play(new AplayPlayer(List.of("/no/such/aplay"), PATIENCE_MS)))
                .isInstanceOf(PlayerFailure.class)
                .hasMessageContaining("alsa-utils");
    }

    @Test
    void anInterruptEndsTheSound() throws Exception {
        Path started = folder.resolve("started");
        AtomicReference<Exception> ended = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                play(running(
                        "echo $$ > " + started + ".part; mv " + started + ".part " + started + "; exec sleep 600",
                        PATIENCE_MS));
            } catch (Exception e) {
                ended.set(e);
            }
        });
        thread.start();
        org.awaitility.Awaitility.await().until(() -> Files.exists(started));
        long pid = Long.parseLong(Files.readString(started).strip());
        thread.interrupt();
        thread.join();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        org.awaitility.Awaitility.await()
                .until(() -> ProcessHandle.of(pid)
                        .map(ProcessHandle::isAlive)
                        .orElse(false)
                        .equals(false));
    }
}
