package motcua.kiosk.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import motcua.contract.journal.ClockTrust;

/**
 * A simulated clock that moves only when told: drives simulated days and tests. Safe for any thread.
 *
 * <p>Up time and wall clock are stepped together by {@link #advance}; {@link #setWall} makes the wall clock jump, as a hand or
 * a first NTP answer does; {@link #reboot} starts another boot.
 */
public final class SteppedClock implements KioskClock {
    private int boots = 1;
    private long upMs;
    private long wallMs;
    private ClockTrust trust;

    private SteppedClock(long wallMs, ClockTrust trust) {
        this.wallMs = wallMs;
        this.trust = trust;
    }

    /** A clock that is believed and says the given time, one second after its boot. */
    public static SteppedClock at(Instant wall) {
        SteppedClock clock = new SteppedClock(wall.toEpochMilli(), ClockTrust.TRUSTED);
        clock.upMs = 1_000;
        return clock;
    }

    /** A clock without a battery: says 1970-01-01T00:00:01Z and is not believed. */
    public static SteppedClock unset() {
        SteppedClock clock = new SteppedClock(1_000, ClockTrust.UNTRUSTED);
        clock.upMs = 1_000;
        return clock;
    }

    @Override
    public synchronized String boot() {
        return String.format(Locale.ROOT, "%032x", boots);
    }

    @Override
    public synchronized long upMs() {
        return upMs;
    }

    @Override
    public synchronized long wallMs() {
        return wallMs;
    }

    @Override
    public synchronized ClockTrust trust() {
        return trust;
    }

    @Override
    public synchronized void learned(long atUpMs, long atWallMs) {
        wallMs = atWallMs + upMs - atUpMs;
        trust = ClockTrust.TRUSTED;
    }

    /** Lets time pass, both clocks together. */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + time);
        }
        upMs += time.toMillis();
        wallMs += time.toMillis();
    }

    /** Lets the wall clock jump, without making it believed or not. */
    public synchronized void setWall(Instant wall) {
        wallMs = wall.toEpochMilli();
    }

    /** Starts another boot: up time from 0, the wall clock as given and not believed. */
    public synchronized void reboot(Instant wall) {
        boots++;
        upMs = 0;
        wallMs = wall.toEpochMilli();
        trust = ClockTrust.UNTRUSTED;
    }
}
