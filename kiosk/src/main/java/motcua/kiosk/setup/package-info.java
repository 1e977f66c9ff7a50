/** Setting the kiosk up, with nothing but a browser and no server: office, counters, clerks, pads, clock, official start. */
@NullMarked
package motcua.kiosk.setup;

import org.jspecify.annotations.NullMarked;
