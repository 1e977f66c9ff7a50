package motcua.contract.body;

/** Where true time came from. */
public enum AnchorSource {
    NTP,
    SERVER,
    RTC,
    PERSON
}
