/** Refused bytes, kept as they came. */
@NullMarked
package motcua.server.quarantine;

import org.jspecify.annotations.NullMarked;
