package motcua.acceptance.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One operation that a process did on a watched file, as the failing disk wrote it down.
 *
 * @param kind a bit of {@link FaultDisk}
 * @param error the errno of a sync that failed, else 0
 * @param made of an open: 1 if it made the file, 2 if it emptied it
 * @param offset of a write and a truncation
 * @param paths the file, or both names of a renaming
 */
record DiskEvent(int kind, int fd, int error, int made, long offset, List<String> paths, byte[] data) {
    private static final int HEAD = 32;

    /** All that was written down; nothing if the process did nothing. */
    static List<DiskEvent> read(Path log) throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log)).order(ByteOrder.nativeOrder());
        List<DiskEvent> events = new ArrayList<>();
        while (bytes.remaining() >= HEAD) {
            int kind = bytes.getInt();
            int fd = bytes.getInt();
            int error = bytes.getInt();
            int made = bytes.getInt();
            long offset = bytes.getLong();
            byte[] path = new byte[bytes.getInt()];
            byte[] data = new byte[bytes.getInt()];
            bytes.get(path);
            bytes.get(data);
            List<String> paths = List.of(new String(path, StandardCharsets.UTF_8).split("\0", -1));
            events.add(new DiskEvent(kind, fd, error, made, offset, paths, data));
        }
        return events;
    }

    String path() {
        return paths.get(0);
    }
}
