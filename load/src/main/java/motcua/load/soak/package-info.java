/** Long runs that show whether a process grows. */
@NullMarked
package motcua.load.soak;

import org.jspecify.annotations.NullMarked;
