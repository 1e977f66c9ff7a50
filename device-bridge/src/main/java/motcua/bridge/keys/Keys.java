package motcua.bridge.keys;

import java.util.List;
import motcua.bridge.health.DeviceState;

/** Keys wired to the kiosk. What is pressed goes to the {@link KeyListener} that the driver was given. */
public interface Keys {

    /** The keys' names, in the order of the configuration. */
    List<String> names();

    /** Whether presses can arrive. */
    DeviceState state();
}
