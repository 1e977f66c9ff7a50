package motcua.kiosk.counter;

import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of a pad.
 *
 * @param pad its number in 8 hexadecimal digits, or the name of a simulated one
 * @param counter 0 while it is unbound
 * @param state last of UP, DOWN, FOREIGN, CONFLICT
 * @param since when that state was recorded
 * @param lastHeard latest moment at which it certainly had been heard, absent if never
 */
public record PadHealth(
        String pad,
        int counter,
        String state,
        @Nullable Moment since,
        @Nullable Moment lastHeard) {
    public boolean up() {
        return state.equals("UP");
    }
}
