package motcua.bridge.printer;

import java.util.ArrayList;
import java.util.List;

/** The bytes of the ESC/POS commands that are used, which every printer of the family has. */
final class EscPos {
    /** Rows sent between two looks at the printer: 3 mm of paper, at most 1.7 kB. */
    static final int BAND_ROWS = 24;
    /** Paper between the print head and the knife, to which the cut feeds. Of 80 mm printers, from memory. */
    static final int KNIFE_MM = 12;

    private static final int DLE = 0x10;

    /** Resets the settings, and asks the printer not to speak unasked. */
    static final byte[] START = {0x1B, '@', 0x1D, 'a', 0};

    /** Feeds to the knife and cuts. */
    static final byte[] CUT = {0x1D, 'V', 66, 0};

    /** Is answered with one byte when everything before it is printed. */
    static final byte[] DONE_MARK = {0x1D, 'r', 1};

    private EscPos() {}

    /** Asks, out of turn, for status byte {@code n}, 1 to 4. */
    static byte[] ask(int n) {
        return new byte[] {DLE, 4, (byte) n};
    }

    /** Whether a byte can be an answer to {@link #ask}. */
    static boolean isStatus(int b) {
        return (b & 0x93) == 0x12;
    }

    /** Whether a byte can be the answer to {@link #DONE_MARK}. */
    static boolean isDone(int b) {
        return (b & 0x90) == 0;
    }

    /**
     * What ends any command that was torn: as many zeros as the longest may still want. As dots they are white; outside of a
     * command a zero means nothing.
     */
    static byte[] resync(int width) {
        return new byte[BAND_ROWS * width / 8 + 8];
    }

    /** A picture as commands of a few rows each, one after another from the top. */
    static List<byte[]> bands(Raster raster) {
        List<byte[]> bands = new ArrayList<>();
        for (int top = 0; top < raster.height(); top += BAND_ROWS) {
            bands.add(band(raster, top, Math.min(top + BAND_ROWS, raster.height())));
        }
        return bands;
    }

    /** Rows as a command; what is white on the right of all of them is left out. */
    private static byte[] band(Raster raster, int top, int bottom) {
        int across = raster.width() / 8;
        byte[] rows = raster.rows(top, bottom);
        int used = 1;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] != 0) {
                used = Math.max(used, i % across + 1);
            }
        }
        int height = bottom - top;
        byte[] bytes = new byte[8 + used * height];
        byte[] head = {0x1D, 'v', '0', 0, (byte) used, 0, (byte) height, 0};
        System.arraycopy(head, 0, bytes, 0, head.length);
        for (int y = 0; y < height; y++) {
            System.arraycopy(rows, y * across, bytes, head.length + y * used, used);
        }
        dodgeRealTime(bytes, head.length);
        return bytes;
    }

    /**
     * A printer obeys real-time commands also in the middle of a picture: it would answer unasked, or forget what it has to print. Where
     * dots spell one by chance, one more dot beside a black one spells nothing.
     */
    private static void dodgeRealTime(byte[] bytes, int from) {
        for (int i = from; i + 1 < bytes.length; i++) {
            if (bytes[i] == DLE && (bytes[i + 1] == 0x04 || bytes[i + 1] == 0x05 || bytes[i + 1] == 0x14)) {
                bytes[i] = 0x18;
            }
        }
    }
}
