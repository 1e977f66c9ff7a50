package motcua.kiosk.queue;

import org.jspecify.annotations.Nullable;

/**
 * The tickets of a business day, each in exactly one place: {@code issued} is the sum of the others but {@code practising}.
 *
 * @param waiting reserved ones included
 * @param inService called, not finished
 * @param inviting served, and still asked to rate
 * @param practising tickets taken while practising; in none of the others
 */
public record DayCount(
        @Nullable String day,
        int issued,
        int waiting,
        int inService,
        int held,
        int inviting,
        int rated,
        int notRated,
        int notAsked,
        int deviceDown,
        int noShow,
        int left,
        int practising) {
    public int served() {
        return inviting + rated + notRated + notAsked + deviceDown;
    }

    /** Whether each ticket issued is in one of the places. */
    public boolean adds() {
        return issued == waiting + inService + held + served() + noShow + left;
    }
}
