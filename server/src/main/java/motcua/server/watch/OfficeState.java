package motcua.server.watch;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One office on one day.
 *
 * @param days the last fourteen days, today last
 * @param lastSeenMs when anything came from its kiosk, ms since 1970 UTC; 0 = never
 * @param silentDays working days since then, today not counted
 * @param backlog records waiting at the kiosk at its last word; empty if unknown
 * @param clockTrusted whether the kiosk knows the time; empty if unknown
 * @param contiguous records received without a gap
 * @param missing records that must exist between those received; 0 = none
 * @param undated services whose day cannot be told
 * @param unmatched presses of thirty days that belong to no service
 * @param presses all presses of thirty days
 * @param unknownProcedure services of thirty days without a procedure
 * @param services services of thirty days
 * @param devicesUp devices that answer
 * @param devices devices known
 * @param badCounters counters of devices that are stuck or down
 * @param unusedCounters counters that served {@link #LEAST_SERVED} and more in fourteen days without one rating
 * @param troubles what is the matter, the gravest first; never empty
 */
public record OfficeState(
        String office,
        List<Day> days,
        long lastSeenMs,
        int silentDays,
        Optional<Long> backlog,
        Optional<Boolean> clockTrusted,
        long contiguous,
        long missing,
        long undated,
        long unmatched,
        long presses,
        long unknownProcedure,
        long services,
        int devicesUp,
        int devices,
        Set<Integer> badCounters,
        Set<Integer> unusedCounters,
        List<Trouble> troubles) {
    /** Working days without a word after which an office is silent. */
    public static final int SILENT_AFTER = 2;

    /** So many records waiting are more than a day of an ordinary office. */
    public static final long MUCH_BACKLOG = 500;

    /** A counter that served so many without a rating does not use its device. */
    public static final long LEAST_SERVED = 20;

    /** Share of services without a procedure above which the figures by procedure say little. */
    public static final double MOST_UNKNOWN = .10;

    /** Share of presses without a service above which somebody should look at the pad. */
    public static final double MOST_UNMATCHED = .05;

    public OfficeState {
        days = List.copyOf(days);
        troubles = List.copyOf(troubles);
        badCounters = Set.copyOf(badCounters);
        unusedCounters = Set.copyOf(unusedCounters);
    }

    /**
     * A day of an office.
     *
     * @param working whether it is a working day
     * @param services finished that day; 0 is no data or no visitor, {@code received} says which
     * @param received whether the kiosk was heard on that day or later, so that 0 means nobody came
     */
    public record Day(LocalDate date, boolean working, long services, boolean received) {
        /** A working day of which nothing came. */
        public boolean isMissing() {
            return working && services == 0 && !received;
        }
    }

    /** The gravest trouble. */
    public Trouble trouble() {
        return troubles.get(0);
    }

    /** Share of unmatched presses; 0 without presses. */
    public double unmatchedShare() {
        return presses == 0 ? 0 : (double) unmatched / presses;
    }

    /** Share of services without a procedure; 0 without services. */
    public double unknownShare() {
        return services == 0 ? 0 : (double) unknownProcedure / services;
    }
}
