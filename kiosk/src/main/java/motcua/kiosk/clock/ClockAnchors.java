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
    /** How often the operating system is asked. */
    private static final long ASK_SECONDS = 30;

    private final KioskClock clock;
    private final Consumer<ClockAnchor> journal;
    private final AnchorHistory history = new AnchorHistory();
    private OptionalLong lastAppendedUpMs = OptionalLong.empty();

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

    /** Asks the operating system for network time from now on. */
    public void keepTime(ScheduledExecutorService scheduler, NtpState ntp) {
        scheduler.scheduleWithFixedDelay(() -> ask(ntp), 0, ASK_SECONDS, TimeUnit.SECONDS);
    }

    private void ask(NtpState ntp) {
        OptionalLong errorMs = ntp.errorMs();
        if (errorMs.isPresent()) {
            learned(clock.wallMs(), errorMs.getAsLong(), AnchorSource.NTP);
        }
    }

    /**
     * Tells that true time is {@code wallMs} ± {@code errorMs} now. It is kept if it is the first of this boot, at least twice as
     * good as what is known, contradicts it, comes from a person, or nothing was kept for six hours. What the journal throws comes
     * through.
     */
    public synchronized void learned(long wallMs, long errorMs, AnchorSource source) {
        String boot = clock.boot();
        long upMs = clock.upMs();
        if (!useful(boot, upMs, wallMs, errorMs, source)) {
            return;
        }
        ClockAnchor anchor = new ClockAnchor(boot, upMs, wallMs, errorMs, source);
        journal.accept(anchor);
        history.anchored(anchor);
        lastAppendedUpMs = OptionalLong.of(upMs);
        correct();
    }

    private boolean useful(String boot, long upMs, long wallMs, long errorMs, AnchorSource source) {
        Optional<TimeInterval> known = history.trueTimeOf(boot, upMs).filter(TimeInterval::dated);
        if (known.isEmpty() || source == AnchorSource.PERSON || lastAppendedUpMs.isEmpty()) {
            return true;
        }
        long knownError = (known.get().latestMs() - known.get().earliestMs()) / 2;
        boolean better = 2 * errorMs <= knownError;
        boolean contradicts = Math.abs(wallMs - known.get().middleMs()) > errorMs + knownError;
        boolean old = upMs - lastAppendedUpMs.getAsLong() >= AT_LEAST_EVERY.toMillis();
        return better || contradicts || old;
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
