/** The words and faces of rating scales, as kiosks sent them. Counting needs none of it. */
@NullMarked
package motcua.server.scales;

import org.jspecify.annotations.NullMarked;
