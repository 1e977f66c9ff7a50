package motcua.bridge.simulated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.bridge.health.DeviceState;
import motcua.bridge.health.DeviceState.Condition;
import motcua.bridge.keys.Lamps;

/** Wired lamps without wires, for a page to show. For any thread. */
public final class SimulatedLamps implements Lamps {
    private final Map<String, Boolean> lamps = new LinkedHashMap<>();

    /** @param names the lamps, in order; all dark */
    public SimulatedLamps(List<String> names) {
        names.forEach(name -> lamps.put(name, false));
    }

    @Override
    public synchronized List<String> names() {
        return List.copyOf(lamps.keySet());
    }

    @Override
    public synchronized void set(String lamp, boolean lit) {
        if (lamps.replace(lamp, lit) == null) {
            throw new IllegalArgumentException("there is no lamp " + lamp);
        }
    }

    @Override
    public DeviceState state() {
        return new DeviceState("simulated lamps", Condition.OK, Optional.empty(), 0);
    }

    /** The lamps that are lit. */
    public synchronized List<String> lit() {
        return lamps.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }
}
