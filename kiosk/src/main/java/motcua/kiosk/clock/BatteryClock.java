package motcua.kiosk.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import motcua.contract.body.ClockAnchor;
import motcua.contract.json.JsonBinding;
import motcua.kiosk.storage.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real-time clock with a battery, where one was added to the Pi. It is believed only after it was compared with true time on this
 * kiosk, and within the bound that follows: how far it was off then, what its quartz may have drifted since, and its whole seconds.
 * One that went back since has lost its battery and is not believed. The bound holds whether or not the kernel sets it from network
 * time in between. Only who sets it by hand to a wrong time deceives it. Safe for any thread.
 */
public final class BatteryClock {
    /** Seconds since 1970 UTC, as the kernel tells them of its first real-time clock; no right is needed. */
    private static final Path FIRST = Path.of("/sys/class/rtc/rtc0/since_epoch");
    /** It is read in whole seconds, cut. */
    private static final long GRAIN_MS = 1_000;
    /** One that is off by more was never set. */
    private static final long MOST_SLACK_MS = 86_400_000;

    private static final Logger LOG = LoggerFactory.getLogger(BatteryClock.class);

    private final Supplier<OptionalLong> rtcMs;
    private final Path proofFile;

    /**
     * A comparison with true time.
     *
     * @param rtcMs what the clock said
     * @param slackMs most that it was off
     */
    record Proof(long rtcMs, long slackMs) {}

    /** What the clock is believed to say: {@code wallMs} ± {@code errorMs}. */
    public record Reading(long wallMs, long errorMs) {}

    private BatteryClock(Supplier<OptionalLong> rtcMs, Path proofFile) {
        this.rtcMs = rtcMs;
        this.proofFile = proofFile;
    }

    /**
     * The machine's first one, if it has any.
     *
     * @param proofFile keeps the last comparison
     */
    public static BatteryClock open(Path proofFile) {
        return read(FIRST, proofFile);
    }

    /** As {@link #open}, read from the given file. */
    static BatteryClock read(Path sinceEpoch, Path proofFile) {
        return of(() -> rtcMs(sinceEpoch), proofFile);
    }

    /**
     * A clock of another make.
     *
     * @param rtcMs what it says, milliseconds since 1970 UTC in whole seconds; empty if it says nothing
     */
    public static BatteryClock of(Supplier<OptionalLong> rtcMs, Path proofFile) {
        return new BatteryClock(rtcMs, proofFile);
    }

    /** True time as this clock knows it; empty if there is none, or it is not to be believed. */
    public synchronized Optional<Reading> now() {
        OptionalLong rtc = rtcMs.get();
        Optional<Proof> proof = rtc.isPresent() ? proof() : Optional.empty();
        if (proof.isEmpty()) {
            return Optional.empty();
        }
        long slackMs = proof.get().slackMs();
        long passedMs = rtc.getAsLong() - proof.get().rtcMs();
        if (passedMs < -slackMs - GRAIN_MS) {
            LOG.warn("the battery clock went back {} ms since it was right; is its battery empty?", -passedMs);
            return Optional.empty();
        }
        long drift = (Math.max(0, passedMs) + 2 * slackMs) / ClockAnchor.DRIFT_PER + 1;
        return Optional.of(new Reading(rtc.getAsLong() + GRAIN_MS / 2, slackMs + drift + 2 * GRAIN_MS));
    }

    /**
     * Compares it with true time and keeps the result.
     *
     * @param trueTime asked once, for true time at that moment; empty if it is not known
     */
    public synchronized void prove(Supplier<Optional<TimeInterval>> trueTime) {
        OptionalLong before = rtcMs.get();
        Optional<TimeInterval> now = before.isPresent() ? trueTime.get() : Optional.empty();
        OptionalLong after = rtcMs.get();
        if (now.isEmpty() || after.isEmpty()) {
            return;
        }
        long ahead = after.getAsLong() + GRAIN_MS - now.get().earliestMs();
        long behind = now.get().latestMs() - before.getAsLong();
        long slackMs = Math.max(Math.abs(ahead), Math.abs(behind));
        try {
            if (slackMs > MOST_SLACK_MS) {
                Files.deleteIfExists(proofFile);
            } else {
                WholeFile.write(proofFile, JsonBinding.toBytes(new Proof(before.getAsLong(), slackMs)));
            }
        } catch (IOException e) {
            LOG.warn("what the battery clock is worth cannot be kept in {}: {}", proofFile, e.getMessage());
        }
    }

    private static OptionalLong rtcMs(Path sinceEpoch) {
        try {
            return OptionalLong.of(Math.multiplyExact(
                    Long.parseLong(Files.readString(sinceEpoch).strip()), GRAIN_MS));
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty(); // none, or it says itself that it stopped
        }
    }

    private Optional<Proof> proof() {
        try {
            return Optional.of(JsonBinding.fromBytes(Files.readAllBytes(proofFile), Proof.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} is not used: {}", proofFile, e.getMessage());
            return Optional.empty();
        }
    }
}
