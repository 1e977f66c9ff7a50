/** The kiosk's time: a monotonic clock that is always right, a wall clock that may be wrong, and what is known of true time. */
@NullMarked
package motcua.kiosk.clock;

import org.jspecify.annotations.NullMarked;
