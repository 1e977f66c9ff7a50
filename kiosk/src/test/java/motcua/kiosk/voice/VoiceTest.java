package motcua.kiosk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import motcua.bridge.health.DeviceState;
import motcua.contract.settings.VoiceOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is heard, when, and what is not said any more. The voice's own thread; a loudspeaker and a clock of the test. */
class VoiceTest {
    private static final VoiceOptions LOUD =
            new VoiceOptions("vi", "linh", "nghìn", "tư", List.of(new VoiceOptions.Volume(0, 24, 100)));

    @TempDir
    Path folder;

    private final AtomicLong upMs = new AtomicLong(1_000);
    private final RecordingPlayer player = new RecordingPlayer();
    /** Waits of the voice between two tries, which the test lets end. */
    private final Semaphore rests = new Semaphore(0);

    private final Semaphore mayGoOn = new Semaphore(0);
    private final List<Long> restMs = new ArrayList<>();
    private volatile VoiceOptions options = LOUD;
    private volatile Optional<LocalTime> time = Optional.of(LocalTime.of(9, 0));
    private ClipStore clips;
    private Voice voice;

    @BeforeEach
    void open() {
        clips = ClipStore.open(folder);
        voice = new Voice(Optional.of(player), clips, () -> options, upMs::get, () -> time, ms -> {
            restMs.add(ms);
            rests.release();
            mayGoOn.acquire();
        });
    }

    @AfterEach
    void close() {
        voice.close();
    }

    private static Call call(String label, int counter) {
        return new Call(label, counter, Call.Kind.CALL, 0, "vi");
    }

    private static Call recall(String label, int counter, int times) {
        return new Call(label, counter, Call.Kind.RECALL, times, "vi");
    }

    private static void until(BooleanSupplier holds) {
        await().atMost(Duration.ofSeconds(60)).until(holds::getAsBoolean);
    }

