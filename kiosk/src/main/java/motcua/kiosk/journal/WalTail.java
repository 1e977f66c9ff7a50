package motcua.kiosk.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks at SQLite's write-ahead log before SQLite does. SQLite ends the log at the first frame whose checksum is wrong and
 * forgets what follows: right after a power cut, where only the last, never confirmed transaction can be torn, and silent loss
 * where an older frame was damaged. Source of the format: sqlite.org/fileformat2.html section 4.
 */
final class WalTail {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;

    private WalTail() {}

    /**
     * True if frames that belong to the log lie beyond the place where SQLite would end it and hold at least two ends of
     * transactions. One end may be the transaction that a power cut tore.
     */
    static boolean hidesTransactions(Path wal) throws IOException {
        if (!Files.exists(wal) || Files.size(wal) < HEADER) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(wal, StandardOpenOption.READ)) {
            ByteBuffer header = read(channel, 0, HEADER);
            int magic = header.getInt(0);
            if ((magic & ~1) != MAGIC) {
                return Files.size(wal)
                        > HEADER; // the header itself is garbage: everything in the log would be forgotten
            }
            ByteOrder order = (magic & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            int pageSize = header.getInt(8);
            if (Integer.bitCount(pageSize) != 1 || pageSize < 512 || pageSize > 65_536) {
                return Files.size(wal) > HEADER;
            }
            int[] sum = checksum(new int[2], header, 0, 24, order);
            if (sum[0] != header.getInt(24) || sum[1] != header.getInt(28)) {
                return Files.size(wal) > HEADER;
            }
            long salt = header.getLong(16);
            boolean valid = true;
            int ends = 0;
            long frameBytes = FRAME_HEADER + (long) pageSize;
            for (long at = HEADER; at + frameBytes <= channel.size(); at += frameBytes) {
                ByteBuffer frame = read(channel, at, (int) frameBytes);
                boolean ours = frame.getLong(8) == salt;
                if (valid) {
                    sum = checksum(sum, frame, 0, 8, order);
                    sum = checksum(sum, frame, FRAME_HEADER, pageSize, order);
                    valid = ours && sum[0] == frame.getInt(16) && sum[1] == frame.getInt(20);
                }
                if (!valid && ours && frame.getInt(4) != 0) {
                    ends++;
                }
            }
            return ends >= 2;
        }
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException("the log became shorter while it was read");
            }
        }
        return buffer;
    }

    /** SQLite's running checksum over pairs of 32-bit words, in the order the log's magic number says. */
    private static int[] checksum(int[] start, ByteBuffer bytes, int from, int length, ByteOrder order) {
        ByteBuffer words = bytes.duplicate().order(order);
        int a = start[0];
        int b = start[1];
        for (int i = from; i < from + length; i += 8) {
            a += words.getInt(i) + b;
            b += words.getInt(i + 4) + a;
        }
        return new int[] {a, b};
    }
}
