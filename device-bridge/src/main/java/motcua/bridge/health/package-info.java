/** How devices other than pads are doing. */
@NullMarked
package motcua.bridge.health;

import org.jspecify.annotations.NullMarked;
