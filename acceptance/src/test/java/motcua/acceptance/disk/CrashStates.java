package motcua.acceptance.disk;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
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
        try (FileChannel promises = PowerCuts.promises(live)) {
            for (int start = 0; start < 3; start++) {
                try (OfficeDay day = OfficeDay.open(journal, clock, random)) {
                    day.happen(5 + random.nextInt(40), hash -> PowerCuts.promise(promises, hash));
                }
            }
        }
        disk.log(false);
        PowerCuts.each(model, DiskEvent.read(disk.logFile()), seed, wanted, (where, files, shown) -> {
            Optional<String> problem = check(files, shown);
            states++;
            if (problem.isPresent()) {
                wrong++;
                out.println("WRONG " + where + ": " + problem.get());
            }
        });
    }

    private Optional<String> check(Map<String, byte[]> files, List<String> shown) throws IOException {
        remove(state);
        Path journal = state.resolve("journal");
        Files.createDirectories(journal);
        PowerCuts.write(files, live, state);
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
