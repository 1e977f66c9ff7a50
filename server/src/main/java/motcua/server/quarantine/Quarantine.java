package motcua.server.quarantine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import motcua.contract.journal.Hash;
import motcua.contract.journal.Hex;
import motcua.contract.journal.JournalRecord;
import motcua.contract.wire.Batch;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;

/** Refused bytes, each once, kept as they came. Within the caller's transaction. */
public final class Quarantine {
    private static final int LONGEST_DETAIL = 500;
    private static final byte[] NO_HASH = {};

    private static final String KEEP = """
            INSERT INTO quarantine (kiosk, epoch, first_seq, last_seq, reason, detail, hash, digest, raw, received_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (kiosk, epoch, first_seq, digest) DO NOTHING
            """;
    private static final String HOLDS =
            "SELECT COUNT(*) FROM quarantine WHERE kiosk = ? AND epoch = ? AND first_seq = ? AND hash = ?";
    private static final String LIST = """
            SELECT id, kiosk, epoch, first_seq, last_seq, reason, detail, raw, received_at_ms FROM quarantine
            WHERE adopted = '' ORDER BY id
            """;
    private static final String RECORDS = """
            SELECT id, adopted, raw FROM quarantine WHERE kiosk = ? AND epoch = ? AND reason IN ('FORK', 'LINK')
            ORDER BY first_seq, id
            """;
    private static final String ADOPT = "UPDATE quarantine SET adopted = ? WHERE id = ?";
    private static final String ADOPTED = """
            SELECT id, adopted, raw FROM quarantine WHERE kiosk = ? AND adopted <> '' ORDER BY epoch, first_seq, id
            """;
    private static final String WITH_RECORDS = """
            SELECT DISTINCT kiosk, epoch FROM quarantine WHERE reason IN ('FORK', 'LINK') ORDER BY kiosk, epoch
            """;
    private static final String RELEASE = "DELETE FROM quarantine WHERE id = ?";

    private final Connection connection;
    private final long nowMs;

    /** @param nowMs milliseconds since 1970 UTC */
    public Quarantine(Connection connection, long nowMs) {
        this.connection = connection;
        this.nowMs = nowMs;
    }

    /** One refusal; {@code firstSeq} 0 where it is not known for what the bytes stand. */
    public record Entry(
            long id,
            String kiosk,
            String epoch,
            long firstSeq,
            long lastSeq,
            QuarantineReason reason,
            String detail,
            byte[] raw,
            long receivedAtMs) {}

    /**
     * A record that was refused because another one stands in its place.
     *
     * @param branch the adopted branch it counts with; '' while it is only kept
     */
    public record Adopted(long id, String branch, JournalRecord record) {}

    /** Keeps a line or message that is no record. Keeping the same bytes for the same place again changes nothing. */
    public void keep(
            String kiosk, String epoch, long first, long last, QuarantineReason reason, String detail, byte[] raw)
            throws SQLException {
        keep(kiosk, epoch, first, last, reason, detail, NO_HASH, raw);
    }

    /** Keeps a record that may not stand where it says. */
    public void keepRecord(
            String kiosk, String epoch, long seq, QuarantineReason reason, String detail, Hash hash, byte[] raw)
            throws SQLException {
        keep(kiosk, epoch, seq, seq, reason, detail, Hex.bytes(hash.hex()), raw);
    }

    private void keep(
            String kiosk,
            String epoch,
            long first,
            long last,
            QuarantineReason reason,
            String detail,
            byte[] hash,
            byte[] raw)
            throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            String shortened = detail.substring(0, Math.min(LONGEST_DETAIL, detail.length()));
            byte[] digest = Hex.bytes(Hash.ofBody(raw).hex());
            Bind.all(keep, kiosk, epoch, first, last, reason.name(), shortened, hash, digest, raw, nowMs);
            keep.executeUpdate();
        }
    }

    /** Whether a record with this hash was refused at this place. */
    public boolean holds(String kiosk, String epoch, long seq, Hash hash) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HOLDS)) {
            Bind.all(query, kiosk, epoch, seq, Hex.bytes(hash.hex()));
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }

    /** The refused records of a chain, adopted ones included, by seq. */
    public List<Adopted> records(String kiosk, String epoch) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(RECORDS)) {
            Bind.all(query, kiosk, epoch);
            return records(query);
        }
    }

    /** The adopted records of a kiosk. */
    public List<Adopted> adopted(String kiosk) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(ADOPTED)) {
            Bind.all(query, kiosk);
            return records(query);
        }
    }

    private static List<Adopted> records(PreparedStatement query) throws SQLException {
        List<Adopted> found = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                JournalRecord record = Batch.line(row.getBytes(3)).record();
                if (record != null) {
                    found.add(new Adopted(row.getLong(1), row.getString(2), record));
                }
            }
        }
        return found;
    }

    /** Makes a refused record one of an adopted branch. It stays here, and counts. */
    public void adopt(long id, String branch) throws SQLException {
        try (PreparedStatement adopt = connection.prepareStatement(ADOPT)) {
            Bind.all(adopt, branch, id);
            adopt.executeUpdate();
        }
    }

    /** The chains of which records were refused, as kiosk and epoch. */
    public List<Map.Entry<String, String>> chains() throws SQLException {
        List<Map.Entry<String, String>> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(WITH_RECORDS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(Map.entry(row.getString(1), row.getString(2)));
            }
        }
        return found;
    }

    /** All refusals that nobody has adopted, oldest first. */
    public static List<Entry> all(Database database) {
        return database.read(connection -> new Quarantine(connection, 0).list());
    }

    private List<Entry> list() throws SQLException {
        List<Entry> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(LIST);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(new Entry(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        QuarantineReason.valueOf(row.getString(6)),
                        row.getString(7),
                        row.getBytes(8),
                        row.getLong(9)));
            }
        }
        return found;
    }

    /** Lets go of bytes that were taken in after all. */
    public void release(long id) throws SQLException {
        try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
            release.setLong(1, id);
            release.executeUpdate();
        }
    }
}
