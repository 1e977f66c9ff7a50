package motcua.acceptance.network;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One direction of a line: when bytes may go on. Shared by all connections. Safe for any thread. */
final class Lane {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong carried = new AtomicLong();
    private boolean paused;
    private long bytesPerSecond;
    private long freeAtNanos;
    private volatile long delayNanos;

    void pause(boolean pause) {
        lock.lock();
        try {
            paused = pause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void delay(Duration by) {
        delayNanos = by.toNanos();
    }

    void rate(long limit) {
        lock.lock();
        try {
            bytesPerSecond = limit;
            freeAtNanos = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** When bytes that are sent now arrive at the earliest. */
    long dueNanos() {
        return System.nanoTime() + delayNanos;
    }

    /** Waits until so many bytes, due at the given time, may go on. */
    void pass(int bytes, long dueNanos) throws InterruptedException {
        lock.lock();
        try {
            long at = dueNanos;
            if (bytesPerSecond > 0) {
                long begins = Math.max(Math.max(freeAtNanos, System.nanoTime()), dueNanos);
                freeAtNanos = begins + bytes * 1_000_000_000L / bytesPerSecond;
                at = freeAtNanos;
            }
            long left = at - System.nanoTime();
            while (paused || left > 0) {
                if (paused) {
                    changed.await();
                } else {
                    changed.awaitNanos(left);
                }
                left = at - System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
        carried.addAndGet(bytes);
    }

    long carried() {
        return carried.get();
    }
}
