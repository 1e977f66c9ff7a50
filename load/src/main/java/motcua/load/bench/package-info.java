/** Ratios of this project's speed to a baseline that is measured in the same minute. */
@NullMarked
package motcua.load.bench;

import org.jspecify.annotations.NullMarked;
