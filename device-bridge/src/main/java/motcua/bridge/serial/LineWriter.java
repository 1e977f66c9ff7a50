package motcua.bridge.serial;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to one line on a thread of its own, {@code pad-write PORT}, and a PING whenever none was due for a while:
 * neither a slow commit nor a silent pad keeps the signs of life from going out.
 */
final class LineWriter {
    /** Far more than can be waiting on a line that works; a jammed one gets no more. */
    private static final int WAITING = 64;

    private static final byte[] END = new byte[0];
    private static final byte[] PING = Frame.of(new PadMessage.Ping());
    private static final long END_SOON_MS = 1_000;
    private static final long END_PATIENCE_MS = 5_000;

    private final SerialLine line;
    private final long pingMs;
    private final LongSupplier upMs;
    private final ArrayBlockingQueue<byte[]> frames = new ArrayBlockingQueue<>(WAITING + 1);
    private final Thread thread;
    private volatile boolean pinging;
    private volatile boolean ended;
    private volatile long writingSinceMs = -1;
    private volatile @Nullable IOException failure;

    LineWriter(String port, SerialLine line, long pingMs, LongSupplier upMs) {
        this.line = line;
        this.pingMs = pingMs;
        this.upMs = upMs;
        thread = new Thread(this::run, "pad-write " + port);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Queues a frame; drops it when the line is jammed, which {@link #check} tells. */
    void send(PadMessage message) {
        if (!ended && frames.size() < WAITING) {
            frames.offer(Frame.of(message));
        }
    }

    /** Whether PINGs go out by themselves. */
    void ping(boolean on) {
        pinging = on;
    }

    /** @throws IOException if writing has failed, or has hung for longer than the given time */
    void check(long patienceMs) throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        long since = writingSinceMs;
        if (since >= 0 && upMs.getAsLong() - since > patienceMs) {
            throw new IOException("the line takes no bytes");
        }
    }

    /**
     * Writes what is waiting, ends, and is waited for, but not for long: closing the line afterwards ends a write that
     * hangs. Otherwise no write may be under way then, since the number of a closed file can soon be another file's.
     */
    void end() {
        ended = true;
        frames.offer(END);
        Threads.await(thread, END_SOON_MS);
    }

    void join() {
        Threads.join(thread, END_PATIENCE_MS);
    }

    private void run() {
        try {
            while (true) {
                byte[] frame = frames.poll(pingMs, TimeUnit.MILLISECONDS);
                if (frame == END || (frame == null && ended)) {
                    return;
                }
                if (frame == null && pinging) {
                    frame = PING;
                }
                if (frame != null) {
                    writingSinceMs = upMs.getAsLong();
                    line.write(frame);
                    writingSinceMs = -1;
                }
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new IOException("writing was interrupted", e);
        } catch (RuntimeException | Error e) {
            failure = new IOException("writing failed", e);
        }
    }
}
