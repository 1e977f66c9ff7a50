package motcua.acceptance.power;

/** How a memory card treats what is written to it. */
enum CardKind {
    /** A write that is answered stays. */
    HONEST,
    /** A write stays once it is flushed; of the others a random half is gone after a power cut, in any order. */
    VOLATILE,
    /** As {@link #VOLATILE}, but a flush is answered and not done. */
    LYING
}
