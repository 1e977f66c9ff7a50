package motcua.kiosk.pads;

import java.util.List;

/**
 * What the technician sees while trying pads: which counter waits for a press, and which keys each pad has shown.
 *
 * @param waitingFor counter whose pad is asked to be pressed, 0 if none
 */
public record PadTest(int waitingFor, List<Seen> pads) {
    public PadTest {
        pads = List.copyOf(pads);
    }

    /** @param keys bit 0 = key 1 */
    public record Seen(String pad, int counter, boolean up, int keys) {}
}
