package motcua.kiosk.clock;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.ClockAnchor;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the kiosk learns of true time: appends clock anchors to the journal when they tell something new, and corrects the
 * kiosk's wall clock by them.
 *
 * <p>Safe for any thread.
 */
public final class ClockAnchors {
    /** An anchor at least this often while true time is known, so that no record is far from one. */
    static final Duration AT_LEAST_EVERY = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(ClockAnchors.class);
    /**
     * Least error of an anchor. The kernel tells its uptime cut to 10 ms, so moments of one boot that two processes took are up to
     * that apart; as much again for reading it at all.
     */
    static final long LEAST_ERROR_MS = 20;

    /** How often the operating system is asked. */
    private static final long ASK_SECONDS = 30;

    private final KioskClock clock;
    private final Consumer<ClockAnchor> journal;
    private final AnchorHistory history = new AnchorHistory();
    private @Nullable ClockAnchor lastAppended;
    private @Nullable BatteryClock battery;

    /**
     * Knows nothing until it {@linkplain #take took} the records there are.
     *
     * @param journal appends an anchor; durable when it returns
     */
    public ClockAnchors(KioskClock clock, Consumer<ClockAnchor> journal) {
        this.clock = clock;
        this.journal = journal;
    }

    /** Takes in a stored record; they come in the order of the journal, all of them, before anything is learned. */
    public synchronized void take(JournalRecord record) {
        history.seen(record.header().boot(), record.header().upMs());
        if (record.header().type().equals(RecordType.CLOCK_ANCHOR.wireName()) && !record.erased()) {
            try {
                ClockAnchor anchor = record.body(ClockAnchor.class);
                history.anchored(anchor);
                if (anchor.boot().equals(clock.boot())) {
                    correct();
                }
            } catch (MalformedJson e) {
                LOG.warn("the anchor {} is of a form this version does not know", record);
            }
        }
    }

    /**
     * Asks a clock with a battery once, if nothing has dated this boot yet, and proves it by whatever is measured from now on. To
     * be called when all records were taken.
     */
    public synchronized void ask(BatteryClock clockWithBattery) {
        battery = clockWithBattery;
        if (history.trueTimeOf(clock.boot(), clock.upMs())
                .filter(TimeInterval::dated)
                .isEmpty()) {
            long upMs = clock.upMs();
            clockWithBattery.now().ifPresent(now -> {
                long took = clock.upMs() - upMs;
                learned(upMs, now.wallMs(), now.errorMs() + took, AnchorSource.RTC);
            });
        }
    }

    /** Asks the operating system for network time from now on. */
    public void keepTime(ScheduledExecutorService scheduler, NtpState ntp) {
        scheduler.scheduleWithFixedDelay(() -> ask(ntp), 0, ASK_SECONDS, TimeUnit.SECONDS);
    }

    /** Asks the operating system for network time now. */
    public void ask(NtpState ntp) {
        long upMs = clock.upMs();
        OptionalLong errorMs = ntp.errorMs();
        long wallMs = clock.wallMs();
        boolean still = ntp.errorMs().isPresent(); // else the wall clock read between may not be the system's
        long took = clock.upMs() - upMs;
        if (errorMs.isPresent() && still) {
            learned(upMs, wallMs, errorMs.getAsLong() + took, AnchorSource.NTP);
        }
    }

    /**
     * Tells that a server answered, and what time it had then. Its answer lies somewhere in the round trip, so half of that is the
     * bound.
     *
     * @param askedUpMs when it was asked, as {@link KioskClock#upMs} gave it
     * @param answeredUpMs when the answer came
     * @param serverMs milliseconds since 1970 UTC
     */
    public void answered(long askedUpMs, long answeredUpMs, long serverMs) {
        long half = (answeredUpMs - askedUpMs + 1) / 2;
        learned(answeredUpMs, serverMs + half, half + 1, AnchorSource.SERVER);
    }

    /** Whether true time could be that now, as far as it was ever measured. A person is asked to look again if not. */
    public boolean possible(long wallMs, long errorMs) {
        return history.possible(new ClockAnchor(clock.boot(), clock.upMs(), wallMs, errorMs, AnchorSource.PERSON));
    }

    /**
     * Tells that true time was {@code wallMs} ± {@code errorMs} at a moment of this boot. It is kept if it is the first of this
     * process, at least twice as good as what is known, contradicts it, comes from a person, or nothing was kept for six hours.
     * What the journal throws comes through.
     *
     * @param upMs the moment, as {@link KioskClock#upMs} gave it: it may be over when the journal has time for this
     */
    public synchronized void learned(long upMs, long wallMs, long errorMs, AnchorSource source) {
        ClockAnchor anchor = new ClockAnchor(clock.boot(), upMs, wallMs, errorMs + LEAST_ERROR_MS, source);
        if (!anchor.credible()) {
            LOG.warn("{} says that it is {} ms since 1970, which cannot be", source, wallMs);
            return;
        }
        if (!useful(anchor)) {
            return;
        }
        journal.accept(anchor);
        history.anchored(anchor);
        lastAppended = anchor;
        correct();
        BatteryClock known = battery;
        if (known != null && source.measured()) {
            known.prove(() -> history.trueTimeOf(clock.boot(), clock.upMs()));
        }
    }

    private boolean useful(ClockAnchor anchor) {
        Optional<TimeInterval> known =
                history.trueTimeOf(anchor.boot(), anchor.upMs()).filter(TimeInterval::dated);
        ClockAnchor last = lastAppended;
        if (known.isEmpty() || anchor.source() == AnchorSource.PERSON || last == null) {
            return true;
        }
        long knownError = (known.get().latestMs() - known.get().earliestMs()) / 2;
        boolean better = 2 * anchor.errorMs() <= knownError;
        boolean contradicts = Math.abs(anchor.wallMs() - known.get().middleMs()) > anchor.errorMs() + knownError;
        boolean said = last.source() == anchor.source() && !last.contradicts(anchor);
        boolean old = anchor.upMs() - last.upMs() >= AT_LEAST_EVERY.toMillis();
        return better || (contradicts && !said) || old;
    }

    private void correct() {
        long upMs = clock.upMs();
        history.trueTimeOf(clock.boot(), upMs)
                .filter(TimeInterval::dated)
                .ifPresent(now -> clock.learned(upMs, now.middleMs()));
    }

    /** Whether the kiosk knows true time now. */
    public synchronized boolean trusted() {
        return clock.trust() == ClockTrust.TRUSTED
                || history.trueTimeOf(clock.boot(), clock.upMs())
                        .filter(TimeInterval::dated)
                        .isPresent();
    }

    /** Where the true time of a moment lies, see {@link AnchorHistory#trueTimeOf}. */
    public Optional<TimeInterval> trueTimeOf(String boot, long upMs) {
        return history.trueTimeOf(boot, upMs);
    }
}
