package motcua.load.soak;

import org.jspecify.annotations.Nullable;

/**
 * How the kiosk was at one moment.
 *
 * @param hours since the presses began
 * @param presses until then
 * @param residentMiB of the process
 * @param codeMiB of that, compiled code
 * @param nativeMiB of that, all but code and the Java heap
 * @param kept what is kept when all that can be given back is; absent where that was not asked for
 * @param files open files, sockets and pipes
 * @param logMiB size of the journal's write-ahead log
 */
record SoakSample(
        double hours,
        long presses,
        double residentMiB,
        double codeMiB,
        double nativeMiB,
        @Nullable Kept kept,
        int files,
        int threads,
        double logMiB) {
    /**
     * After a full collection and after the C library gave back what it had spare.
     *
     * @param liveMiB of the Java heap
     * @param nativeMiB resident beside code and the heap
     */
    record Kept(double liveMiB, double nativeMiB) {}
}
