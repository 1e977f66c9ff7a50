package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import motcua.contract.journal.JournalRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a journal before it is opened: makes a new one, or looks whether the one that is there is sound and, if not, sets
 * it aside and builds another from what can be salvaged. Each step may be cut off anywhere and is taken up at the next start.
 *
 * <p>Files: {@code journal.db} with {@code -wal} and {@code -shm}, {@code journal.epochs}, {@code journal.open} (there while a
 * process has the journal open), {@code journal.suspect} (a reader met a damaged record), {@code journal.new} (being built),
 * {@code damaged-TIME/} (set aside; holds {@code SALVAGED} once its records are in a new journal).
 */
final class JournalFolder {
    /** How many of the newest records of each epoch every start reads and checks. */
    static final int TAIL = 1_024;
    /** Up to this size SQLite checks all pages at each start: half a second on the slowest card. */
    private static final long QUICK_CHECK_BYTES = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(JournalFolder.class);
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");
    private static final String OPEN_MARK = "journal.open";
    private static final String SUSPECT_MARK = "journal.suspect";
    private static final String NEW_FILE = "journal.new";
    private static final String SALVAGED_MARK = "SALVAGED";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path dir;
    private final String kioskId;
    private final RandomGenerator random;
    private final EpochList epochs;

    JournalFolder(JournalConfig config, RandomGenerator random) {
        this.dir = config.dir();
        this.kioskId = config.kioskId();
        this.random = random;
        this.epochs = new EpochList(dir);
    }

    Path database() {
        return dir.resolve(JournalReads.FILE);
    }

    /** Leaves a sound database whose newest epoch records can be appended to. */
    void prepare(long nowMs) throws IOException {
        boolean fresh = false;
        if (Files.exists(database())) {
            Optional<String> problem = problem();
            if (problem.isEmpty()) {
                for (Path each : notSalvaged()) {
                    Files.createFile(each.resolve(SALVAGED_MARK));
                }
                return;
            }
            LOG.error("the journal is damaged: {}", problem.get());
            setAside(nowMs);
        } else if (Files.exists(dir.resolve(JournalReads.FILE + "-wal"))) {
            LOG.error("the journal is damaged: its database is gone");
            setAside(nowMs);
        } else {
            fresh = epochs.read().isEmpty() && notSalvaged().isEmpty();
        }
        build(fresh);
    }

