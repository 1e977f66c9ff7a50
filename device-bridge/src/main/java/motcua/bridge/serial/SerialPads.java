package motcua.bridge.serial;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import motcua.bridge.pad.PadListener;
import motcua.bridge.pad.Pads;
import motcua.bridge.pad.RatingPad;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rating pads on serial ports, found by their own HELLO whatever port they are on, and found again after each loss.
 *
 * <p>Threads: {@code pads-scan} looks for ports, {@code pads-listener} calls the listener, and each existing port has
 * {@code pad-read PORT} and, while it is open, {@code pad-write PORT}. No fault of a line ends any of them.
 */
public final class SerialPads implements Pads {
    private static final Logger LOG = LoggerFactory.getLogger(SerialPads.class);
    private static final long END_PATIENCE_MS = 10_000;

    private final List<PortPattern> patterns;
    private final PadListener listener;
    private final LongSupplier upMs;
    private final SerialTiming timing;
    private final SerialLine.Opener opener;
    private final RandomGenerator random;
    private final ListenerThread calls = new ListenerThread();
    private final PadRegister register;
    private final Map<Path, PadPort> ports = new LinkedHashMap<>();
    private final Thread scanner = new Thread(this::scan, "pads-scan");
    private boolean closed;

    private SerialPads(
            List<PortPattern> patterns,
            PadListener listener,
            LongSupplier upMs,
            SerialTiming timing,
            SerialLine.Opener opener,
            RandomGenerator random) {
        this.patterns = patterns;
        this.listener = listener;
        this.upMs = upMs;
        this.timing = timing;
        this.opener = opener;
        this.random = random;
        register = new PadRegister(upMs, calls, listener);
        scanner.setDaemon(true);
    }

    /**
     * Starts looking for pads. Returns at once; what is found is told to the listener.
     *
     * @param portGlobs absolute paths of ports, with wildcards in the last part or without; may be empty
     * @param upMs monotonic milliseconds
     * @throws IllegalArgumentException if a path is not as described
     */
    public static SerialPads open(List<String> portGlobs, PadListener listener, LongSupplier upMs) {
        return open(portGlobs, listener, upMs, SerialTiming.USUAL, JSerialCommLine::open, new SecureRandom());
    }

    static SerialPads open(
            List<String> portGlobs,
            PadListener listener,
            LongSupplier upMs,
            SerialTiming timing,
            SerialLine.Opener opener,
            RandomGenerator random) {
        requireNonNull(listener, "listener");
        List<PortPattern> patterns = portGlobs.stream().map(PortPattern::parse).toList();
        SerialPads pads = new SerialPads(patterns, listener, upMs, timing, opener, random);
        pads.calls.start();
        pads.scanner.start();
        return pads;
    }

    @Override
    public List<RatingPad> pads() {
        return register.all();
    }

    /** What came from each port that has sent bytes and no frame of a pad since it was last opened. */
    public List<ForeignBytes> foreignBytes() {
        return openPorts().stream()
                .map(PadPort::foreignBytes)
                .filter(bytes -> bytes.count() > 0)
                .toList();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Threads.join(scanner, END_PATIENCE_MS);
        calls.close();
        List<PadPort> open = openPorts();
        open.forEach(PadPort::stop);
        open.forEach(PadPort::join);
    }

    private synchronized List<PadPort> openPorts() {
        return List.copyOf(ports.values());
    }

    private void scan() {
        while (true) {
            try {
                look();
            } catch (Throwable e) {
                LOG.error("looking for ports failed", e);
            }
            synchronized (this) {
                if (closed) {
                    return;
                }
                try {
                    wait(timing.scan());
                } catch (InterruptedException e) {
                    LOG.warn("somebody interrupted the search for ports; it goes on");
                }
                if (closed) {
                    return;
                }
            }
        }
    }

    private synchronized void look() {
        ports.values().removeIf(port -> !port.isRunning());
        Set<Path> devices = new HashSet<>();
        for (PadPort port : ports.values()) {
            Path device = port.device();
            if (device != null) {
                devices.add(device);
            }
        }
        for (Path path : existing()) {
            try {
                Path device = path.toRealPath();
                if (!ports.containsKey(path) && devices.add(device)) {
                    PadPort port = new PadPort(path, device, register, opener, listener, calls, upMs, random, timing);
                    ports.put(path, port);
                    port.start();
                }
            } catch (IOException e) {
                LOG.debug("{} vanished while it was looked at", path, e);
            }
        }
    }

    private List<Path> existing() {
        List<Path> found = new ArrayList<>();
        for (PortPattern pattern : patterns) {
            List<Path> matching = pattern.ports();
            found.addAll(matching);
            if (matching.isEmpty() && pattern.isOnePort()) {
                register.missing(pattern.onePort().toString());
            }
        }
        return found;
    }
}
