package motcua.server.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import motcua.contract.body.Boot;
import motcua.contract.body.Checkpoint;
import motcua.contract.body.SettingsApplied;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Receipt;
import motcua.server.counting.CellDeltas;
import motcua.server.counting.Projection;
import motcua.server.counting.ReadRecord;
import motcua.server.fleet.AlarmKind;
import motcua.server.fleet.Alarms;
import motcua.server.fleet.KioskRow;
import motcua.server.fleet.KioskRows;
import motcua.server.fleet.Names;
import motcua.server.quarantine.Quarantine;
import motcua.server.quarantine.QuarantineReason;
import motcua.server.scales.ScaleStore;
import motcua.server.storage.Bind;
import motcua.server.storage.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * One group of messages on its way into the database. Locks the kiosks in the order of their ids, checks every record against its
 * stored neighbours, stores what stands, counts it, keeps apart what does not.
 *
 * <p>Of two records for one place, and of two neighbours that do not link, the one that came first stays; the later one goes to
 * quarantine and raises FORK. Records of one unforked chain never meet either case, so for them the order does not matter.
 */
final class JournalTransaction {
    private static final int RECEIPT_RANGES = 100;
    private static final String PUT_STATUS = """
            INSERT INTO kiosk_status (kiosk, json, received_at_ms) VALUES (?, ?, ?)
            ON CONFLICT (kiosk) DO UPDATE SET json = excluded.json, received_at_ms = excluded.received_at_ms
            """;

    private final Connection connection;
    private final Dialect dialect;
    private final long nowMs;
    private final String instance;
    private final ChainStore chainStore;
    private final Quarantine quarantine;
    private final Alarms alarms;

    private SortedMap<String, KioskRow> kiosks = new TreeMap<>();
    private final Map<String, Chain> chains = new HashMap<>();
    /** The one asked for last: a batch is of one. */
    private @Nullable Chain lastChain;

    private final Set<Chain> toReceipt = new LinkedHashSet<>();
    private final List<JournalRecord> toInsert = new ArrayList<>();
    private final TreeMap<String, List<ReadRecord>> toCount = new TreeMap<>();
    private final Set<String> officeChanged = new TreeSet<>();
    private int refused;

    JournalTransaction(Connection connection, Dialect dialect, long nowMs, String instance) {
        this.connection = connection;
        this.dialect = dialect;
        this.nowMs = nowMs;
        this.instance = instance;
        this.chainStore = new ChainStore(connection);
        this.quarantine = new Quarantine(connection, nowMs);
        this.alarms = new Alarms(connection, nowMs);
    }

    Committed run(List<Inbound> messages) throws SQLException {
        TreeSet<String> ids = new TreeSet<>();
        messages.forEach(message -> ids.add(message.kiosk()));
        KioskRows rows = new KioskRows(connection, dialect, nowMs);
        kiosks = rows.lock(ids);
        for (Inbound message : messages) {
            take(message);
        }
        chainStore.insert(toInsert);
        moveCursors();
        chainStore.save(chains.values().stream().filter(chain -> chain.dirty).toList());
        count();
        rows.save(kiosks.values());
        List<Receipt> receipts = new ArrayList<>();
        for (Chain chain : toReceipt) {
            receipts.add(receipt(chain));
        }
        return new Committed(receipts, toInsert.size(), refused);
    }

    private void take(Inbound message) throws SQLException {
        if (message instanceof Inbound.Journal journal) {
            journal(journal);
        } else if (message instanceof Inbound.Greeting greeting) {
            greeting(greeting);
        } else if (message instanceof Inbound.StatusReport status) {
            try (PreparedStatement put = connection.prepareStatement(PUT_STATUS)) {
                Bind.all(put, status.kiosk(), new String(status.json(), StandardCharsets.UTF_8), nowMs);
                put.executeUpdate();
            }
        } else if (message instanceof Inbound.Malformed malformed) {
            refused++;
            quarantine.keep(malformed.kiosk(), "", 0, 0, QuarantineReason.MALFORMED, malformed.why(), malformed.raw());
            alarms.raise(malformed.kiosk(), AlarmKind.POISON, "", 0, malformed.why());
        } else if (message instanceof Inbound.Oversize oversize) {
            refused++;
            alarms.raise(oversize.kiosk(), AlarmKind.OVERSIZE, "", 0, oversize.bytes() + " bytes: " + oversize.why());
        }
    }

    private void journal(Inbound.Journal journal) throws SQLException {
        for (ReadRecord each : journal.records()) {
            record(each, journal);
        }
        Inbound.Claim claim = journal.claim();
        if (claim != null) {
            toReceipt.add(chain(journal.kiosk(), claim.epoch()));
        }
        if (!journal.refused().isEmpty()) {
            poison(journal);
        }
    }

