package motcua.acceptance.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a disk holds of the operations it was given, and what it could hold after a power cut.
 *
 * <p>Bytes are safe once their file was synced, names once their folder was. Until then each write may be on the disk or not, in
 * part or after a later one; of the changes of names any beginning. What was written before a sync that failed is never on the
 * disk, though whoever reads it still sees it: a kernel forgets that those pages were to be written.
 */
final class CrashDisk {
    private static final int SECTOR = 512;

    /** What becomes of what was not synced. */
    enum Cut {
        /** Nothing of it is there. */
        DROPPED,
        /** All of it is there, as after a kill. */
        KEPT,
        /** Some writes are there. */
        SOME,
        /** Some sectors of some writes are there. */
        TORN,
        /** Some sectors of some writes are there, and later ones may lie under earlier ones. */
        REORDERED
    }

    private record Change(long offset, byte[] data, boolean truncates) {}

    private static final class Content {
        private byte[] safe = new byte[0];
        private final List<Change> pending = new ArrayList<>();

        void sync(boolean done) {
            if (done) {
                for (Change each : pending) {
                    safe = applied(safe, each);
                }
            }
            pending.clear();
        }
    }

    private record Rename(String folder, String from, String to, Content content) {}

    private final Map<Integer, Content> open = new HashMap<>();
    private final Map<Integer, String> openFolders = new HashMap<>();
    private final Map<String, Content> names = new HashMap<>();
    private final Map<String, Content> safeNames = new HashMap<>();
    private final List<Rename> pendingNames = new ArrayList<>();

    /** A disk on which the files of a folder are safe. */
    static CrashDisk of(Path folder) throws IOException {
        CrashDisk disk = new CrashDisk();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Content content = new Content();
                content.safe = Files.readAllBytes(each);
                disk.names.put(each.toString(), content);
                disk.safeNames.put(each.toString(), content);
            }
        }
        return disk;
    }

    /** Takes in what happened next. */
    void take(DiskEvent event) {
        switch (event.kind()) {
            case FaultDisk.OPEN -> opened(event);
            case FaultDisk.WRITE -> change(event.fd(), new Change(event.offset(), event.data(), false));
            case FaultDisk.TRUNCATE -> change(event.fd(), new Change(event.offset(), event.data(), true));
            case FaultDisk.SYNC -> synced(event.fd(), event.error() == 0);
            case FaultDisk.UNLINK -> renamed(event.path(), null);
            case FaultDisk.RENAME -> renamed(event.path(), event.paths().get(1));
            default -> {} // a folder that was made: always there
        }
    }

    private void opened(DiskEvent event) {
        String path = event.path();
        open.remove(event.fd());
        openFolders.remove(event.fd());
        Content content = names.get(path);
        if (content == null && event.made() == 0) {
            openFolders.put(event.fd(), path);
            return;
        }
        if (content == null) {
            content = new Content();
            names.put(path, content);
            pendingNames.add(new Rename(folder(path), path, path, content));
        } else if (event.made() == 2) {
            content.pending.add(new Change(0, new byte[0], true));
        }
        open.put(event.fd(), content);
    }

    private void change(int fd, Change change) {
        open.get(fd).pending.add(change);
    }

    private void synced(int fd, boolean done) {
        String folder = openFolders.get(fd);
        if (folder == null) {
            open.get(fd).sync(done);
        } else if (done) {
            pendingNames.stream().filter(each -> each.folder().equals(folder)).forEach(each -> rename(safeNames, each));
            pendingNames.removeIf(each -> each.folder().equals(folder));
        }
    }

    private void renamed(String from, @org.jspecify.annotations.Nullable String to) {
        Content content = names.get(from);
        if (content != null) {
            Rename rename = new Rename(folder(to == null ? from : to), from, to == null ? "" : to, content);
            rename(names, rename);
            pendingNames.add(rename);
        }
    }

    private static void rename(Map<String, Content> names, Rename rename) {
        names.remove(rename.from());
        if (!rename.to().isEmpty()) {
            names.put(rename.to(), rename.content());
        }
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }

    /** The files after a power cut now, by their names. */
    Map<String, byte[]> after(Cut cut, Random random) {
        Map<String, Content> there = new TreeMap<>(safeNames);
        int changes = switch (cut) {
            case DROPPED -> 0;
            case KEPT -> pendingNames.size();
            default -> random.nextInt(pendingNames.size() + 1);
        };
        pendingNames.subList(0, changes).forEach(each -> rename(there, each));
        Map<String, byte[]> files = new TreeMap<>();
        there.forEach((name, content) -> files.put(name, bytes(content, cut, random)));
        return files;
    }

    private static byte[] bytes(Content content, Cut cut, Random random) {
        List<Change> done = new ArrayList<>();
        for (Change each : content.pending) {
            switch (cut) {
                case DROPPED -> {}
                case KEPT -> done.add(each);
                case SOME -> {
                    if (random.nextBoolean()) {
                        done.add(each);
                    }
                }
                default -> sectors(each, random, done);
            }
        }
        if (cut == Cut.REORDERED) {
            Collections.shuffle(done, random);
        }
        byte[] bytes = content.safe;
        for (Change each : done) {
            bytes = applied(bytes, each);
        }
        return bytes;
    }

    /** Those sectors of a write that came to the disk. */
    private static void sectors(Change change, Random random, List<Change> done) {
        if (change.truncates()) {
            if (random.nextBoolean()) {
                done.add(change);
            }
            return;
        }
        int from = 0;
        while (from < change.data().length) {
            long at = change.offset() + from;
            int to = (int) Math.min(change.data().length, from + SECTOR - at % SECTOR);
            if (random.nextBoolean()) {
                done.add(new Change(at, Arrays.copyOfRange(change.data(), from, to), false));
            }
            from = to;
        }
    }

    private static byte[] applied(byte[] bytes, Change change) {
        if (change.truncates()) {
            return Arrays.copyOf(bytes, (int) change.offset());
        }
        int end = (int) change.offset() + change.data().length;
        byte[] longer = Arrays.copyOf(bytes, Math.max(bytes.length, end));
        System.arraycopy(change.data(), 0, longer, (int) change.offset(), change.data().length);
        return longer;
    }
}
