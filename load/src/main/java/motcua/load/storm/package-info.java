/** Thousands of kiosks that come back at once, each with a backlog. */
@NullMarked
package motcua.load.storm;

import org.jspecify.annotations.NullMarked;
