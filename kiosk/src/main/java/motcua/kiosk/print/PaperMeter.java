package motcua.kiosk.print;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.TicketPrinted;
import org.jspecify.annotations.Nullable;

/** Millimetres of paper since the last new roll, as the records tell them. For use under a lock. */
final class PaperMeter {
    /** State of the device {@code printer} when a roll was put in; the detail is its length. */
    static final String NEW_ROLL = "PAPER_NEW";
    /** State of the device {@code printer} when a day slip was tried. */
    static final String DAY_SLIP = "DAY_SLIP";
    /** State of the device {@code printer} when a technician had a slip printed. */
    static final String TRIAL_SLIP = "TRIAL_SLIP";

    private static final Pattern LENGTH = Pattern.compile("^([0-9]{1,7}) mm\\b.*", Pattern.DOTALL);
    /** Of a ticket, while none was printed. */
    private static final int USUAL_MM = 90;

    private long rollMm;
    private long usedMm;
    private long ticketsMm;
    private long tickets;

    PaperMeter(long rollMm) {
        this.rollMm = rollMm;
    }

    /** How a record's detail says that paper was fed. */
    static @Nullable String detail(int millimetres, @Nullable String rest) {
        if (millimetres == 0) {
            return rest;
        }
        return rest == null ? millimetres + " mm" : millimetres + " mm; " + rest;
    }

    static String newRoll(long millimetres) {
        return millimetres + " mm";
    }

    void add(TicketPrinted copy) {
        int mm = length(copy.detail());
        usedMm += mm;
        if (mm > 0) {
            ticketsMm += mm;
            tickets++;
        }
    }

    void add(DeviceChanged changed) {
        if (changed.state().equals(NEW_ROLL)) {
            rollMm = length(changed.detail());
            usedMm = 0;
            ticketsMm = 0;
            tickets = 0;
        } else if (changed.state().equals(DAY_SLIP) || changed.state().equals(TRIAL_SLIP)) {
            usedMm += length(changed.detail());
        }
    }

    private static int length(@Nullable String detail) {
        Matcher matcher = LENGTH.matcher(detail == null ? "" : detail);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    PaperLeft left() {
        long each = tickets == 0 ? USUAL_MM : Math.max(1, ticketsMm / tickets);
        return new PaperLeft(rollMm, usedMm, (int) Math.max(0, (rollMm - usedMm) / each));
    }
}
