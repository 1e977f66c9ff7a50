package motcua.bridge.simulated;

/**
 * One key of a simulated pad: a contact that people close, and what the firmware makes of it. Times in milliseconds.
 * Guarded by the pad that owns it.
 */
final class SimulatedKey {
    /** How long a person's ordinary press lasts, and the least time to the next one. */
    static final long TAP_MS = 100;

    static final long PAUSE_MS = 60;
    static final long STUCK_AFTER_MS = 5_000;
    private static final long CLOSED_FOR_MS = 8;
    private static final long OPEN_FOR_MS = 20;
    private static final long STUCK_OPEN_FOR_MS = 50;
    private static final long NEVER = Long.MAX_VALUE;

    private boolean closed;
    private long changedMs = Long.MIN_VALUE / 2;
    private long openAtMs = NEVER;
    private int tapsWaiting;
    private boolean down;
    private boolean stuck;

    void tap(long nowMs) {
        tapsWaiting++;
        move(nowMs);
    }

    void hold(long nowMs) {
        if (!closed) {
            closed = true;
            changedMs = nowMs;
        }
        openAtMs = NEVER;
    }

    void release(long nowMs) {
        if (closed) {
            closed = false;
            changedMs = nowMs;
        }
        openAtMs = NEVER;
    }

    /** The pad starts: a key that is down now is no press until it was released once. */
    void boot() {
        down = closed;
        stuck = false;
    }

    /** Lets time pass; true once for each press. */
    boolean step(long nowMs) {
        move(nowMs);
        if (closed && !down && nowMs - changedMs >= CLOSED_FOR_MS) {
            down = true;
            return true;
        }
        if (!closed && down && nowMs - changedMs >= (stuck ? STUCK_OPEN_FOR_MS : OPEN_FOR_MS)) {
            down = false;
            stuck = false;
        }
        if (closed && down && nowMs - changedMs > STUCK_AFTER_MS) {
            stuck = true;
        }
        return false;
    }

    /** Fingers go on whether the pad has power or not. */
    void move(long nowMs) {
        if (closed && nowMs >= openAtMs) {
            closed = false;
            changedMs = openAtMs;
            openAtMs = NEVER;
        }
        if (!closed && tapsWaiting > 0 && nowMs - changedMs >= PAUSE_MS) {
            tapsWaiting--;
            closed = true;
            changedMs = nowMs;
            openAtMs = nowMs + TAP_MS;
        }
    }

    boolean isMoving() {
        return closed || down || tapsWaiting > 0;
    }

    boolean isDown() {
        return down;
    }

    boolean isStuck() {
        return stuck;
    }

    long closedAtMs() {
        return changedMs;
    }
}
