package motcua.kiosk.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongSupplier;
import motcua.contract.journal.ClockTrust;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a Linux machine: boot id and uptime of the kernel, nanoTime from there on, and the system's wall clock.
 *
 * <p>The wall clock is the system's while {@link NtpState} says that it is synchronised; else it runs on from what was last
 * {@link #learned}; else it is the system's, untrusted. Safe for any thread.
 */
public final class SystemKioskClock implements KioskClock {
    /** Uptime and the monotonic clock are read within this time of each other, if the machine lets them be. */
    private static final long SOON_NANOS = 5_000_000;

    private static final int MOST_READINGS = 20;

    private final String boot;
    private final long startUpMs;
    private final long startNanos;
    private final LongSupplier nanos;
    private final Clock wall;
    private final NtpState ntp;
    private volatile @Nullable Point learned;

    private record Point(long upMs, long wallMs) {}

    private SystemKioskClock(
            String boot, long startUpMs, long startNanos, LongSupplier nanos, Clock wall, NtpState ntp) {
        this.boot = boot;
        this.startUpMs = startUpMs;
        this.nanos = nanos;
        this.startNanos = startNanos;
        this.wall = wall;
        this.ntp = ntp;
    }

    /**
     * The clock of this machine.
     *
     * @throws IOException if the kernel's boot id or uptime cannot be read, which means that this is no Linux
     */
    public static SystemKioskClock open() throws IOException {
        return read(Path.of("/proc"), System::nanoTime, Clock.systemUTC(), KernelNtpState.open());
    }

    /** As {@link #open}, from the given parts. */
    static SystemKioskClock read(Path proc, LongSupplier nanos, Clock wall, NtpState ntp) throws IOException {
        String boot = Files.readString(proc.resolve("sys/kernel/random/boot_id"))
                .strip()
                .replace("-", "");
        long start = nanos.getAsLong();
        long upMs = uptime(proc);
        for (int again = 0; again < MOST_READINGS && nanos.getAsLong() - start > SOON_NANOS; again++) {
            start = nanos.getAsLong(); // the process was held up in between
            upMs = uptime(proc);
        }
        return new SystemKioskClock(boot, upMs, start, nanos, wall, ntp);
    }

    /**
     * A clock of given parts, for what wants time of its own making.
     *
     * @param boot 32 hexadecimal digits
     * @param upMs milliseconds since the boot now
     * @param nanos monotonic nanoseconds
     * @param wall the system's wall clock
     */
    public static SystemKioskClock of(String boot, long upMs, LongSupplier nanos, Clock wall, NtpState ntp) {
        return new SystemKioskClock(boot, upMs, nanos.getAsLong(), nanos, wall, ntp);
    }

    private static long uptime(Path proc) throws IOException {
        String uptime = Files.readString(proc.resolve("uptime")).strip();
        int end = uptime.indexOf(' ');
        return Math.round(Double.parseDouble(end < 0 ? uptime : uptime.substring(0, end)) * 1_000);
    }

    @Override
    public String boot() {
        return boot;
    }

    @Override
    public long upMs() {
        return startUpMs + (nanos.getAsLong() - startNanos) / 1_000_000;
    }

    @Override
    public long wallMs() {
        Point point = learned;
        if (point == null || ntp.errorMs().isPresent()) {
            return wall.millis();
        }
        return point.wallMs() + upMs() - point.upMs();
    }

    @Override
    public ClockTrust trust() {
        return learned != null || ntp.errorMs().isPresent() ? ClockTrust.TRUSTED : ClockTrust.UNTRUSTED;
    }

    @Override
    public void learned(long upMs, long wallMs) {
        learned = new Point(upMs, wallMs);
    }
}
