package motcua.bridge.keys;

import java.util.List;
import motcua.bridge.health.DeviceState;

/** Lamps wired to the kiosk. For any thread. */
public interface Lamps {

    /** The lamps' names, in the order of the configuration. */
    List<String> names();

    /**
     * Lights or darkens a lamp; remembered while the lamps cannot be reached.
     *
     * @throws IllegalArgumentException if there is no lamp of this name
     */
    void set(String lamp, boolean lit);

    /** Whether the lamps can be reached. */
    DeviceState state();
}
