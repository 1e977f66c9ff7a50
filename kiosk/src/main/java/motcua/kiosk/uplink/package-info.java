/** The link to the server: sends what it has no receipt for, over any broker, for as long as it takes. */
@NullMarked
package motcua.kiosk.uplink;

import org.jspecify.annotations.NullMarked;
