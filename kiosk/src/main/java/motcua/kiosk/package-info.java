/** The kiosk's command line; wires all parts of the kiosk by hand. */
@NullMarked
package motcua.kiosk;

import org.jspecify.annotations.NullMarked;
