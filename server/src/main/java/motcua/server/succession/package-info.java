/** Figures of units that changed: by the units of the time and by those of today. */
@NullMarked
package motcua.server.succession;

import org.jspecify.annotations.NullMarked;
