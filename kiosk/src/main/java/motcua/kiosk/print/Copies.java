package motcua.kiosk.print;

import java.util.LinkedHashMap;
import java.util.Map;
import motcua.contract.body.TicketPrinted;

/** Which tickets' numbers may be on paper already. For use under a lock. */
final class Copies {
    /** A busy week; older tickets are not printed again. */
    private static final int KEPT = 4_096;

    private final Map<String, Known> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > KEPT;
        }
    };

    /** @param numberSent whether the number left for the printer in any of the copies */
    record Known(int copies, boolean numberSent) {
        static final Known NONE = new Known(0, false);
    }

    Known of(String ticket) {
        return known.getOrDefault(ticket, Known.NONE);
    }

    /** Takes in what became of a copy; the same twice changes nothing. */
    void add(TicketPrinted copy) {
        Known before = of(copy.ticket());
        known.put(
                copy.ticket(), new Known(Math.max(before.copies, copy.copy()), before.numberSent || copy.numberSent()));
    }
}
