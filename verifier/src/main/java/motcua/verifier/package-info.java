/** The verifier's command line. */
@NullMarked
package motcua.verifier;

import org.jspecify.annotations.NullMarked;
