package motcua.kiosk.simulated;

import motcua.bridge.simulated.SimulatedPad;

/** The keys of a simulated pad. */
public final class SimulatedKeys implements PlayedPad {
    private final SimulatedPad pad;

    public SimulatedKeys(SimulatedPad pad) {
        this.pad = pad;
    }

    @Override
    public void press(int key) {
        pad.press(key);
    }

    @Override
    public void plugged(boolean in) {
        if (in) {
            pad.plug();
        } else {
            pad.unplug();
        }
    }

    @Override
    public boolean hasPlug() {
        return true;
    }
}
