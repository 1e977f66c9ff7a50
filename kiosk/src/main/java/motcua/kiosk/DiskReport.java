package motcua.kiosk;

import java.time.Duration;
import java.util.function.LongSupplier;
import motcua.contract.body.DeviceChanged;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalFailure;
import motcua.kiosk.journal.LostPresses;

/** Finds out when a full disk takes records again, and puts into records what was lost meanwhile. For one thread. */
final class DiskReport {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final Journal journal;
    private final Counters counters;
    private final LostPresses lost;
    private final LongSupplier upMs;
    private long fullSinceMs = -1;
    private long triedMs;

    DiskReport(Journal journal, Counters counters, LostPresses lost, LongSupplier upMs) {
        this.journal = journal;
        this.counters = counters;
        this.lost = lost;
        this.upMs = upMs;
        this.triedMs = upMs.getAsLong() - BETWEEN_TRIES.toMillis();
    }

    /**
     * To be called often.
     *
     * @throws JournalFailure if the disk refuses still
     */
    void beat() {
        long now = upMs.getAsLong();
        lost.keep();
        if (!journal.full() && fullSinceMs < 0 && lost.unreported().isEmpty()) {
            return;
        }
        if (journal.full() && fullSinceMs < 0) {
            fullSinceMs = now;
            triedMs = now;
        }
        if (now - triedMs < BETWEEN_TRIES.toMillis()) {
            return;
        }
        triedMs = now;
        if (fullSinceMs >= 0) {
            long seconds = (now - fullSinceMs) / 1_000;
            counters.append(new DeviceChanged(LostPresses.DEVICE, null, "FULL", "for " + seconds + " s"));
            fullSinceMs = -1;
        }
        for (DeviceChanged each : lost.unreported()) {
            lost.take(counters.append(each));
        }
    }
}
