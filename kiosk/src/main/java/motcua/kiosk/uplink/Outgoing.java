package motcua.kiosk.uplink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import motcua.contract.journal.JournalRecord;
import motcua.contract.wire.Receipt;
import motcua.kiosk.journal.EpochHead;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.StoredReceipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes up next: live records first, behind them the backlog ascending, behind it branches the server knows otherwise. Keeps
 * what is under way and what the server said of it. For one thread.
 */
final class Outgoing {
    /** A batch of which nothing was heard for this long has failed. */
    static final long BATCH_MS = 60_000;

    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
    /** Below this, a batch is not worth its frame; also more than the smallest record. */
    private static final long LEAST_BATCH = 512;

    private final Journal journal;
    private final TreeMap<Integer, EpochQueue> queues = new TreeMap<>();
    private final Map<Integer, EpochHead> ended = new HashMap<>();
    private final List<UnderWay> underWay = new ArrayList<>();
    private final Pace pace = new Pace();
    private long bytesUnderWay;
    private int liveGen;
    private long liveFrom;
    private boolean unkept;

    private record UnderWay(Parcel parcel, long upMs) {}

    Outgoing(Journal journal) {
        this.journal = journal;
        refreshEpochs();
        for (StoredReceipt kept : journal.receipts()) {
            EpochQueue queue = queues.get(kept.gen());
            if (queue != null) {
                queue.restore(kept);
            }
        }
    }

    /** Learns of epochs that began. */
    private void refreshEpochs() {
        EpochQueue before = null;
        for (EpochHead head : journal.heads()) {
            EpochQueue queue = queues.computeIfAbsent(head.gen(), gen -> new EpochQueue(journal, head));
            if (before != null && head.reason().equals("FORKED")) {
                before.markForked();
            }
            ended.put(head.gen(), head);
            before = queue;
        }
    }

    private EpochHead head(EpochQueue queue) {
        EpochHead current = journal.head();
        EpochHead known = ended.get(queue.gen());
        return queue.gen() == current.gen() || known == null ? current : known;
    }

    /** A connection begins: nothing is under way, records from now on are live. */
    void connected() {
        EpochHead current = journal.head();
        liveGen = current.gen();
        liveFrom = current.headSeq() + 1;
        queues.values().forEach(EpochQueue::disconnected);
        pace.connected();
    }

    /** What was passed by gets another chance. */
    void tryAgain() {
        queues.values().forEach(EpochQueue::tryAgain);
    }

    /** The connection is lost: what was under way may not have arrived. */
    void disconnected() {
        for (UnderWay each : underWay) {
            fail(each.parcel());
        }
        underWay.clear();
        bytesUnderWay = 0;
        queues.values().forEach(EpochQueue::disconnected);
    }

    /**
     * The batch to publish now; empty if all is sent or the link has enough to carry.
     *
     * @param maxBytes largest payload the broker takes
     */
    Optional<Parcel> next(long upMs, long maxBytes) {
        long budget = Math.min(pace.allowed(upMs) - bytesUnderWay, maxBytes);
        if (budget < LEAST_BATCH) {
            return Optional.empty();
        }
        Optional<Parcel> found = live(budget);
        if (found.isEmpty()) {
            found = backlog(budget);
        }
        if (found.isEmpty() && underWay.isEmpty()) {
            found = branch();
        }
        boolean tooMuch = found.isPresent() && found.get().payload().length > budget && !underWay.isEmpty();
        return tooMuch ? Optional.empty() : found;
    }

    private Optional<Parcel> live(long budget) {
        EpochHead current = journal.head();
        EpochQueue queue = queues.get(current.gen());
        if (queue == null || queue.mode() == EpochQueue.Mode.ONCE) {
            return Optional.empty();
        }
        long from = current.gen() == liveGen ? liveFrom : 1;
        return queue.cut(from, current.headSeq(), budget);
    }

