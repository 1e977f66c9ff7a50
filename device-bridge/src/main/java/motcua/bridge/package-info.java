/** Ports to the devices of an office, in the project's own words. */
@NullMarked
package motcua.bridge;

import org.jspecify.annotations.NullMarked;
