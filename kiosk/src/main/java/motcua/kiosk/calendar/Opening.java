package motcua.kiosk.calendar;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How the office stands at a moment, on its own clock.
 *
 * @param from beginning of the present stretch if {@code OPEN}, else of the next one; absent if none is known
 * @param to end of that stretch
 * @param since end of the stretch before, only at {@code LUNCH}: the break lasts from it until {@code from}
 * @param name what the day is called if it is a special one
 * @param tickets whether tickets may be taken now: in a stretch, and a little before it
 */
public record Opening(
        State state,
        @Nullable LocalDateTime from,
        @Nullable LocalDateTime to,
        @Nullable LocalDateTime since,
        @Nullable String name,
        boolean tickets) {
    /** On a clock that is not trusted nobody is sent away: the office counts as open, until nobody knows when. */
    public static final Opening UNKNOWN = new Opening(State.OPEN, null, null, null, null, true);

    public enum State {
        OPEN,
        /** Today's first stretch has not begun. */
        BEFORE,
        /** Between two stretches of today. */
        LUNCH,
        /** Today's last stretch is over. */
        AFTER,
        /** No stretch today. */
        CLOSED_DAY
    }

    public boolean open() {
        return state == State.OPEN;
    }
}
