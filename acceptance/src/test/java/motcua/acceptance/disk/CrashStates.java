package motcua.acceptance.disk;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import motcua.kiosk.clock.SteppedClock;

/**
 * A process over a {@link FaultDisk}: lets office days happen, makes disks as power cuts could leave them at any moment, opens the
 * journal on each and looks whether everything shown by then is there.
 *
 * <p>Arguments: folder, seed, number of disks.
 */
final class CrashStates {
    /** Disks made of one day. */
    private static final int PER_DAY = 500;
    /** Longest time in which the journal has to be open again. */
    private static final long OPEN_MS = 5_000;

    private static final List<CrashDisk.Cut> CUTS = List.of(CrashDisk.Cut.values());

    private final Path live;
    private final Path state;
    private final FaultDisk disk;
    private final PrintStream out;
    private int states;
    private int wrong;
    private int setAside;
    private long slowestMs;

    private CrashStates(Path folder, FaultDisk disk, PrintStream out) {
        this.live = folder.resolve("live");
        this.state = folder.resolve("state");
        this.disk = disk;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        CrashStates run = new CrashStates(Path.of(args[0]), FaultDisk.mine(), System.out);
        long seed = Long.parseLong(args[1]);
        int wanted = Integer.parseInt(args[2]);
        run.disk.skipSyncs();
        for (int day = 0; run.states < wanted; day++) {
            run.day(seed + day, Math.min(PER_DAY, wanted - run.states));
        }
        run.out.println("crash states: " + run.states + " wrong: " + run.wrong + " set aside: " + run.setAside
                + " slowest start ms: " + run.slowestMs + " seed: " + seed);
    }

    private void day(long seed, int wanted) throws IOException {
        Random random = new Random(seed);
        remove(live);
        Files.createDirectories(live);
        Files.deleteIfExists(disk.logFile());
        SteppedClock clock = OfficeDay.morning();
        Path journal = live.resolve("journal");
        if (random.nextInt(8) == 0) {
            // so that this day passes the signed checkpoint and the moment when the log is copied into the journal
            try (OfficeDay before = OfficeDay.open(journal, clock, random)) {
                before.happen(200 + random.nextInt(50), hash -> {});
            }
        }
        CrashDisk model = CrashDisk.of(live);
        disk.log(true);
        try (FileChannel marks =
                FileChannel.open(live.resolve("shown"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            OfficeDay.Shown shown =
                    hash -> marks.write(ByteBuffer.wrap((hash + "\n").getBytes(StandardCharsets.US_ASCII)));
            for (int start = 0; start < 3; start++) {
                try (OfficeDay day = OfficeDay.open(journal, clock, random)) {
                    day.happen(5 + random.nextInt(40), shown);
                }
            }
        }
        disk.log(false);
        cut(model, DiskEvent.read(disk.logFile()), seed, wanted, random);
    }

    private void cut(CrashDisk model, List<DiskEvent> events, long seed, int wanted, Random random) throws IOException {
        int[] at = random.ints(wanted, 0, events.size()).sorted().toArray();
        List<String> shown = new ArrayList<>();
        int next = 0;
        int marks = -1;
        for (int i = 0; i < events.size(); i++) {
            DiskEvent event = events.get(i);
            if (event.kind() == FaultDisk.OPEN && event.path().endsWith("/shown")) {
                marks = event.fd();
            } else if (event.kind() == FaultDisk.WRITE && event.fd() == marks) {
                shown.add(new String(event.data(), StandardCharsets.US_ASCII).strip());
            } else {
                model.take(event);
            }
            for (; next < at.length && at[next] == i; next++) {
                CrashDisk.Cut cut = CUTS.get(states % CUTS.size());
                Optional<String> problem = check(model.after(cut, random), shown);
                states++;
                if (problem.isPresent()) {
                    wrong++;
                    out.println("WRONG seed " + seed + " event " + i + " of " + events.size() + " " + cut + ": "
                            + problem.get());
                }
            }
        }
    }

    private Optional<String> check(Map<String, byte[]> files, List<String> shown) throws IOException {
        remove(state);
        Path journal = state.resolve("journal");
        Files.createDirectories(journal);
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            if (!each.getKey().endsWith("-shm") && !each.getKey().endsWith("/shown")) { // memory, and what people saw
                Path file = state.resolve(live.relativize(Path.of(each.getKey())));
                Files.createDirectories(file.getParent());
                Files.write(file, each.getValue());
            }
        }
        long begun = System.nanoTime();
        try (OfficeDay again = OfficeDay.open(journal, OfficeDay.morning(), new Random(1))) {
            slowestMs = Math.max(slowestMs, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
            again.happen(1, hash -> {});
            setAside += damaged(journal) ? 1 : 0;
        } catch (IOException | RuntimeException e) {
            return Optional.of("the journal does not open: " + e);
        }
        if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) > OPEN_MS) {
            return Optional.of("the journal opened only after " + OPEN_MS + " ms");
        }
        return ShownRecords.missing(journal.resolve("journal.db"), shown);
    }

    private static boolean damaged(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            return files.anyMatch(each -> each.getFileName().toString().startsWith("damaged-"));
        }
    }

    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
