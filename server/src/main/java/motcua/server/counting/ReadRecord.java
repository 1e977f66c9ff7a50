package motcua.server.counting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import motcua.contract.body.RecordBody;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordType;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import org.jspecify.annotations.Nullable;

/**
 * A record with its body understood, as far as this version understands it.
 *
 * @param chain under what it stands among the kiosk's records: its epoch, or the name of the adopted branch it belongs to
 * @param body null if the type is unknown, the version is newer, the body is erased, or it is not what its type asks for
 * @param fault why a body of known type and version could not be read; null if nothing is wrong
 */
public record ReadRecord(
        JournalRecord record,
        String chain,
        @Nullable RecordBody body,
        Realm realm,
        @Nullable String fault) {

    /** Reads the body of a record. */
    public static ReadRecord of(JournalRecord record) {
        String epoch = record.header().epoch();
        Optional<RecordType> type = RecordType.named(record.header().type());
        if (type.isEmpty() || record.header().v() != type.get().version() || record.erased()) {
            return new ReadRecord(record.withoutTree(), epoch, null, Realm.REAL, null);
        }
        try {
            JsonNode tree = record.body();
            return new ReadRecord(
                    record.withoutTree(),
                    epoch,
                    JsonBinding.fromTree(tree, type.get().bodyClass()),
                    Realm.of(
                            tree.path("practice").booleanValue(),
                            tree.path("simulated").booleanValue()),
                    null);
        } catch (MalformedJson e) {
            return new ReadRecord(record.withoutTree(), epoch, null, Realm.REAL, e.getMessage());
        }
    }

    /** The same record as one of an adopted branch. */
    public ReadRecord inBranch(String branch) {
        return new ReadRecord(record, branch, body, realm, fault);
    }
}
