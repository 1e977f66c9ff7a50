/** Keys and lamps on the pins of the machine, by Pi4J or the kernel's own interface. The only place that knows Pi4J. */
@NullMarked
package motcua.bridge.gpio;

import org.jspecify.annotations.NullMarked;
