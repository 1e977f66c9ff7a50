package motcua.verifier.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of an exported journal, one at a time with a look at the next; memory does not grow with the file. One thread. */
final class Export implements Closeable {
    private final InputStream in;
    private long lines;
    private @Nullable Line ahead;

    /** @param torn true if the file ended before the line's LF */
    private record Line(long number, byte[] raw, boolean torn) {}

    Export(InputStream in) {
        this.in = in instanceof BufferedInputStream ? in : new BufferedInputStream(in, 1 << 16);
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
        ByteArrayOutputStream raw = new ByteArrayOutputStream(1024);
        int c = in.read();
        if (c < 0) {
            return null;
        }
        lines++;
        while (c >= 0 && c != '\n') {
            if (raw.size() <= WireRecord.MAX_BYTES) { // a longer line is refused anyway
                raw.write(c);
            }
            c = in.read();
        }
        return new Line(lines, raw.toByteArray(), c < 0);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