    private void record(ReadRecord read, Inbound.Journal from) throws SQLException {
        RecordHeader header = read.record().header();
        Chain chain = chain(header.kiosk(), header.epoch());
        toReceipt.add(chain);
        if (chain.stored.contains(header.seq())) {
            repeated(read, chain, from);
            return;
        }
        String broken = brokenLink(read.record(), chain);
        if (broken != null) {
            refuse(read.record(), chain, QuarantineReason.LINK, broken);
            chain.refused.add(header.seq(), header.seq());
            return;
        }
        chain.stored.add(header.seq(), header.seq());
        chain.refused.remove(header.seq());
        chain.dirty = true;
        remember(chain, read.record());
        toInsert.add(read.record());
        understand(read, chain);
    }

    private static void remember(Chain chain, JournalRecord record) {
        chain.known.put(
                record.header().seq(),
                new Chain.Stored(record.hash(), record.header().prev(), record.erased()));
    }

    /** The place is taken: by the same record, by the same without its body, or by another one. */
    private void repeated(ReadRecord read, Chain chain, Inbound.Journal from) throws SQLException {
        long seq = read.record().header().seq();
        if (!chain.known.containsKey(seq)) {
            long last = from.records()
                    .get(from.records().size() - 1)
                    .record()
                    .header()
                    .seq();
            chainStore.lookUp(chain, seq, Math.max(seq, Math.min(last, seq + Batch.MAX_RECORDS)));
        }
        Chain.Stored stored = chain.known.get(seq);
        if (stored == null) {
            throw new SQLException("the journal lacks " + read.record() + ", which its cursor has");
        }
        if (!stored.hash().equals(read.record().hash())) {
            refuse(read.record(), chain, QuarantineReason.FORK, "another record is stored in its place");
        } else if (stored.erased() && !read.record().erased()) {
            chainStore.insert(toInsert);
            chainStore.fillBody(read.record());
            remember(chain, read.record());
            understand(read, chain);
        }
    }

    /** Why the record does not stand between its stored neighbours; null if it does. */
    private @Nullable String brokenLink(JournalRecord record, Chain chain) throws SQLException {
        long seq = record.header().seq();
        Hash prev = record.header().prev();
        if (seq == 1) {
            if (!prev.equals(Hash.origin(chain.kiosk, chain.epoch))) {
                return "the first record does not link to the origin of its epoch";
            }
        } else if (chain.stored.contains(seq - 1)) {
            if (!prev.equals(stored(chain, seq - 1).hash())) {
                return "links to another record than the one stored before it";
            }
        } else if (chain.refused.contains(seq - 1) && quarantine.holds(chain.kiosk, chain.epoch, seq - 1, prev)) {
            return "links to a refused record";
        }
        if (chain.stored.contains(seq + 1) && !stored(chain, seq + 1).prev().equals(record.hash())) {
            return "the record stored after it links to another one";
        }
        return null;
    }

    private Chain.Stored stored(Chain chain, long seq) throws SQLException {
        if (!chain.known.containsKey(seq)) {
            chainStore.lookUp(chain, seq, seq);
        }
        Chain.Stored stored = chain.known.get(seq);
        if (stored == null) {
            throw new SQLException(
                    "the journal lacks " + chain.kiosk + "/" + chain.epoch + "/" + seq + ", which its cursor has");
        }
        return stored;
    }

    private void refuse(JournalRecord record, Chain chain, QuarantineReason reason, String why) throws SQLException {
        refused++;
        long seq = record.header().seq();
        byte[] line = Batch.encode(List.of(record));
        quarantine.keepRecord(
                chain.kiosk,
                chain.epoch,
                seq,
                reason,
                why,
                record.hash(),
                java.util.Arrays.copyOf(line, line.length - 1));
        alarms.raise(chain.kiosk, AlarmKind.FORK, chain.epoch, seq, why);
        chain.dirty = true;
    }

    /** Keeps lines that are no records. They stand for the seqs the message claims and does not hold. */
    private void poison(Inbound.Journal journal) throws SQLException {
        Inbound.Claim claim = journal.claim();
        List<Long> missing = new ArrayList<>();
        String epoch = "";
        if (claim != null) {
            epoch = claim.epoch();
            Set<Long> held = new TreeSet<>();
            for (ReadRecord each : journal.records()) {
                if (each.record().header().epoch().equals(epoch)) {
                    held.add(each.record().header().seq());
                }
            }
            for (long seq = claim.first(); seq <= claim.last(); seq++) {
                if (!held.contains(seq)) {
                    missing.add(seq);
                }
            }
        }
        boolean oneToOne = missing.size() == journal.refused().size();
        int at = 0;
        for (Inbound.RefusedLine line : journal.refused()) {
            refused++;
            long first = missing.isEmpty() ? 0 : missing.get(oneToOne ? at : 0);
            long last = missing.isEmpty() ? 0 : missing.get(oneToOne ? at : missing.size() - 1);
            quarantine.keep(journal.kiosk(), epoch, first, last, QuarantineReason.POISON, line.why(), line.raw());
            alarms.raise(journal.kiosk(), AlarmKind.POISON, epoch, first, line.why());
            at++;
        }
        if (!missing.isEmpty()) {
            Chain chain = chain(journal.kiosk(), epoch);
            for (long seq : missing) {
                if (!chain.stored.contains(seq)) {
                    chain.refused.add(seq, seq);
                    chain.dirty = true;
                }
            }
        }
    }

