package motcua.server.counting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import motcua.contract.body.Boot;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.SettingsApplied;
import motcua.contract.journal.Hash;
import motcua.contract.journal.Hex;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;
import motcua.contract.json.MalformedJson;
import motcua.server.dates.Anchor;
import motcua.server.dates.BootAnchors;
import motcua.server.dates.LocalHour;
import motcua.server.fleet.KioskRows;
import motcua.server.quarantine.Quarantine;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;
import motcua.server.storage.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Counts everything anew from the journal, the adopted branches and the decisions, says where services or cells differ, and puts them right. Runs in one
 * transaction that locks all kiosks, so that intake waits meanwhile. Needs memory for one kiosk at a time.
 */
public final class Recount {
    private static final int MOST_FINDINGS = 1_000;
    private static final int FETCH = 1_000;

    private static final String KIOSKS = "SELECT kiosk FROM kiosk ORDER BY kiosk";
    private static final String RECORDS =
            "SELECT epoch, seq, hash, header, body FROM journal WHERE kiosk = ? ORDER BY epoch, seq";
    private static final String SAVE_OFFICE = "UPDATE kiosk SET office = ? WHERE kiosk = ?";
    private static final String DELETE_ANCHORS = "DELETE FROM anchor WHERE kiosk = ?";
    private static final String DELETE_STRAYS = "DELETE FROM stray_press WHERE kiosk = ?";

    private final Database database;
    private final Clock clock;

    public Recount(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What a recount found.
     *
     * @param records in the journal
     * @param services counted
     * @param findings what differed, at most 1 000 lines; empty if all was right
     */
    public record Result(long records, long services, List<String> findings) {
        public Result {
            findings = List.copyOf(findings);
        }
    }

    /** Counts anew and puts right what differs. */
    public Result run() {
        return database.write(connection -> new Run(connection, database.dialect(), clock.millis()).all());
    }

    /** One recount within its transaction. */
    private static final class Run {
        private final Connection connection;
        private final Dialect dialect;
        private final long nowMs;
        private final ServiceStore store;
        private final KioskRows rows;
        private final Projection projection;
        private final CellDeltas counted = new CellDeltas();
        private final List<String> findings = new ArrayList<>();
        private long records;
        private long services;

        Run(Connection connection, Dialect dialect, long nowMs) {
            this.connection = connection;
            this.dialect = dialect;
            this.nowMs = nowMs;
            this.store = new ServiceStore(connection, dialect);
            this.rows = new KioskRows(connection, dialect, nowMs);
            this.projection = new Projection(connection, dialect, new CellDeltas());
        }

        Result all() throws SQLException {
            List<String> kiosks = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(KIOSKS);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    kiosks.add(row.getString(1));
                }
            }
            for (String kiosk : kiosks) {
                rows.lock(kiosk);
            }
            for (String kiosk : kiosks) {
                kiosk(kiosk);
            }
            cells();
            return new Result(records, services, findings);
        }

        private void found(String what) {
            if (findings.size() < MOST_FINDINGS) {
                findings.add(what);
            }
        }

        private void kiosk(String kiosk) throws SQLException {
            History history = new History(kiosk);
            read(history);
            readAdopted(history);
            replaceAnchors(kiosk, history);
            String office = history.office();
            try (PreparedStatement save = connection.prepareStatement(SAVE_OFFICE)) {
                Bind.all(save, office, kiosk);
                save.executeUpdate();
            }
            Decisions.inForce(connection, kiosk)
                    .forEach((service, decision) -> history.folds
                            .computeIfAbsent(service, id -> new ServiceFold(kiosk, id))
                            .decided(decision));
            for (ServiceFold fold : history.folds.values()) {
                if (fold.visitSeq != 0) {
                    fold.countedAt(history.anchors(fold.boot).at(fold.upMs), office);
                }
                counted.add(Contribution.of(fold), 1);
            }
            services += history.folds.size();
            compareServices(kiosk, history.folds);
            List<StrayPress> strays = new ArrayList<>();
            for (StrayPress stray : history.strays) {
                LocalHour at = history.anchors(stray.boot()).at(stray.upMs());
                strays.add(stray.countedAt(at, office));
                counted.add(strays.get(strays.size() - 1).cell(), 1);
            }
            delete(DELETE_STRAYS, kiosk);
            store.putStrays(strays);
        }

