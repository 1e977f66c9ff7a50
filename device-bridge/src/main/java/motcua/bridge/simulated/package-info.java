/** Pads, keys and lamps without hardware. They ship with the kiosk, are chosen by its configuration, and can act. */
@NullMarked
package motcua.bridge.simulated;

import org.jspecify.annotations.NullMarked;
