package motcua.bridge.serial;

import java.util.OptionalLong;

/** Finds the 64-bit sequence of a press from the 16 bits that the pad sends. */
final class SequenceWidening {
    private static final long ROUND = 1L << 16;

    private SequenceWidening() {}

    /**
     * The number nearest to the last stored one that ends in these 16 bits, by serial arithmetic (RFC 1982): up to 32767
     * ahead of it or 32768 behind. Behind the beginning there is nothing, so a number that would be negative is taken
     * from the round ahead: it is never said to be stored.
     *
     * @param seq16 0 to 65535
     * @param last the highest sequence stored; when there is none, the pad's number stands as it is
     */
    static long widen(int seq16, OptionalLong last) {
        if (last.isEmpty()) {
            return seq16;
        }
        long highest = last.getAsLong();
        long widened = highest + (short) (seq16 - (int) highest);
        return widened < 0 ? widened + ROUND : widened;
    }
}
