package motcua.acceptance.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Power cuts at random moments of what a {@link FaultDisk} wrote down, each with what had been promised by then. */
final class PowerCuts {
    private static final List<CrashDisk.Cut> CUTS = List.of(CrashDisk.Cut.values());

    private PowerCuts() {}

    /** Hears of one disk as a power cut left it. */
    interface Check {
        /**
         * @param where seed, moment and kind of the cut, for people
         * @param files names and bytes
         * @param promised what was promised before the cut, oldest first
         */
        void after(String where, Map<String, byte[]> files, List<String> promised) throws IOException;
    }

    /** The file in which what was promised is written down between the operations of the disk; it is no part of the disk. */
    static FileChannel promises(Path live) throws IOException {
        return FileChannel.open(live.resolve("shown"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    static void promise(FileChannel promises, String what) throws IOException {
        promises.write(ByteBuffer.wrap((what + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** @param model the disk before the first event */
    static void each(CrashDisk model, List<DiskEvent> events, long seed, int cuts, Check check) throws IOException {
        Random random = new Random(seed);
        int[] at = random.ints(cuts, 0, events.size()).sorted().toArray();
        Reader reader = new Reader(model);
        int next = 0;
        for (int i = 0; i < events.size(); i++) {
            reader.take(events.get(i));
            for (; next < at.length && at[next] == i; next++) {
                CrashDisk.Cut cut = CUTS.get(next % CUTS.size());
                String where = "seed " + seed + " event " + i + " of " + events.size() + " " + cut;
                check.after(where, model.after(cut, random), List.copyOf(reader.promised));
            }
        }
    }

    /**
     * The files after a cut behind the last event, of which nothing that was not synced is left.
     *
     * @param promised takes what was promised
     */
    static Map<String, byte[]> atTheEnd(CrashDisk model, List<DiskEvent> events, List<String> promised) {
        Reader reader = new Reader(model);
        events.forEach(reader::take);
        promised.addAll(reader.promised);
        return model.after(CrashDisk.Cut.DROPPED, new Random(0));
    }

    /** Tells promises from what is on the disk. */
    private static final class Reader {
        private final CrashDisk model;
        private final List<String> promised = new ArrayList<>();
        private int promises = -1;

        Reader(CrashDisk model) {
            this.model = model;
        }

        void take(DiskEvent event) {
            if (event.kind() == FaultDisk.OPEN && event.path().endsWith("/shown")) {
                promises = event.fd();
            } else if (event.kind() == FaultDisk.WRITE && event.fd() == promises) {
                promised.add(new String(event.data(), StandardCharsets.UTF_8).strip());
            } else {
                if (event.kind() == FaultDisk.OPEN && event.fd() == promises) {
                    promises = -1; // the number is another file's now
                }
                model.take(event);
            }
        }
    }

    /** Writes the files of a disk to another folder; what is in memory only is left out. */
    static void write(Map<String, byte[]> files, Path live, Path there) throws IOException {
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            if (!each.getKey().endsWith("-shm") && !each.getKey().endsWith("/shown")) {
                Path file = there.resolve(live.relativize(Path.of(each.getKey())));
                Files.createDirectories(file.getParent());
                Files.write(file, each.getValue());
            }
        }
    }
}
