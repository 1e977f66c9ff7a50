package motcua.kiosk.clock;

import motcua.contract.journal.ClockTrust;

/**
 * Time as this kiosk knows it. A Pi has no clock battery: {@link #upMs} is always right, {@link #wallMs} may be decades off.
 *
 * <p>Safe for any thread.
 */
public interface KioskClock {
    /** The machine's boot, 32 hexadecimal digits; another one after each boot. */
    String boot();

    /** Milliseconds since that boot; never goes back while the process lives. */
    long upMs();

    /** The best known wall clock, milliseconds since 1970 UTC; may jump either way; see {@link #trust}. */
    long wallMs();

    /** Whether {@link #wallMs} was set from NTP, the server, a real-time clock or a person since this boot. */
    ClockTrust trust();

    /**
     * Tells what true time was at a moment of this boot. Until the operating system is synchronised itself, the wall clock runs
     * on from there and is trusted.
     *
     * @param upMs the moment, as {@link #upMs} gave it
     * @param wallMs true time at that moment, milliseconds since 1970 UTC
     */
    void learned(long upMs, long wallMs);
}
