package motcua.bridge.gpio;

/** Takes what happens at taken lines, on any thread of the driver. Each call returns at once. */
interface PinSink {
    /**
     * A key went down.
     *
     * @param ageMs how long ago, in milliseconds
     */
    void pressed(String key, long ageMs);

    /** So many edges were dropped on their way, presses perhaps among them. */
    void lost(long edges);

    /** The lines do not answer any more. */
    void gone(String reason);
}
