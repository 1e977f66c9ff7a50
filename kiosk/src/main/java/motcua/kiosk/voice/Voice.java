package motcua.kiosk.voice;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import motcua.bridge.health.DeviceState;
import motcua.contract.settings.VoiceOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls people aloud, one after another, each twice while nobody else waits to be called.
 *
 * <p>One thread, {@code voice}, speaks; {@link #say} only leaves the call to it and never waits, whatever the loudspeaker
 * does. What it could not say is said once the loudspeaker works again, if it is still of use to anybody then. Safe for any
 * thread.
 */
public final class Voice implements AutoCloseable {
    /** The voice's name among the devices. */
    public static final String DEVICE = "voice";

    private static final Logger LOG = LoggerFactory.getLogger(Voice.class);
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final int PROBE_MS = 50;
    private static final long END_PATIENCE_MS = 2_000;

    private final Optional<Player> player;
    private final ClipStore clips;
    private final Supplier<VoiceOptions> options;
    private final LongSupplier upMs;
    private final Supplier<Optional<LocalTime>> time;
    private final Sleep sleep;
    private final Thread thread = new Thread(this::speak, "voice");

    private final Object lock = new Object();
    private final WaitingCalls waiting = new WaitingCalls();
    private boolean closed;
    private @Nullable String speaking;
    private VoiceState.Condition condition;
    private @Nullable String detail;
    private @Nullable String unsayable;
    private long sinceUpMs;
    private long said;
    private long muted;
    private long failed;
    private long pauseMs = FIRST_PAUSE_MS;

    /** Waiting between two tries, so that a test need not. */
    interface Sleep {
        void sleep(long ms) throws InterruptedException;
    }

    Voice(
            Optional<Player> player,
            ClipStore clips,
            Supplier<VoiceOptions> options,
            LongSupplier upMs,
            Supplier<Optional<LocalTime>> time,
            Sleep sleep) {
        this.player = player;
        this.clips = clips;
        this.options = options;
        this.upMs = upMs;
        this.time = time;
        this.sleep = sleep;
        condition = player.isEmpty() ? VoiceState.Condition.OFF : VoiceState.Condition.OK;
        sinceUpMs = upMs.getAsLong();
        thread.setDaemon(true);
    }

    /**
     * Starts speaking through {@code aplay}.
     *
     * @param device of ALSA; absent: the office has no voice
     * @param clips what there is to say
     * @param options asked before each call
     * @param upMs the kiosk's monotonic milliseconds
     * @param time the office's local time; empty while nobody knows it, then no hour is quieter than others
     */
    public static Voice start(
            Optional<String> device,
            ClipStore clips,
            Supplier<VoiceOptions> options,
            LongSupplier upMs,
            Supplier<Optional<LocalTime>> time) {
        return new Voice(device.map(AplayPlayer::new), clips, options, upMs, time, Thread::sleep).started();
    }

    Voice started() {
        if (player.isPresent()) {
            thread.start();
        }
        return this;
    }

    /** Leaves a call to the voice. Returns at once. */
    public void say(Call call) {
        if (player.isEmpty()) {
            return;
        }
        synchronized (lock) {
            waiting.add(call, upMs.getAsLong());
            lock.notifyAll();
        }
    }

    /** The ticket need not be called any more: what waits is dropped, what is being said is not repeated. */
    public void withdraw(String label) {
        synchronized (lock) {
            waiting.withdraw(label);
            if (label.equals(speaking)) {
                speaking = null;
            }
        }
    }

    /** How the voice is doing. */
    public VoiceState state() {
        synchronized (lock) {
            return new VoiceState(
                    condition,
                    detail,
                    unsayable,
                    sinceUpMs,
                    waiting.size(),
                    said,
                    waiting.replaced(),
                    waiting.repeats(),
                    waiting.expired(),
                    muted,
                    failed);
        }
    }

    /** The same in the words of {@code /status}; empty where the configuration wants no voice. */
    public Optional<DeviceState> device() {
        synchronized (lock) {
            return condition == VoiceState.Condition.OFF
                    ? Optional.empty()
                    : Optional.of(new DeviceState(
                            DEVICE,
                            condition == VoiceState.Condition.OK
                                    ? DeviceState.Condition.OK
                                    : DeviceState.Condition.DOWN,
                            Optional.ofNullable(detail),
                            sinceUpMs));
        }
    }

    // ---------- the thread

    private void speak() {
        try {
            Player loudspeaker = player.orElseThrow();
            plays(loudspeaker, Pcm.silence(PROBE_MS)); // whether it works is known before somebody is called
            while (true) {
                Optional<WaitingCalls.Waiting> next = next();
                if (next.isPresent()) {
                    say(loudspeaker, next.get());
                } else if (isDown()) {
                    rest();
                    if (nobodyWaits()) {
                        plays(loudspeaker, Pcm.silence(PROBE_MS));
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the voice ends");
        }
    }

    /** The next call; empty only while the loudspeaker is down and nobody waits. */
    private Optional<WaitingCalls.Waiting> next() throws InterruptedException {
        synchronized (lock) {
            while (true) {
                if (closed) {
                    throw new InterruptedException();
                }
                Optional<WaitingCalls.Waiting> next = waiting.take(upMs.getAsLong());
                speaking = next.map(each -> each.call().label()).orElse(null);
                if (next.isPresent() || condition == VoiceState.Condition.DOWN) {
                    return next;
                }
                lock.wait();
            }
        }
    }

    private void say(Player loudspeaker, WaitingCalls.Waiting next) throws InterruptedException {
        Call call = next.call();
        try {
            VoiceOptions wanted = options.get();
            int percent = time.get().map(now -> wanted.percentAt(now.getHour())).orElse(VoiceOptions.USUAL_PERCENT);
            if (percent == 0) {
                synchronized (lock) {
                    muted++;
                }
                return;
            }
            Announcement announcement = Announcement.of(call, clips, wanted);
            if (!plays(loudspeaker, sound(announcement.first(), percent))) {
                synchronized (lock) {
                    if (call.label().equals(speaking)) {
                        waiting.putBack(next);
                    }
                }
                rest();
                return;
            }
            if (mayRepeat(call)) {
                plays(loudspeaker, sound(announcement.again(), percent));
            }
        } catch (Unsayable e) {
            LOG.warn("{} is not called by voice: {}", call.label(), e.getMessage());
            synchronized (lock) {
                unsayable = call.label() + ": " + e.getMessage();
            }
        } catch (RuntimeException e) {
            LOG.error("{} is not called by voice", call.label(), e);
            synchronized (lock) {
                unsayable = call.label() + ": " + e;
            }
        }
    }

    private boolean mayRepeat(Call call) {
        synchronized (lock) {
            said++;
            if (!waiting.isEmpty()) {
                waiting.leftOutSecondSaying();
                return false;
            }
            return call.label().equals(speaking);
        }
    }

    private Pcm sound(List<Announcement.Step> steps, int percent) throws Unsayable {
        List<Pcm> sounds = new ArrayList<>();
        for (Announcement.Step step : steps) {
            if (step instanceof Announcement.Play play) {
                sounds.add(clips.sound(play.language(), play.clip()));
            } else if (step instanceof Announcement.Pause pause) {
                sounds.add(Pcm.silence(pause.ms()));
            }
        }
        return Pcm.joined(sounds).times(percent / 100.0);
    }

    private boolean plays(Player loudspeaker, Pcm sound) throws InterruptedException {
        try {
            loudspeaker.play(sound.toWav(), sound.ms());
        } catch (PlayerFailure | RuntimeException e) {
            synchronized (lock) {
                failed++;
                String why = String.valueOf(e.getMessage());
                if (condition != VoiceState.Condition.DOWN || !why.equals(detail)) {
                    LOG.warn("the voice is not heard: {}", why);
                }
                turn(VoiceState.Condition.DOWN, why);
            }
            return false;
        }
        synchronized (lock) {
            if (condition == VoiceState.Condition.DOWN) {
                LOG.info("the voice is heard again");
            }
            turn(VoiceState.Condition.OK, null);
            pauseMs = FIRST_PAUSE_MS;
        }
        return true;
    }

    private void turn(VoiceState.Condition now, @Nullable String why) {
        if (condition != now) {
            sinceUpMs = upMs.getAsLong();
        }
        condition = now;
        detail = why;
    }

    private boolean isDown() {
        synchronized (lock) {
            return condition == VoiceState.Condition.DOWN;
        }
    }

    private boolean nobodyWaits() {
        synchronized (lock) {
            return waiting.isEmpty();
        }
    }

    private void rest() throws InterruptedException {
        long now = pauseMs;
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
        sleep.sleep(now);
    }

    /** Ends in the middle of a word, if need be. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(END_PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
