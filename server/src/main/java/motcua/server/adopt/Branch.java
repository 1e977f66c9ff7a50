package motcua.server.adopt;

import java.util.List;
import motcua.contract.journal.Hash;
import motcua.server.quarantine.Quarantine;

/**
 * Refused records that link to each other, from the one that leaves the stored chain up to the last. The hash of the last fixes
 * every byte of all of them, so that two people who name it speak of the same branch.
 *
 * @param records by seq, without a gap, at least one
 * @param complete false if records are missing between the stored chain and the first of these
 * @param signed how many of the records a checkpoint with the kiosk's key vouches for
 */
record Branch(String kiosk, String epoch, List<Quarantine.Adopted> records, boolean complete, int signed) {
    Branch {
        records = List.copyOf(records);
    }

    long first() {
        return records.get(0).record().header().seq();
    }

    long last() {
        return records.get(records.size() - 1).record().header().seq();
    }

    Hash head() {
        return records.get(records.size() - 1).record().hash();
    }

    /** The name under which its records count, beside the epoch of the stored chain. */
    String name() {
        return epoch + '~' + head().hex().substring(0, 16);
    }

    /** The records that no earlier adoption has taken in. */
    List<Quarantine.Adopted> open() {
        return records.stream().filter(each -> each.branch().isEmpty()).toList();
    }
}