    private static void take(Semaphore semaphore) throws InterruptedException {
        assertThat(semaphore.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    }

    /** Lets the loudspeaker come to the end of so many sounds, one after another. */
    private void hear(int sounds) throws InterruptedException {
        for (int i = 0; i < sounds; i++) {
            take(player.started);
            player.mayEnd.release();
        }
    }

    private List<Announcement.Step> first(Call call) throws Unsayable {
        return Announcement.of(call, clips, options).first();
    }

    private List<Announcement.Step> again(Call call) throws Unsayable {
        return Announcement.of(call, clips, options).again();
    }

    /** The sound of steps, built here sample by sample from the clips' files. */
    private Pcm sound(List<Announcement.Step> steps) throws Exception {
        List<Short> samples = new ArrayList<>();
        for (Announcement.Step step : steps) {
            if (step instanceof Announcement.Pause pause) {
                for (int i = 0; i < 22_050L * pause.ms() / 1000; i++) {
                    samples.add((short) 0);
                }
            } else if (step instanceof Announcement.Play play) {
                Pcm clip = clips.sound(play.language(), play.clip());
                for (int i = 0; i < clip.length(); i++) {
                    samples.add((short) clip.at(i));
                }
            }
        }
        short[] all = new short[samples.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = samples.get(i);
        }
        return new Pcm(all);
    }

    @Test
    void aCallIsChimeAndSentenceAndAfterSevenTenthsTheSentenceAgainSampleForSample() throws Exception {
        voice.started();
        voice.say(call("A012", 3));
        hear(2);
        until(() -> player.heard.size() == 2);

        List<Announcement.Step> sentence = List.of(
                play("xin-moi-so"),
                pause(70),
                play("chu-a"),
                pause(220),
                play("0"),
                pause(70),
                play("1"),
                pause(70),
                play("2"),
                pause(220),
                play("den-quay-so"),
                pause(70),
                play("3"));
        List<Announcement.Step> first = new ArrayList<>(List.of(play("chuong"), pause(250)));
        first.addAll(sentence);
        List<Announcement.Step> again = new ArrayList<>(List.of(pause(700)));
        again.addAll(sentence);
        assertThat(player.heard.get(0)).isEqualTo(sound(first));
        assertThat(player.heard.get(1)).isEqualTo(sound(again));
        assertThat(voice.state().said()).isEqualTo(1);
        assertThat(voice.state().condition()).isEqualTo(VoiceState.Condition.OK);
    }

    private static Announcement.Step play(String clip) {
        return new Announcement.Play("vi", clip);
    }

    private static Announcement.Step pause(int ms) {
        return new Announcement.Pause(ms);
    }

    @Test
    void twoCountersCallingAtOnceNeverOverlapAndEachIsHeard() throws Exception {
        voice.started();
        int each = 12;
        List<Thread> counters = IntStream.rangeClosed(1, 2)
                .mapToObj(counter -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        voice.say(call(String.format("%s%03d", counter == 1 ? "A" : "B", i), counter));
                    }
                }))
                .toList();
        counters.forEach(Thread::start);
        for (Thread counter : counters) {
            counter.join();
        }
        player.mayEnd.release(2 * each + 2 * each);
        until(() -> voice.state().said() == 2L * each && voice.state().waiting() == 0);

        assertThat(player.mostAtOnce).isEqualTo(1);
        for (int counter = 1; counter <= 2; counter++) {
            for (int i = 0; i < each; i++) {
                Pcm wanted = sound(first(call(String.format("%s%03d", counter == 1 ? "A" : "B", i), counter)));
                assertThat(player.heard.stream().filter(wanted::equals)).hasSize(1);
            }
        }
    }

    @Test
    void whileOthersWaitEachIsSaidOnceAndRepetitionsAreLeftOut() throws Exception {
        voice.say(call("A001", 1));
        voice.say(recall("A002", 2, 1));
        voice.say(call("A003", 3));
        voice.say(call("A004", 4));
        voice.started();
        hear(4);
        until(() -> player.heard.size() == 4);

        assertThat(player.heard)
                .containsExactly(
                        sound(first(call("A001", 1))),
                        sound(first(call("A003", 3))),
                        sound(first(call("A004", 4))),
                        sound(again(call("A004", 4))));
        assertThat(voice.state().repeats()).isEqualTo(3);
    }

    @Test
    void aRepetitionIsSaidWhenTheRoomIsQuiet() throws Exception {
        voice.started();
        voice.say(recall("A002", 2, 3));
        hear(2);
        until(() -> player.heard.size() == 2);

        assertThat(player.heard.get(0)).isEqualTo(sound(first(recall("A002", 2, 3))));
        assertThat(voice.state().repeats()).isZero();
    }

    @Test
    void aNewerCallOfTheSameTicketTakesTheOldOnesPlace() throws Exception {
        voice.say(call("A001", 1));
        voice.say(call("A002", 2));
        voice.say(new Call("A001", 5, Call.Kind.TRANSFER, 0, "vi"));
        voice.started();
        hear(3);
        until(() -> player.heard.size() == 3);

        assertThat(player.heard.get(0)).isEqualTo(sound(first(new Call("A001", 5, Call.Kind.TRANSFER, 0, "vi"))));
        assertThat(player.heard.get(1)).isEqualTo(sound(first(call("A002", 2))));
        assertThat(voice.state().replaced()).isEqualTo(1);
    }

    @Test
    void aRepetitionOfWhatNobodyHasHeardIsSaidAsTheCallItself() throws Exception {
        voice.say(call("A001", 1));
        voice.say(recall("A001", 1, 1));
        voice.say(call("A002", 2));
        voice.say(call("A003", 3));
        voice.started();
        hear(4);
        until(() -> player.heard.size() == 4);

        assertThat(player.heard.get(0)).isEqualTo(sound(first(call("A001", 1))));
        assertThat(player.heard.get(1)).isEqualTo(sound(first(call("A002", 2))));
    }

    @Test
    void theSecondSayingIsNotHeardOnceTheTicketIsCalledElsewhereOrHasCome() throws Exception {
        voice.started();
        voice.say(call("A001", 1));
        take(player.started);
        voice.say(call("A001", 4));
        player.mayEnd.release();
        take(player.started);
        voice.withdraw("A001");
        player.mayEnd.release();
        voice.say(call("A002", 2));
        hear(2);
        until(() -> player.heard.size() == 4);

        assertThat(player.heard)
                .containsExactly(
                        sound(first(call("A001", 1))),
                        sound(first(call("A001", 4))),
                        sound(first(call("A002", 2))),
                        sound(again(call("A002", 2))));
    }

    @Test
    void whoHasComeIsNotCalled() throws Exception {
        voice.say(call("A001", 1));
        voice.say(call("A002", 2));
        voice.withdraw("A001");
        voice.started();
        hear(2);
        until(() -> player.heard.size() == 2);

        assertThat(player.heard.get(0)).isEqualTo(sound(first(call("A002", 2))));
    }

    @Test
    void aCallOlderThanAMinuteIsNotSaid() throws Exception {
        voice.say(call("A001", 1));
        upMs.addAndGet(30_000);
        voice.say(call("A002", 2));
        upMs.addAndGet(30_001);
        voice.started();
        hear(2);
        until(() -> player.heard.size() == 2);

        assertThat(player.heard.get(0)).isEqualTo(sound(first(call("A002", 2))));
        assertThat(voice.state().expired()).isEqualTo(1);
    }

    @Test
    void theVolumeIsThatOfTheHour() throws Exception {
        options = new VoiceOptions(
                "vi",
                "linh",
                "nghìn",
                "tư",
                List.of(new VoiceOptions.Volume(7, 8, 50), new VoiceOptions.Volume(11, 13, 0)));
        voice.started();
        time = Optional.of(LocalTime.of(12, 0));
        voice.say(call("A001", 1));
        until(() -> voice.state().muted() == 1);
        time = Optional.of(LocalTime.of(7, 30));
        voice.say(call("A002", 2));
        hear(2);
        until(() -> player.heard.size() == 2);

        Pcm whole = sound(first(call("A002", 2)));
        Pcm half = player.heard.get(0);
        assertThat(half.length()).isEqualTo(whole.length());
        for (int i = 0; i < half.length(); i++) {
            assertThat(half.at(i)).isEqualTo((int) Math.round(whole.at(i) * 0.5));
        }
    }

    @Test
    void whileNobodyKnowsTheTimeNoHourIsMuted() throws Exception {
        options = new VoiceOptions("vi", "linh", "nghìn", "tư", List.of(new VoiceOptions.Volume(0, 24, 0)));
        time = Optional.empty();
        voice.started();
        voice.say(call("A001", 1));
        hear(2);
        until(() -> player.heard.size() == 2);

        assertThat(player.heard.get(0)).isEqualTo(sound(first(call("A001", 1))).times(0.8));
    }

    @Test
    void aLoudspeakerThatDiesMidwayIsShownAndTheCallSaidAgainOnceItWorks() throws Exception {
        voice.started();
        until(() -> player.probes.get() == 1);
        player.failures.set(3); // the call, then it twice more
        voice.say(call("A001", 1));
        for (int i = 0; i < 3; i++) {
            hear(1);
            take(rests);
            assertThat(voice.state().condition()).isEqualTo(VoiceState.Condition.DOWN);
            assertThat(voice.state().detail()).isEqualTo("no such device");
            assertThat(voice.device()).hasValueSatisfying(device -> {
                assertThat(device.condition()).isEqualTo(DeviceState.Condition.DOWN);
                assertThat(device.detail()).hasValue("no such device");
            });
            mayGoOn.release();
        }
        hear(2);
        until(() -> player.heard.size() == 2);

        assertThat(player.heard.get(0)).isEqualTo(sound(first(call("A001", 1))));
        until(() -> voice.state().condition() == VoiceState.Condition.OK);
        assertThat(voice.device().orElseThrow().condition()).isEqualTo(DeviceState.Condition.OK);
        assertThat(voice.state().failed()).isEqualTo(3);
        assertThat(restMs).containsExactly(1_000L, 2_000L, 4_000L);
    }

    @Test
    void aCallThatGrewOldWhileTheLoudspeakerWasDownIsNotSaid() throws Exception {
        voice.started();
        until(() -> player.probes.get() == 1);
        player.failures.set(1);
        voice.say(call("A001", 1));
        hear(1);
        take(rests);
        upMs.addAndGet(60_001);
        voice.say(call("A002", 2));
        mayGoOn.release();
        hear(2);
        until(() -> player.heard.size() == 2);

        assertThat(player.heard.get(0)).isEqualTo(sound(first(call("A002", 2))));
        assertThat(voice.state().expired()).isEqualTo(1);
    }

    @Test
    void aDeviceIsTriedAgainAlsoWhenNobodyIsCalled() throws Exception {
        player.failures.set(2);
        voice.started();
        take(rests);
        assertThat(voice.state().condition()).isEqualTo(VoiceState.Condition.DOWN);
        mayGoOn.release();
        take(rests);
        mayGoOn.release();
        until(() -> voice.state().condition() == VoiceState.Condition.OK);

        assertThat(player.heard).isEmpty();
    }

    @Test
    void whoCallsNeverWaitsForTheLoudspeaker() throws Exception {
        voice.started();
        voice.say(call("A001", 1));
        take(player.started); // and it never comes to its end
        for (int i = 0; i < 10_000; i++) {
            voice.say(call("B" + i, 1 + i % 200));
        }

        assertThat(voice.state().waiting()).isLessThanOrEqualTo(50);
    }

    @Test
    void whatCannotBeSaidIsNamedAndTheNextCallIsHeard() throws Exception {
        voice.started();
        voice.say(call("Q001", 1));
        voice.say(call("A001", 1));
        hear(2);
        until(() -> player.heard.size() == 2);

        assertThat(voice.state().unsayable()).isEqualTo("Q001: Chưa có tiếng cho ký tự “Q” của số Q001");
        assertThat(player.heard.get(0)).isEqualTo(sound(first(call("A001", 1))));
    }

    @Test
    void withoutAVoiceNothingIsKept() {
        Voice silent = Voice.start(Optional.empty(), clips, () -> options, upMs::get, () -> time);
        silent.say(call("A001", 1));

        assertThat(silent.state().condition()).isEqualTo(VoiceState.Condition.OFF);
        assertThat(silent.state().waiting()).isZero();
        silent.close();
    }
}
