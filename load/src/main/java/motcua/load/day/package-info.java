/** A working day played on a running kiosk, by its own doors. */
@NullMarked
package motcua.load.day;

import org.jspecify.annotations.NullMarked;
