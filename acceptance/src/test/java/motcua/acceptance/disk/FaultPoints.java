package motcua.acceptance.disk;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.journal.JournalFailure;
import org.jspecify.annotations.Nullable;

/**
 * A process over a {@link FaultDisk}: lets one and the same office day happen again and again, each time with another operation of
 * the disk failing, and looks what is left of what was shown, for a process that ends there and for a power cut.
 *
 * <p>Arguments: folder, seed, and {@code all} to fail each operation of the later day in every way; else one way each.
 */
final class FaultPoints {
    private static final long OPEN_MS = 5_000;

    /** How the operation fails. */
    private enum Fault {
        ERROR_ONCE(FaultDisk.EIO, false, false),
        ERROR_FOR_GOOD(FaultDisk.EIO, true, false),
        FULL_ONCE(FaultDisk.ENOSPC, false, true),
        FULL_FOR_GOOD(FaultDisk.ENOSPC, true, true);

        private final int error;
        private final boolean persistent;
        private final boolean torn;

        Fault(int error, boolean persistent, boolean torn) {
            this.error = error;
            this.persistent = persistent;
            this.torn = torn;
        }
    }

    private final Path base;
    private final Path live;
    private final Path state;
    private final FaultDisk disk;
    private final PrintStream out;
    private final long seed;
    private final List<String> shown = new ArrayList<>();
    private @Nullable OfficeDay last;
    private int stopped;
    private int refused;
    private int wrong;
    private long slowestMs;

    private FaultPoints(Path folder, long seed, FaultDisk disk, PrintStream out) {
        this.base = folder.resolve("base");
        this.live = folder.resolve("live");
        this.state = folder.resolve("state");
        this.seed = seed;
        this.disk = disk;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        new FaultPoints(Path.of(args[0]), Long.parseLong(args[1]), FaultDisk.mine(), System.out)
                .run(args.length > 2 && args[2].equals("all"));
    }

    private void run(boolean all) throws IOException {
        disk.skipSyncs();
        try (OfficeDay before = OfficeDay.open(base.resolve("journal"), OfficeDay.morning(), new Random(seed))) {
            while (before.journal().headSeq() < 248) { // the day passes the checkpoint at 256
                before.happen(1, hash -> {});
            }
        }
        int runs = 0;
        for (boolean fresh : new boolean[] {false, true}) {
            prepare(fresh);
            disk.count(FaultDisk.CHANGES);
            day();
            long operations = disk.counted();
            leave();
            for (int at = 1; at <= operations; at++) {
                List<Fault> faults = List.of(Fault.values());
                int one = (int) Math.floorMod(at + seed, (long) faults.size());
                for (Fault fault : all || fresh ? faults : faults.subList(one, one + 1)) {
                    one(fresh, fault, at);
                    runs++;
                }
            }
        }
        out.println("fault points: " + runs + " wrong: " + wrong + " stopped: " + stopped + " refused: " + refused
                + " slowest start ms: " + slowestMs + " seed: " + seed);
    }

    private void prepare(boolean fresh) throws IOException {
        CrashStates.remove(live);
        Files.createDirectories(live);
        if (!fresh) {
            copy(base, live);
        }
        Files.deleteIfExists(disk.logFile());
        shown.clear();
    }

    private void one(boolean fresh, Fault fault, int at) throws IOException {
        prepare(fresh);
        CrashDisk model = CrashDisk.of(live);
        disk.log(true);
        disk.fail(FaultDisk.CHANGES, at, fault.persistent, fault.error, fault.torn);
        String where = fault + " at operation " + at + (fresh ? " of a first day" : "");
        day();
        if (disk.failed() == 0) {
            wrong(where, "nothing failed");
        }
        disk.mend();
        disk.log(false);
        List<DiskEvent> events = DiskEvent.read(disk.logFile());
        events.forEach(model::take);
        CrashStates.remove(state);
        copy(live, state);
        check(where + ", process ended", fresh);
        CrashStates.remove(state);
        PowerCuts.write(model.after(CrashDisk.Cut.DROPPED, new Random(seed)), live, state);
        check(where + ", power cut", fresh);
        if (fault == Fault.ERROR_ONCE) {
            startAgain();
            List<DiskEvent> all = DiskEvent.read(disk.logFile());
            all.subList(events.size(), all.size()).forEach(model::take);
            CrashStates.remove(state);
            PowerCuts.write(model.after(CrashDisk.Cut.DROPPED, new Random(seed)), live, state);
            check(where + ", process ended and started again, power cut", fresh);
        }
        leave();
    }

    /**
     * As the supervisor starts the kiosk again after a failure. What the failed sync was to write can be read still, but is not on
     * the disk, and no later sync writes it: nothing new may be built upon it.
     */
    private void startAgain() throws IOException {
        disk.log(true);
        leave();
        last = OfficeDay.open(live.resolve("journal"), OfficeDay.morning(), new Random(seed + 1));
        last.happen(3, shown::add);
        disk.log(false);
    }

    /** The day, until the kiosk would end because the disk failed. */
    private void day() throws IOException {
        Random random = new Random(seed);
        SteppedClock clock = OfficeDay.morning();
        try {
            for (int start = 0; start < 2; start++) {
                last = OfficeDay.open(live.resolve("journal"), clock, random);
                for (int thing = 0; thing < 6; thing++) {
                    thing(last);
                }
                last.close();
                last = null;
            }
        } catch (JournalFailure e) {
            stopped++;
            if (!e.full() && last != null && last.journal().failure().isEmpty()) {
                wrong("after " + e.getMessage(), "the journal does not say that it stopped");
            }
        } catch (IOException e) {
            stopped++;
        }
    }

    private void thing(OfficeDay day) throws IOException {
        try {
            day.happen(1, shown::add);
        } catch (JournalFailure e) {
            if (!e.full()) {
                throw e;
            }
            refused++; // the press is refused, and the kiosk goes on
        }
    }

    /** Lets go of what a process that ended would have let go of. */
    private void leave() {
        OfficeDay left = last;
        last = null;
        if (left != null) {
            try {
                left.close();
            } catch (IOException | RuntimeException e) {
                // as an ending process: nobody is there to hear it
            }
        }
    }

    private void check(String where, boolean fresh) throws IOException {
        Path journal = state.resolve("journal");
        Files.createDirectories(journal);
        long begun = System.nanoTime();
        try (OfficeDay again = OfficeDay.open(journal, OfficeDay.morning(), new Random(seed + 1))) {
            long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            slowestMs = Math.max(slowestMs, ms);
            if (ms > OPEN_MS) {
                wrong(where, "open only after " + ms + " ms");
            }
            again.happen(1, hash -> {});
            if (!fresh && again.journal().gen() != 1) {
                wrong(where, "the journal was set aside");
            }
        } catch (IOException | RuntimeException e) {
            wrong(where, "does not open again: " + e);
            return;
        }
        Optional<String> missing = ShownRecords.missing(journal.resolve("journal.db"), shown);
        missing.ifPresent(what -> wrong(where, what));
    }

    private void wrong(String where, String what) {
        wrong++;
        out.println("WRONG " + where + ": " + what);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Path there = to.resolve(from.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(each, there);
                }
            }
        }
    }
}
