package motcua.bridge.gpio;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The pins of a Raspberry Pi through Pi4J, which debounces by itself and has a thread for each key. It finds the chip by
 * itself too: the first with {@link GpioRow#HEADER_CHIP} in its label.
 *
 * <p>Pi4J debounces only edges that it reads in time: an edge that is older than the debounce time when it is read, since the
 * machine was busy, is told at once, and so is every bounce behind it. It does not tell when an edge was. Changes that it
 * tells in time are apart by the debounce time at least, so those that follow each other faster are late bounces.
 */
final class Pi4jDriver implements PinDriver {
    private final Supplier<Context> contexts;
    private final LongSupplier nanos;

    /**
     * @param contexts makes a new context with one provider of inputs and one of outputs
     * @param nanos monotonic nanoseconds
     */
    Pi4jDriver(Supplier<Context> contexts, LongSupplier nanos) {
        this.contexts = contexts;
        this.nanos = nanos;
    }

    static Pi4jDriver ofRaspberryPi() {
        return new Pi4jDriver(
                () -> Pi4J.newContextBuilder()
                        .add(GpioDDigitalInputProvider.newInstance(), GpioDDigitalOutputProvider.newInstance())
                        .build(),
                System::nanoTime);
    }

    @Override
    public TakenPins take(Wiring wiring, PinSink sink) {
        Context pi = contexts.get();
        try {
            return new Taken(pi, wiring, sink, nanos);
        } catch (Throwable e) {
            pi.shutdown();
            throw e;
        }
    }

    private static final class Taken implements TakenPins {
        private final Context pi;
        private final String chip;
        private final List<DigitalInput> keys = new ArrayList<>();
        private final Map<String, DigitalOutput> lamps = new LinkedHashMap<>();

        Taken(Context pi, Wiring wiring, PinSink sink, LongSupplier nanos) {
            this.pi = pi;
            this.chip = wiring.chip();
            for (GpioRow.Line line : wiring.keys()) {
                DigitalInput key = pi.create(DigitalInput.newConfigBuilder(pi)
                        .id("key-" + line.name())
                        .address(line.number())
                        .pull(PullResistance.PULL_UP)
                        .debounce(wiring.debounceUs()) // in microseconds
                        .build());
                Contact contact = new Contact(line.name(), key.state(), wiring.debounceUs(), nanos, sink);
                key.addListener(event -> contact.become(event.state()));
                keys.add(key);
            }
            for (GpioRow.Line line : wiring.lamps()) {
                lamps.put(
                        line.name(),
                        pi.create(DigitalOutput.newConfigBuilder(pi)
                                .id("lamp-" + line.name())
                                .address(line.number())
                                .initial(DigitalState.LOW)
                                .shutdown(DigitalState.LOW)
                                .build()));
            }
        }

        @Override
        public String driver() {
            return "Pi4J on " + chip;
        }

        @Override
        public void light(String lamp, boolean lit) {
            DigitalOutput output = lamps.get(lamp);
            if (output == null) {
                throw new IllegalArgumentException("there is no lamp " + lamp);
            }
            output.state(lit ? DigitalState.HIGH : DigitalState.LOW);
        }

        @Override
        public void check() {
            keys.forEach(DigitalInput::state); // throws when the chip is gone
        }

        @Override
        public void close() {
            pi.shutdown();
        }
    }

    /** The last level of one key, and since when. */
    private static final class Contact {
        private final String name;
        private final long debounceNs;
        private final LongSupplier nanos;
        private final PinSink sink;
        private DigitalState level;
        private long toldNs;

        Contact(String name, DigitalState level, long debounceUs, LongSupplier nanos, PinSink sink) {
            this.name = name;
            this.level = level;
            this.debounceNs = TimeUnit.MICROSECONDS.toNanos(debounceUs);
            this.nanos = nanos;
            this.sink = sink;
            this.toldNs = nanos.getAsLong() - debounceNs;
        }

        synchronized void become(DigitalState now) {
            long nowNs = nanos.getAsLong();
            boolean bounce = nowNs - toldNs < debounceNs;
            boolean press = level == DigitalState.HIGH && now == DigitalState.LOW && !bounce;
            level = now;
            toldNs = nowNs;
            if (press) {
                sink.pressed(name, 0);
            }
        }
    }
}
