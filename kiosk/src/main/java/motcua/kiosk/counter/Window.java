package motcua.kiosk.counter;

import java.util.OptionalLong;
import motcua.contract.body.Outcome;
import motcua.contract.body.Visit;
import org.jspecify.annotations.Nullable;

/** One visit's rating window. Times within it are milliseconds since its opening. */
final class Window {
    private final String service;
    private final Visit visit;
    private final Moment openedAt;
    private final long lengthMs;
    private @Nullable Long firstCountedMs;
    private @Nullable Long lastCountedMs;
    private @Nullable Long endedByNextMs;
    private @Nullable Outcome expired;
    private boolean deviceSeen;

    Window(String service, Visit visit, Moment openedAt, long lengthMs, boolean deviceSeen) {
        this.service = service;
        this.visit = visit;
        this.openedAt = openedAt;
        this.lengthMs = lengthMs;
        this.deviceSeen = deviceSeen;
    }

    String service() {
        return service;
    }

    Visit visit() {
        return visit;
    }

    boolean asked() {
        return lengthMs != 0;
    }

    boolean rated() {
        return firstCountedMs != null;
    }

    @Nullable
    Outcome expired() {
        return expired;
    }

    boolean deviceSeen() {
        return deviceSeen;
    }

    /** Still waiting for its first press or its expiry record. */
    boolean unsettled() {
        return !rated() && expired == null;
    }

    /** Time since the opening, empty if nobody can tell. */
    OptionalLong at(Moment moment) {
        return moment.since(openedAt);
    }

    /** The first moment at which a press no longer counts. */
    long endMs() {
        long own = firstCountedMs == null ? lengthMs : firstCountedMs + CounterWindows.CORRECTION.toMillis();
        return endedByNextMs == null ? own : Math.min(own, endedByNextMs);
    }

    /** The end it would have had without a press: until then a further press is a repetition, not a stray one. */
    long repetitionEndMs() {
        long nominal = Math.max(lengthMs, endMs());
        return endedByNextMs == null ? nominal : Math.min(nominal, endedByNextMs);
    }

    /** How long ago the first counted press was made; empty if there is none or nobody can tell. */
    OptionalLong sinceFirstPress(Moment now) {
        OptionalLong since = at(now);
        return firstCountedMs == null || since.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(since.getAsLong() - firstCountedMs);
    }

    boolean endedByNext() {
        return endedByNextMs != null;
    }

    boolean earlierThanLastCounted(long offsetMs) {
        return lastCountedMs != null && offsetMs < lastCountedMs;
    }

    void counted(long offsetMs) {
        firstCountedMs = firstCountedMs == null ? offsetMs : Math.min(firstCountedMs, offsetMs);
        lastCountedMs = lastCountedMs == null ? offsetMs : Math.max(lastCountedMs, offsetMs);
    }

    void endedByNext(long offsetMs) {
        if (endedByNextMs == null) {
            endedByNextMs = offsetMs;
        }
    }

    void expired(Outcome outcome) {
        expired = outcome;
    }

    void sawDevice() {
        deviceSeen = true;
    }
}
