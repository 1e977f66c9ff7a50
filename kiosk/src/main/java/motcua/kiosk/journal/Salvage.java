package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import motcua.contract.body.Boot;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what can be proven from files of a damaged journal that were set aside: rows SQLite still reads, from both ends, and
 * records found in the raw bytes of database and log. Only whole records of this kiosk whose body has the hash its header names
 * are taken, and only where a neighbour in the chain confirms the header: the next record names its hash, or it links to the
 * one before. The files are only read.
 */
final class Salvage {
    private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);

    private final String kioskId;
    /** By epoch, then by seq: every different record found under an identity. */
    private final Map<String, NavigableMap<Long, Set<JournalRecord>>> candidates = new HashMap<>();

    private final Map<String, Integer> gens = new HashMap<>();
    private final Map<Integer, StoredReceipt> receipts = new TreeMap<>();

    /** One epoch of which records were found. */
    record Epoch(int gen, String epoch, SortedMap<Long, JournalRecord> records) {}

    Salvage(String kioskId, List<EpochList.Entry> known) {
        this.kioskId = kioskId;
        for (EpochList.Entry each : known) {
            gens.put(each.epoch(), each.gen());
        }
    }

    /** Takes what the files in a folder hold. */
    void read(Path folder) {
        Path database = folder.resolve(JournalReads.FILE);
        if (Files.exists(database)) {
            readRows(database);
        }
        for (Path file : List.of(folder.resolve(JournalReads.FILE + "-wal"), database)) {
            if (Files.exists(file)) {
                try {
                    Carver.carve(file, this::take);
                } catch (IOException e) {
                    LOG.warn("salvage: {} cannot be read to its end: {}", file, e.getMessage());
                }
            }
        }
    }

    private void readRows(Path database) {
        Properties properties = new Properties();
        properties.setProperty("open_mode", "1");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database, properties)) {
            scan(connection, Sql.RECORDS);
            scan(connection, Sql.RECORDS_BACKWARDS);
            readReceipts(connection);
        } catch (SQLException e) {
            LOG.warn("salvage: {} does not open: {}", database, e.getMessage());
        }
    }

    private void scan(Connection connection, String sql) {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, 0);
            select.setLong(2, Long.MAX_VALUE);
            select.setLong(3, -1);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    takeRow(rows.getLong(1), rows.getBytes(2), rows.getBytes(3));
                }
            }
        } catch (SQLException e) {
            LOG.warn("salvage: rows stop being readable: {}", e.getMessage());
        }
    }

    private void takeRow(long id, byte @Nullable [] header, byte @Nullable [] body) {
        try {
            if (header == null || body == null) {
                throw new MalformedJson("header or body is missing", null);
            }
            JournalRecord record = JournalRecord.parse(header, body);
            if (record.header().seq() == Sql.seq(id)) {
                take(record);
            }
        } catch (MalformedJson e) {
            LOG.warn("salvage: row {}/{} is no record any more: {}", Sql.gen(id), Sql.seq(id), e.getMessage());
        }
    }

    private void readReceipts(Connection connection) {
        try (PreparedStatement select = connection.prepareStatement(Sql.RECEIPTS);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                receipts.put(
                        rows.getInt(1),
                        new StoredReceipt(
                                rows.getInt(1),
                                rows.getLong(2),
                                SeqRanges.parse(rows.getString(3)),
                                SeqRanges.parse(rows.getString(4)),
                                rows.getLong(5)));
            }
        } catch (SQLException | IOException e) {
            // the server says again what it has; a missing receipt only means sending once more
            LOG.warn("salvage: receipts are not readable: {}", e.getMessage());
        }
    }

    private void take(JournalRecord record) {
        if (!record.header().kiosk().equals(kioskId)) {
            return;
        }
        String epoch = record.header().epoch();
        candidates
                .computeIfAbsent(epoch, name -> new TreeMap<>())
                .computeIfAbsent(record.header().seq(), seq -> new LinkedHashSet<>())
                .add(record);
        if (record.header().type().equals(RecordType.BOOT.wireName())) {
            bootOf(record).ifPresent(boot -> gens.putIfAbsent(epoch, boot.gen()));
        }
    }

    private static Optional<Boot> bootOf(JournalRecord record) {
        try {
            return record.erased() ? Optional.empty() : Optional.of(record.body(Boot.class));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    /** The epochs found, ascending by gen. One whose number nothing tells is left in the files that were set aside. */
    List<Epoch> epochs() {
        SortedMap<Integer, Epoch> found = new TreeMap<>();
        candidates.forEach((epoch, records) -> {
            Integer gen = gens.get(epoch);
            SortedMap<Long, JournalRecord> chain = confirmed(epoch, records);
            if (gen == null || found.containsKey(gen)) {
                LOG.warn("salvage: {} records of epoch {} have no number of their own", chain.size(), epoch);
            } else {
                found.put(gen, new Epoch(gen, epoch, chain));
            }
        });
        return List.copyOf(found.values());
    }

    /** From the end to the beginning: a record is taken if the next one, taken itself, names its hash, or if it links back. */
    private SortedMap<Long, JournalRecord> confirmed(String epoch, NavigableMap<Long, Set<JournalRecord>> records) {
        SortedMap<Long, JournalRecord> chain = new TreeMap<>();
        for (Map.Entry<Long, Set<JournalRecord>> each : records.descendingMap().entrySet()) {
            long seq = each.getKey();
            JournalRecord next = chain.get(seq + 1);
            Set<Hash> before = seq == 1
                    ? Set.of(Hash.origin(kioskId, epoch))
                    : records.getOrDefault(seq - 1, Set.of()).stream()
                            .map(JournalRecord::hash)
                            .collect(Collectors.toSet());
            each.getValue().stream()
                    .filter(record -> next == null
                            ? before.contains(record.header().prev())
                            : next.header().prev().equals(record.hash()))
                    .findFirst()
                    .ifPresent(record -> chain.put(seq, record));
        }
        return chain;
    }

    /** The receipts found, of the epochs found. */
    List<StoredReceipt> receipts() {
        return List.copyOf(receipts.values());
    }
}
