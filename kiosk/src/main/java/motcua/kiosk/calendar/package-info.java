/** When the office is open: its week, holidays, Saturdays worked instead, days on which leaders receive citizens. */
@NullMarked
package motcua.kiosk.calendar;

import org.jspecify.annotations.NullMarked;
