package motcua.kiosk.simulated;

import java.io.IOException;

/** A pad whose keys a page may press: a simulated one, or the firmware in an emulator. */
public interface PlayedPad {
    /** Presses and releases a key, 1 to 5, or 6 for the clerk key. */
    void press(int key) throws IOException;

    /** Pulls the plug, or puts it in again. */
    void plugged(boolean in) throws IOException;

    /** Whether {@link #plugged} can be done here. */
    boolean hasPlug();
}
