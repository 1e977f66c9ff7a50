package motcua.bridge.printer;

import java.util.Arrays;

/**
 * A picture of one bit a dot, rows from the top, in each row bytes from the left, the highest bit leftmost, 1 = black. 8 dots are
 * 1 mm on the printers this is for (203 dots an inch).
 */
public final class Raster {
    /** Dots of one millimetre of paper, across and along. */
    public static final int DOTS_PER_MM = 8;

    private final int widthBytes;
    private final int height;
    private final byte[] dots;

    /**
     * @param width dots, a multiple of 8
     * @param dots width / 8 bytes a row; copied
     */
    public Raster(int width, byte[] dots) {
        if (width <= 0 || width % 8 != 0 || dots.length % (width / 8) != 0) {
            throw new IllegalArgumentException(dots.length + " bytes are no rows of " + width + " dots");
        }
        this.widthBytes = width / 8;
        this.height = dots.length / widthBytes;
        this.dots = dots.clone();
    }

    /** Dots across. */
    public int width() {
        return widthBytes * 8;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Whether the dot is black. */
    public boolean black(int x, int y) {
        return (dots[y * widthBytes + x / 8] & (0x80 >> (x % 8))) != 0;
    }

    /** The bytes of the rows from {@code top} up to but not including {@code bottom}. */
    public byte[] rows(int top, int bottom) {
        return Arrays.copyOfRange(dots, top * widthBytes, bottom * widthBytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Raster that && widthBytes == that.widthBytes && Arrays.equals(dots, that.dots);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dots);
    }

    @Override
    public String toString() {
        return "raster of " + width() + " × " + height + " dots";
    }
}
