package motcua.bridge.gpio;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import motcua.bridge.health.DeviceState;
import motcua.bridge.keys.Keys;

/** Keys from input lines to ground, with the chip's own pull-up: low = pressed. */
final class GpioKeys implements Keys {
    private final List<GpioRow.Line> lines;
    private final long debounceUs;
    private final Supplier<DeviceState> state;
    private final Consumer<String> pressed;
    private final List<DigitalInput> inputs = new ArrayList<>();

    /** @param pressed takes the names of keys on threads of Pi4J, and must return at once */
    GpioKeys(List<GpioRow.Line> lines, long debounceUs, Supplier<DeviceState> state, Consumer<String> pressed) {
        this.lines = lines;
        this.debounceUs = debounceUs;
        this.state = state;
        this.pressed = pressed;
    }

    @Override
    public List<String> names() {
        return lines.stream().map(GpioRow.Line::name).toList();
    }

    @Override
    public DeviceState state() {
        return state.get();
    }

    /** On the board's thread: takes the lines. */
    void open(Context pi) {
        inputs.clear();
        for (GpioRow.Line line : lines) {
            DigitalInput input = pi.create(DigitalInput.newConfigBuilder(pi)
                    .id("key-" + line.name())
                    .address(line.number())
                    .pull(PullResistance.PULL_UP)
                    .debounce(debounceUs) // in microseconds
                    .build());
            Contact contact = new Contact(line.name(), input.state());
            input.addListener(event -> contact.become(event.state()));
            inputs.add(input);
        }
    }

    /** On the board's thread: reads each line, which throws when the chip is gone. */
    void check() {
        inputs.forEach(DigitalInput::state);
    }

    /** The last level of one key. */
    private final class Contact {
        private final String name;
        private DigitalState level;

        Contact(String name, DigitalState level) {
            this.name = name;
            this.level = level;
        }

        synchronized void become(DigitalState now) {
            boolean press = level == DigitalState.HIGH && now == DigitalState.LOW;
            level = now;
            if (press) {
                pressed.accept(name);
            }
        }
    }
}
