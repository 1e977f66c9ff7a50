package motcua.bridge.simulated;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import motcua.bridge.printer.PrinterAddress;
import motcua.bridge.printer.PrinterCondition;
import motcua.bridge.printer.Raster;
import motcua.bridge.simulated.PrinterPlug.Wire;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receipt printer without hardware: takes real ESC/POS bytes on a port or a terminal of this machine, as slowly as a line would bring
 * them, answers questions about itself, prints on paper that can be looked at, and can fail in the ways real ones do. Strict: a byte that is no part of
 * a command it knows is reported.
 *
 * <p>As real printers do, it obeys status questions when they arrive, also in the middle of a picture, and takes no more than its
 * buffer holds while it cannot print.
 *
 * <p>Safe for any thread. Thread {@code virtual-printer} serves one connection after another.
 */
public final class VirtualPrinter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VirtualPrinter.class);
    private static final int BUFFER_BYTES = 4_096;
    /** How long it waits for one thing before it looks at the others. */
    static final int SLICE_MS = 20;

    private static final int BITS_PER_BYTE = 10;
    private static final int DLE = 0x10;
    private static final int EOT = 4;

    private final int baud;
    private final RandomGenerator random;
    private final PrinterPlug plug;
    private final PaperPath path;
    private final Deque<Byte> buffer = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "virtual-printer");

    private PrinterCondition condition = PrinterCondition.READY;
    private boolean stalled;
    private boolean garbage;
    private boolean voice = true;
    private boolean silentAfterCut;
    private long backAtNs; // while it restarts
    private boolean away;
    private int bootMs = 1_000;
    private @Nullable PrinterFault fault;
    private long faultAt;
    private long received;
    private int seen; // how much of a real-time command has come
    private int faults;
    private boolean closed;

    private VirtualPrinter(int width, int baud, PrinterPlug plug, RandomGenerator random) {
        this.baud = baud;
        this.plug = plug;
        this.random = random;
        path = new PaperPath(width);
        thread.setDaemon(true);
    }

    /**
     * A printer with its own port.
     *
     * @param width dots, 384 or 576
     * @param baud how fast bytes arrive, 8N1; 0 = as they come
     */
    public static VirtualPrinter open(int width, int baud, RandomGenerator random) throws IOException {
        return start(new VirtualPrinter(width, baud, new TcpPlug(), random));
    }

    /**
     * The same on a serial port. The port stays when the printer restarts, and what is sent meanwhile is lost; it goes when the printer is
     * unplugged, as that of a USB adapter does. Linux only.
     *
     * @param port the name that the port will have
     */
    public static VirtualPrinter openOnSerialPort(int width, int baud, Path port, RandomGenerator random)
            throws IOException {
        return start(new VirtualPrinter(width, baud, new TerminalPlug(port, true), random));
    }

    /**
     * The same as a device file of the USB printer class, which goes when the printer restarts or is unplugged. Linux only.
     *
     * @param file the name that the file will have
     */
    public static VirtualPrinter openOnUsb(int width, int baud, Path file, RandomGenerator random) throws IOException {
        return start(new VirtualPrinter(width, baud, new TerminalPlug(file, false), random));
    }

    private static VirtualPrinter start(VirtualPrinter printer) {
        printer.thread.start();
        return printer;
    }

    /** Where the driver finds it. */
    public PrinterAddress address() {
        return plug.address();
    }

    /** Its condition as set, or as a fault left it. */
    public synchronized PrinterCondition condition() {
        return condition;
    }

    /** Sets its condition: READY, PAPER_LOW, PAPER_OUT, COVER_OPEN or OFFLINE; a fault under way ends. */
    public synchronized void become(PrinterCondition wanted) {
        if (wanted == PrinterCondition.ERROR || wanted == PrinterCondition.UNKNOWN) {
            throw new IllegalArgumentException("a printer is not told to be " + wanted);
        }
        condition = wanted;
        stalled = false;
        garbage = false;
        away = false;
        notifyAll();
    }

    /**
     * Lets something happen once the printer has received {@code offset} more bytes.
     *
     * @param bootMs how long a power cycle takes
     */
    public synchronized void faultAt(long offset, PrinterFault what, int bootMs) {
        fault = what;
        faultAt = received + offset;
        this.bootMs = bootMs;
    }

    /** Whether it answers what it is asked; a cheap one, or one on a cable of one way, never does, and prints all the same. */
    public synchronized void voice(boolean answers) {
        voice = answers;
        silentAfterCut = false;
    }

    /** Cuts off one more slip and says nothing from then on. */
    public synchronized void fallSilentAfterTheNextSlip() {
        silentAfterCut = true;
    }

    /** Nothing happens any more that was arranged; what has happened stays. */
    public synchronized void calm() {
        fault = null;
    }

    /** How many faults have happened. */
    public synchronized int faults() {
        return faults;
    }

    /** Bytes received so far. */
    public synchronized long received() {
        return received;
    }

    /** Slips that were cut off, the last eight, oldest first. */
    public synchronized List<Raster> slips() {
        return path.slips();
    }

    /** How many slips were cut off. */
    public synchronized int slipsCut() {
        return path.cuts();
    }

    /** The slip that was cut off last. */
    public synchronized Optional<Raster> lastSlip() {
        return Optional.ofNullable(path.last());
    }

    /** What hangs out of the printer and is not cut. */
    public synchronized Optional<Raster> hanging() {
        return path.hanging();
    }

    /** Rows of paper fed so far, 8 to a millimetre. */
    public synchronized long rowsFed() {
        return path.rowsFed();
    }

    /** Bytes that were no command, with their places; none from a correct driver. */
    public synchronized List<String> mistakes() {
        return path.mistakes();
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        plug.close();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the thread

    private void run() {
        while (!isClosed()) {
            if (plug.goesWithThePrinter() && !connected()) {
                pause();
                continue;
            }
            try (Wire wire = plug.plugIn()) {
                serve(wire);
            } catch (IOException e) {
                if (!isClosed()) {
                    LOG.debug("virtual printer: connection ended: {}", e.getMessage());
                }
                pause();
            }
            tear();
        }
    }

    /** The sender is gone, and with it the rest of what was under way. */
    private synchronized void tear() {
        path.tear();
        seen = 0;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void serve(Wire wire) throws IOException {
        byte[] chunk = new byte[1_024];
        while (connected()) {
            print(wire);
            if (!takesBytes()) {
                await();
                continue;
            }
            int count = wire.read(chunk, baud > 0 ? Math.max(1, baud / BITS_PER_BYTE / 50) : chunk.length);
            if (wire.sendersGaveUp()) {
                tear();
            }
            if (count < 0) {
                return;
            }
            if (baud > 0 && count > 0) {
                LockSupport.parkNanos(1_000_000_000L * count * BITS_PER_BYTE / baud);
            }
            for (int i = 0; i < count; i++) {
                if (!take(chunk[i] & 0xFF, wire)) {
                    return;
                }
            }
        }
    }

    /** Whether the other end sees a printer. */
    private synchronized boolean connected() {
        return !closed && condition != PrinterCondition.OFFLINE && (plug.staysOnRestart() || !away());
    }

    /** Whether it restarts. */
    private boolean away() {
        if (away && System.nanoTime() - backAtNs >= 0) {
            away = false;
        }
        return away;
    }

    private synchronized boolean takesBytes() {
        return !stalled && buffer.size() < BUFFER_BYTES;
    }

    /** Waits a moment for somebody to end what keeps it from taking bytes. */
    private synchronized void await() {
        long end = System.nanoTime() + SLICE_MS * 1_000_000L;
        while (!takesBytes() && !closed && System.nanoTime() - end < 0) {
            try {
                wait(SLICE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Waits a moment for the printer to be switched on or plugged in. */
    private static void pause() {
        LockSupport.parkNanos(SLICE_MS * 1_000_000L);
    }

    /** Takes one byte; false if the connection is gone with it. */
    private boolean take(int b, Wire wire) throws IOException {
        synchronized (this) {
            if (fault != null && received >= faultAt) {
                happen(fault);
                fault = null;
            }
            received++;
            if (!connected()) {
                return false;
            }
            while (stalled && !closed) {
                await();
            }
            if (away()) {
                return true;
            }
            if (realTime(b)) {
                answer(wire, b);
                return true;
            }
        }
        print(wire);
        return true;
    }

    private void happen(PrinterFault what) {
        faults++;
        switch (what) {
            case UNPLUG -> condition = PrinterCondition.OFFLINE;
            case PAPER_OUT -> condition = PrinterCondition.PAPER_OUT;
            case COVER_OPEN -> condition = PrinterCondition.COVER_OPEN;
            case STALL -> stalled = true;
            case GARBAGE -> garbage = true;
            case POWER_CYCLE -> {
                away = true;
                backAtNs = System.nanoTime() + bootMs * 1_000_000L;
                buffer.clear();
                seen = 0;
                path.forget();
            }
        }
    }

    /** Looks for status questions in all that arrives, as printers do; true if this byte ends one, else it is kept. */
    private boolean realTime(int b) {
        if (seen == 2 && b >= 1 && b <= 4) {
            seen = 0;
            return true;
        }
        if (seen == 1 && b == EOT) {
            seen = 2;
            return false;
        }
        // What looked like the start of a question was something else.
        if (seen >= 1) {
            buffer.add((byte) DLE);
        }
        if (seen == 2) {
            buffer.add((byte) EOT);
        }
        seen = 0;
        if (b == DLE) {
            seen = 1;
        } else {
            buffer.add((byte) b);
        }
        return false;
    }

    private void answer(Wire wire, int n) throws IOException {
        if (!voice) {
            return;
        }
        if (garbage) {
            nonsense(wire);
            return;
        }
        boolean stopped = condition == PrinterCondition.PAPER_OUT || condition == PrinterCondition.COVER_OPEN;
        boolean noPaper = condition == PrinterCondition.PAPER_OUT;
        int status = 0x12;
        switch (n) {
            case 1 -> status |= stopped ? 0x08 : 0;
            case 2 -> status |= (noPaper ? 0x20 : 0) | (condition == PrinterCondition.COVER_OPEN ? 0x04 : 0);
            case 4 -> status |= noPaper ? 0x6C : condition == PrinterCondition.PAPER_LOW ? 0x0C : 0;
            default -> status |= 0;
        }
        wire.write(new byte[] {(byte) status});
    }

    private void nonsense(Wire wire) throws IOException {
        byte[] bytes = new byte[random.nextInt(1, 8)];
        random.nextBytes(bytes);
        wire.write(bytes);
    }

    /** Puts on paper what waits, if there is paper. */
    private void print(Wire wire) throws IOException {
        synchronized (this) {
            boolean moves = condition == PrinterCondition.READY || condition == PrinterCondition.PAPER_LOW;
            while (moves && !buffer.isEmpty()) {
                long at = received - buffer.size();
                int cuts = path.cuts();
                int answer =
                        path.take(buffer.removeFirst() & 0xFF, at, condition == PrinterCondition.PAPER_LOW ? 0x03 : 0);
                if (silentAfterCut && path.cuts() > cuts) {
                    voice(false);
                }
                if (answer < 0 || !voice) {
                    continue;
                }
                if (garbage) {
                    nonsense(wire);
                } else {
                    wire.write(new byte[] {(byte) answer});
                }
            }
        }
    }
}
