/** Pressing the keys of simulated and emulated pads, and seeing their lamps. Only on a kiosk that is marked as simulated. */
@NullMarked
package motcua.kiosk.simulated;

import org.jspecify.annotations.NullMarked;
