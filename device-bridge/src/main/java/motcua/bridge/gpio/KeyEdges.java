package motcua.bridge.gpio;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the edges of taken key lines on thread {@code gpio-edges}, from the kernel's queue into the sink. The running
 * numbers of edges tell how many the queue dropped because nobody read it in time.
 */
final class KeyEdges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyEdges.class);
    private static final int AT_ONCE = 16;
    private static final int POLLFD_BYTES = 8;
    private static final int POLLFD_WANTED = 4;
    private static final int POLLFD_EVENTS = 6;
    private static final long END_PATIENCE_MS = 10_000;

    private final LibC c;
    private final int file;
    private final int waker;
    private final Map<Integer, String> names = new HashMap<>();
    private final PinSink sink;
    private final Thread thread = new Thread(this::run, "gpio-edges");
    private int lastSeqno;

    private KeyEdges(LibC c, int file, int waker, List<GpioRow.Line> lines, PinSink sink) {
        this.c = c;
        this.file = file;
        this.waker = waker;
        this.sink = sink;
        lines.forEach(line -> names.put(line.number(), line.name()));
        thread.setDaemon(true);
    }

    /** Follows the lines behind this file, which from now on is closed by {@link #close}. */
    static KeyEdges follow(LibC c, int file, List<GpioRow.Line> lines, PinSink sink) throws IOException {
        int waker;
        try {
            waker = c.eventfd(0, LibC.EFD_CLOEXEC);
        } catch (LastErrorException e) {
            throw new IOException("no eventfd to be had: error " + e.getErrorCode(), e);
        }
        KeyEdges edges = new KeyEdges(c, file, waker, lines, sink);
        edges.thread.start();
        return edges;
    }

    int file() {
        return file;
    }

    /** Ends the thread and gives the lines back. */
    @Override
    public void close() throws IOException {
        try (Memory one = new Memory(Long.BYTES)) {
            one.setLong(0, 1);
            c.write(waker, one, new NativeLong(Long.BYTES));
            thread.join(END_PATIENCE_MS);
        } catch (LastErrorException e) {
            throw new IOException("thread gpio-edges cannot be told to end: error " + e.getErrorCode(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IOException("thread gpio-edges does not end"); // it still uses the files
        }
        c.close(file);
        c.close(waker);
    }

    private void run() {
        try (Memory polled = new Memory(2 * POLLFD_BYTES);
                Memory events = new Memory(AT_ONCE * GpioAbi.EVENT_BYTES)) {
            while (wait(polled)) {
                take(events);
            }
        } catch (LastErrorException e) {
            sink.gone("the keys do not answer any more: error " + e.getErrorCode());
        } catch (IOException e) {
            sink.gone("the chip of the keys is gone");
        } catch (RuntimeException e) {
            LOG.error("reading keys failed", e);
            sink.gone("reading keys failed: " + e);
        }
    }

    /** @return whether there are edges; false: told to end */
    private boolean wait(Memory polled) throws IOException {
        polled.setInt(0, file);
        polled.setShort(POLLFD_WANTED, LibC.POLLIN);
        polled.setInt(POLLFD_BYTES, waker);
        polled.setShort(POLLFD_BYTES + POLLFD_WANTED, LibC.POLLIN);
        while (true) {
            polled.setShort(POLLFD_EVENTS, (short) 0);
            polled.setShort(POLLFD_BYTES + POLLFD_EVENTS, (short) 0);
            try {
                c.poll(polled, new NativeLong(2), -1);
            } catch (LastErrorException e) {
                if (e.getErrorCode() != LibC.EINTR) {
                    throw e;
                }
                continue;
            }
            if (polled.getShort(POLLFD_BYTES + POLLFD_EVENTS) != 0) {
                return false;
            }
            short happened = polled.getShort(POLLFD_EVENTS);
            if ((happened & LibC.POLLIN) != 0) {
                return true;
            }
            if (happened != 0) {
                throw new IOException("neither edges nor the waker");
            }
        }
    }

    private void take(Memory events) {
        int bytes;
        try {
            bytes = c.read(file, events, new NativeLong(events.size()));
        } catch (LastErrorException e) {
            if (e.getErrorCode() == LibC.EINTR) {
                return;
            }
            throw e;
        }
        for (int at = 0; at + GpioAbi.EVENT_BYTES <= bytes; at += GpioAbi.EVENT_BYTES) {
            countGap(events.getInt(at + GpioAbi.EVENT_SEQNO));
            String key = names.get(events.getInt(at + GpioAbi.EVENT_OFFSET));
            if (key != null && events.getInt(at + GpioAbi.EVENT_ID) == GpioAbi.EVENT_FALLING) {
                sink.pressed(key, ageMs(events.getLong(at + GpioAbi.EVENT_TIMESTAMP_NS)));
            }
        }
    }

    /** The number counts edges of all lines of the request from 1 on, and wraps. */
    private void countGap(int seqno) {
        int missing = seqno - lastSeqno - 1;
        lastSeqno = seqno;
        if (missing != 0) {
            sink.lost(Integer.toUnsignedLong(missing));
        }
    }

    /** The kernel stamps edges with CLOCK_MONOTONIC, which is what Java's nanoTime is on Linux. */
    private static long ageMs(long timestampNs) {
        return Math.max(0, (System.nanoTime() - timestampNs) / 1_000_000);
    }
}
