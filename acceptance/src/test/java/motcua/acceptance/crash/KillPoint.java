package motcua.acceptance.crash;

import java.util.List;
import java.util.Random;

/**
 * When a process dies.
 *
 * @param syscalls system calls of one kind, joined by commas; empty: no call, only time
 * @param number which of them, counted in each thread; the process dies before the kernel carries it out
 * @param afterMs after it first said something, or after its start where {@code early}; for a call that never comes the limit
 * @param early counts from the start of the process, so that it dies while it starts
 */
record KillPoint(String syscalls, int number, long afterMs, boolean early) {
    /** Names of the kernel's ways to do one thing; strace takes those the machine does not have with a question mark. */
    private static final List<String> CALLS = List.of(
            "fsync,fdatasync",
            "fsync,fdatasync",
            "pwrite64",
            "pwrite64",
            "write",
            "?rename,?renameat,?renameat2",
            "?unlink,?unlinkat",
            "ftruncate",
            "?open,openat");

    /**
     * Half of all at a call, half by time.
     *
     * @param startMs how long a start takes
     * @param runMs how long after the first sign the latest death by time comes
     * @param calls the highest number of a call
     */
    static KillPoint draw(Random random, long startMs, long runMs, int calls) {
        if (random.nextBoolean()) {
            String call = CALLS.get(random.nextInt(CALLS.size()));
            // Rare calls come a few times; the square makes small numbers frequent, where starts and creations are.
            int most = call.contains("rename") || call.contains("unlink") || call.equals("ftruncate") ? 3 : calls;
            double part = random.nextDouble();
            return new KillPoint(call, 1 + (int) (part * part * most), runMs, false);
        }
        boolean early = random.nextInt(4) == 0;
        return new KillPoint("", 0, (long) (random.nextDouble() * (early ? startMs : runMs)), early);
    }

    /** What stands before the command; the process started is still the command's own. */
    List<String> prefix() {
        return syscalls.isEmpty()
                ? List.of()
                : List.of(
                        "strace",
                        "-D",
                        "-f",
                        "-qqq",
                        "--seccomp-bpf",
                        "-o",
                        "/dev/null",
                        "-e",
                        "trace=" + syscalls,
                        "-e",
                        "inject=" + syscalls + ":signal=KILL:when=" + number);
    }

    @Override
    public String toString() {
        return syscalls.isEmpty()
                ? afterMs + " ms after its " + (early ? "start" : "first sign")
                : "at " + syscalls + " number " + number + " of a thread, at the latest " + afterMs
                        + " ms after its first sign";
    }
}
