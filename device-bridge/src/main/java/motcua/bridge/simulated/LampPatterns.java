package motcua.bridge.simulated;

import motcua.bridge.pad.Shown;
import org.jspecify.annotations.Nullable;

/**
 * What a pad shows, as a function of time, with the rhythms of the firmware's {@code lamps.c}. Nothing depends on which
 * rating key was pressed, except the key's own hooded lamp, which lights once for 80 ms.
 *
 * <p>Times are milliseconds of one monotonic clock. Guarded by the pad that owns it.
 */
final class LampPatterns {
    static final long BLINK_MS = 80;
    static final long SEEN_MIN_MS = 200;
    static final long SAVING_AFTER_MS = 1_000;
    static final long SAVING_END_MS = 10_000;
    static final long RECORDED_MS = 1_000;
    static final long NOT_RECORDED_MS = 1_000;

    private static final int ALL = 0x1F;
    private static final long BOOT_LEAD_MS = 300;
    private static final long BOOT_TEN_ON_MS = 500;
    private static final long BOOT_TEN_MS = 800;
    private static final long BOOT_ONE_ON_MS = 150;
    private static final long BOOT_ONE_MS = 400;
    private static final long BOOT_NONE_MS = 1_000;

    private Shown base = Shown.READY;
    private long baseSinceMs;
    private long inviteMs;
    private int keys = ALL;
    private @Nullable Shown feedback;
    private long feedbackSinceMs;
    private int ownLamp;
    private boolean acknowledged;
    private boolean booting;
    private long bootSinceMs;
    private int counter;
    private boolean fault;
    private long faultSinceMs;
    private boolean clerkBlink;
    private boolean clerkRefused;
    private long clerkSinceMs;

    /** Shows the counter number, then READY with all keys until the host says otherwise. */
    void boot(int counterNumber, long nowMs) {
        base = Shown.READY;
        baseSinceMs = nowMs;
        inviteMs = 0;
        keys = ALL;
        feedback = null;
        booting = true;
        bootSinceMs = nowMs;
        counter = counterNumber;
        fault = false;
        clerkBlink = false;
    }

    /** @param durationMs of an invitation; 0 = until told otherwise */
    void show(Shown newBase, int newKeys, long durationMs, long nowMs) {
        boolean sameRhythm = base == Shown.INVITE && newBase == Shown.INVITE && durationMs == 0 && inviteMs == 0;
        if (!sameRhythm) {
            baseSinceMs = nowMs;
        }
        base = newBase;
        keys = newKeys & ALL;
        inviteMs = durationMs;
        if (newBase == Shown.CLOSED) {
            feedback = null;
        }
        if (newBase == Shown.INVITE) {
            booting = false;
        }
    }

    /** A rating key's press is stored. */
    void seen(int key, long nowMs) {
        if (base != Shown.CLOSED) {
            answer(Shown.SEEN, nowMs);
            ownLamp = keys & 1 << (key - 1);
        }
    }

    /** The press that is being shown is committed on the kiosk. */
    void recorded() {
        acknowledged = true;
    }

    void refused(long nowMs) {
        if (base != Shown.CLOSED) {
            answer(Shown.NOT_RECORDED, nowMs);
        }
    }

    void clerk(boolean refused, long nowMs) {
        clerkBlink = true;
        clerkRefused = refused;
        clerkSinceMs = nowMs;
    }

    void fault(boolean on, long nowMs) {
        if (on && !fault) {
            faultSinceMs = nowMs;
        }
        fault = on;
    }

    /** Whether time alone will change something that matters. */
    boolean isMoving() {
        return feedback != null || booting || clerkBlink || (base == Shown.INVITE && inviteMs != 0);
    }

    void letTimePass(long nowMs) {
        if (booting && nowMs - bootSinceMs >= bootMs()) {
            booting = false;
        }
        if (base == Shown.INVITE && inviteMs != 0 && nowMs - baseSinceMs >= inviteMs) {
            base = Shown.READY;
            baseSinceMs = nowMs;
        }
        long elapsed = nowMs - feedbackSinceMs;
        if (feedback == Shown.SEEN && acknowledged && elapsed >= SEEN_MIN_MS) {
            answer(Shown.RECORDED, nowMs);
        } else if (feedback == Shown.SEEN && elapsed >= SAVING_AFTER_MS) {
            feedback = Shown.SAVING;
        } else if (feedback == Shown.SAVING && acknowledged) {
            answer(Shown.RECORDED, nowMs);
        } else if ((feedback == Shown.SAVING && (fault || elapsed >= SAVING_END_MS))
                || (feedback == Shown.RECORDED && elapsed >= RECORDED_MS)
                || (feedback == Shown.NOT_RECORDED && elapsed >= NOT_RECORDED_MS)) {
            feedback = null;
        }
        if (clerkBlink && nowMs - clerkSinceMs >= (clerkRefused ? 900 : 300)) {
            clerkBlink = false;
        }
    }

    Shown shown() {
        if (feedback != null) {
            return feedback;
        }
        if (booting) {
            return Shown.BOOT;
        }
        return fault ? Shown.FAULT : base;
    }

    /** What is lit and sounding now. */
    LampsView view(long nowMs) {
        long elapsed = nowMs - feedbackSinceMs;
        int lamps = 0;
        boolean buzzer = false;
        switch (shown()) {
            case BOOT -> lamps = bootIsLit(nowMs - bootSinceMs) ? ALL : 0;
            case INVITE -> lamps = (nowMs - baseSinceMs) % 1_000 < 700 ? keys : 0;
            case SEEN -> {
                lamps = elapsed < BLINK_MS ? ownLamp : 0;
                buzzer = elapsed < BLINK_MS;
            }
            case SAVING -> lamps = elapsed % 500 < 100 ? keys : 0;
            case RECORDED -> lamps = keys;
            case NOT_RECORDED -> {
                lamps = elapsed % 200 < 100 ? keys : 0;
                buzzer = elapsed < 600 && elapsed % 200 < 50;
            }
            case FAULT -> {
                long phase = (nowMs - faultSinceMs) % 2_000;
                lamps = phase < 60 || (phase >= 200 && phase < 260) ? keys : 0;
            }
            case CLOSED, READY -> {}
        }
        return LampsView.of(lamps, buzzer, heartbeatIsLit(nowMs));
    }

    private void answer(Shown what, long nowMs) {
        booting = false;
        feedback = what;
        feedbackSinceMs = nowMs;
        ownLamp = 0;
        acknowledged = false;
    }

    private long bootMs() {
        return BOOT_LEAD_MS + (counter == 0 ? BOOT_NONE_MS : counter / 10 * BOOT_TEN_MS + counter % 10 * BOOT_ONE_MS);
    }

    private boolean bootIsLit(long elapsed) {
        long at = elapsed - BOOT_LEAD_MS;
        if (at < 0) {
            return false;
        }
        if (counter == 0) {
            return true;
        }
        long tens = counter / 10 * BOOT_TEN_MS;
        return at < tens ? at % BOOT_TEN_MS < BOOT_TEN_ON_MS : (at - tens) % BOOT_ONE_MS < BOOT_ONE_ON_MS;
    }

    private boolean heartbeatIsLit(long nowMs) {
        if (clerkBlink) {
            long elapsed = nowMs - clerkSinceMs;
            return clerkRefused ? elapsed % 150 < BLINK_MS : elapsed < BLINK_MS;
        }
        return fault ? nowMs % 200 < 100 : nowMs % 2_000 < 40;
    }
}
