/** What each service counts as, and the cells that hold the sums. */
@NullMarked
package motcua.server.counting;

import org.jspecify.annotations.NullMarked;