    private Optional<Parcel> backlog(long budget) {
        for (EpochQueue queue : queues.values()) {
            if (queue.mode() == EpochQueue.Mode.RECEIPTED) {
                Optional<Parcel> found = queue.cut(1, head(queue).headSeq(), budget);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Parcel> branch() {
        for (EpochQueue queue : queues.values()) {
            Optional<Parcel> found = queue.cutOnce(head(queue).headSeq());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    void sent(Parcel parcel, long upMs) {
        if (parcel.once()) {
            return;
        }
        EpochQueue queue = queues.get(parcel.gen());
        if (queue != null) {
            queue.sent(parcel);
            underWay.add(new UnderWay(parcel, upMs));
            bytesUnderWay += parcel.payload().length;
        }
    }

    boolean anythingUnderWay() {
        return !underWay.isEmpty();
    }

    /** The broker refused a batch. */
    void refused(Parcel parcel) {
        if (underWay.removeIf(each -> each.parcel().sameRecords(parcel))) {
            bytesUnderWay -= parcel.payload().length;
            fail(parcel);
        }
    }

    private void fail(Parcel parcel) {
        EpochQueue queue = queues.get(parcel.gen());
        if (queue != null && queue.failed(parcel)) {
            LOG.error(
                    "record {}/{} does not come through; it is passed by until the next hello",
                    parcel.epoch(),
                    parcel.first());
        }
    }

    /** Gives up batches of which nothing was heard for too long; they are sent again. True if there were any. */
    boolean expire(long upMs) {
        List<UnderWay> late = new ArrayList<>();
        for (UnderWay each : underWay) {
            if (upMs - each.upMs() >= BATCH_MS) {
                late.add(each);
            }
        }
        late.forEach(each -> refused(each.parcel()));
        return !late.isEmpty();
    }

    /** Takes a verified receipt; empty if it is of an epoch that this kiosk does not hold. */
    Optional<Watermark.Effect> take(Receipt receipt, String nonce, long upMs) {
        for (EpochQueue queue : queues.values()) {
            if (queue.epoch().equals(receipt.epoch())) {
                boolean knownFork = queue.forked();
                Watermark.Effect effect = queue.take(receipt, nonce, head(queue));
                land(upMs);
                if (effect == Watermark.Effect.FORKED) {
                    drop(queue);
                    return Optional.of(knownFork ? Watermark.Effect.SAME : effect);
                }
                unkept |= effect == Watermark.Effect.RISEN || effect == Watermark.Effect.LOWERED;
                return Optional.of(effect);
            }
        }
        return Optional.empty();
    }

    private void land(long upMs) {
        List<UnderWay> landed = new ArrayList<>();
        for (UnderWay each : underWay) {
            EpochQueue queue = queues.get(each.parcel().gen());
            if (queue != null && queue.isDone(each.parcel())) {
                landed.add(each);
            }
        }
        for (UnderWay each : landed) {
            underWay.remove(each);
            long bytes = each.parcel().payload().length;
            bytesUnderWay -= bytes;
            pace.carried(upMs, bytes, upMs - each.upMs());
            EpochQueue queue = queues.get(each.parcel().gen());
            if (queue != null) {
                queue.landed(each.parcel());
            }
        }
    }

    /** Batches of a branch wait for no receipt. */
    private void drop(EpochQueue queue) {
        List<UnderWay> dropped = new ArrayList<>(underWay);
        dropped.removeIf(each -> each.parcel().gen() != queue.gen());
        for (UnderWay each : dropped) {
            underWay.remove(each);
            bytesUnderWay -= each.parcel().payload().length;
            queue.landed(each.parcel());
        }
    }

    /** True if the epoch is the one records are appended to. */
    boolean isCurrent(String epoch) {
        return journal.head().epoch().equals(epoch);
    }

    /** A new epoch began in the journal. */
    void epochBegan() {
        refreshEpochs();
    }

    /** Sends a range again, or a whole epoch, or everything. */
    void resend(String epoch, long first, long last) {
        for (EpochQueue queue : queues.values()) {
            if (epoch.isEmpty() || queue.epoch().equals(epoch)) {
                queue.forget(Math.max(1, first), Math.min(last, Long.MAX_VALUE - 1));
            }
        }
    }

    /** Keeps what the server has, for the next start. */
    void keep(long atMs) {
        if (unkept) {
            queues.values().forEach(queue -> journal.keepReceipt(queue.kept(atMs)));
            unkept = false;
        }
    }

    /** Records without a receipt. */
    long backlog() {
        long records = 0;
        for (EpochQueue queue : queues.values()) {
            records += queue.backlog(head(queue));
        }
        return records;
    }

    /** The oldest record without a receipt. */
    Optional<JournalRecord> oldestUnsent() {
        for (EpochQueue queue : queues.values()) {
            Optional<JournalRecord> oldest = queue.oldestUnsent(head(queue));
            if (oldest.isPresent()) {
                return oldest;
            }
        }
        return Optional.empty();
    }

    /** Epochs of which the server has another history. */
    List<String> forkedEpochs() {
        List<String> forked = new ArrayList<>();
        for (EpochQueue queue : queues.values()) {
            if (queue.forked()) {
                forked.add(queue.epoch());
            }
        }
        return forked;
    }
}
