package motcua.contract.body;

/** What the kiosk made of a press. Presses are flagged, never dropped. */
public enum Verdict {
    /** In an open window of the service; the one with the highest place counts. */
    COUNTS,
    /** For a service whose correction span is over. */
    DUPLICATE,
    /** In no window, of unknown age in a doubtful one, or on a key the scale does not use. */
    UNMATCHED,
    /** From a key that is held down. */
    STUCK
}
