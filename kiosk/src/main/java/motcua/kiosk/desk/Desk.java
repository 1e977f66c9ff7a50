package motcua.kiosk.desk;

import java.util.List;
import motcua.contract.body.Guidance;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.Respondent;
import motcua.kiosk.counter.CounterView;
import org.jspecify.annotations.Nullable;

/**
 * A desk as one browser may see it. Holds no level, no press and no time of one. Times are wall clock in ms, absent where the
 * clock was not trusted.
 *
 * @param clerk who is signed in with this browser, absent if nobody
 * @param occupant whose session is open at the counter, with this browser or another, absent if nobody's
 * @param shift tells one session at the counter from the next, absent without one
 * @param sinceMs when that session began
 * @param serving whether a visit was noted as begun
 * @param idle whether the clerk is asked if the session goes on
 * @param quietSinceMs then: since when there was no sign of life
 * @param last what became of the visit finished last, only for the signed-in clerk
 * @param device {@code GOOD}, {@code DOWN}, or {@code NONE} if there is nothing to rate with
 * @param deviceSinceMs since when it is down
 * @param catalogue rises when the list of procedures may have changed
 * @param askDate yyyy-MM-ddTHH:mm to propose to the clerk, absent where nobody need be asked
 * @param help whether a citizen at the ticket screen waits for a person
 * @param printer of tickets; absent without one, at a counter without tickets and for who is not signed in
 * @param queue only at a counter with tickets and for the signed-in clerk
 */
record Desk(
        int counter,
        String name,
        String office,
        Mode mode,
        boolean practice,
        boolean recording,
        @Nullable String clerk,
        @Nullable String occupant,
        @Nullable String shift,
        @Nullable Long sinceMs,
        boolean serving,
        boolean idle,
        @Nullable Long quietSinceMs,
        CounterView.@Nullable LastVisit last,
        String device,
        @Nullable Long deviceSinceMs,
        List<Person> clerks,
        long catalogue,
        @Nullable String askDate,
        boolean help,
        @Nullable Printer printer,
        @Nullable Line queue) {

    record Person(String id, String name, @Nullable String kind) {}

    /**
     * The ticket printer of the office.
     *
     * @param condition a {@code PrinterCondition}
     * @param ticketsLeft for about how many tickets there is paper
     * @param rollMetres length of the roll when it was new
     */
    record Printer(String condition, int ticketsLeft, int rollMetres) {}

    /**
     * The queue as the counter sees it.
     *
     * @param now the ticket called to the counter, absent if none
     * @param last number of the visit finished last, absent if it had none
     * @param waiting how many the counter may call
     * @param waits the same by queue, priority apart
     * @param list those who wait in the order they are called, the first 60
     * @param unsure untold numbers of whose paper nobody knows, of the whole office
     * @param held set aside, of the whole office
     * @param noShows called in vain, of the whole office
     * @param served tickets served to the end here today
     * @param pausedSinceMs when the pause began
     * @param queues where a citizen can be sent on to, or be given a number for
     */
    record Line(
            @Nullable Now now,
            @Nullable String last,
            int waiting,
            List<Waits> waits,
            List<Slip> list,
            List<Slip> unsure,
            List<Slip> held,
            List<Slip> noShows,
            int served,
            boolean paused,
            @Nullable Long pausedSinceMs,
            List<Door> queues) {}

    /**
     * The ticket at the counter.
     *
     * @param started whether somebody noted that the citizen came
     * @param waitMinutes between taking and first call, absent where nobody can tell
     * @param chosen whether the procedure is the one the citizen chose
     */
    record Now(
            String ticket,
            String label,
            boolean priority,
            int times,
            boolean started,
            @Nullable Long calledAtMs,
            @Nullable Long waitMinutes,
            Kind kind,
            List<String> procedures,
            boolean chosen,
            @Nullable Respondent respondent,
            List<Guidance> guidance,
            @Nullable Integer dossiers) {}

    /** @param name absent for priority */
    record Waits(@Nullable String name, int people) {}

    record Slip(String ticket, String label, boolean priority) {}

    /** @param waiting in this queue, whoever calls them */
    record Door(String id, String name, List<Seat> counters, int waiting) {}

    /** @param open whether a clerk is signed in there and not resting */
    record Seat(int number, String name, boolean open) {}

    /**
     * What changes by itself all the time and is therefore sent only along with something else.
     *
     * @param run tells this process from the one before
     * @param turn rises with time, so that a state that comes late is known
     * @param nowMs wall clock, absent while it is not trusted
     * @param servedForMs how long the ticket has been at the counter
     */
    record Running(
            int run,
            long turn,
            @Nullable Long nowMs,
            @Nullable Long servedForMs) {}
}
