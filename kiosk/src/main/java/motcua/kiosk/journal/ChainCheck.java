package motcua.kiosk.journal;

import java.util.Optional;
import motcua.contract.body.Checkpoint;
import motcua.contract.journal.Hash;
import motcua.contract.journal.Hex;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.PublicKeys;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain of one epoch, record by record, ascending. Each record has to belong to the kiosk and the epoch, follow its
 * neighbour by number and link, and a checkpoint has to be signed. For one thread.
 */
final class ChainCheck {
    private final String kioskId;
    private final String epoch;
    private final boolean gapAllowed;
    private @Nullable JournalRecord last;

    private ChainCheck(String kioskId, String epoch, boolean gapAllowed) {
        this.kioskId = kioskId;
        this.epoch = epoch;
        this.gapAllowed = gapAllowed;
    }

    /** A chain that starts with record 1 and has no gap. */
    static ChainCheck whole(String kioskId, String epoch) {
        return new ChainCheck(kioskId, epoch, false);
    }

    /** A chain that starts anywhere and may have gaps, as a salvaged one, or the end of a longer one. */
    static ChainCheck withGaps(String kioskId, String epoch) {
        return new ChainCheck(kioskId, epoch, true);
    }

    /** The first thing that is wrong with the record, or empty. Callers stop at the first one. */
    Optional<String> next(JournalRecord record) {
        String name = epoch + "/" + record.header().seq();
        if (!record.header().kiosk().equals(kioskId)) {
            return Optional.of(
                    "record " + name + " is of kiosk " + record.header().kiosk());
        }
        if (!record.header().epoch().equals(epoch)) {
            return Optional.of(
                    "record " + name + " is of epoch " + record.header().epoch());
        }
        long expected = last == null ? 1 : last.header().seq() + 1;
        boolean neighbour = record.header().seq() == expected;
        if (!neighbour && !gapAllowed) {
            return Optional.of("record " + epoch + "/" + expected + " is missing");
        }
        Hash link = last == null ? Hash.origin(kioskId, epoch) : last.hash();
        if (neighbour && !record.header().prev().equals(link)) {
            return Optional.of("record " + name + " does not link to the one before");
        }
        last = record;
        return signature(record, name);
    }

    private Optional<String> signature(JournalRecord record, String name) {
        if (!record.header().type().equals(RecordType.CHECKPOINT.wireName()) || record.erased()) {
            return Optional.empty();
        }
        try {
            Checkpoint checkpoint = record.body(Checkpoint.class);
            boolean fits = checkpoint.upTo() == record.header().seq() - 1
                    && checkpoint.head().equals(record.header().prev());
            byte[] signed = Checkpoint.signedBytes(kioskId, epoch, checkpoint.upTo(), checkpoint.head());
            if (!fits || !PublicKeys.verify(checkpoint.publicKey(), signed, Hex.bytes(checkpoint.signature()))) {
                return Optional.of("checkpoint " + name + " is not signed for this chain");
            }
        } catch (MalformedJson | IllegalArgumentException e) {
            return Optional.of("checkpoint " + name + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}
