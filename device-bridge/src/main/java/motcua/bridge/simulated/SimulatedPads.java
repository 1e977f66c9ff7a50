package motcua.bridge.simulated;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import motcua.bridge.pad.PadListener;
import motcua.bridge.pad.Pads;
import motcua.bridge.pad.RatingPad;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated pads of a kiosk.
 *
 * <p>Opened, they live by themselves: thread {@code simulated-pads} lets their time pass, {@code
 * simulated-pads-listener} calls the listener. Stepped, they have no threads and live only in {@link #step}, for tests
 * and for days that pass faster than real ones.
 */
public final class SimulatedPads implements Pads {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedPads.class);
    private static final long MOVING_MS = 20;
    private static final long RESTING_MS = 1_000;
    private static final long END_PATIENCE_S = 30;

    private final List<SimulatedPad> pads = new ArrayList<>();
    private final Queue<Runnable> calls = new ConcurrentLinkedQueue<>();
    private @Nullable ExecutorService listenerThread;
    private @Nullable Thread thread;
    private boolean poked;
    private boolean closed;

    private SimulatedPads() {}

    /**
     * Pads that live by themselves.
     *
     * @param names one for each pad, no two alike
     * @param upMs monotonic milliseconds
     */
    public static SimulatedPads open(List<String> names, PadListener listener, LongSupplier upMs) {
        SimulatedPads pads = new SimulatedPads();
        ExecutorService calling = Executors.newSingleThreadExecutor(work -> daemon(work, "simulated-pads-listener"));
        pads.listenerThread = calling;
        pads.add(names, listener, upMs, call -> onThread(calling, call), new SecureRandom());
        Thread living = daemon(pads::live, "simulated-pads");
        pads.thread = living;
        living.start();
        return pads;
    }

    /**
     * Pads that live only in {@link #step}, which also calls the listener.
     *
     * @param random where the pads' epochs come from
     */
    public static SimulatedPads stepped(
            List<String> names, PadListener listener, LongSupplier upMs, RandomGenerator random) {
        SimulatedPads pads = new SimulatedPads();
        pads.add(names, listener, upMs, pads.calls::add, random);
        return pads;
    }

    private void add(
            List<String> names, PadListener listener, LongSupplier upMs, Executor caller, RandomGenerator random) {
        requireNonNull(listener, "listener");
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("two simulated pads have one name: " + names);
        }
        for (String name : names) {
            long epoch = 1 + random.nextLong(0xFFFF_FFFFL);
            pads.add(new SimulatedPad(name, epoch, listener, caller, upMs, this::poke));
        }
        pads.sort(Comparator.comparing(SimulatedPad::id));
    }

    /** Lets stepped pads live until now, and calls the listener for what happened. */
    public void step() {
        if (thread != null) {
            throw new IllegalStateException("these pads live by themselves");
        }
        do {
            pads.forEach(SimulatedPad::step);
            for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
                call.run();
            }
        } while (!calls.isEmpty());
    }

    @Override
    public List<RatingPad> pads() {
        return List.copyOf(pads);
    }

    /** The same pads, as what they are. */
    public List<SimulatedPad> simulated() {
        return List.copyOf(pads);
    }

    /** The pad of this name. */
    public Optional<SimulatedPad> pad(String name) {
        return pads.stream().filter(pad -> pad.id().equals(name)).findFirst();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Thread living = thread;
        ExecutorService calling = listenerThread;
        if (living == null || calling == null) {
            return;
        }
        calling.shutdown();
        boolean interrupted = false;
        try {
            living.join();
            if (!calling.awaitTermination(END_PATIENCE_S, TimeUnit.SECONDS)) {
                LOG.error("the listener of the simulated pads has not returned within {} s", END_PATIENCE_S);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() {
        while (true) {
            boolean moving = false;
            for (SimulatedPad pad : pads) {
                try {
                    pad.step();
                    moving |= pad.isMoving();
                } catch (RuntimeException e) {
                    LOG.error("simulated pad {} failed", pad.id(), e);
                }
            }
            synchronized (this) {
                try {
                    if (!closed && !poked) {
                        wait(moving ? MOVING_MS : RESTING_MS);
                    }
                } catch (InterruptedException e) {
                    LOG.warn("somebody interrupted the simulated pads; they go on");
                }
                poked = false;
                if (closed) {
                    return;
                }
            }
        }
    }

    private synchronized void poke() {
        poked = true;
        notifyAll();
    }

    private static void onThread(ExecutorService calling, Runnable call) {
        try {
            calling.execute(() -> {
                try {
                    call.run();
                } catch (RuntimeException | Error e) {
                    // The listener's bugs must not silence the pads.
                    LOG.error("the listener of the simulated pads failed", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: a call of the simulated pads' listener is dropped");
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
