package motcua.bridge.health;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a device is doing: a snapshot.
 *
 * @param device its name, as the configuration has it
 * @param condition whether it works
 * @param detail one English line for the technician: why it does not work, or by what it works
 * @param sinceUpMs the kiosk's monotonic milliseconds at which it became so
 */
public record DeviceState(String device, Condition condition, Optional<String> detail, long sinceUpMs) {

    public DeviceState {
        requireNonNull(device, "device");
        requireNonNull(condition, "condition");
        requireNonNull(detail, "detail");
    }

    /** Whether a device works. */
    public enum Condition {
        OK,
        /** It does not, and is tried again by itself. */
        DOWN
    }
}
