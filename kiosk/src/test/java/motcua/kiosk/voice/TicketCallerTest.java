package motcua.kiosk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.contract.settings.VoiceOptions;
import motcua.kiosk.counter.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the queue calls, and what is said of it. */
class TicketCallerTest {
    @TempDir
    Path folder;

    private static motcua.kiosk.queue.Call called(
            String label, int times, boolean priority, boolean transferred, boolean byHand) {
        return new motcua.kiosk.queue.Call(
                1, "t", label, 3, times, priority, transferred, byHand, new Moment("b", 0, 0, true));
    }

    @Test
    void everyCallOfTheQueueHasItsSentenceButThoseFetchedByHand() throws Exception {
        RecordingPlayer player = new RecordingPlayer();
        ClipStore clips = ClipStore.open(folder);
        VoiceOptions options =
                new VoiceOptions("vi", "linh", "nghìn", "tư", List.of(new VoiceOptions.Volume(0, 24, 100)));
        List<Pcm> wanted = new ArrayList<>();
        try (Voice voice = new Voice(
                        Optional.of(player),
                        clips,
                        () -> options,
                        () -> 0,
                        () -> Optional.of(java.time.LocalTime.NOON),
                        Thread::sleep)
                .started()) {
            TicketCaller caller = new TicketCaller(voice, () -> "vi");
            player.mayEnd.release(100);
            for (var each : List.of(
                    List.of(called("A001", 1, false, false, true)),
                    List.of(called("A002", 1, false, false, false), new Call("A002", 3, Call.Kind.CALL, 1, "vi")),
                    List.of(called("A003", 1, true, false, false), new Call("A003", 3, Call.Kind.PRIORITY, 1, "vi")),
                    List.of(called("A004", 1, true, true, false), new Call("A004", 3, Call.Kind.TRANSFER, 1, "vi")),
                    List.of(called("A005", 3, true, true, false), new Call("A005", 3, Call.Kind.RECALL, 2, "vi")))) {
                caller.called((motcua.kiosk.queue.Call) each.get(0));
                if (each.size() == 1) {
                    continue;
                }
                Announcement said = Announcement.of((Call) each.get(1), clips, options);
                for (List<Announcement.Step> saying : List.of(said.first(), said.again())) {
                    List<Pcm> parts = new ArrayList<>();
                    for (Announcement.Step step : saying) {
                        parts.add(
                                step instanceof Announcement.Play play
                                        ? clips.sound(play.language(), play.clip())
                                        : Pcm.silence(((Announcement.Pause) step).ms()));
                    }
                    wanted.add(Pcm.joined(parts));
                }
                await().until(() -> player.heard.size() == wanted.size());
            }
        }

        assertThat(player.heard).containsExactlyElementsOf(wanted);
    }
}
