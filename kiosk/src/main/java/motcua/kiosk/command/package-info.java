/** What a technician does on the command line beside running the kiosk: look at the journal, carry it on a stick, find faults. */
@NullMarked
package motcua.kiosk.command;

import org.jspecify.annotations.NullMarked;
