/** The project's programs as processes of their own, watched from outside. */
@NullMarked
package motcua.load.process;

import org.jspecify.annotations.NullMarked;
