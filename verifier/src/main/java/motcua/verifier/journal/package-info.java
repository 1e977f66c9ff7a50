/** What makes an exported journal whole. */
@NullMarked
package motcua.verifier.journal;

import org.jspecify.annotations.NullMarked;
