package motcua.load.storm;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What happened to all kiosks of a storm. Safe for any thread. */
final class StormTally {
    private final long beginNanos = System.nanoTime();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicLong receipted = new AtomicLong();
    private final AtomicLong firstReceipts = new AtomicLong();
    private final AtomicLong slowestFirstReceiptMs = new AtomicLong();
    private final Map<Long, AtomicInteger> connectionsBySecond = new ConcurrentSkipListMap<>();
    private final Map<Long, AtomicInteger> firstWaits = new ConcurrentSkipListMap<>();
    private final CountDownLatch left;
    private volatile String fault = "";

    StormTally(int kiosks) {
        this.left = new CountDownLatch(kiosks);
    }

    /** In which tenth of the back-off a kiosk will come for the first time. */
    void willComeIn(long tenth) {
        firstWaits.computeIfAbsent(tenth, t -> new AtomicInteger()).incrementAndGet();
    }

    void connected() {
        connections.incrementAndGet();
        connectionsBySecond
                .computeIfAbsent(
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beginNanos), s -> new AtomicInteger())
                .incrementAndGet();
    }

    void lost() {
        losses.incrementAndGet();
    }

    /** So many more records are receipted. */
    void receipted(long records) {
        receipted.addAndGet(records);
    }

    /** The first receipt of a kiosk came so long after its first batch. */
    void firstReceipt(long ms) {
        firstReceipts.incrementAndGet();
        slowestFirstReceiptMs.accumulateAndGet(ms, Math::max);
    }

    /** The server vouched for a kiosk's last record, with its hash. */
    void done() {
        left.countDown();
    }

    /** Something that no receipt may say. */
    void fault(String what) {
        fault = what;
    }

    String fault() {
        return fault;
    }

    boolean awaitAll(long seconds) throws InterruptedException {
        return left.await(seconds, TimeUnit.SECONDS);
    }

    double seconds() {
        return (System.nanoTime() - beginNanos) / 1e9;
    }

    long left() {
        return left.getCount();
    }

    int connections() {
        return connections.get();
    }

    int losses() {
        return losses.get();
    }

    long receipted() {
        return receipted.get();
    }

    long slowestFirstReceiptMs() {
        return slowestFirstReceiptMs.get();
    }

    /** Most connections made within one second. */
    int busiestSecond() {
        return most(connectionsBySecond);
    }

    /** Most kiosks whose first wait ends within one tenth of the back-off, by the waits they drew, whatever the machine did. */
    int busiestTenth() {
        return most(firstWaits);
    }

    private static int most(Map<Long, AtomicInteger> counts) {
        return counts.values().stream().mapToInt(AtomicInteger::get).max().orElse(0);
    }
}
