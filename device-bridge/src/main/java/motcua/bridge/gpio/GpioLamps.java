package motcua.bridge.gpio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import motcua.bridge.health.DeviceState;
import motcua.bridge.keys.Lamps;

/** Which lamps of a board shall be lit. All are dark while the kiosk does not run. */
final class GpioLamps implements Lamps {
    private final List<String> names;
    private final Supplier<DeviceState> state;
    private final Runnable changed;
    private final Map<String, Boolean> wanted = new LinkedHashMap<>();

    /** @param changed called after each change of what is wanted; someone else carries it out */
    GpioLamps(List<String> names, Supplier<DeviceState> state, Runnable changed) {
        this.names = List.copyOf(names);
        this.state = state;
        this.changed = changed;
        names.forEach(name -> wanted.put(name, false));
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public void set(String lamp, boolean lit) {
        synchronized (wanted) {
            if (wanted.replace(lamp, lit) == null) {
                throw new IllegalArgumentException("there is no lamp " + lamp);
            }
        }
        changed.run();
    }

    @Override
    public DeviceState state() {
        return state.get();
    }

    /** On the board's thread: makes the lamps what they shall be. */
    void apply(TakenPins pins) throws IOException {
        List<Map.Entry<String, Boolean>> now;
        synchronized (wanted) {
            now = new ArrayList<>(Map.copyOf(wanted).entrySet());
        }
        for (Map.Entry<String, Boolean> lamp : now) {
            pins.light(lamp.getKey(), lamp.getValue());
        }
    }
}
