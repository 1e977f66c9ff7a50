package motcua.bridge.pad;

/**
 * A pad with five rating keys at one counter, or the port on which one should be.
 *
 * <p>All methods may be called from any thread and return at once; orders are carried out by the driver's threads, and
 * kept: a pad that restarts, or comes back on another port, is told again.
 */
public interface RatingPad extends AutoCloseable {

    /**
     * The pad's number in 8 hex digits, the name of a simulated pad, or the path of a port without a known pad. Never
     * changes for this object.
     */
    String id();

    /** How the pad is doing now. */
    PadState state();

    /**
     * Sets what the pad shows from now on. An invitation with a duration runs from this call on, also when the pad can
     * be told only later.
     */
    void show(PadDisplay display);

    /**
     * Sets the number that the pad shows when it starts.
     *
     * @param counter 1 to 255; 0 = none
     */
    void bindCounter(int counter);

    /** Lets go of this pad: its presses are acknowledged no more and nothing is reported about it. */
    @Override
    void close();
}
