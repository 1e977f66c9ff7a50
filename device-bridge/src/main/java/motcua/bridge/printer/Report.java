package motcua.bridge.printer;

import java.util.Optional;

/**
 * What the status bytes together say.
 *
 * @param answered whether there were any that can be believed
 */
record Report(PrinterCondition condition, Optional<String> detail, boolean answered) {
    private static final int OFFLINE = 0x08;
    private static final int COVER = 0x04;
    private static final int PAPER_STOP = 0x20;
    private static final int FAULT = 0x40;
    private static final int NEAR_END = 0x0C;
    private static final int END = 0x60;
    private static final int CUTTER = 0x08;
    private static final int FATAL = 0x20;

    /** @param answer {@link Conversation#SILENCE} or {@link Conversation#NONSENSE} */
    static Report without(int answer) {
        return answer == Conversation.SILENCE
                ? new Report(PrinterCondition.UNKNOWN, Optional.of("the printer says nothing back"), false)
                : new Report(
                        PrinterCondition.ERROR,
                        Optional.of("the printer answers nonsense; check the baud rate and the cable"),
                        false);
    }

    /** From the second status byte: why the printer has stopped. */
    static Report ofOffline(int offline) {
        if ((offline & COVER) != 0) {
            return of(PrinterCondition.COVER_OPEN);
        }
        if ((offline & PAPER_STOP) != 0) {
            return of(PrinterCondition.PAPER_OUT);
        }
        if ((offline & FAULT) != 0) {
            return error("the printer reports an error");
        }
        return of(PrinterCondition.READY);
    }

    /** From all four; {@code error} is 0 or less if it was not asked for or not told. */
    static Report of(int printer, int offline, int error, int paper) {
        Report stopped = ofOffline(offline);
        if (stopped.condition == PrinterCondition.COVER_OPEN) {
            return stopped;
        }
        if ((paper & END) != 0 || stopped.condition == PrinterCondition.PAPER_OUT) {
            return of(PrinterCondition.PAPER_OUT);
        }
        if (stopped.condition == PrinterCondition.ERROR) {
            return error(reason(error));
        }
        if ((printer & OFFLINE) != 0) {
            return error("the printer says that it is off line, and not why");
        }
        return of((paper & NEAR_END) != 0 ? PrinterCondition.PAPER_LOW : PrinterCondition.READY);
    }

    private static String reason(int error) {
        if (error > 0 && (error & CUTTER) != 0) {
            return "the knife is stuck";
        }
        return error > 0 && (error & FATAL) != 0
                ? "the printer reports an error that only a technician can end"
                : "the printer reports an error";
    }

    private static Report of(PrinterCondition condition) {
        return new Report(condition, Optional.empty(), true);
    }

    private static Report error(String why) {
        return new Report(PrinterCondition.ERROR, Optional.of(why), true);
    }

    boolean silent() {
        return !answered && condition == PrinterCondition.UNKNOWN;
    }
}
