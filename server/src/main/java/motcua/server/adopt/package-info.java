/** Counting a branch of a forked chain because two people say so. */
@NullMarked
package motcua.server.adopt;

import org.jspecify.annotations.NullMarked;
