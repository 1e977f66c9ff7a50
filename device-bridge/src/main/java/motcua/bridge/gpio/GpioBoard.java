package motcua.bridge.gpio;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
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
 * The pins of this machine that the kiosk uses. Pins that cannot be had are a state that is shown and tried again, not an
 * end. While they work, the state's detail says which driver holds them and how many edges were lost.
 *
 * <p>Thread {@code gpio} opens the chip, calls the listener, switches lamps and looks every few seconds whether the chip
 * is still there. The drivers have threads for edges of their own, on which nothing of ours waits.
 */
public final class GpioBoard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GpioBoard.class);
    private static final String DEVICE = "gpio";
    private static final long END_PATIENCE_MS = 30_000;

    private final Wiring wiring;
    private final GpioKeys keys;
    private final GpioLamps lamps;
    private final PinDriver driver;
    private final KeyListener listener;
    private final LongSupplier upMs;
    private final GpioTiming timing;
    private final LinkedBlockingQueue<Work> work = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "gpio");
    private volatile DeviceState state;
    private volatile boolean closed;
    private long lostEdges;

    private GpioBoard(Wiring wiring, KeyListener listener, LongSupplier upMs, PinDriver driver, GpioTiming timing) {
        this.wiring = wiring;
        this.listener = requireNonNull(listener, "listener");
        this.upMs = upMs;
        this.driver = driver;
        this.timing = timing;
        this.state = new DeviceState(DEVICE, Condition.DOWN, Optional.of("not opened yet"), upMs.getAsLong());
        this.keys = new GpioKeys(names(wiring.keys()), this::state);
        this.lamps = new GpioLamps(names(wiring.lamps()), this::state, () -> work.add(this::applyLamps));
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
        return open(Wiring.of(keyRow, lampRow), listener, upMs, DriverChoice.ofThisMachine(), GpioTiming.USUAL);
    }

    static GpioBoard open(Wiring wiring, KeyListener listener, LongSupplier upMs, PinDriver driver, GpioTiming timing) {
        GpioBoard board = new GpioBoard(wiring, listener, upMs, driver, timing);
        board.thread.start();
        return board;
    }

    /** The keys; without any if no row was given. */
    public Keys keys() {
        return keys;
    }

    /** The lamps; without any if no row was given. */
    public Lamps lamps() {
        return lamps;
    }

    /** Whether the pins can be used, and through which driver. */
    public DeviceState state() {
        return state;
    }

    /** Darkens the lamps, gives the pins back and ends the thread. */
    @Override
    public void close() {
        closed = true;
        work.add(pins -> {});
        try {
            thread.join(END_PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("thread gpio has not ended within {} ms", END_PATIENCE_MS);
        }
    }

    private static List<String> names(List<GpioRow.Line> lines) {
        return lines.stream().map(GpioRow.Line::name).toList();
    }

    private void run() {
        long retryMs = timing.firstRetryMs();
        while (!closed) {
            TakenPins pins = null;
            try {
                pins = driver.take(wiring, new Sink());
                lamps.apply(pins);
                become(Condition.OK, Optional.of(working(pins)));
                retryMs = timing.firstRetryMs();
                serve(pins);
            } catch (Throwable e) {
                // Whatever a driver throws, native errors included: the office goes on without these keys.
                become(Condition.DOWN, Optional.of(reason(e)));
            } finally {
                giveBack(pins);
            }
            pause(retryMs);
            retryMs = Math.min(2 * retryMs, timing.lastRetryMs());
        }
    }

    /** Works until closed; ends with an exception when the chip is gone. */
    private void serve(TakenPins pins) throws IOException, InterruptedException {
        while (!closed) {
            Work next = work.poll(timing.checkMs(), TimeUnit.MILLISECONDS);
            if (next == null) {
                pins.check();
                lamps.apply(pins);
            } else {
                next.run(pins);
            }
        }
    }

    private void applyLamps(TakenPins pins) throws IOException {
        lamps.apply(pins);
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("a key failed", e);
        }
    }

    /** Waits before the next try. What arrives meanwhile belongs to lines that are gone; lamps are remembered. */
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
        long since = before.condition() == condition ? before.sinceUpMs() : upMs.getAsLong();
        DeviceState now = new DeviceState(DEVICE, condition, detail, since);
        state = now;
        LOG.info("gpio is {}: {}", condition, detail.orElse(""));
        tell(() -> listener.onState(now));
    }

    private String working(TakenPins pins) {
        return lostEdges == 0 ? pins.driver() : pins.driver() + "; " + lostEdges + " edges lost";
    }

    private static void giveBack(@Nullable TakenPins pins) {
        try {
            if (pins != null) {
                pins.close();
            }
        } catch (Exception e) {
            LOG.warn("the pins could not be given back in order", e);
        }
    }

    private static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    /** Something to do with the pins, on the board's thread. */
    private interface Work {
        void run(TakenPins pins) throws IOException;
    }

    /** Puts what pins tell into the queue of the board's thread. */
    private final class Sink implements PinSink {
        @Override
        public void pressed(String key, long ageMs) {
            long at = upMs.getAsLong() - ageMs;
            work.add(pins -> tell(() -> listener.onKey(key, at)));
        }

        @Override
        public void lost(long edges) {
            work.add(pins -> {
                lostEdges += edges;
                become(Condition.OK, Optional.of(working(pins)));
                tell(() -> listener.onLost(edges));
            });
        }

        @Override
        public void gone(String reason) {
            work.add(pins -> {
                throw new IOException(reason);
            });
        }
    }
}
