package motcua.kiosk.uplink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Receipt;
import motcua.kiosk.journal.EpochHead;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.StoredReceipt;

/** What is still to send of one epoch. For one thread. */
final class EpochQueue {
    /** How the epoch is sent. */
    enum Mode {
        /** Until the server has receipted it. */
        RECEIPTED,
        /**
         * Once per run, behind everything else, waiting for no receipt: the server's history of this epoch is another one, or
         * cannot be compared with what a salvage left. It keeps what it does not have.
         */
        ONCE
    }

    private final Journal journal;
    private final int gen;
    private final String epoch;
    private final Suspects suspects = new Suspects();
    private final SeqSet inFlight = new SeqSet();
    private final SeqSet absent = new SeqSet();
    private final SeqSet passedBy = new SeqSet();
    private Watermark mark = new Watermark();
    private SeqSet skip = new SeqSet();
    private Mode mode = Mode.RECEIPTED;
    private boolean forked;
    private long sentOnce;

    EpochQueue(Journal journal, EpochHead head) {
        this.journal = journal;
        this.gen = head.gen();
        this.epoch = head.epoch();
    }

    int gen() {
        return gen;
    }

    String epoch() {
        return epoch;
    }

    Mode mode() {
        return mode;
    }

    boolean forked() {
        return forked;
    }

    /** Goes on from what was kept before the last stop. */
    void restore(StoredReceipt kept) {
        mark = new Watermark(kept);
        rebuild();
    }

    /** The epoch is a branch that the server knows otherwise. */
    void markForked() {
        forked = true;
        sendOnce();
    }

    private void sendOnce() {
        if (mode != Mode.ONCE) {
            mode = Mode.ONCE;
            sentOnce = mark.contiguous();
        }
    }

    /** Nothing is under way any more. */
    void disconnected() {
        inFlight.clear();
        tryAgain();
    }

    /** What was passed by is sent again. */
    void tryAgain() {
        passedBy.clear();
        rebuild();
    }

    private void rebuild() {
        SeqSet union = mark.done();
        union.addAll(inFlight);
        union.addAll(absent);
        union.addAll(passedBy);
        skip = union;
    }

    /** Takes a receipt of this epoch; see {@link Watermark}. */
    Watermark.Effect take(Receipt receipt, String nonce, EpochHead head) {
        Watermark.Effect effect = mark.take(
                receipt,
                nonce,
                Hash.origin(journal.kioskId(), epoch),
                head.headSeq(),
                head.whole(),
                seq -> journal.hashAt(gen, seq));
        switch (effect) {
            case RISEN, LOWERED, SAME -> mode = Mode.RECEIPTED;
            case FORKED -> markForked();
            case UNPROVEN -> sendOnce();
            case STALE -> {}
        }
        suspects.done(mark.done());
        rebuild();
        return effect;
    }

    boolean isDone(Parcel parcel) {
        return mark.done().containsAll(parcel.first(), parcel.last());
    }

    /** The lowest seq from {@code from} on that is to be sent. */
    long nextUnsent(long from) {
        return skip.firstMissing(from);
    }

    /**
     * The batch that begins with the lowest unsent record from {@code from} on, empty if there is none up to {@code last}.
     *
     * @param maxBytes the batch stays below, unless its first record alone is larger
     */
    Optional<Parcel> cut(long from, long last, long maxBytes) {
        long first = nextUnsent(from);
        while (first <= last) {
            long limit = suspects.limit(first, Batch.MAX_RECORDS);
            long end = Math.min(Math.min(last, skip.firstPresent(first) - 1), first + limit - 1);
            List<JournalRecord> run =
                    run(journal.read(gen, first, end, (int) limit, Math.min(maxBytes, Batch.MAX_BYTES)));
            if (run.isEmpty()) {
                absent.add(first, end);
                rebuild();
            } else {
                long begins = run.get(0).header().seq();
                absent.add(first, begins - 1);
                rebuild();
                return Optional.of(parcel(run, false));
            }
            first = nextUnsent(first);
        }
        return Optional.empty();
    }

    /** The next batch of an epoch that is sent once. */
    Optional<Parcel> cutOnce(long last) {
        if (mode != Mode.ONCE || sentOnce >= last) {
            return Optional.empty();
        }
        List<JournalRecord> run = run(journal.read(gen, sentOnce + 1, last, Batch.MAX_RECORDS, Pace.LEAST));
        if (run.isEmpty()) {
            sentOnce = last;
            return Optional.empty();
        }
        sentOnce = run.get(run.size() - 1).header().seq();
        return Optional.of(parcel(run, true));
    }

    private Parcel parcel(List<JournalRecord> run, boolean once) {
        return new Parcel(
                gen,
                epoch,
                run.get(0).header().seq(),
                run.get(run.size() - 1).header().seq(),
                Batch.encode(run),
                once);
    }

    /** The records up to the first gap. */
    private static List<JournalRecord> run(List<JournalRecord> records) {
        List<JournalRecord> run = new ArrayList<>();
        for (JournalRecord each : records) {
            if (!run.isEmpty()
                    && each.header().seq() != run.get(run.size() - 1).header().seq() + 1) {
                break;
            }
            run.add(each);
        }
        return run;
    }

    void sent(Parcel parcel) {
        inFlight.add(parcel.first(), parcel.last());
        rebuild();
    }

    /** The batch arrived, or will be sent again. */
    void landed(Parcel parcel) {
        inFlight.remove(parcel.first(), parcel.last());
        rebuild();
    }

    /**
     * The batch was refused, or nothing came of it.
     *
     * @return true if it is a single record that is now passed by until {@link #tryAgain}
     */
    boolean failed(Parcel parcel) {
        boolean alone = suspects.failed(parcel.first(), parcel.last());
        if (alone) {
            passedBy.add(parcel.first(), parcel.last());
        }
        landed(parcel);
        return alone;
    }

    /** Lets a range be sent once more. */
    void forget(long first, long last) {
        mark.forget(first, last);
        rebuild();
    }

    /** Records without a receipt, as far as they wait for one. */
    long backlog(EpochHead head) {
        if (mode == Mode.ONCE) {
            return 0;
        }
        long records = 0;
        for (long[] gap : mark.done().missing(head.headSeq())) {
            records += head.whole() ? gap[1] - gap[0] + 1 : journal.count(gen, gap[0], gap[1]);
        }
        return records;
    }

    /** The oldest record without a receipt, empty if there is none. */
    Optional<JournalRecord> oldestUnsent(EpochHead head) {
        if (mode == Mode.ONCE) {
            return Optional.empty();
        }
        for (long[] gap : mark.done().missing(head.headSeq())) {
            List<JournalRecord> found = journal.read(gen, gap[0], gap[1], 1, 1);
            if (!found.isEmpty()) {
                return Optional.of(found.get(0));
            }
        }
        return Optional.empty();
    }

    StoredReceipt kept(long atMs) {
        return mark.kept(gen, atMs);
    }
}
