package motcua.kiosk.ticket;

import motcua.bridge.printer.PrinterCondition;
import motcua.kiosk.print.PrintDesk;
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
        boolean coming = desk.coming(ticket);
        return desk.progress(ticket).map(progress -> state(progress, coming)).orElse(SlipState.NONE);
    }

    private static SlipState state(PrintProgress progress, boolean coming) {
        return switch (progress.phase()) {
            case WAITING, PRINTING -> new SlipState(Phase.PRINTING, (int) (progress.fraction() * WHOLE), true);
            case PRINTED -> new SlipState(Phase.PRINTED, WHOLE, false);
            case UNKNOWN -> new SlipState(Phase.UNKNOWN, WHOLE, false);
            case NOT_PRINTED -> new SlipState(obstacle(progress.printer()), 0, coming);
        };
    }

    private static Phase obstacle(PrinterCondition condition) {
        return switch (condition) {
            case PAPER_OUT -> Phase.PAPER_OUT;
            case COVER_OPEN -> Phase.COVER_OPEN;
            default -> Phase.OFFLINE;
        };
    }
}
