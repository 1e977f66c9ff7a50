package motcua.bridge.gpio;

import java.io.IOException;

/** Lines that a driver holds. For one thread. */
interface TakenPins extends AutoCloseable {
    /** Which driver holds them, and of which chip: a line for the technician. */
    String driver();

    /** Lights or darkens a lamp. */
    void light(String lamp, boolean lit) throws IOException;

    /** Makes sure that the lines are still there. */
    void check() throws IOException;

    /** Darkens the lamps and gives all lines back. */
    @Override
    void close() throws IOException;
}
