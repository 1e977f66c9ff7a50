/** Simulated kiosks and the benches. */
@NullMarked
package motcua.load;

import org.jspecify.annotations.NullMarked;
