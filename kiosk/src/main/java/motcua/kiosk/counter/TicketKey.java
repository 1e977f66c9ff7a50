package motcua.kiosk.counter;

import org.jspecify.annotations.Nullable;

/** The clerk's physical key at a counter with tickets: ends the service at hand, or calls the next ticket. */
@FunctionalInterface
public interface TicketKey {
    /**
     * @param identity of the stroke, so that one repeated after a crash is known again
     * @param ageMs time since the stroke, absent if unknown
     */
    void stroke(int counter, String identity, @Nullable Long ageMs);
}
