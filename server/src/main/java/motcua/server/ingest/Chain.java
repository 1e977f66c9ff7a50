package motcua.server.ingest;

import java.util.HashMap;
import java.util.Map;
import motcua.contract.journal.Hash;

/** What is stored and refused of one epoch of one kiosk, within one transaction that holds the kiosk's lock. */
final class Chain {
    final String kiosk;
    final String epoch;

    /** Stored seqs, all of them. */
    final Ranges stored;
    /** Refused seqs that are not stored. */
    final Ranges refused;

    int gen;
    long contiguous;
    Hash hash;
    long settingsSeq;
    String settingsOffice;

    /** Records of this transaction and others looked up in it. */
    final Map<Long, Stored> known = new HashMap<>();

    /** True if there was a row when it was loaded. */
    final boolean hadRow;

    boolean dirty;

    /** Ranges as they are in the database. */
    final Map<Long, Long> storedBefore;

    final Map<Long, Long> refusedBefore;

    Chain(
            String kiosk,
            String epoch,
            boolean hadRow,
            int gen,
            long contiguous,
            Hash hash,
            Ranges stored,
            Ranges refused,
            long settingsSeq,
            String settingsOffice) {
        this.kiosk = kiosk;
        this.epoch = epoch;
        this.hadRow = hadRow;
        this.gen = gen;
        this.contiguous = contiguous;
        this.hash = hash;
        this.stored = stored;
        this.refused = refused;
        this.settingsSeq = settingsSeq;
        this.settingsOffice = settingsOffice;
        this.storedBefore = stored.toMap();
        this.refusedBefore = refused.toMap();
    }

    /** What matters of a stored record: its hash, the one it links to, and whether its body is missing. */
    record Stored(Hash hash, Hash prev, boolean erased) {}

    /** The highest stored seq up to which nothing is missing, counting refused ones as there. */
    long contiguousNow() {
        long covered = contiguous;
        while (true) {
            long further = Math.max(stored.endFrom(covered + 1), refused.endFrom(covered + 1));
            if (further <= covered) {
                break;
            }
            covered = further;
        }
        return Math.max(contiguous, stored.highestUpTo(covered));
    }
}
