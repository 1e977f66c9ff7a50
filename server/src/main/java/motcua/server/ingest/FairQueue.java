package motcua.server.ingest;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that serves its sources in turn, so that one with a thousand entries does not keep the others waiting. Entries of
 * one source keep their order. When it is full, by number of entries or by what they weigh together, {@link #put} waits: nothing is
 * dropped. Safe for any thread.
 */
final class FairQueue<T> {
    private final int capacity;
    private final long heaviest;
    private final ToLongFunction<T> weight;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition notEmpty = lock.newCondition();
    /** Sources that have entries, the one whose turn it is first. */
    private final Map<String, ArrayDeque<T>> bySource = new LinkedHashMap<>();

    private int size;
    private long held;

    /**
     * @param capacity most entries
     * @param heaviest most that entries may weigh together; one that weighs more by itself waits until it is alone
     */
    FairQueue(int capacity, long heaviest, ToLongFunction<T> weight) {
        this.capacity = capacity;
        this.heaviest = heaviest;
        this.weight = weight;
    }

    /** Adds an entry; waits while the queue is full. */
    void put(String source, T entry) throws InterruptedException {
        long more = weight.applyAsLong(entry);
        lock.lockInterruptibly();
        try {
            while (size >= capacity || (size > 0 && held + more > heaviest)) {
                notFull.await();
            }
            bySource.computeIfAbsent(source, s -> new ArrayDeque<>()).add(entry);
            size++;
            held += more;
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest entry of the source whose turn it is; null if none came within the time. */
    @Nullable
    T poll(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (size == 0) {
                if (left <= 0) {
                    return null;
                }
                left = notEmpty.awaitNanos(left);
            }
            Map.Entry<String, ArrayDeque<T>> turn =
                    bySource.entrySet().iterator().next();
            String source = turn.getKey();
            ArrayDeque<T> entries = turn.getValue();
            T entry = entries.remove();
            bySource.remove(source);
            if (!entries.isEmpty()) {
                bySource.put(source, entries);
            }
            size--;
            held -= weight.applyAsLong(entry);
            notFull.signalAll();
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until an entry comes. */
    T take() throws InterruptedException {
        while (true) {
            T entry = poll(TimeUnit.SECONDS.toNanos(60));
            if (entry != null) {
                return entry;
            }
        }
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }
}
