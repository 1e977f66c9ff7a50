/** The whole chain on real parts: emulated firmware, runnable jars, real broker, real browser. */
@NullMarked
package motcua.acceptance;

import org.jspecify.annotations.NullMarked;
