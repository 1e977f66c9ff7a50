/** Time: generated lives of a kiosk with wrong clocks, and the dates that kiosk and server make of its records, against the truth. */
@NullMarked
package motcua.acceptance.clock;

import org.jspecify.annotations.NullMarked;
