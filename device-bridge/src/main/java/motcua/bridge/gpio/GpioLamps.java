package motcua.bridge.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import motcua.bridge.health.DeviceState;
import motcua.bridge.keys.Lamps;

/** Lamps on output lines: high = lit. All are dark while the kiosk does not run. */
final class GpioLamps implements Lamps {
    private final List<GpioRow.Line> lines;
    private final Supplier<DeviceState> state;
    private final Runnable changed;
    private final Map<String, Boolean> wanted = new LinkedHashMap<>();
    private final Map<String, DigitalOutput> outputs = new LinkedHashMap<>();

    /** @param changed called after each change of what is wanted; someone else carries it out */
    GpioLamps(List<GpioRow.Line> lines, Supplier<DeviceState> state, Runnable changed) {
        this.lines = lines;
        this.state = state;
        this.changed = changed;
        lines.forEach(line -> wanted.put(line.name(), false));
    }

    @Override
    public List<String> names() {
        return lines.stream().map(GpioRow.Line::name).toList();
    }

    @Override
    public void set(String lamp, boolean lit) {
        synchronized (wanted) {
            if (wanted.replace(lamp, lit) == null) {
                throw new IllegalArgumentException("there is no lamp " + lamp);
            }
        }
        changed.run();
    }

    @Override
    public DeviceState state() {
        return state.get();
    }

    /** On the board's thread: takes the lines. */
    void open(Context pi) {
        outputs.clear();
        for (GpioRow.Line line : lines) {
            outputs.put(
                    line.name(),
                    pi.create(DigitalOutput.newConfigBuilder(pi)
                            .id("lamp-" + line.name())
                            .address(line.number())
                            .initial(DigitalState.LOW)
                            .shutdown(DigitalState.LOW)
                            .build()));
        }
        apply();
    }

    /** On the board's thread: makes the lamps what they shall be. */
    void apply() {
        List<Map.Entry<String, Boolean>> now;
        synchronized (wanted) {
            now = new ArrayList<>(Map.copyOf(wanted).entrySet());
        }
        for (Map.Entry<String, Boolean> lamp : now) {
            DigitalOutput output = outputs.get(lamp.getKey());
            if (output != null) {
                output.state(lamp.getValue() ? DigitalState.HIGH : DigitalState.LOW);
            }
        }
    }
}
