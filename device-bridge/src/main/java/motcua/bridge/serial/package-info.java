/** Rating pads on serial lines: the frames of {@code hardware/rating-pad/PROTOCOL.md} and the ports they come from. */
@NullMarked
package motcua.bridge.serial;

import org.jspecify.annotations.NullMarked;
