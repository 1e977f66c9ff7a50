package motcua.kiosk.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import motcua.contract.body.Boot;
import motcua.contract.body.Checkpoint;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.RecordBody;
import motcua.contract.journal.Hash;
import motcua.contract.journal.Hex;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;
import motcua.contract.journal.RecordType;
import motcua.contract.json.CanonicalJson;
import motcua.contract.json.JsonBinding;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.clock.KioskClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that happens at an office, in one append-only file.
 *
 * <p>A record is on the disk when {@link #append} returns. Records of an epoch are linked by their hashes; the device key signs a
 * checkpoint every {@link #CHECKPOINT_EVERY} records and, once {@link #keepTime} was called, at least hourly. Opening appends a
 * boot record. A damaged file is set aside, what can be proven is salvaged, and a new epoch begins.
 *
 * <p>Safe for any thread. Listeners run on the journal's own thread.
 */
public final class Journal implements AutoCloseable {
    /** A checkpoint is at most this many records behind the one before. */
    public static final int CHECKPOINT_EVERY = 256;
    /** While running, a checkpoint is at most this old. */
    static final Duration CHECKPOINT_AGE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int SALT_BYTES = 16;

    private final JournalConfig config;
    private final SigningKey deviceKey;
    private final KioskClock clock;
    private final RandomGenerator random;
    private final DataLock dataLock;
    private final JournalFolder folder;
    private final JournalWriter writer;
    private final JournalReads reads;
    private final JournalThread thread;
    private final List<Consumer<JournalRecord>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<JournalFailure>> failureListeners = new CopyOnWriteArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private volatile Head head;
    private volatile boolean practice;
    private volatile boolean full;
    private long lastCheckpoint;
    private long lastCheckpointUpMs;
    private String lastBoot = "";
    private long lastUpMs;
    private @Nullable JournalFailure failure;
    private boolean closed;
    private @Nullable ScheduledFuture<?> timer;

    private record Head(int gen, String epoch, String reason, long seq, Hash hash) {}

    private Journal(
            JournalConfig config,
            SigningKey deviceKey,
            KioskClock clock,
            RandomGenerator random,
            DataLock dataLock,
            JournalFolder folder,
            JournalWriter writer,
            JournalReads reads,
            Head head,
            List<JournalRecord> tail) {
        this.config = config;
        this.deviceKey = deviceKey;
        this.clock = clock;
        this.random = random;
        this.dataLock = dataLock;
        this.folder = folder;
        this.writer = writer;
        this.reads = reads;
        this.head = head;
        this.practice = PracticeMark.of(tail);
        for (JournalRecord each : tail) {
            if (each.header().type().equals(RecordType.CHECKPOINT.wireName())
                    && each.header().epoch().equals(head.epoch())) {
                lastCheckpoint = Math.max(lastCheckpoint, each.header().seq());
            }
        }
        this.lastCheckpointUpMs = clock.upMs();
        if (!tail.isEmpty()) {
            this.lastBoot = tail.get(0).header().boot();
            this.lastUpMs = tail.get(0).header().upMs();
        }
        this.thread = JournalThread.start(listeners, folder.database());
    }

    /**
     * Opens the journal of a folder, or makes one, and appends a boot record. A damaged one is salvaged first.
     *
     * @param random draws epochs and salts; salts hide bodies behind their hashes, so it is a secure one in a real kiosk
     * @throws JournalInUse if another process has it open
     * @throws IOException if the folder cannot be read or written, or the journal is of a newer version
     */
    public static Journal open(JournalConfig config, SigningKey deviceKey, KioskClock clock, RandomGenerator random)
            throws IOException {
        Files.createDirectories(config.dir());
        DataLock dataLock = DataLock.take(config.dir());
        JournalWriter writer = null;
        JournalReads reads = null;
        try {
            JournalFolder folder = new JournalFolder(config, random);
            folder.prepare(clock.wallMs());
            writer = JournalWriter.open(folder.database());
            if (folder.wasOpen()) {
                writer.emptyLog();
            }
            reads = JournalReads.open(config.dir(), config.kioskId());
            JournalWriter.Epoch epoch = writer.newestEpoch();
            List<EpochHead> heads = reads.heads();
            EpochHead newest = heads.get(heads.size() - 1);
            Journal journal = new Journal(
                    config,
                    deviceKey,
                    clock,
                    random,
                    dataLock,
                    folder,
                    writer,
                    reads,
                    new Head(epoch.gen(), epoch.epoch(), epoch.reason(), newest.headSeq(), newest.headHash()),
                    tail(reads, heads));
            journal.begin(epoch);
            return journal;
        } catch (SQLException | IOException | RuntimeException e) {
            closeAfter(e, reads, writer, dataLock);
            if (e instanceof SQLException sql) {
                throw JournalReads.asIo(sql, "cannot open the journal in " + config.dir());
            }
            if (e instanceof IOException io) {
                throw io;
            }
            throw (RuntimeException) e;
        }
    }

    /** The newest records, newest first, of the newest epoch that has any. */
    private static List<JournalRecord> tail(JournalReads reads, List<EpochHead> heads) throws IOException {
        for (int i = heads.size() - 1; i >= 0; i--) {
            if (heads.get(i).headSeq() > 0) {
                return reads.readBackwards(heads.get(i).gen(), CHECKPOINT_EVERY);
            }
        }
        return List.of();
    }

    private static void closeAfter(Exception because, @Nullable AutoCloseable... parts) {
        for (AutoCloseable each : parts) {
            if (each != null) {
                try {
                    each.close();
                } catch (Exception e) {
                    because.addSuppressed(e);
                }
            }
        }
    }

    private void begin(JournalWriter.Epoch epoch) throws IOException {
        try {
            appendBoot(epoch);
        } catch (JournalFailure e) {
            thread.close();
            throw new IOException(e.getMessage(), e);
        }
        try {
            folder.markOpen();
        } catch (IOException e) {
            thread.close();
            unmark(e);
            throw e;
        }
    }

    /** The log is about to be closed: with the mark still there the next start would take it for lost. */
    private void unmark(IOException because) {
        try {
            folder.markClosing();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private void appendBoot(JournalWriter.Epoch epoch) {
        boolean first = head.seq() == 0;
        append(new Boot(
                config.software(), epoch.gen(), first ? epoch.previous() : null, first ? epoch.reason() : null));
    }

    /**
     * Appends a record. When this returns, it survives any cut of power.
     *
     * @throws JournalFailure if the disk refused; the record is not stored, and unless the disk was only full the journal takes no
     *     other one
     * @throws IllegalArgumentException if the record is larger than {@link JournalRecord#MAX_BYTES} or holds text that is not
     *     NFC; the journal goes on
     */
    public JournalRecord append(RecordBody body) {
        lock.lock();
        try {
            JournalRecord record = write(body);
            if (head.seq() - lastCheckpoint >= CHECKPOINT_EVERY - 1) {
                writeCheckpoint();
            }
            return record;
        } finally {
            lock.unlock();
        }
    }

    private JournalRecord write(RecordBody body) {
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
        if (failure != null) {
            throw new JournalFailure("the journal stopped: " + failure.getMessage(), failure, false);
        }
        boolean mark = body instanceof PracticeChanged change ? change.toPractice() : practice;
        JournalRecord record = record(body, mark);
        try {
            writer.insert(head.gen(), record);
        } catch (SQLException e) {
            full = JournalWriter.isFull(e);
            JournalFailure refused = new JournalFailure("the disk did not take a record: " + e.getMessage(), e, full);
            if (!full) {
                stop(refused);
            }
            throw refused;
        }
        full = false;
        practice = mark;
        head = new Head(head.gen(), head.epoch(), head.reason(), record.header().seq(), record.hash());
        thread.stored(record);
        return record;
    }

    private JournalRecord record(RecordBody body, boolean mark) {
        RecordType type = RecordType.of(body);
        ObjectNode tree = JsonBinding.toTree(body);
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        tree.put("salt", Hex.of(salt));
        tree.put("practice", mark);
        tree.put("simulated", config.simulated());
        byte[] bytes = CanonicalJson.bytes(tree);
        String boot = clock.boot();
        long upMs = boot.equals(lastBoot) ? Math.max(lastUpMs, clock.upMs()) : clock.upMs();
        JournalRecord record = JournalRecord.create(
                new RecordHeader(
                        config.kioskId(),
                        head.epoch(),
                        head.seq() + 1,
                        type.wireName(),
                        type.version(),
                        boot,
                        upMs,
                        clock.wallMs(),
                        clock.trust(),
                        Hash.ofBody(bytes),
                        head.hash()),
                bytes);
        if (record.wireLength() > JournalRecord.MAX_BYTES) {
            throw new IllegalArgumentException("a " + type.wireName() + " of " + record.wireLength()
                    + " bytes is larger than a record may be (" + JournalRecord.MAX_BYTES + ")");
        }
        lastBoot = boot;
        lastUpMs = upMs;
        return record;
    }

    private void writeCheckpoint() {
        byte[] signed = Checkpoint.signedBytes(config.kioskId(), head.epoch(), head.seq(), head.hash());
        write(new Checkpoint(head.seq(), head.hash(), deviceKey.publicKeyHex(), Hex.of(deviceKey.sign(signed))));
        lastCheckpoint = head.seq();
        lastCheckpointUpMs = clock.upMs();
    }

    /** Lets the scheduler see to the hourly checkpoint until the journal is closed. */
    public void keepTime(ScheduledExecutorService scheduler) {
        lock.lock();
        try {
            timer = scheduler.scheduleWithFixedDelay(this::checkpointWhenDue, 1, 1, TimeUnit.MINUTES);
        } finally {
            lock.unlock();
        }
    }

    private void checkpointWhenDue() {
        try {
            checkpointIfDue();
        } catch (JournalFailure e) {
            LOG.error("no checkpoint: {}", e.getMessage());
        }
    }

    /** Appends a checkpoint if the last one is an hour old, also when nothing happened since. */
    public void checkpointIfDue() {
        lock.lock();
        try {
            if (!closed && clock.upMs() - lastCheckpointUpMs >= CHECKPOINT_AGE.toMillis()) {
                writeCheckpoint();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the epoch and begins another, as after a fork: both branches stay, and the records that were not sent still are.
     *
     * @param reason of the new epoch's boot record, {@code FORKED}
     * @throws JournalFailure as {@link #append}
     */
    public void startEpoch(String reason) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the journal is closed");
            }
            Head ended = head;
            JournalWriter.Epoch next = folder.nextEpoch(ended.epoch(), ended.gen(), reason);
            writer.beginEpoch(next, ended.gen(), ended.seq());
            head = new Head(next.gen(), next.epoch(), reason, 0, Hash.origin(config.kioskId(), next.epoch()));
            lastCheckpoint = 0;
            LOG.warn("epoch {} (gen {}) begins: {}", next.epoch(), next.gen(), reason);
            appendBoot(next);
        } catch (IOException | SQLException e) {
            JournalFailure refused =
                    new JournalFailure("the disk did not take a new epoch: " + e.getMessage(), e, false);
            stop(refused);
            throw refused;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells every stored record, ascending by (gen, seq), as of the moment of the call. May be called before and after appends;
     * what is appended meanwhile comes only to listeners.
     *
     * @throws JournalFailure if a record cannot be read; the next start checks the whole journal
     */
    public void replay(JournalReader reader) {
        try (JournalReads own = JournalReads.open(config.dir(), config.kioskId())) {
            own.replay(reader);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void stop(JournalFailure why) {
        failure = why;
        thread.run(() -> failureListeners.forEach(listener -> listener.accept(why)));
    }

    private JournalFailure unreadable(IOException e) {
        if (e instanceof JournalDamaged) {
            try {
                folder.markSuspect();
            } catch (IOException mark) {
                e.addSuppressed(mark);
            }
        }
        JournalFailure why = new JournalFailure("the journal cannot be read: " + e.getMessage(), e, false);
        thread.run(() -> failureListeners.forEach(listener -> listener.accept(why)));
        return why;
    }

    /** Tells each record appended from now on, after its commit, in order, on the journal's thread. A listener must be quick. */
    public void addListener(Consumer<JournalRecord> listener) {
        listeners.add(listener);
    }

    /** Tells, on the journal's thread, that the disk failed or a record is damaged: the process has to end and start again. */
    public void addFailureListener(Consumer<JournalFailure> listener) {
        failureListeners.add(listener);
    }

    /** All epochs with their last records, ascending by gen; the last one is the current one. */
    public List<EpochHead> heads() {
        try {
            return reads.heads();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The current epoch as of now, all of one moment. */
    public EpochHead head() {
        Head now = head;
        return new EpochHead(now.gen(), now.epoch(), now.reason(), now.seq(), now.hash(), now.seq());
    }

    /** Hash of a stored record, empty if it is not stored. */
    public Optional<Hash> hashAt(int gen, long seq) {
        try {
            return reads.hashAt(gen, seq);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Stored records, see {@link JournalReads#read}. */
    public List<JournalRecord> read(int gen, long first, long last, int maxRecords, long maxBytes) {
        try {
            return reads.read(gen, first, last, maxRecords, maxBytes);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** How many records of an epoch are stored between two seqs, both included. */
    public long count(int gen, long first, long last) {
        try {
            return reads.count(gen, first, last);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What the server was last known to have of each epoch. */
    public List<StoredReceipt> receipts() {
        try {
            return reads.receipts();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Keeps what the server has of an epoch, for the next start. */
    public void keepReceipt(StoredReceipt receipt) {
        lock.lock();
        try {
            if (!closed && failure == null) {
                writer.keepReceipt(receipt);
            }
        } catch (SQLException e) {
            // the next receipt says it again
            LOG.warn("a receipt was not kept: {}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** Identity of the kiosk in every record. */
    public String kioskId() {
        return config.kioskId();
    }

    /** The current epoch, 16 hexadecimal digits. */
    public String epoch() {
        return head.epoch();
    }

    /** Number of the current epoch. */
    public int gen() {
        return head.gen();
    }

    /** Seq of the last record. */
    public long headSeq() {
        return head.seq();
    }

    /** Hash of the last record. */
    public Hash headHash() {
        return head.hash();
    }

    /** Whether records made now are practice. */
    public boolean practice() {
        return practice;
    }

    /** Whether records made now are simulated. */
    public boolean simulated() {
        return config.simulated();
    }

    /** Whether the disk had no room for the last record; the next one that it takes ends that. */
    public boolean full() {
        return full;
    }

    /** What stopped the journal; empty while it works. */
    public Optional<JournalFailure> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    /** Tells the listeners what is still to tell, and closes the file. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (timer != null) {
                timer.cancel(false);
            }
        } finally {
            lock.unlock();
        }
        thread.close();
        try (dataLock) {
            folder.markClosing(); // closing takes the log away; with the mark left the next start would take it for
            // lost
            reads.close();
            writer.close();
        } catch (SQLException e) {
            throw JournalReads.asIo(e, "cannot close the journal");
        }
    }
}
