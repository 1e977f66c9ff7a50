package motcua.bridge.pad;

import java.util.List;

/** The pads of one kiosk, of one kind of driver. */
public interface Pads extends AutoCloseable {

    /** The pads known now, also those that are down, and the ports on which something is wrong; sorted by id. */
    List<RatingPad> pads();

    /**
     * Stops all threads of the driver and closes all ports. A press that is being committed is waited for and still
     * acknowledged.
     */
    @Override
    void close();
}
