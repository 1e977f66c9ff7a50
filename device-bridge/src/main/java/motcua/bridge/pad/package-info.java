/** The rating pad of a counter, as the kiosk sees it, whatever drives it. */
@NullMarked
package motcua.bridge.pad;

import org.jspecify.annotations.NullMarked;
