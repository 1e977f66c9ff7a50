package motcua.server.ingest;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import motcua.contract.journal.Hex;
import motcua.contract.wire.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: messages wait in a bounded queue that serves kiosks in turn, are taken apart by the thread {@code ingest-decode} and
 * committed in groups by the one thread {@code ingest-write}. After the commit each is acknowledged and its receipts are handed on.
 *
 * <p>While the database refuses, the group is tried again and again with growing pauses; the queues fill and {@link #offer} waits,
 * so that reading stops and nothing is dropped. A message that alone makes the commit fail for another reason is kept in quarantine.
 */
public final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** Most messages and most records in one commit. */
    private static final int GROUP_MESSAGES = 500;

    private static final int GROUP_RECORDS = 4_000;
    /** How long a commit waits for company. */
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** A group with this many records is worth a commit and waits no longer. */
    private static final int WORTH_A_COMMIT = 500;

    private static final int WAITING_MESSAGES = 1_000;
    /** 128 of the largest messages. */
    private static final long WAITING_BYTES = 32L << 20;

    private static final int DECODED_MESSAGES = 1_000;
    /** What waits for the next commit while one is under way, about 5 KiB of memory each. */
    private static final int DECODED_RECORDS = 2 * GROUP_RECORDS;

    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final JournalWriter writer;
    private final Clock clock;
    private final Consumer<Receipt> receipts;
    private final FairQueue<InboundMessage> waiting =
            new FairQueue<>(WAITING_MESSAGES, WAITING_BYTES, message -> message.payload().length);
    private final BlockingQueue<Decoded> decoded = new ArrayBlockingQueue<>(DECODED_MESSAGES);
    private final Semaphore room = new Semaphore(DECODED_RECORDS);
    private final Thread decodeThread;
    private final Thread writeThread;
    private volatile boolean closing;
    private volatile boolean refusing;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lastCommitAtMs = new AtomicLong();

    private record Decoded(InboundMessage message, Inbound inbound) {
        /** At least 1, and for a message at most {@link motcua.contract.wire.Batch#MAX_RECORDS}. */
        int records() {
            return inbound instanceof Inbound.Journal journal
                    ? Math.max(1, journal.records().size())
                    : 1;
        }
    }

    private Intake(JournalWriter writer, Clock clock, Consumer<Receipt> receipts) {
        this.writer = writer;
        this.clock = clock;
        this.receipts = receipts;
        this.decodeThread = new Thread(this::decodeAll, "ingest-decode");
        this.writeThread = new Thread(this::writeAll, "ingest-write");
    }

    /** Starts both threads. {@code receipts} is called on the writing thread and must return at once. */
    public static Intake start(JournalWriter writer, Clock clock, Consumer<Receipt> receipts) {
        Intake intake = new Intake(writer, clock, receipts);
        intake.decodeThread.start();
        intake.writeThread.start();
        return intake;
    }

    /** Takes in a message; waits while the queue is full, which is what stops the reading from the broker. */
    public void offer(InboundMessage message) throws InterruptedException {
        waiting.put(message.topic().kiosk(), message);
    }

    /** Messages received and not committed yet. */
    public int waiting() {
        return waiting.size() + decoded.size();
    }

    /** Records committed since the start, without repeated ones. */
    public long storedRecords() {
        return stored.get();
    }

    /** Lines and messages refused since the start. */
    public long refused() {
        return refused.get();
    }

    /** Milliseconds since 1970 UTC; 0 before the first commit. */
    public long lastCommitAtMs() {
        return lastCommitAtMs.get();
    }

    /** True while the database refuses to commit. */
    public boolean refusing() {
        return refusing;
    }

    /** Stops after the commit under way; what waits was not acknowledged and will come again. */
    @Override
    public void close() {
        closing = true;
        decodeThread.interrupt();
        writeThread.interrupt();
        boolean interrupted = false;
        for (Thread thread : List.of(decodeThread, writeThread)) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void decodeAll() {
        while (!closing) {
            try {
                InboundMessage message = waiting.take();
                Decoded next = new Decoded(
                        message,
                        Decoder.decode(
                                message.topic(), message.payload(), message.properties(), message.redelivered()));
                room.acquire(next.records());
                decoded.put(next);
            } catch (InterruptedException e) {
                // Only close() interrupts; the loop's condition ends it.
                LOG.debug("decoding interrupted");
            }
        }
    }

    private void writeAll() {
        while (!closing) {
            try {
                write(nextGroup());
            } catch (InterruptedException e) {
                // Only close() interrupts; the loop's condition ends it.
                LOG.debug("writing interrupted");
            }
        }
    }

    private List<Decoded> nextGroup() throws InterruptedException {
        List<Decoded> group = new ArrayList<>();
        Decoded next = decoded.take();
        long until = System.nanoTime() + LINGER_NANOS;
        int records = 0;
        while (next != null) {
            group.add(next);
            room.release(next.records());
            records += next.records();
            if (group.size() >= GROUP_MESSAGES || records >= GROUP_RECORDS) {
                break;
            }
            next = records >= WORTH_A_COMMIT
                    ? decoded.poll()
                    : decoded.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return group;
    }

    private void write(List<Decoded> group) throws InterruptedException {
        long pause = FIRST_PAUSE_MS;
        while (true) {
            try {
                done(group, writer.write(group.stream().map(Decoded::inbound).toList()));
                refusing = false;
                return;
            } catch (RuntimeException e) {
                if (closing) {
                    return;
                }
                if (!passing(e)) {
                    isolate(group, e);
                    return;
                }
                if (!refusing) {
                    LOG.warn("the database refuses to commit, trying again: {}", e.toString());
                }
                refusing = true;
                Thread.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
            }
        }
    }

    /** Writes each message alone and keeps the one that cannot be written. */
    private void isolate(List<Decoded> group, Exception why) throws InterruptedException {
        if (group.size() > 1) {
            for (Decoded each : group) {
                write(List.of(each));
            }
            return;
        }
        Decoded culprit = group.get(0);
        LOG.error("a message of kiosk {} cannot be written", culprit.inbound().kiosk(), why);
        Inbound kept = new Inbound.Malformed(
                culprit.inbound().kiosk(), culprit.message().payload(), "cannot be written: " + why);
        write(List.of(new Decoded(culprit.message(), kept)));
    }

    /** Whether the failure lies with the database and may pass, so that the same messages can succeed later. */
    private static boolean passing(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql) {
                return DatabaseFaults.passing(sql);
            }
        }
        return false;
    }

    private void done(List<Decoded> group, Committed committed) {
        stored.addAndGet(committed.stored());
        refused.addAndGet(committed.refused());
        lastCommitAtMs.set(clock.millis());
        for (Decoded each : group) {
            each.message().acknowledge().run();
        }
        committed.receipts().forEach(receipts);
    }

    /** A new identity of a server's run. */
    public static String newInstance(RandomGenerator random) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return Hex.of(bytes);
    }
}
