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
    private final String boot;
    private final long startUpMs;
    private final long startNanos;
    private final LongSupplier nanos;
    private final Clock wall;
    private final NtpState ntp;
    private volatile @Nullable Point learned;

    private record Point(long upMs, long wallMs) {}

    private SystemKioskClock(String boot, long startUpMs, LongSupplier nanos, Clock wall, NtpState ntp) {
        this.boot = boot;
        this.startUpMs = startUpMs;
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
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
        String uptime = Files.readString(proc.resolve("uptime")).strip();
        int end = uptime.indexOf(' ');
        long upMs = Math.round(Double.parseDouble(end < 0 ? uptime : uptime.substring(0, end)) * 1_000);
        return new SystemKioskClock(boot, upMs, nanos, wall, ntp);
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
