package motcua.load.soak;

import org.jspecify.annotations.Nullable;

/**
 * How the kiosk was at one moment.
 *
 * @param hours since the presses began
 * @param presses until then
 * @param residentMiB of the process
 * @param nativeMiB of that, all but the Java heap
 * @param liveMiB heap in use after a full collection; absent where none was asked for
 * @param files open files, sockets and pipes
 * @param logMiB size of the journal's write-ahead log
 */
record SoakSample(
        double hours,
        long presses,
        double residentMiB,
        double nativeMiB,
        @Nullable Double liveMiB,
        int files,
        int threads,
        double logMiB) {}
