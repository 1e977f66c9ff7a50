/** Whether the kiosk is well, and what to do if it is not. */
@NullMarked
package motcua.kiosk.status;

import org.jspecify.annotations.NullMarked;
