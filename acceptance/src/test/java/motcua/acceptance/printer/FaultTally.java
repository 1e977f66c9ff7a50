package motcua.acceptance.printer;

import java.util.ArrayList;
import java.util.List;

/**
 * What was seen while a printer failed again and again. Everything is counted, also what must never be.
 *
 * @param tickets how many were taken
 * @param faults how many faults happened while they were printed
 * @param marked copies that said so
 * @param unknown copies of which nobody knows whether they came out
 * @param refused copies that surely did not come out whole
 * @param slowestMs longest from the end of a fault until the printer was seen ready
 * @param ratings presses of the pad that counted, for the visit that had ended
 * @param meanwhile those that were in the journal before it was known what became of the slip
 * @param slowestPressMs longest from a press until it was in the journal
 * @param lost numbers without one whole paper in the end, or that could not be called with it
 * @param twoAlike numbers on more than one paper that looks valid
 * @param unmarked papers with a number that left before, which do not say that they are copies
 * @param tooSoon numbers that were live, or called, while no whole paper had come out
 * @param unwritten faults after which the records do not say what the paper says
 * @param wrong the first of what must never be, in words
 */
record FaultTally(
        long tickets,
        long faults,
        long marked,
        long unknown,
        long refused,
        long slowestMs,
        long ratings,
        long meanwhile,
        long slowestPressMs,
        long lost,
        long twoAlike,
        long unmarked,
        long tooSoon,
        long unwritten,
        List<String> wrong) {
    private static final int TOLD = 5;

    static final FaultTally NOTHING = new FaultTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

    FaultTally plus(FaultTally other) {
        List<String> both = new ArrayList<>(wrong);
        both.addAll(other.wrong);
        return new FaultTally(
                tickets + other.tickets,
                faults + other.faults,
                marked + other.marked,
                unknown + other.unknown,
                refused + other.refused,
                Math.max(slowestMs, other.slowestMs),
                ratings + other.ratings,
                meanwhile + other.meanwhile,
                Math.max(slowestPressMs, other.slowestPressMs),
                lost + other.lost,
                twoAlike + other.twoAlike,
                unmarked + other.unmarked,
                tooSoon + other.tooSoon,
                unwritten + other.unwritten,
                List.copyOf(both.subList(0, Math.min(TOLD, both.size()))));
    }

    static FaultTally recovered(long ms) {
        return new FaultTally(0, 1, 0, 0, 0, ms, 0, 0, 0, 0, 0, 0, 0, 0, List.of());
    }

    static FaultTally rated(long ms, boolean meanwhile) {
        return new FaultTally(0, 0, 0, 0, 0, 0, 1, meanwhile ? 1 : 0, ms, 0, 0, 0, 0, 0, List.of());
    }

    /** One ticket, with its copies. */
    static FaultTally ticket(long marked, long unknown, long refused) {
        return new FaultTally(1, 0, marked, unknown, refused, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());
    }

    static FaultTally lost(String what) {
        return new FaultTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, List.of("lost: " + what));
    }

    static FaultTally twoAlike(String what) {
        return new FaultTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, List.of("two alike: " + what));
    }

    static FaultTally unmarked(String what) {
        return new FaultTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, List.of("unmarked: " + what));
    }

    static FaultTally tooSoon(String what) {
        return new FaultTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, List.of("live too soon: " + what));
    }

    static FaultTally unwritten(String what) {
        return new FaultTally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, List.of("unwritten: " + what));
    }

    /** As members of a JSON object. */
    String json() {
        return "\"tickets\":" + tickets + ",\"faults\":" + faults + ",\"markedCopies\":" + marked + ",\"unknown\":"
                + unknown
                + ",\"notPrinted\":" + refused + ",\"slowestRecoveryMs\":" + slowestMs + ",\"ratings\":" + ratings
                + ",\"ratedMeanwhile\":" + meanwhile + ",\"slowestPressMs\":" + slowestPressMs + ",\"lost\":" + lost
                + ",\"twoAlike\":" + twoAlike
                + ",\"unmarked\":" + unmarked + ",\"liveTooSoon\":" + tooSoon + ",\"unwritten\":" + unwritten;
    }
}
