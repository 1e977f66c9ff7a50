package motcua.kiosk.queue;

import java.util.Arrays;
import motcua.bridge.printer.PrinterCondition;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.PrintResult;
import motcua.contract.body.TicketPrinted;

/**
 * Whether the records say that paper came out.
 *
 * <p>A printer of which nothing was ever heard has no voice: its paper is believed once all bytes were sent, as nothing better will
 * ever be known. A printer that has answered and stopped is in trouble: what it does not say is not believed. The driver says {@link
 * PrinterCondition#UNKNOWN} of the first only; of the second it says OFFLINE or ERROR, before the slip's result. Not safe for several
 * threads.
 */
final class PrinterVoice {
    private static final String DEVICE = "printer";

    private boolean none;

    void apply(DeviceChanged changed) {
        if (changed.device().equals(DEVICE) && isCondition(changed.state())) {
            none = changed.state().equals(PrinterCondition.UNKNOWN.name());
        }
    }

    /** Whether it is how the printer is, and not what was done with it. */
    private static boolean isCondition(String state) {
        return Arrays.stream(PrinterCondition.values())
                .anyMatch(each -> each.name().equals(state));
    }

    /** Whether the paper counts as out, by what was recorded before this. */
    boolean out(TicketPrinted copy) {
        return copy.result() == PrintResult.PRINTED || none && perhapsOut(copy);
    }

    /** Whether all of it was sent and nobody knows what became of it. */
    static boolean perhapsOut(TicketPrinted copy) {
        return copy.result() == PrintResult.UNKNOWN && copy.numberSent();
    }
}