        private void read(History history) throws SQLException {
            try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
                query.setFetchSize(FETCH);
                query.setString(1, history.kiosk);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        records++;
                        take(history, row);
                    }
                }
            }
        }

        private void take(History history, ResultSet row) throws SQLException {
            String place = "journal " + history.kiosk + "/" + row.getString(1) + "/" + row.getLong(2);
            try {
                JournalRecord record = JournalRecord.parse(row.getBytes(4), row.getBytes(5));
                String fault = history.fault(record, row);
                if (fault != null) {
                    found(place + ": " + fault);
                }
                history.add(ReadRecord.of(record));
            } catch (MalformedJson e) {
                found(place + ": " + e.getMessage());
            }
        }

        /** The branches that people have adopted; of those only what happened at counters, not settings. */
        private void readAdopted(History history) throws SQLException {
            for (Quarantine.Adopted each : new Quarantine(connection, 0).adopted(history.kiosk)) {
                records++;
                history.count(ReadRecord.of(each.record()).inBranch(each.branch()));
            }
        }

        private void replaceAnchors(String kiosk, History history) throws SQLException {
            delete(DELETE_ANCHORS, kiosk);
            for (ReadRecord each : history.anchorRecords) {
                projection.putAnchor(kiosk, each);
            }
        }

        private void delete(String sql, String kiosk) throws SQLException {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, kiosk);
                delete.executeUpdate();
            }
        }

        private void compareServices(String kiosk, Map<String, ServiceFold> folds) throws SQLException {
            List<ServiceFold> wrong = new ArrayList<>();
            Set<String> extra = new TreeSet<>();
            Set<String> seen = new HashSet<>();
            List<ServiceFold> page = store.pageOfKiosk(kiosk, "");
            while (!page.isEmpty()) {
                for (ServiceFold was : page) {
                    seen.add(was.service);
                    ServiceFold is = folds.get(was.service);
                    if (is == null) {
                        extra.add(was.service);
                        found("service " + kiosk + "/" + was.service + ": the journal has no such service");
                    } else if (!is.sameAs(was)) {
                        wrong.add(is);
                        found("service " + kiosk + "/" + was.service + ": differs from the journal");
                    }
                }
                page = page.size() < ServiceStore.PAGE
                        ? List.of()
                        : store.pageOfKiosk(kiosk, page.get(page.size() - 1).service);
            }
            for (ServiceFold fold : folds.values()) {
                if (!seen.contains(fold.service)) {
                    wrong.add(fold);
                    found("service " + kiosk + "/" + fold.service + ": missing");
                }
            }
            store.put(wrong);
            store.delete(kiosk, extra);
        }

        private void cells() throws SQLException {
            Map<CellKey, Long> should = counted.toMap();
            CellDeltas corrections = new CellDeltas();
            for (CellTable table : CellTable.values()) {
                try (PreparedStatement query = connection.prepareStatement(table.readAll())) {
                    query.setFetchSize(FETCH);
                    try (ResultSet row = query.executeQuery()) {
                        while (row.next()) {
                            compare(table, row, should, corrections);
                        }
                    }
                }
            }
            for (Map.Entry<CellKey, Long> missing : new TreeMap<>(should).entrySet()) {
                found(missing.getKey() + ": was 0, should be " + missing.getValue());
                corrections.add(missing.getKey(), missing.getValue());
            }
            corrections.apply(connection, dialect, nowMs);
        }

        private void compare(CellTable table, ResultSet row, Map<CellKey, Long> should, CellDeltas corrections)
                throws SQLException {
            Object[] values = new Object[table.width()];
            for (int i = 0; i < values.length; i++) {
                Object value = row.getObject(i + 1);
                values[i] = value instanceof Number number ? (Object) number.intValue() : String.valueOf(value);
            }
            long was = row.getLong(values.length + 1);
            CellKey key = new CellKey(table, values);
            Long is = should.remove(key);
            long n = is == null ? 0 : is;
            if (was != n) {
                found(key + ": was " + was + ", should be " + n);
                corrections.add(key, n - was);
            }
        }
    }

    /** All of one kiosk, folded. */
    private static final class History {
        final String kiosk;
        final Map<String, ServiceFold> folds = new HashMap<>();
        final List<StrayPress> strays = new ArrayList<>();
        final List<ReadRecord> anchorRecords = new ArrayList<>();
        private final Map<String, List<Anchor>> anchors = new HashMap<>();
        private final Map<String, BootAnchors> byBoot = new HashMap<>();
        private final Map<String, Integer> gens = new HashMap<>();
        private final TreeMap<String, ReadRecord> settings = new TreeMap<>();
        private String epoch = "";
        private long seq;
        private byte[] hash = {};

        History(String kiosk) {
            this.kiosk = kiosk;
        }

        /** What is wrong with a stored record beside its own form; null if nothing. */
        @Nullable
        String fault(JournalRecord record, ResultSet row) throws SQLException {
            RecordHeader header = record.header();
            String fault = null;
            if (!Arrays.equals(row.getBytes(3), Hex.bytes(record.hash().hex()))) {
                fault = "the hash is not the header's";
            } else if (!header.kiosk().equals(kiosk)
                    || !header.epoch().equals(row.getString(1))
                    || header.seq() != row.getLong(2)) {
                fault = "the header says it is " + record;
            } else if (header.seq() == 1 && !header.prev().equals(Hash.origin(kiosk, header.epoch()))
                    || header.epoch().equals(epoch)
                            && header.seq() == seq + 1
                            && !Arrays.equals(hash, Hex.bytes(header.prev().hex()))) {
                fault = "does not link to the record before";
            }
            epoch = row.getString(1);
            seq = row.getLong(2);
            hash = Hex.bytes(record.hash().hex());
            return fault;
        }

        void add(ReadRecord read) {
            RecordHeader header = read.record().header();
            if (read.body() instanceof Boot boot) {
                gens.merge(header.epoch(), boot.gen(), Math::max);
            } else if (read.body() instanceof SettingsApplied) {
                settings.merge(
                        header.epoch(),
                        read,
                        (a, b) ->
                                a.record().header().seq() > b.record().header().seq() ? a : b);
            }
            count(read);
        }

        /** Takes in what is counted: services, stray presses, and the anchors that date them. */
        void count(ReadRecord read) {
            if (read.body() instanceof ClockAnchor said) {
                long seq = read.record().header().seq();
                anchorRecords.add(read);
                anchors.computeIfAbsent(said.boot(), b -> new ArrayList<>()).add(new Anchor(read.chain(), seq, said));
            }
            String service = Projection.serviceOf(read.body());
            if (service != null) {
                folds.computeIfAbsent(service, id -> new ServiceFold(kiosk, id));
            }
            Projection.fold(read, folds, strays);
        }

        BootAnchors anchors(String boot) {
            return byBoot.computeIfAbsent(boot, b -> BootAnchors.of(anchors.getOrDefault(b, List.of())));
        }

        /** Of the settings of the epoch with the highest number. */
        String office() {
            String best = "";
            int bestGen = -1;
            for (Map.Entry<String, ReadRecord> each : settings.entrySet()) {
                int gen = gens.getOrDefault(each.getKey(), 0);
                if (gen >= bestGen && each.getValue().body() instanceof SettingsApplied applied) {
                    bestGen = gen;
                    best = applied.office().id();
                }
            }
            return best;
        }
    }
}
