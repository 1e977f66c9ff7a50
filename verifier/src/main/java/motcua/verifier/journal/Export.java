package motcua.verifier.journal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of an exported journal, one at a time with a look at the next; memory does not grow with the file. One thread. */
final class Export implements Closeable {
    private final InputStream in;
    private final byte[] block = new byte[1 << 16];
    private int at;
    private int end; // of what the block holds
    private long lines;
    private @Nullable Line ahead;

    /** @param torn true if the file ended before the line's LF */
    private record Line(long number, byte[] raw, boolean torn) {}

    Export(InputStream in) {
        this.in = in;
    }

    /** The next record; null at the end. */
    @Nullable
    WireRecord next() throws IOException, Problem {
        Line line = ahead == null ? read() : ahead;
        ahead = null;
        return line == null ? null : parse(line);
    }

    /** The record after the one last returned, without taking it; null at the end or if it is none. */
    @Nullable
    WireRecord peek() throws IOException {
        if (ahead == null) {
            ahead = read();
        }
        try {
            return ahead == null ? null : parse(ahead);
        } catch (Problem e) {
            return null; // it is reported when its turn comes
        }
    }

    private static WireRecord parse(Line line) throws Problem {
        if (line.torn) {
            throw new Problem(Fault.TORN, line.number, null, 0, "no line feed at its end");
        }
        return WireRecord.read(line.number, line.raw);
    }

    private @Nullable Line read() throws IOException {
        if (!more()) {
            return null;
        }
        lines++;
        ByteArrayOutputStream raw = new ByteArrayOutputStream(1024);
        while (more()) {
            int stop = at;
            while (stop < end && block[stop] != '\n') {
                stop++;
            }
            int room = WireRecord.MAX_BYTES + 1 - raw.size(); // a longer line is refused anyway
            raw.write(block, at, Math.min(room, stop - at));
            boolean whole = stop < end;
            at = whole ? stop + 1 : stop;
            if (whole) {
                return new Line(lines, raw.toByteArray(), false);
            }
        }
        return new Line(lines, raw.toByteArray(), true);
    }

    /** Whether there is another byte, which the block then holds. */
    private boolean more() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(block));
        }
        return at < end;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
