package motcua.kiosk.counter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import motcua.contract.body.Mode;
import motcua.contract.body.Press;
import motcua.contract.body.Verdict;
import motcua.contract.journal.Hash;
import org.jspecify.annotations.Nullable;

/** What becomes of a key that was pressed, on a pad, a wire or a screen. For use under the lock of the counters. */
final class Strokes {
    /** Two strokes of the clerk key within this time are one. No visit is that short. */
    private static final Duration ONE_STROKE = Duration.ofSeconds(2);

    private static final int CLERK_KEY = 6;

    private final Counters counters;
    private final Map<Integer, CounterWindows> windows;
    private final BoundPads pads;
    private final IntSupplier gen;
    private final Supplier<Moment> clock;
    private final Supplier<String> freshId;
    /** When the last visit of a counter ended that this process saw end; a stroke may wait in a pad long before its record. */
    private final Map<Integer, Moment> endedAt = new HashMap<>();

    private @Nullable TicketKey ticketKey;

    Strokes(
            Counters counters,
            Map<Integer, CounterWindows> windows,
            BoundPads pads,
            IntSupplier gen,
            Supplier<Moment> clock,
            Supplier<String> freshId) {
        this.counters = counters;
        this.windows = windows;
        this.pads = pads;
        this.gen = gen;
        this.clock = clock;
        this.freshId = freshId;
    }

    void ticketKey(TicketKey key) {
        ticketKey = key;
    }

    void ended(int counter, Moment at) {
        endedAt.put(counter, at);
    }

    /** See {@link Counters#lastSeq}. */
    OptionalLong lastSeq(String pad, String epoch) {
        return pads.lastSeq(pad, epoch, seq -> finishedByStroke(serviceOf(identity(pad, epoch, seq))));
    }

    private boolean finishedByStroke(String service) {
        return windows.values().stream().anyMatch(at -> at.knows(service));
    }

    private static String identity(String pad, String epoch, long seq) {
        return pad + "/" + epoch + "/" + seq;
    }

    /** The service that a stroke of the clerk's key ends is named by it. */
    static String serviceOf(String identity) {
        return Hash.ofBody(identity.getBytes(StandardCharsets.US_ASCII)).hex().substring(0, 16);
    }

    /** See {@link Counters#padPress}. */
    void onPad(
            String pad,
            String padNumber,
            String epoch,
            long seq,
            int key,
            @Nullable Long ageMs,
            boolean held,
            boolean otherKeyDown,
            boolean test) {
        if (lastSeq(padNumber, epoch).orElse(-1) >= seq) {
            return;
        }
        PadHealth health = pads.of(pad);
        int counter = health == null || test ? 0 : health.counter();
        CounterWindows at = windows.get(counter);
        Moment lastHeard = health == null ? null : health.lastHeard();
        if (key == CLERK_KEY) {
            if (at != null && !held) {
                clerkKey(at, counter, identity(padNumber, epoch, seq), ageMs, lastHeard);
            }
            // No press record will tell it; without this the next press would show a gap.
            pads.stored(padNumber, epoch, seq);
            return;
        }
        KeyPress press = KeyPress.onPad(key, padNumber, epoch, seq, ageMs, held, otherKeyDown, lastHeard);
        counters.append(at == null ? unbound(press) : judged(at, counter, press));
    }

    /** See {@link Counters#wiredPress}. */
    void onWire(int counter, int key, long ageMs) {
        CounterWindows at = windows.get(counter);
        KeyPress press = KeyPress.onWire(key, ageMs);
        counters.append(at == null ? unbound(press) : judged(at, counter, press));
    }

    /** See {@link Counters#wiredFinish}. */
    void clerkKeyOnWire(int counter, long ageMs) {
        CounterWindows at = windows.get(counter);
        if (at != null && counters.numbers().contains(counter)) {
            clerkKey(at, counter, freshId.get(), ageMs, null);
        }
    }

    /**
     * The key of a counter in mode VISIT. A stroke repeated after a crash, or twice in one go, is one finish: its service is
     * named by the stroke, also if it had been started, since the journal has no other place to know the stroke again by.
     */
    private void clerkKey(
            CounterWindows at, int counter, String identity, @Nullable Long ageMs, @Nullable Moment lastHeard) {
        String id = serviceOf(identity);
        if (at.mode() == Mode.OPEN || at.knows(id) || at.fromBefore(clock.get(), ageMs, lastHeard)) {
            return;
        }
        Moment stroke = ageMs == null ? null : clock.get().minus(ageMs);
        TicketKey tickets = ticketKey;
        if (at.mode() == Mode.TICKET && tickets != null) {
            if (stroke == null || !endsTheVisitBefore(counter, stroke)) {
                tickets.stroke(counter, identity, ageMs);
                endedAt.put(counter, stroke == null ? clock.get() : stroke);
            }
            return;
        }
        if (stroke != null && endsTheVisitBefore(counter, stroke)) {
            return;
        }
        boolean tooLateToAsk = ageMs == null || ageMs > counters.windowMs();
        counters.finish(at, counter, id, Served.UNKNOWN, null, tooLateToAsk ? 0 : counters.windowMs());
        if (stroke != null) {
            endedAt.put(counter, stroke);
        }
    }

    /**
     * Whether a stroke is a second one for the visit that ended last. What this process did not see end is no measure: its record
     * may be much later than the stroke that made it, and a visit too many is better than one lost.
     */
    private boolean endsTheVisitBefore(int counter, Moment stroke) {
        Moment ended = endedAt.get(counter);
        OptionalLong apart = ended == null ? OptionalLong.empty() : stroke.since(ended);
        return apart.isPresent() && Math.abs(apart.getAsLong()) < ONE_STROKE.toMillis();
    }

    private Press unbound(KeyPress press) {
        return new Press(
                0,
                press.key(),
                null,
                press.held() ? Verdict.STUCK : Verdict.UNMATCHED,
                null,
                null,
                gen.getAsInt(),
                press.source(),
                press.pad(),
                press.padEpoch(),
                press.padSeq(),
                press.ageMs(),
                List.of());
    }

    Press judged(CounterWindows at, int counter, KeyPress press) {
        return at.press(clock.get(), gen.getAsInt(), press, () -> counters.openVisit(counter), freshId);
    }
}
