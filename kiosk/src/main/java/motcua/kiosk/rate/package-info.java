/** The citizens' rating screen. */
@NullMarked
package motcua.kiosk.rate;

import org.jspecify.annotations.NullMarked;
