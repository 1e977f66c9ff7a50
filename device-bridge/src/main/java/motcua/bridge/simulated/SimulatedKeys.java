package motcua.bridge.simulated;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import motcua.bridge.health.DeviceState;
import motcua.bridge.health.DeviceState.Condition;
import motcua.bridge.keys.KeyListener;
import motcua.bridge.keys.Keys;

/** Wired keys without wires. The listener is called on the thread of whoever acts, one call at a time. */
public final class SimulatedKeys implements Keys {
    private final List<String> names;
    private final KeyListener listener;
    private final LongSupplier upMs;
    private DeviceState state;

    /** @param names the keys, in order */
    public SimulatedKeys(List<String> names, KeyListener listener, LongSupplier upMs) {
        this.names = List.copyOf(names);
        this.listener = listener;
        this.upMs = upMs;
        this.state = new DeviceState("simulated keys", Condition.OK, Optional.empty(), upMs.getAsLong());
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public synchronized DeviceState state() {
        return state;
    }

    /**
     * Presses a key and lets go of it; nothing happens while the keys are broken.
     *
     * @throws IllegalArgumentException if there is no key of this name
     */
    public synchronized void press(String key) {
        if (!names.contains(key)) {
            throw new IllegalArgumentException("there is no key " + key);
        }
        if (state.condition() == Condition.OK) {
            listener.onKey(key, upMs.getAsLong());
        }
    }

    /** Breaks the wires. */
    public void breakWires() {
        become(Condition.DOWN, Optional.of("the wires are broken"));
    }

    /** Mends the wires. */
    public void mendWires() {
        become(Condition.OK, Optional.empty());
    }

    private synchronized void become(Condition condition, Optional<String> detail) {
        if (state.condition() != condition) {
            state = new DeviceState(state.device(), condition, detail, upMs.getAsLong());
            listener.onState(state);
        }
    }
}
