package motcua.server.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.contract.journal.Hash;
import motcua.contract.journal.Hex;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.server.storage.Bind;

/** Rows of chains and of the journal itself. Callers hold the lock of the kiosk's row. For one transaction. */
final class ChainStore {
    private static final String STORED = "S";
    private static final String REFUSED = "Q";

    private static final String LOAD = """
            SELECT gen, contiguous, hash, stored_to, settings_seq, settings_office FROM epoch WHERE kiosk = ? AND epoch = ?
            """;
    private static final String EPOCHS = "SELECT epoch FROM epoch WHERE kiosk = ? ORDER BY epoch";
    private static final String OFFICE = """
            SELECT settings_office FROM epoch WHERE kiosk = ? AND settings_seq > 0
            ORDER BY gen DESC, epoch DESC LIMIT 1
            """;
    private static final String RANGES =
            "SELECT kind, first_seq, last_seq FROM stored_range WHERE kiosk = ? AND epoch = ?";
    private static final String PUT = """
            INSERT INTO epoch (kiosk, epoch, gen, contiguous, hash, stored_to, settings_seq, settings_office)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (kiosk, epoch) DO UPDATE SET gen = excluded.gen, contiguous = excluded.contiguous,
                hash = excluded.hash, stored_to = excluded.stored_to, settings_seq = excluded.settings_seq,
                settings_office = excluded.settings_office
            """;
    private static final String PUT_RANGE = """
            INSERT INTO stored_range (kiosk, epoch, kind, first_seq, last_seq) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (kiosk, epoch, kind, first_seq) DO UPDATE SET last_seq = excluded.last_seq
            """;
    private static final String DELETE_RANGE =
            "DELETE FROM stored_range WHERE kiosk = ? AND epoch = ? AND kind = ? AND first_seq = ?";
    private static final String INSERT = """
            INSERT INTO journal (kiosk, epoch, seq, type, hash, header, body) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (kiosk, epoch, seq) DO NOTHING
            """;
    private static final String FILL_BODY =
            "UPDATE journal SET body = ? WHERE kiosk = ? AND epoch = ? AND seq = ? AND hash = ?";
    private static final String RECORDS = """
            SELECT seq, hash, header, CASE WHEN body = ? THEN 1 ELSE 0 END FROM journal
            WHERE kiosk = ? AND epoch = ? AND seq BETWEEN ? AND ?
            """;
    private static final byte[] NO_BODY = {};

    private final Connection connection;

    ChainStore(Connection connection) {
        this.connection = connection;
    }

    /** The chain as it is stored; an empty one if nothing of it is. */
    Chain load(String kiosk, String epoch) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOAD)) {
            Bind.all(query, kiosk, epoch);
            try (ResultSet row = query.executeQuery()) {
                Ranges stored = new Ranges();
                Ranges refused = new Ranges();
                if (!row.next()) {
                    return new Chain(kiosk, epoch, false, 0, 0, Hash.origin(kiosk, epoch), stored, refused, 0, "");
                }
                if (row.getLong(4) > 0) {
                    stored.add(1, row.getLong(4));
                }
                loadRanges(kiosk, epoch, stored, refused);
                return new Chain(
                        kiosk,
                        epoch,
                        true,
                        row.getInt(1),
                        row.getLong(2),
                        new Hash(Hex.of(row.getBytes(3))),
                        stored,
                        refused,
                        row.getLong(5),
                        row.getString(6));
            }
        }
    }

    private void loadRanges(String kiosk, String epoch, Ranges stored, Ranges refused) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RANGES)) {
            Bind.all(query, kiosk, epoch);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    (row.getString(1).equals(STORED) ? stored : refused).add(row.getLong(2), row.getLong(3));
                }
            }
        }
    }

    /** The epochs of a kiosk of which something is stored or refused. */
    List<String> epochs(String kiosk) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(EPOCHS)) {
            query.setString(1, kiosk);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    /** The office of the latest settings: those of the epoch with the highest number, and in it of the highest seq. */
    Optional<String> officeInForce(String kiosk) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(OFFICE)) {
            query.setString(1, kiosk);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    void save(Collection<Chain> chains) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            for (Chain chain : chains) {
                Bind.all(
                        put,
                        chain.kiosk,
                        chain.epoch,
                        chain.gen,
                        chain.contiguous,
                        Hex.bytes(chain.hash.hex()),
                        chain.stored.endFrom(1),
                        chain.settingsSeq,
                        chain.settingsOffice);
                put.addBatch();
            }
            put.executeBatch();
        }
        for (Chain chain : chains) {
            saveRanges(chain, STORED, chain.storedBefore, chain.stored.toMap());
            saveRanges(chain, REFUSED, chain.refusedBefore, chain.refused.toMap());
        }
    }

    private void saveRanges(Chain chain, String kind, Map<Long, Long> before, Map<Long, Long> now) throws SQLException {
        if (kind.equals(STORED)) {
            before.remove(1L);
            now.remove(1L);
        }
        if (before.equals(now)) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(DELETE_RANGE);
                PreparedStatement put = connection.prepareStatement(PUT_RANGE)) {
            for (long first : before.keySet()) {
                if (!now.containsKey(first)) {
                    Bind.all(delete, chain.kiosk, chain.epoch, kind, first);
                    delete.addBatch();
                }
            }
            delete.executeBatch();
            for (Map.Entry<Long, Long> each : now.entrySet()) {
                if (!each.getValue().equals(before.get(each.getKey()))) {
                    Bind.all(put, chain.kiosk, chain.epoch, kind, each.getKey(), each.getValue());
                    put.addBatch();
                }
            }
            put.executeBatch();
        }
    }

    void insert(Collection<JournalRecord> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (JournalRecord record : records) {
                RecordHeader header = record.header();
                insert.setString(1, header.kiosk());
                insert.setString(2, header.epoch());
                insert.setLong(3, header.seq());
                insert.setString(4, header.type());
                insert.setBytes(5, Hex.bytes(record.hash().hex()));
                insert.setBytes(6, record.headerBytes());
                insert.setBytes(7, record.bodyBytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Gives a record that was stored without its body the body. */
    void fillBody(JournalRecord record) throws SQLException {
        try (PreparedStatement fill = connection.prepareStatement(FILL_BODY)) {
            RecordHeader header = record.header();
            Bind.all(
                    fill,
                    record.bodyBytes(),
                    header.kiosk(),
                    header.epoch(),
                    header.seq(),
                    Hex.bytes(record.hash().hex()));
            fill.executeUpdate();
        }
    }

    /** Looks up stored records of a chain and remembers them in it. */
    void lookUp(Chain chain, long first, long last) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
            Bind.all(query, NO_BODY, chain.kiosk, chain.epoch, first, last);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Hash prev = JsonBinding.fromBytes(row.getBytes(3), RecordHeader.class)
                            .prev();
                    chain.known.put(
                            row.getLong(1),
                            new Chain.Stored(new Hash(Hex.of(row.getBytes(2))), prev, row.getInt(4) == 1));
                }
            }
        } catch (MalformedJson e) {
            throw new SQLException("a stored header is damaged: " + chain.kiosk + "/" + chain.epoch, e);
        }
    }
}
