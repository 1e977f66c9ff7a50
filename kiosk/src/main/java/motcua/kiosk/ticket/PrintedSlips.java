package motcua.kiosk.ticket;

import motcua.bridge.printer.PrinterCondition;
import motcua.kiosk.print.PrintDesk;
import motcua.kiosk.print.PrintPhase;
import motcua.kiosk.print.PrintProgress;
import motcua.kiosk.ticket.SlipState.Phase;

/** The slips of a kiosk with a printer. */
public final class PrintedSlips implements Slips {
    private static final int WHOLE = 100;

    private final PrintDesk desk;

    /** The slips that this desk prints. */
    public PrintedSlips(PrintDesk desk) {
        this.desk = desk;
    }

    @Override
    public SlipState of(String ticket) {
        return desk.progress(ticket).map(PrintedSlips::state).orElse(SlipState.NONE);
    }

    private static SlipState state(PrintProgress progress) {
        if (progress.phase() == PrintPhase.NOT_PRINTED) {
            return new SlipState(obstacle(progress.printer()), 0);
        }
        // Nobody knows better whether it came out than who stands before the printer.
        boolean out = progress.phase() == PrintPhase.PRINTED || progress.phase() == PrintPhase.UNKNOWN;
        return out
                ? new SlipState(Phase.PRINTED, WHOLE)
                : new SlipState(Phase.PRINTING, (int) (progress.fraction() * WHOLE));
    }

    private static Phase obstacle(PrinterCondition condition) {
        return switch (condition) {
            case PAPER_OUT -> Phase.PAPER_OUT;
            case COVER_OPEN -> Phase.COVER_OPEN;
            default -> Phase.OFFLINE;
        };
    }
}
