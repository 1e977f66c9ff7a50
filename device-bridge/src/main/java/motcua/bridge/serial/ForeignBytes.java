package motcua.bridge.serial;

import java.util.HexFormat;

/**
 * What a port has sent that was no pad's, kept for whoever has to find out what is plugged in there.
 *
 * @param port path of the port
 * @param count bytes in all
 * @param last the newest of them, at most {@link #KEPT}, oldest first
 */
public record ForeignBytes(String port, long count, byte[] last) {
    /** How many bytes are kept. */
    public static final int KEPT = 4096;

    private static final int IN_WORDS = 16;

    public ForeignBytes {
        last = last.clone();
    }

    @Override
    public byte[] last() {
        return last.clone();
    }

    /** One line for the technician. */
    String inWords() {
        int from = Math.max(0, last.length - IN_WORDS);
        return count + " bytes and no frame of a pad; the last are "
                + HexFormat.ofDelimiter(" ").formatHex(last, from, last.length);
    }
}