    /** What is wrong with the database that is there; empty if nothing. */
    private Optional<String> problem() throws IOException {
        Path wal = dir.resolve(JournalReads.FILE + "-wal");
        if (Files.exists(dir.resolve(OPEN_MARK)) && !Files.exists(wal)) {
            return Optional.of("the last process did not close it and its log is gone");
        }
        if (WalTail.hidesTransactions(wal)) {
            return Optional.of("its log is damaged before its end");
        }
        try (JournalReads reads = JournalReads.open(dir, kioskId)) {
            boolean suspect = Files.exists(dir.resolve(SUSPECT_MARK));
            if (suspect || Files.size(database()) <= QUICK_CHECK_BYTES) {
                Optional<String> complaint = reads.quickCheck();
                if (complaint.isPresent()) {
                    return complaint;
                }
            }
            Optional<String> wrong =
                    suspect ? JournalCheck.all(reads, kioskId) : JournalCheck.tails(reads, kioskId, TAIL);
            if (wrong.isEmpty()) {
                Files.deleteIfExists(dir.resolve(SUSPECT_MARK));
            }
            return wrong;
        } catch (JournalDamaged e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void setAside(long nowMs) throws IOException {
        String name = "damaged-" + TIME.format(Instant.ofEpochMilli(nowMs));
        Path folder = dir.resolve(name);
        for (int i = 2; Files.exists(folder); i++) {
            folder = dir.resolve(name + "-" + i);
        }
        Files.createDirectory(folder);
        for (String suffix : SUFFIXES) {
            Path file = dir.resolve(JournalReads.FILE + suffix);
            if (Files.exists(file)) {
                Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        sync(folder);
        sync(dir);
        LOG.error("the damaged journal was set aside in {}; nothing was deleted", folder);
    }

    /** Builds a journal from everything that was set aside and is in no journal yet, and begins a new epoch in it. */
    private void build(boolean fresh) throws IOException {
        List<Path> sources = notSalvaged();
        List<EpochList.Entry> known = epochs.read();
        Salvage salvage = new Salvage(kioskId, known);
        for (Path each : sources) {
            salvage.read(each);
        }
        Path file = dir.resolve(NEW_FILE);
        for (String suffix : SUFFIXES) {
            Files.deleteIfExists(dir.resolve(NEW_FILE + suffix));
        }
        List<Salvage.Epoch> found = salvage.epochs();
        JournalWriter.Epoch next = nextEpoch(known, found, fresh);
        epochs.add(new EpochList.Entry(next.gen(), next.epoch(), next.reason()));
        try (JournalWriter writer = JournalWriter.create(file)) {
            writer.inTransaction(() -> {
                for (Salvage.Epoch each : found) {
                    store(writer, each);
                }
                writer.insertEpoch(next, null);
                for (StoredReceipt each : salvage.receipts()) {
                    writer.keepReceipt(each);
                }
            });
        } catch (SQLException e) {
            throw JournalReads.asIo(e, "cannot build a journal in " + dir);
        }
        Files.deleteIfExists(dir.resolve(OPEN_MARK));
        Files.deleteIfExists(dir.resolve(SUSPECT_MARK));
        Files.move(file, database(), StandardCopyOption.ATOMIC_MOVE);
        sync(dir);
        for (Path each : sources) {
            Files.createFile(each.resolve(SALVAGED_MARK));
        }
        if (!fresh) {
            LOG.warn(
                    "epoch {} (gen {}) begins; salvaged {} records of {} older epochs",
                    next.epoch(),
                    next.gen(),
                    found.stream().mapToInt(epoch -> epoch.records().size()).sum(),
                    found.size());
        }
    }

    private static void store(JournalWriter writer, Salvage.Epoch epoch) throws SQLException {
        writer.insertEpoch(new JournalWriter.Epoch(epoch.gen(), epoch.epoch(), null, EpochHead.SALVAGED), (long)
                epoch.records().size());
        for (JournalRecord record : epoch.records().values()) {
            writer.insert(epoch.gen(), record);
        }
    }

    private JournalWriter.Epoch nextEpoch(List<EpochList.Entry> known, List<Salvage.Epoch> found, boolean fresh) {
        int gen = 0;
        String previous = null;
        for (EpochList.Entry each : known) {
            if (each.gen() >= gen) {
                gen = each.gen();
                previous = each.epoch();
            }
        }
        for (Salvage.Epoch each : found) {
            if (each.gen() > gen) {
                gen = each.gen();
                previous = each.epoch();
            }
        }
        return new JournalWriter.Epoch(gen + 1, draw(), previous, fresh ? "NEW" : "DAMAGED");
    }

    /** A new epoch's row, after the newest number ever used here; it is in the list of epochs when this returns. */
    JournalWriter.Epoch nextEpoch(String previous, int previousGen, String reason) throws IOException {
        int gen = previousGen;
        for (EpochList.Entry each : epochs.read()) {
            gen = Math.max(gen, each.gen());
        }
        JournalWriter.Epoch next = new JournalWriter.Epoch(gen + 1, draw(), previous, reason);
        epochs.add(new EpochList.Entry(next.gen(), next.epoch(), reason));
        return next;
    }

    private String draw() {
        return String.format(Locale.ROOT, "%016x", random.nextLong());
    }

    private List<Path> notSalvaged() throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(dir, "damaged-*")) {
            for (Path each : entries) {
                if (Files.isDirectory(each) && !Files.exists(each.resolve(SALVAGED_MARK))) {
                    folders.add(each);
                }
            }
        }
        Collections.sort(folders);
        return folders;
    }

    /** Whether a process had the journal open and did not close it. */
    boolean wasOpen() {
        return Files.exists(dir.resolve(OPEN_MARK));
    }

    /** Says that a process has the journal open, its log included. */
    void markOpen() throws IOException {
        if (!Files.exists(dir.resolve(OPEN_MARK))) {
            Files.createFile(dir.resolve(OPEN_MARK));
            sync(dir);
        }
    }

    /** Says that the process is about to close the journal in order. */
    void markClosing() throws IOException {
        Files.deleteIfExists(dir.resolve(OPEN_MARK));
    }

    /** Says that the next start has to check everything. */
    void markSuspect() throws IOException {
        if (!Files.exists(dir.resolve(SUSPECT_MARK))) {
            Files.createFile(dir.resolve(SUSPECT_MARK));
            sync(dir);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
