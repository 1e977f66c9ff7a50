package motcua.bridge.serial;

/**
 * What pad and host say to each other: the fields of {@code PROTOCOL.md} as they stand there, unsigned, in the ranges of
 * their widths.
 */
sealed interface PadMessage {

    /** From the pad: who it is. */
    record Hello(
            int proto,
            int fwMajor,
            int fwMinor,
            int resetCause,
            int boots,
            long padId,
            long epoch,
            int pending,
            int refused,
            int counter)
            implements PadMessage {}

    /** From the pad: its oldest press that is not acknowledged. */
    record Press(int seq, int key, long ageMs) implements PadMessage {
        /** The age of a press that is older than the pad's last start. */
        static final long AGE_UNKNOWN = 0xFFFF_FFFFL;
    }

    /** From the pad, each second: how it is doing. */
    record Status(long upMs, int keysDown, int stuck, int lid, int pending, int refused, int badFrames, int shown)
            implements PadMessage {}

    /** From the host: the press is committed. */
    record Ack(int seq) implements PadMessage {}

    /** From the host: it is alive. */
    record Ping() implements PadMessage {}

    /** From the host: what to show; duration in tenths of a second, 0 = until told otherwise. */
    record Show(int state, int keys, int duration) implements PadMessage {
        static final int CLOSED = 0;
        static final int READY = 1;
        static final int INVITE = 2;
    }

    /** From the host: the identity of a pad that has none. */
    record Assign(long padId, long epoch) implements PadMessage {}

    /** From the host: the counter number to show at start. */
    record Counter(int counter) implements PadMessage {}

    /** From the host: say HELLO. */
    record Who() implements PadMessage {}
}
