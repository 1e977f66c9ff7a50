package motcua.kiosk.uplink;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import motcua.contract.journal.Hash;
import motcua.contract.wire.Receipt;
import motcua.kiosk.journal.StoredReceipt;

/**
 * How far the server has one epoch, by its receipts; the rules of the wire in one place. For one thread.
 *
 * <ul>
 *   <li>A receipt is believed only if our record at {@code contiguous} has the hash it names.
 *   <li>It <em>rises</em> the watermark whatever its nonce. It <em>lowers</em> it only with the nonce of our latest hello: an
 *       older receipt may have been under way while a newer one came, a restored server answers a new hello.
 *   <li>Another hash, or more records than we hold, is a fork.
 *   <li>Ranges that the server keeps in quarantine are done.
 * </ul>
 */
final class Watermark {
    /** What a receipt meant. */
    enum Effect {
        /** The server has more than it was known to have. */
        RISEN,
        /** The server has less than it once had; what it lost is sent again. */
        LOWERED,
        /** Nothing new. */
        SAME,
        /** Would lower, but is not an answer to our latest hello. */
        STALE,
        /** We cannot compare: the record at {@code contiguous} was lost here. */
        UNPROVEN,
        /** The server has another history of this epoch than we have. */
        FORKED
    }

    private long contiguous;
    private List<long[]> ranges = List.of();
    private List<long[]> quarantined = List.of();

    Watermark() {}

    /** The watermark as it was kept. */
    Watermark(StoredReceipt kept) {
        contiguous = kept.contiguous();
        ranges = kept.ranges();
        quarantined = kept.quarantined();
    }

    /**
     * Takes a receipt of this epoch.
     *
     * @param currentNonce of our latest hello
     * @param origin hash before the first record
     * @param headSeq seq of our last record
     * @param whole whether we hold every record of the epoch; a salvaged one may have lost some, at its end as well
     * @param hashAt hash of our record, empty if we do not hold it
     */
    Effect take(
            Receipt receipt,
            String currentNonce,
            Hash origin,
            long headSeq,
            boolean whole,
            LongFunction<Optional<Hash>> hashAt) {
        long highest = Math.max(receipt.contiguous(), highest(receipt.ranges()));
        if (highest > headSeq) {
            return whole ? Effect.FORKED : Effect.UNPROVEN;
        }
        Optional<Hash> ours = receipt.contiguous() == 0 ? Optional.of(origin) : hashAt.apply(receipt.contiguous());
        if (ours.isEmpty()) {
            return Effect.UNPROVEN;
        }
        if (!ours.get().equals(receipt.hashAtContiguous())) {
            return Effect.FORKED;
        }
        SeqSet before = done();
        SeqSet said = new SeqSet();
        said.add(1, receipt.contiguous());
        said.addAll(receipt.ranges());
        said.addAll(receipt.quarantined());
        SeqSet both = new SeqSet();
        both.addAll(before);
        both.addAll(said);
        boolean current = receipt.nonce().equals(currentNonce);
        if (both.equals(said)) {
            boolean same = before.equals(said);
            set(receipt);
            return same ? Effect.SAME : Effect.RISEN;
        }
        if (current) {
            set(receipt);
            return Effect.LOWERED;
        }
        if (receipt.contiguous() > contiguous) {
            // rises at its foot, while something above is known that an older receipt does not tell
            contiguous = receipt.contiguous();
            return Effect.RISEN;
        }
        return both.equals(before) ? Effect.STALE : raise(receipt);
    }

    private Effect raise(Receipt receipt) {
        SeqSet more = new SeqSet();
        more.addAll(ranges);
        more.addAll(receipt.ranges());
        ranges = more.pairs();
        SeqSet kept = new SeqSet();
        kept.addAll(quarantined);
        kept.addAll(receipt.quarantined());
        quarantined = kept.pairs();
        return Effect.RISEN;
    }

    private void set(Receipt receipt) {
        contiguous = receipt.contiguous();
        ranges = receipt.ranges();
        quarantined = receipt.quarantined();
    }

    private static long highest(List<long[]> pairs) {
        long highest = 0;
        for (long[] pair : pairs) {
            highest = Math.max(highest, pair[1]);
        }
        return highest;
    }

    /** Lets a range be sent once more, whatever the server said of it. */
    void forget(long first, long last) {
        if (first <= contiguous) {
            SeqSet above = new SeqSet();
            above.add(last + 1, contiguous);
            above.addAll(ranges);
            ranges = above.pairs();
            contiguous = first - 1;
        }
        SeqSet stored = new SeqSet();
        stored.addAll(ranges);
        stored.remove(first, last);
        ranges = stored.pairs();
        SeqSet refused = new SeqSet();
        refused.addAll(quarantined);
        refused.remove(first, last);
        quarantined = refused.pairs();
    }

    /** All seqs that need not be sent. */
    SeqSet done() {
        SeqSet done = new SeqSet();
        done.add(1, contiguous);
        done.addAll(ranges);
        done.addAll(quarantined);
        return done;
    }

    long contiguous() {
        return contiguous;
    }

    /** The watermark as it is kept for the next start. */
    StoredReceipt kept(int gen, long atMs) {
        return new StoredReceipt(gen, contiguous, ranges, quarantined, atMs);
    }
}
