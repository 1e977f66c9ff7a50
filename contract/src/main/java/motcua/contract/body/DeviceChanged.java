package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/**
 * A device changed its state.
 *
 * @param device e.g. {@code pad:1a2b3c4d}, {@code printer}, {@code key:2}, {@code disk}
 * @param counter absent for devices of the whole office
 * @param state {@code UP, DOWN, STUCK, UNSTUCK, LID_OPEN, LID_CLOSED, FOREIGN, CONFLICT, GAP, LOG_FULL}; of the
 *     disk {@code FULL} (it was) and {@code LOST} (presses that could not be stored)
 */
public record DeviceChanged(
        String device,
        @Nullable Integer counter,
        String state,
        @Nullable String detail) implements RecordBody {}
