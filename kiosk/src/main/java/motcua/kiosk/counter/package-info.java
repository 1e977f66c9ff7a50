/** Rating windows of the counters: when one is open, what a press means, how it ends. Rebuilt from the journal at every start. */
@NullMarked
package motcua.kiosk.counter;

import org.jspecify.annotations.NullMarked;
