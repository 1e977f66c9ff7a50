package motcua.kiosk.print;

import motcua.bridge.printer.PrinterCondition;
import org.jspecify.annotations.Nullable;

/**
 * Where a ticket's paper is: a snapshot.
 *
 * @param copy which copy this is about, from 1
 * @param fraction how much of it was sent, 0 to 1; 1 only once it is known to be out
 * @param printer how the printer is, for the words on the screen
 * @param detail one English line for the technician, absent where there is nothing to say
 */
public record PrintProgress(
        String ticket,
        PrintPhase phase,
        int copy,
        double fraction,
        PrinterCondition printer,
        @Nullable String detail) {}
