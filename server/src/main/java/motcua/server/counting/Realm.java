package motcua.server.counting;

/** What a record is part of. Figures of two realms are never added up. */
public enum Realm {
    REAL,
    PRACTICE,
    SIMULATED;

    /** Simulated wins: a practising office with simulated devices is simulated. */
    public static Realm of(boolean practice, boolean simulated) {
        if (simulated) {
            return SIMULATED;
        }
        return practice ? PRACTICE : REAL;
    }
}
