package motcua.contract.journal;

/** Whether the kiosk believed its wall clock when it made a record. Dates come from clock anchors, never from this mark. */
public enum ClockTrust {
    /** Set from NTP, the server, a real-time clock or a person since this boot. */
    TRUSTED,
    /** Not set since this boot: a Pi without a battery starts anywhere, often in 1970. */
    UNTRUSTED
}
