/** Joins the pads to the counters: their presses become records once, and each shows what its counter shows. */
@NullMarked
package motcua.kiosk.pads;

import org.jspecify.annotations.NullMarked;
