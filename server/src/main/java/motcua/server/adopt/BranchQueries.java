package motcua.server.adopt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.contract.body.Checkpoint;
import motcua.contract.journal.Hash;
import motcua.contract.journal.Hex;
import motcua.contract.journal.RecordHeader;
import motcua.contract.sign.PublicKeys;
import motcua.server.counting.ReadRecord;
import motcua.server.quarantine.Quarantine;
import motcua.server.storage.Bind;

/** Finds the branches among refused records. Within the caller's transaction. */
final class BranchQueries {
    private static final String STORED =
            "SELECT COUNT(*) FROM journal WHERE kiosk = ? AND epoch = ? AND seq = ? AND hash = ?";
    private static final String KEY = "SELECT public_key FROM kiosk WHERE kiosk = ?";

    private final Connection connection;

    BranchQueries(Connection connection) {
        this.connection = connection;
    }

    /** All branches of all kiosks. */
    List<Branch> all() throws SQLException {
        List<Branch> found = new ArrayList<>();
        for (Map.Entry<String, String> chain : new Quarantine(connection, 0).chains()) {
            found.addAll(of(chain.getKey(), chain.getValue()));
        }
        return found;
    }

    /** The branch of a kiosk that ends with this record, if no refused record follows it or not all that follow are meant. */
    Optional<Branch> endingAt(String kiosk, String head) throws SQLException {
        Quarantine quarantine = new Quarantine(connection, 0);
        for (Map.Entry<String, String> chain : quarantine.chains()) {
            if (chain.getKey().equals(kiosk)) {
                Map<Hash, Quarantine.Adopted> records = byHash(quarantine.records(kiosk, chain.getValue()));
                for (Quarantine.Adopted each : records.values()) {
                    if (each.record().hash().hex().equals(head)) {
                        return Optional.of(back(each, records));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private List<Branch> of(String kiosk, String epoch) throws SQLException {
        Map<Hash, Quarantine.Adopted> records = byHash(new Quarantine(connection, 0).records(kiosk, epoch));
        Set<Hash> followed = new HashSet<>();
        records.values().forEach(each -> followed.add(each.record().header().prev()));
        List<Branch> found = new ArrayList<>();
        for (Quarantine.Adopted each : records.values()) {
            if (!followed.contains(each.record().hash())) {
                found.add(back(each, records));
            }
        }
        found.sort((a, b) -> a.head().hex().compareTo(b.head().hex()));
        return found;
    }

    /** Of a record that was refused with its body and without, the one with its body. */
    private static Map<Hash, Quarantine.Adopted> byHash(List<Quarantine.Adopted> records) {
        Map<Hash, Quarantine.Adopted> found = new HashMap<>();
        for (Quarantine.Adopted each : records) {
            found.merge(
                    each.record().hash(),
                    each,
                    (a, b) -> b.branch().isEmpty() && !a.record().erased() ? a : b);
        }
        return found;
    }

    private Branch back(Quarantine.Adopted head, Map<Hash, Quarantine.Adopted> records) throws SQLException {
        List<Quarantine.Adopted> branch = new ArrayList<>();
        RecordHeader header = head.record().header();
        Quarantine.Adopted at = head;
        while (at != null) {
            branch.add(at);
            header = at.record().header();
            Quarantine.Adopted before = records.get(header.prev());
            at = before != null && before.record().header().seq() == header.seq() - 1 ? before : null;
        }
        Collections.reverse(branch);
        boolean complete =
                header.seq() == 1 ? header.prev().equals(Hash.origin(header.kiosk(), header.epoch())) : stored(header);
        return new Branch(header.kiosk(), header.epoch(), branch, complete, signed(header.kiosk(), branch));
    }

    /** Whether the record before is stored. */
    private boolean stored(RecordHeader header) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(STORED)) {
            Bind.all(
                    query,
                    header.kiosk(),
                    header.epoch(),
                    header.seq() - 1,
                    Hex.bytes(header.prev().hex()));
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getLong(1) > 0;
            }
        }
    }

    private int signed(String kiosk, List<Quarantine.Adopted> branch) throws SQLException {
        String key = "";
        try (PreparedStatement query = connection.prepareStatement(KEY)) {
            query.setString(1, kiosk);
            try (ResultSet row = query.executeQuery()) {
                key = row.next() ? row.getString(1) : "";
            }
        }
        for (int i = branch.size() - 1; i >= 0; i--) {
            RecordHeader header = branch.get(i).record().header();
            if (ReadRecord.of(branch.get(i).record()).body() instanceof Checkpoint checkpoint
                    && checkpoint.publicKey().equals(key)
                    && checkpoint.upTo() == header.seq() - 1
                    && checkpoint.head().equals(header.prev())
                    && PublicKeys.verify(
                            key,
                            Checkpoint.signedBytes(kiosk, header.epoch(), checkpoint.upTo(), checkpoint.head()),
                            Hex.bytes(checkpoint.signature()))) {
                return i;
            }
        }
        return 0;
    }
}
