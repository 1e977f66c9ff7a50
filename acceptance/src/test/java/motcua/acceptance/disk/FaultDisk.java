package motcua.acceptance.disk;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import motcua.acceptance.Project;

/**
 * The control of a failing disk, see {@code acceptance/fault-disk/faultdisk.c}: a file mapped by this test and by each process that
 * was started with {@link #prefix}. What is set takes effect with that process's next operation. For one thread.
 */
final class FaultDisk {
    /** Operations that can fail; their bits are in the C source. */
    static final int WRITE = 1;

    static final int SYNC = 2;
    static final int OPEN = 4;
    static final int TRUNCATE = 8;
    static final int UNLINK = 16;
    static final int RENAME = 32;
    static final int MKDIR = 64;
    static final int READ = 128;
    /** All that change anything. */
    static final int CHANGES = WRITE | SYNC | OPEN | TRUNCATE | UNLINK | RENAME | MKDIR;

    /** Numbers of errors as Linux has them. */
    static final int EIO = 5;

    static final int ENOSPC = 28;
    static final int EROFS = 30;

    private static final long MAGIC = 0x6d637661756c7431L;
    private static final int NUMBERS = 16;
    private static final int PATH_BYTES = 512;
    private static final int BYTES = NUMBERS * 8 + 2 * PATH_BYTES;

    private static final int KINDS = 1;
    private static final int OPS = 2;
    private static final int FAIL_AT = 3;
    private static final int STICKY = 4;
    private static final int ERROR = 5;
    private static final int TEAR = 6;
    private static final int FAILED = 7;
    private static final int DELAY_MS = 8;
    private static final int SKIP = 9;
    private static final int LOG = 10;
    private static final int ROOM = 11;

    private final Path file;
    private final MappedByteBuffer map;

    private FaultDisk(Path file, MappedByteBuffer map) {
        this.file = file;
        this.map = map;
    }

    /** Makes a control file beside the folder that is watched; nothing fails yet. */
    static FaultDisk watching(Path folder) throws IOException {
        Path file = folder.resolveSibling(folder.getFileName() + ".fault");
        FaultDisk disk = new FaultDisk(file, map(file));
        disk.set(0, MAGIC);
        disk.set(ROOM, -1);
        disk.text(0, folder.toString());
        disk.text(1, disk.logFile().toString());
        return disk;
    }

    /** The control that this process was started under. */
    static FaultDisk mine() throws IOException {
        Path file = Path.of(System.getenv("FAULT_DISK"));
        return new FaultDisk(file, map(file));
    }

    private static MappedByteBuffer map(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
            map.order(ByteOrder.nativeOrder());
            return map;
        }
    }

    /** What a command begins with to run over this disk. */
    List<String> prefix() {
        Path library = Project.built("acceptance/fault-disk/build/libfaultdisk.so", "make -C acceptance/fault-disk");
        return List.of("env", "LD_PRELOAD=" + library, "FAULT_DISK=" + file);
    }

    Path logFile() {
        return file.resolveSibling(file.getFileName() + ".log");
    }

    /** Counts operations of these kinds from 0, and fails none of them. */
    void count(int kinds) {
        mend();
        set(KINDS, kinds);
        set(OPS, 0);
        set(FAILED, 0);
    }

    /**
     * Counts operations of these kinds from 0 and fails one, once or with all after it.
     *
     * @param at its number, from 1
     * @param torn whether half of a failing write is written first
     */
    void fail(int kinds, long at, boolean persistently, int error, boolean torn) {
        count(kinds);
        set(ERROR, error);
        set(STICKY, persistently ? 1 : 0);
        set(TEAR, torn ? 1 : 0);
        set(FAIL_AT, at);
    }

    /** Fails every operation of these kinds from now on. */
    void failAll(int kinds, int error) {
        fail(kinds, 1, true, error, false);
    }

    /** Everything works again. */
    void mend() {
        set(FAIL_AT, 0);
        set(ROOM, -1);
        set(DELAY_MS, 0);
    }

    /** How many operations were counted. */
    long counted() {
        return map.getLong(OPS * 8);
    }

    /** How many operations failed since counting began. */
    long failed() {
        return map.getLong(FAILED * 8);
    }

    /** Lets every sync take that much longer. */
    void delaySyncs(long ms) {
        set(DELAY_MS, ms);
    }

    /** Does no sync but says that it is done: for runs that end with an imagined power cut only. */
    void skipSyncs() {
        set(SKIP, 1);
    }

    /** Lets files grow by that many bytes and no more. */
    void room(long bytes) {
        set(ROOM, bytes);
    }

    void log(boolean on) {
        set(LOG, on ? 1 : 0);
    }

    private void set(int number, long value) {
        map.putLong(number * 8, value);
    }

    private void text(int number, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= PATH_BYTES) {
            throw new IllegalArgumentException("path too long: " + value);
        }
        int at = NUMBERS * 8 + number * PATH_BYTES;
        map.put(at, new byte[PATH_BYTES]);
        map.put(at, bytes);
    }
}
