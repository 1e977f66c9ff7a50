/** Keys and lamps on the pins of a Raspberry Pi. The only place that knows Pi4J. */
@NullMarked
package motcua.bridge.gpio;

import org.jspecify.annotations.NullMarked;
