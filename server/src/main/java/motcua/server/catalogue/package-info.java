/** The catalogue of administrative procedures and their fields. */
@NullMarked
package motcua.server.catalogue;

import org.jspecify.annotations.NullMarked;
