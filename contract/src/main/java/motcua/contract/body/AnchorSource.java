package motcua.contract.body;

/** Where true time came from. */
public enum AnchorSource {
    NTP,
    SERVER,
    /** A clock with a battery on the kiosk. */
    RTC,
    PERSON;

    /** Whether it was measured against a machine that keeps true time, and not remembered by a clock or a person. */
    public boolean measured() {
        return this == NTP || this == SERVER;
    }
}
