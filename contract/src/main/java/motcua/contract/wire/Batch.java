package motcua.contract.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a journal message, and of an exported journal: per record {@code header TAB body LF}. Canonical JSON has no
 * raw TAB or LF, so both bytes delimit. MQTT user properties of a batch are {@link #EPOCH}, {@link #FIRST}, {@link #LAST}.
 */
public final class Batch {
    /** Most records in a batch. */
    public static final int MAX_RECORDS = 500;
    /** Most bytes in a batch. */
    public static final int MAX_BYTES = 256 * 1024;

    public static final String EPOCH = "epoch";
    public static final String FIRST = "first";
    public static final String LAST = "last";

    private Batch() {}

    /** The records as bytes, in the given order. */
    public static byte[] encode(List<JournalRecord> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (JournalRecord each : records) {
            out.writeBytes(each.headerBytes());
            out.write('\t');
            out.writeBytes(each.bodyBytes());
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static final byte[] NO_BYTES = {};

    /**
     * One line of a batch: the record, or why it is none. Exactly one of {@code record} and {@code refusal} is present.
     *
     * @param raw the bytes of a line that is no record, without LF; empty beside a record, which has them itself
     */
    public record Line(
            byte[] raw,
            @Nullable JournalRecord record,
            @Nullable String refusal) {}

    /**
     * Takes a payload apart, line by line; a bad line does not hide the others. A last line without LF is refused as torn.
     * Takes exports of any length too: {@link #MAX_RECORDS} and {@link #MAX_BYTES} are for the sender to keep and for the
     * receiver of a message to check.
     */
    public static List<Line> decode(byte[] payload) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < payload.length) {
            int end = indexOf(payload, (byte) '\n', start, payload.length);
            if (end < 0) {
                lines.add(new Line(Arrays.copyOfRange(payload, start, payload.length), null, "torn: no line feed"));
                break;
            }
            lines.add(line(payload, start, end));
            start = end + 1;
        }
        return lines;
    }

    /** Reads one line without its LF. */
    public static Line line(byte[] raw) {
        return line(raw, 0, raw.length);
    }

    private static Line line(byte[] bytes, int from, int to) {
        int tab = indexOf(bytes, (byte) '\t', from, to);
        if (tab < 0) {
            return new Line(Arrays.copyOfRange(bytes, from, to), null, "no tab between header and body");
        }
        try {
            JournalRecord read =
                    JournalRecord.parse(Arrays.copyOfRange(bytes, from, tab), Arrays.copyOfRange(bytes, tab + 1, to));
            return new Line(NO_BYTES, read, null);
        } catch (MalformedJson e) {
            return new Line(Arrays.copyOfRange(bytes, from, to), null, e.getMessage());
        }
    }

    private static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
