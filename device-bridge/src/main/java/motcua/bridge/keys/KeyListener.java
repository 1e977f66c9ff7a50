package motcua.bridge.keys;

import motcua.bridge.health.DeviceState;

/** Takes presses of keys. Called by one thread of the driver, one call at a time. */
public interface KeyListener {

    /**
     * A key was pressed. One call for one push, however the contact bounces; none for a key that was down when the
     * driver was started, until it was released.
     *
     * @param key its name in the configuration
     * @param upMs the kiosk's monotonic milliseconds
     */
    void onKey(String key, long upMs);

    /** So many edges of keys were lost before anybody could read them; presses perhaps among them. */
    void onLost(long edges);

    /** The keys or the lamps work now, or do not any more. */
    void onState(DeviceState state);
}