    /** What a newly stored record says beyond its place. */
    private void understand(ReadRecord read, Chain chain) throws SQLException {
        RecordHeader header = read.record().header();
        if (read.body() instanceof Boot boot) {
            if (boot.gen() > chain.gen) {
                chain.gen = boot.gen();
                officeChanged.add(chain.kiosk);
            }
        } else if (read.body() instanceof SettingsApplied settings) {
            new Names(connection).put(chain.kiosk, chain.epoch, header.seq(), settings);
            ScaleStore.put(connection, settings);
            if (header.seq() > chain.settingsSeq) {
                chain.settingsSeq = header.seq();
                chain.settingsOffice = settings.office().id();
                officeChanged.add(chain.kiosk);
            }
        } else if (read.body() instanceof Checkpoint checkpoint) {
            if (read.fault() != null) {
                alarms.raise(chain.kiosk, AlarmKind.CHECKPOINT, chain.epoch, header.seq(), read.fault());
            } else if (!kiosk(chain.kiosk).pin(checkpoint.publicKey())) {
                alarms.raise(
                        chain.kiosk, AlarmKind.KEY_CHANGED, chain.epoch, header.seq(), "a checkpoint of another key");
            }
        } else if (read.body() == null && read.fault() != null) {
            alarms.raise(chain.kiosk, AlarmKind.UNREADABLE, chain.epoch, header.seq(), read.fault());
        }
        if (read.body() != null) {
            toCount.computeIfAbsent(chain.kiosk, id -> new ArrayList<>()).add(read);
        }
    }

    private void greeting(Inbound.Greeting greeting) throws SQLException {
        Hello hello = greeting.hello();
        KioskRow kiosk = kiosk(greeting.kiosk());
        if (!kiosk.pin(hello.publicKey())) {
            kiosk.offeredKey = hello.publicKey();
            alarms.raise(kiosk.kiosk, AlarmKind.KEY_CHANGED, "", 0, "a hello of key " + hello.publicKey());
            return;
        }
        kiosk.nonce = hello.nonce();
        kiosk.software = hello.software();
        for (Hello.Head head : hello.heads()) {
            Chain chain = chain(kiosk.kiosk, head.epoch());
            toReceipt.add(chain);
            if (chain.stored.contains(head.seq())
                    && !stored(chain, head.seq()).hash().equals(head.hash())) {
                alarms.raise(
                        kiosk.kiosk,
                        AlarmKind.FORK,
                        head.epoch(),
                        head.seq(),
                        "the kiosk's last record is not the one stored");
            } else if (chain.stored.highest() > head.seq() && !greeting.redelivered()) {
                alarms.raise(
                        kiosk.kiosk,
                        AlarmKind.ROLLBACK,
                        head.epoch(),
                        head.seq(),
                        "the kiosk's journal ends at " + head.seq() + ", stored is up to " + chain.stored.highest());
            }
        }
    }

    private void moveCursors() throws SQLException {
        for (Chain chain : chains.values()) {
            long now = chain.dirty ? chain.contiguousNow() : chain.contiguous;
            if (now != chain.contiguous) {
                chain.contiguous = now;
                chain.hash = stored(chain, now).hash();
            }
        }
    }

    private void count() throws SQLException {
        CellDeltas deltas = new CellDeltas();
        Projection projection = new Projection(connection, dialect, deltas);
        for (KioskRow kiosk : kiosks.values()) {
            if (officeChanged.contains(kiosk.kiosk)) {
                String office = chainStore.officeInForce(kiosk.kiosk).orElse("");
                if (!office.equals(kiosk.office)) {
                    kiosk.office = office;
                    projection.moveToOffice(kiosk.kiosk, office);
                }
            }
            List<ReadRecord> records = toCount.get(kiosk.kiosk);
            if (records != null) {
                projection.add(kiosk.kiosk, kiosk.office, records);
            }
        }
        deltas.apply(connection, dialect, nowMs);
    }

    private Receipt receipt(Chain chain) {
        return new Receipt(
                chain.kiosk,
                kiosk(chain.kiosk).nonce,
                instance,
                chain.epoch,
                chain.contiguous,
                chain.hash,
                chain.stored.above(chain.contiguous, RECEIPT_RANGES),
                chain.refused.highest(RECEIPT_RANGES),
                nowMs);
    }

    private KioskRow kiosk(String id) {
        KioskRow row = kiosks.get(id);
        if (row == null) {
            throw new IllegalStateException("kiosk " + id + " is not locked");
        }
        return row;
    }

    private Chain chain(String kiosk, String epoch) throws SQLException {
        Chain last = lastChain;
        if (last != null && last.epoch.equals(epoch) && last.kiosk.equals(kiosk)) {
            return last;
        }
        String key = kiosk + '/' + epoch;
        Chain chain = chains.get(key);
        if (chain == null) {
            chain = chainStore.load(kiosk, epoch);
            chains.put(key, chain);
        }
        lastChain = chain;
        return chain;
    }
}
