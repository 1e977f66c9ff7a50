package motcua.bridge.gpio;

import static java.util.Objects.requireNonNull;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import motcua.bridge.health.DeviceState;
import motcua.bridge.health.DeviceState.Condition;
import motcua.bridge.keys.KeyListener;
import motcua.bridge.keys.Keys;
import motcua.bridge.keys.Lamps;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pins of the Raspberry Pi that this kiosk uses. Pins that cannot be had are a state that is shown and tried again,
 * not an end.
 *
 * <p>Thread {@code gpio} opens the chip, calls the listener, switches lamps and looks every few seconds whether the chip
 * is still there. Pi4J has a thread for each key of its own, on which nothing of ours waits.
 */
public final class GpioBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GpioBoard.class);
    private static final String DEVICE = "gpio";
    private static final long END_PATIENCE_MS = 30_000;

    private final GpioKeys keys;
    private final GpioLamps lamps;
    private final String chip;
    private final Pins pins;
    private final KeyListener listener;
    private final LongSupplier upMs;
    private final GpioTiming timing;
    private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "gpio");
    private volatile DeviceState state;
    private volatile boolean closed;

    private GpioBoard(
            Optional<GpioRow> keyRow,
            Optional<GpioRow> lampRow,
            KeyListener listener,
            LongSupplier upMs,
            Pins pins,
            GpioTiming timing) {
        this.listener = requireNonNull(listener, "listener");
        this.upMs = upMs;
        this.pins = pins;
        this.timing = timing;
        this.chip = keyRow.or(() -> lampRow).map(GpioRow::chip).orElse(GpioRow.HEADER_CHIP);
        this.state = new DeviceState(DEVICE, Condition.DOWN, Optional.of("not opened yet"), upMs.getAsLong());
        this.keys = new GpioKeys(
                lines(keyRow),
                keyRow.map(GpioRow::debounceUs).orElse(GpioRow.USUAL_DEBOUNCE_US),
                this::state,
                this::pressed);
        this.lamps = new GpioLamps(lines(lampRow), this::state, this::applyLamps);
        thread.setDaemon(true);
    }

    /**
     * Starts to use the pins; returns at once.
     *
     * @param keyRow lines of keys, if there are any
     * @param lampRow lines of lamps, if there are any
     * @param upMs monotonic milliseconds
     * @throws IllegalArgumentException if the two rows want one line, or two chips
     */
    public static GpioBoard open(
            Optional<GpioRow> keyRow, Optional<GpioRow> lampRow, KeyListener listener, LongSupplier upMs) {
        return open(keyRow, lampRow, listener, upMs, GpioBoard::raspberryPi, GpioTiming.USUAL);
    }

    static GpioBoard open(
            Optional<GpioRow> keyRow,
            Optional<GpioRow> lampRow,
            KeyListener listener,
            LongSupplier upMs,
            Pins pins,
            GpioTiming timing) {
        if (keyRow.isPresent() && lampRow.isPresent()) {
            checkApart(keyRow.get(), lampRow.get());
        }
        GpioBoard board = new GpioBoard(keyRow, lampRow, listener, upMs, pins, timing);
        board.thread.start();
        return board;
    }

    private static void checkApart(GpioRow keyRow, GpioRow lampRow) {
        if (!keyRow.chip().equals(lampRow.chip())) {
            throw new IllegalArgumentException(
                    "keys and lamps must be on one chip, not " + keyRow.chip() + " and " + lampRow.chip());
        }
        for (GpioRow.Line lamp : lampRow.lines()) {
            for (GpioRow.Line key : keyRow.lines()) {
                if (lamp.number() == key.number()) {
                    throw new IllegalArgumentException("line " + lamp.number() + " is both the key " + key.name()
                            + " and the lamp " + lamp.name());
                }
            }
        }
    }

    /** The keys; without any if no row was given. */
    public Keys keys() {
        return keys;
    }

    /** The lamps; without any if no row was given. */
    public Lamps lamps() {
        return lamps;
    }

    /** Whether the pins can be used. */
    public DeviceState state() {
        return state;
    }

    /** Darkens the lamps, gives the pins back and ends the thread. */
    @Override
    public void close() {
        closed = true;
        work.add(GpioBoard::nothing);
        try {
            thread.join(END_PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("thread gpio has not ended within {} ms", END_PATIENCE_MS);
        }
    }

    private static Context raspberryPi(String chip) throws IOException {
        new GpioChips(Path.of("/dev")).check(chip);
        return Pi4J.newContextBuilder()
                .add(GpioDDigitalInputProvider.newInstance(), GpioDDigitalOutputProvider.newInstance())
                .build();
    }

    private static List<GpioRow.Line> lines(Optional<GpioRow> row) {
        return row.map(GpioRow::lines).orElse(List.of());
    }

    private static void nothing() {}

    private void pressed(String key) {
        long at = upMs.getAsLong();
        work.add(() -> listener.onKey(key, at));
    }

    private void applyLamps() {
        work.add(lamps::apply);
    }

    private void run() {
        long retryMs = timing.firstRetryMs();
        while (!closed) {
            Context pi = null;
            try {
                pi = pins.take(chip);
                keys.open(pi);
                lamps.open(pi);
                become(Condition.OK, Optional.empty());
                retryMs = timing.firstRetryMs();
                serve();
            } catch (Throwable e) {
                // Whatever Pi4J throws, native errors included: the office goes on without these keys.
                become(Condition.DOWN, Optional.of(reason(e)));
            } finally {
                giveBack(pi);
            }
            pause(retryMs);
            retryMs = Math.min(2 * retryMs, timing.lastRetryMs());
        }
    }

    /** Works until closed; ends with an exception when the chip is gone. */
    private void serve() throws InterruptedException {
        while (!closed) {
            Runnable next = work.poll(timing.checkMs(), TimeUnit.MILLISECONDS);
            if (next == null) {
                keys.check();
                lamps.apply();
            } else {
                attempt(next);
            }
        }
    }

    private void attempt(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException e) {
            LOG.error("a key or lamp failed", e);
        }
    }

    /** Waits before the next try; lamps asked for meanwhile are remembered by themselves. */
    private void pause(long ms) {
        long end = upMs.getAsLong() + ms;
        try {
            for (long left = ms; left > 0 && !closed; left = end - upMs.getAsLong()) {
                work.poll(left, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.warn("somebody interrupted the thread of the pins; it goes on");
        }
    }

    private void become(Condition condition, Optional<String> detail) {
        DeviceState before = state;
        if (before.condition() == condition && before.detail().equals(detail)) {
            return;
        }
        DeviceState now = new DeviceState(DEVICE, condition, detail, upMs.getAsLong());
        state = now;
        LOG.info("gpio is {} {}", condition, detail.orElse(""));
        attempt(() -> listener.onState(now));
    }

    private static void giveBack(@Nullable Context pi) {
        try {
            if (pi != null) {
                pi.shutdown();
            }
        } catch (Exception e) {
            LOG.warn("the pins could not be given back in order", e);
        }
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    /** Takes hold of a chip's pins. */
    interface Pins {
        /**
         * A new Pi4J context with one provider of inputs and one of outputs.
         *
         * @throws IOException if there is no such chip
         */
        Context take(String chip) throws IOException;
    }
}
