/** The sample office and its past. */
@NullMarked
package motcua.load.sample;

import org.jspecify.annotations.NullMarked;
