/** Pictures of what benches measured. */
@NullMarked
package motcua.load.report;

import org.jspecify.annotations.NullMarked;
