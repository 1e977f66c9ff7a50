package motcua.bridge.serial;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Consistent Overhead Byte Stuffing (Cheshire and Baker, 1997): writes bytes without any zero among them. */
final class Cobs {
    private static final int LONGEST_RUN = 0xFF;

    private Cobs() {}

    /** Without the zero that ends a frame. */
    static byte[] encode(byte[] plain) {
        ByteArrayOutputStream stuffed = new ByteArrayOutputStream(plain.length + 2);
        int from = 0;
        boolean more = true;
        while (more) {
            int to = from;
            while (to < plain.length && plain[to] != 0 && to - from < LONGEST_RUN - 1) {
                to++;
            }
            stuffed.write(to - from + 1);
            stuffed.write(plain, from, to - from);
            boolean atZero = to < plain.length && plain[to] == 0 && to - from < LONGEST_RUN - 1;
            more = atZero || to < plain.length;
            from = atZero ? to + 1 : to;
        }
        return stuffed.toByteArray();
    }

    /**
     * Undoes {@link #encode}.
     *
     * @return null if the bytes cannot have come from it
     */
    static byte @Nullable [] decode(byte[] stuffed, int length) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(length);
        int at = 0;
        while (at < length) {
            int code = Byte.toUnsignedInt(stuffed[at]);
            if (code == 0 || at + code > length) {
                return null;
            }
            plain.write(stuffed, at + 1, code - 1);
            at += code;
            if (code < LONGEST_RUN && at < length) {
                plain.write(0);
            }
        }
        return plain.toByteArray();
    }
}
