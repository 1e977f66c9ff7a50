/** Cases: what citizens were not satisfied with, answered by the unit and checked above it; and clerks who ask to look again. */
@NullMarked
package motcua.server.cases;

import org.jspecify.annotations.NullMarked;
