package motcua.bridge.simulated;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import motcua.bridge.printer.Raster;
import org.jspecify.annotations.Nullable;

/**
 * The mechanism of a simulated printer: understands each command that it knows, exactly, reports every byte that it does not, and
 * puts dots on paper row by row. For one thread.
 */
final class PaperPath {
    private static final int KEPT = 8;
    private static final int MOST_MISTAKES = 100;
    /** Rows a feed of one line moves, the printers' default of 1/6 inch. */
    private static final int LINE_ROWS = 30;
    /** From the head to the knife, in rows: 12 mm. */
    private static final int KNIFE_ROWS = 96;
    /** A line of paper longer than this is a runaway: 2 m. */
    private static final int MOST_ROWS = 16_000;

    private final int widthBytes;
    private final Deque<Raster> slips = new ArrayDeque<>();
    private final List<String> mistakes = new ArrayList<>();
    private final ByteArrayOutputStream strip = new ByteArrayOutputStream();
    private final byte[] command = new byte[8];
    private int length;
    private int rasterWidth;
    private long rasterLeft;
    private final ByteArrayOutputStream row = new ByteArrayOutputStream();
    /** Whether the command under way was cut by a lost connection: what completes it is filling, and no mistake of the sender. */
    private boolean torn;

    private long rowsFed;
    private int cuts;

    PaperPath(int width) {
        widthBytes = width / 8;
    }

    /** Takes one byte, the {@code at}-th; gives the answer that it is owed, or -1. */
    int take(int b, long at, int paperAnswer) {
        if (rasterLeft > 0) {
            dots(b);
            return -1;
        }
        command[length++] = (byte) b;
        if (length == 1 && b == 0) {
            length = 0; // filling
            return -1;
        }
        return understood(at, paperAnswer);
    }

    private int understood(long at, int paperAnswer) {
        int first = command[0] & 0xFF;
        if (first == '\n') {
            feed(LINE_ROWS);
            return done();
        }
        if (length == 1) {
            return first == 0x1B || first == 0x1D ? -1 : unknown(at);
        }
        int second = command[1] & 0xFF;
        if (first == 0x1B) {
            return switch (second) {
                case '@' -> done();
                case 'J', 'd' -> length < 3 ? -1 : fed(second);
                default -> unknown(at);
            };
        }
        return switch (second) {
            case 'a' -> length < 3 ? -1 : command[2] == 0 ? done() : unknown(at);
            case 'r' -> length < 3 ? -1 : command[2] == 1 ? answered(paperAnswer) : unknown(at);
            case 'V' -> cut(at);
            case 'v' -> picture(at);
            default -> unknown(at);
        };
    }

    private int fed(int second) {
        int n = command[2] & 0xFF;
        feed(second == 'J' ? n : n * LINE_ROWS);
        return done();
    }

    private int answered(int answer) {
        done();
        return answer;
    }

    private int cut(long at) {
        if (length < 3) {
            return -1;
        }
        int mode = command[2] & 0xFF;
        if (mode == 0 || mode == 1) {
            sever();
            return done();
        }
        if (mode != 65 && mode != 66) {
            return unknown(at);
        }
        if (length < 4) {
            return -1;
        }
        feedUnseen(KNIFE_ROWS + (command[3] & 0xFF));
        sever();
        return done();
    }

    private int picture(long at) {
        if (length == 3 && command[2] != '0' || length == 4 && command[3] != 0) {
            return unknown(at);
        }
        if (length < 8) {
            return -1;
        }
        int across = (command[4] & 0xFF) | (command[5] & 0xFF) << 8;
        int rows = (command[6] & 0xFF) | (command[7] & 0xFF) << 8;
        if (across == 0 || rows == 0 || across > widthBytes) {
            return unknown(at);
        }
        length = 0;
        rasterWidth = across;
        rasterLeft = (long) across * rows;
        return -1;
    }

    private void dots(int b) {
        row.write(b);
        rasterLeft--;
        if (row.size() == rasterWidth) {
            byte[] line = java.util.Arrays.copyOf(row.toByteArray(), widthBytes);
            row.reset();
            strip.writeBytes(line);
            rowsFed++;
            stopRunaway();
        }
        if (rasterLeft == 0) {
            done();
        }
    }

    private void feed(int rows) {
        strip.writeBytes(new byte[rows * widthBytes]);
        feedUnseen(rows);
        stopRunaway();
    }

    private void feedUnseen(int rows) {
        rowsFed += rows;
    }

    private void stopRunaway() {
        if (strip.size() > MOST_ROWS * widthBytes) {
            sever();
        }
    }

    private void sever() {
        if (strip.size() > 0) {
            slips.addLast(new Raster(widthBytes * 8, strip.toByteArray()));
            strip.reset();
            cuts++;
        }
        if (slips.size() > KEPT) {
            slips.removeFirst();
        }
    }

    private int done() {
        length = 0;
        torn = false;
        return -1;
    }

    private int unknown(long at) {
        if (!torn && mistakes.size() < MOST_MISTAKES) {
            StringBuilder text = new StringBuilder("byte " + (at - length + 1) + ":");
            for (int i = 0; i < length; i++) {
                text.append(" %02x".formatted(command[i]));
            }
            mistakes.add(text.toString());
        }
        return done();
    }

    /** The sender is gone in the middle of something, perhaps. */
    void tear() {
        torn = length > 0 || rasterLeft > 0;
    }

    /** Power is gone: what was not printed is forgotten; the paper stays where it is. */
    void forget() {
        length = 0;
        rasterLeft = 0;
        row.reset();
        torn = false;
    }

    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    /** Slips that were cut off, the last eight, oldest first. */
    List<Raster> slips() {
        return List.copyOf(slips);
    }

    @Nullable
    Raster last() {
        return slips.peekLast();
    }

    /** What hangs out and is not cut. */
    Optional<Raster> hanging() {
        return strip.size() == 0 ? Optional.empty() : Optional.of(new Raster(widthBytes * 8, strip.toByteArray()));
    }

    long rowsFed() {
        return rowsFed;
    }

    int cuts() {
        return cuts;
    }
}
