package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;

/**
 * Finds records in the bytes of a damaged file without any help of its structure. A row that fits into a page lies there as its
 * header directly followed by its body, and a record proves itself: its header names the hash of its body.
 */
final class Carver {
    private static final byte[] START = "{\"bodyHash\":\"".getBytes(StandardCharsets.US_ASCII);
    /** A header is below 700 bytes: eleven fields of bounded length. */
    private static final int MAX_HEADER = 1_024;

    private static final int WINDOW = 1 << 20;

    private Carver() {}

    /** Tells every record that is whole in the file; the same one may be found more than once. */
    static void carve(Path file, Consumer<JournalRecord> found) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            int overlap = JournalRecord.MAX_BYTES;
            for (long from = 0; from < size; from += WINDOW) {
                ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size - from, (long) WINDOW + overlap));
                int read = 0;
                while (buffer.hasRemaining() && read >= 0) {
                    read = channel.read(buffer, from + buffer.position());
                }
                carve(Arrays.copyOf(buffer.array(), buffer.position()), WINDOW, found);
            }
        }
    }

    private static void carve(byte[] bytes, int startBefore, Consumer<JournalRecord> found) {
        for (int at = 0; at < Math.min(bytes.length - START.length, startBefore); at++) {
            if (bytes[at] == '{' && Arrays.equals(bytes, at, at + START.length, START, 0, START.length)) {
                int headerEnd = objectEnd(bytes, at, MAX_HEADER);
                int bodyEnd = headerEnd < 0 ? -1 : objectEnd(bytes, headerEnd, JournalRecord.MAX_BYTES);
                if (bodyEnd > 0) {
                    wholeRecord(Arrays.copyOfRange(bytes, at, headerEnd), Arrays.copyOfRange(bytes, headerEnd, bodyEnd))
                            .ifPresent(found);
                }
            }
        }
    }

    private static Optional<JournalRecord> wholeRecord(byte[] header, byte[] body) {
        try {
            return Optional.of(JournalRecord.parse(header, body));
        } catch (MalformedJson e) {
            return Optional.empty(); // the scan goes on behind its first byte
        }
    }

    /** Index behind the JSON object that starts at {@code from}, or -1 if none ends within {@code limit} bytes. */
    private static int objectEnd(byte[] bytes, int from, int limit) {
        if (from >= bytes.length || bytes[from] != '{') {
            return -1;
        }
        int depth = 0;
        boolean text = false;
        for (int i = from; i < Math.min(bytes.length, from + limit); i++) {
            byte b = bytes[i];
            if (text) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    text = false;
                }
            } else if (b == '"') {
                text = true;
            } else if (b == '{') {
                depth++;
            } else if (b == '}') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return -1;
    }
}
