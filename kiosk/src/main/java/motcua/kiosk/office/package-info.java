/** The office as it was set up on this kiosk: counters, clerks and their PINs, scale. Works without any server. */
@NullMarked
package motcua.kiosk.office;

import org.jspecify.annotations.NullMarked;
