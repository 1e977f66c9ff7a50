package motcua.contract.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Health of a kiosk, retained; its will is the same with {@code online} false.
 *
 * @param at wall clock of the kiosk in ms since 1970 UTC; {@code clock} says whether to believe it
 * @param backlog records without a receipt
 */
public record Status(
        String kiosk,
        boolean online,
        String software,
        long at,
        String clock,
        long backlog,
        boolean practice,
        boolean simulated,
        List<Device> devices) {
    public Status {
        devices = List.copyOf(devices);
    }

    /** @param state {@code UP, DOWN, STUCK, FOREIGN, CONFLICT, UNBOUND} */
    public record Device(String name, @Nullable Integer counter, String state) {}
}
