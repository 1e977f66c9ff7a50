package motcua.bridge.gpio;

import java.util.List;
import java.util.function.Supplier;
import motcua.bridge.health.DeviceState;
import motcua.bridge.keys.Keys;

/** The keys of a board, as others see them. */
record GpioKeys(List<String> names, Supplier<DeviceState> board) implements Keys {
    @Override
    public DeviceState state() {
        return board.get();
    }
}
