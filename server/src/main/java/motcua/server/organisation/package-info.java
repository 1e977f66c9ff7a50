/** The tree of units and the offices under each. */
@NullMarked
package motcua.server.organisation;

import org.jspecify.annotations.NullMarked;
