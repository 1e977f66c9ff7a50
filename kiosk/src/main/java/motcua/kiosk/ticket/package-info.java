/** Taking a ticket: the touch screen's doors, wired ticket keys, numbers that were never told, calls for help. */
@NullMarked
package motcua.kiosk.ticket;

import org.jspecify.annotations.NullMarked;
