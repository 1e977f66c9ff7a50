package motcua.kiosk.pads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import motcua.bridge.pad.PadDisplay;
import motcua.bridge.pad.PadIdentity;
import motcua.bridge.pad.PadListener;
import motcua.bridge.pad.PadPress;
import motcua.bridge.pad.PadState;
import motcua.bridge.pad.Pads;
import motcua.bridge.pad.RatingPad;
import motcua.contract.body.Mode;
import motcua.contract.scale.Scale;
import motcua.kiosk.counter.CounterView;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.PadHealth;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the pads send and tells them what to show.
 *
 * <p>A press is a record exactly once for (pad, epoch, seq); {@link #onPress} returns when the record is durable, so a pad
 * never forgets what the kiosk has not kept. Safe for any thread.
 */
public final class PadDesk implements PadListener {
    private static final int ALL_KEYS = 0x1F;
    /** A trial that nobody ends stops by itself. */
    private static final Duration TRIAL = Duration.ofMinutes(10);

    private final Counters counters;
    private final LongSupplier upMs;
    private final Map<String, RatingPad> pads = new ConcurrentHashMap<>();
    private final Map<String, PadState> states = new ConcurrentHashMap<>();
    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private final Map<String, Integer> keysSeen = new ConcurrentHashMap<>();
    private volatile Trial trial = Trial.NONE;

    /** What a pad was told last; an equal order is not given again. */
    private record Order(RatingPad pad, int counter, Object display) {}

    private record Trial(boolean on, int counter, long untilUpMs) {
        static final Trial NONE = new Trial(false, 0, 0);
    }

    private record Invitation(@Nullable String service, boolean correcting, int keys) {}

    /** @param upMs monotonic milliseconds, the clock of {@link PadPress#receivedUpMs} */
    public PadDesk(Counters counters, LongSupplier upMs) {
        this.counters = counters;
        this.upMs = upMs;
    }

    /** Takes the pads of a driver into care. */
    public void attach(Pads driver) {
        for (RatingPad pad : driver.pads()) {
            pads.put(pad.id(), pad);
            states.putIfAbsent(pad.id(), pad.state());
            onState(pad, pad.state());
        }
        showAll();
    }

    // ---- what pads send

    @Override
    public OptionalLong lastSeq(PadIdentity pad) {
        return counters.lastSeq(pad.padIdText(), pad.epochText());
    }

    @Override
    public void onPress(RatingPad pad, PadPress press) {
        pads.put(pad.id(), pad);
        PadState state = pad.state();
        boolean trying = trying();
        if (trying && press.key() <= PadPress.RATING_KEYS) {
            tried(pad, press.key());
        }
        int bit = 1 << (press.key() - 1);
        OptionalLong age = press.ageMs();
        long waited = Math.max(0, upMs.getAsLong() - press.receivedUpMs());
        counters.padPress(
                pad.id(),
                press.pad().padIdText(),
                press.pad().epochText(),
                press.seq(),
                press.key(),
                age.isPresent() ? Long.valueOf(age.getAsLong() + waited) : null,
                (state.stuckMask() & bit) != 0,
                (state.keysDown() & ALL_KEYS & ~bit & ~state.stuckMask()) != 0,
                trying);
    }

    @Override
    public void onState(RatingPad pad, PadState state) {
        pads.put(pad.id(), pad);
        PadState before = states.put(pad.id(), state);
        bindByPort(pad, state);
        counters.padState(pad.id(), state.connection().name(), state.detail().orElse(null));
        if (state.connection() == PadState.Connection.UP) {
            noteChanges(pad.id(), before, state);
        }
    }

    /** An office seed may name a port; the pad found there takes over its binding. */
    private void bindByPort(RatingPad pad, PadState state) {
        int byPort = state.name().equals(pad.id()) ? 0 : counters.counterOfPad(state.name());
        if (byPort != 0
                && counters.counterOfPad(pad.id()) == 0
                && state.identity().isPresent()) {
            counters.bindPad(pad.id(), byPort);
        }
    }

    private void noteChanges(String pad, @Nullable PadState before, PadState now) {
        int stuckBefore = before == null ? 0 : before.stuckMask();
        for (int key = 1; key <= PadPress.CLERK_KEY; key++) {
            int bit = 1 << (key - 1);
            if ((stuckBefore & bit) != (now.stuckMask() & bit)) {
                counters.padEvent(pad, (now.stuckMask() & bit) != 0 ? "STUCK" : "UNSTUCK", "key " + key);
            }
        }
        if ((before != null && before.lidOpen()) != now.lidOpen()) {
            counters.padEvent(pad, now.lidOpen() ? "LID_OPEN" : "LID_CLOSED", null);
        }
        if (before != null && now.refused() > before.refused()) {
            counters.padEvent(pad, "LOG_FULL", (now.refused() - before.refused()) + " presses refused");
        }
        Optional<String> detail = now.detail();
        if (detail.isPresent() && (before == null || !detail.equals(before.detail()))) {
            counters.padEvent(pad, "GAP", detail.get());
        }
    }

    // ---- trial of pads

    /** Waits for a press of any key of the pad of that counter, and binds the pad that is pressed; 0 only tries keys. */
    public void startTrial(int counter) {
        trial = new Trial(true, counter, upMs.getAsLong() + TRIAL.toMillis());
        showAll();
    }

    /** Presses belong to visits again. */
    public void endTrial() {
        trial = Trial.NONE;
        showAll();
    }

    /** Whether presses belong to no counter, since a technician is trying keys. */
    public boolean trying() {
        Trial now = trial;
        return now.on && upMs.getAsLong() < now.untilUpMs;
    }

    private void tried(RatingPad pad, int key) {
        keysSeen.merge(pad.id(), 1 << (key - 1), (a, b) -> a | b);
        Trial now = trial;
        if (now.counter != 0) {
            counters.bindPad(pad.id(), now.counter);
            trial = new Trial(true, 0, now.untilUpMs);
        }
    }

    /** How the trial stands. */
    public PadTest test() {
        List<PadTest.Seen> seen = new ArrayList<>();
        for (PadHealth pad : counters.pads()) {
            if (pad.counter() != 0 || pad.up()) {
                seen.add(new PadTest.Seen(pad.pad(), pad.counter(), pad.up(), keysSeen.getOrDefault(pad.pad(), 0)));
            }
        }
        return new PadTest(trying() ? trial.counter : 0, seen);
    }

    // ---- what pads show

    /** The last state each pad reported, by its id. */
    public Map<String, PadState> states() {
        return Map.copyOf(states);
    }

    /** Tells every pad what its counter shows now, where that changed. To be called often. */
    public void showAll() {
        pads.values().forEach(this::show);
    }

    private void show(RatingPad pad) {
        int counter = counters.counterOfPad(pad.id());
        int keys = counters.scale(counter).map(Scale::keyMask).orElse(0);
        CounterView view = counter == 0 ? null : counters.view(counter).orElse(null);
        PadDisplay display = trying() ? new PadDisplay.Ready(ALL_KEYS) : display(view, keys);
        Object sameAs = display instanceof PadDisplay.Invite && view != null
                ? new Invitation(view.service(), view.redoLeftMs() > 0, keys)
                : display;
        Order order = new Order(pad, counter, sameAs);
        Order before = orders.put(pad.id(), order);
        if (before == null || before.pad() != pad || before.counter() != counter) {
            pad.bindCounter(counter);
        }
        if (!order.equals(before)) {
            pad.show(display);
        }
    }

    static PadDisplay display(@Nullable CounterView view, int keys) {
        if (view == null) {
            return new PadDisplay.Closed();
        }
        return switch (view.phase()) {
            case CLOSED -> new PadDisplay.Closed();
            case READY -> new PadDisplay.Ready(keys);
            case INVITE -> new PadDisplay.Invite(keys, Duration.ofMillis(view.inviteLeftMs()));
            case AFTER -> {
                if (view.redoLeftMs() > 0 && view.mode() != Mode.OPEN) {
                    yield new PadDisplay.Invite(keys, Duration.ofMillis(view.redoLeftMs()));
                }
                yield view.mode() == Mode.OPEN
                        ? new PadDisplay.Invite(keys, Duration.ZERO)
                        : new PadDisplay.Ready(keys);
            }
        };
    }
}
