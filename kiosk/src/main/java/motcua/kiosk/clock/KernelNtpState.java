package motcua.kiosk.clock;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks the Linux kernel, which every time daemon (systemd-timesyncd, chrony, ntpd) tells whether it keeps the clock. Where the
 * kernel cannot be asked, the mark that systemd-timesyncd leaves is taken.
 */
public final class KernelNtpState implements NtpState {
    /**
     * No synchronised clock is believed to be better than this. systemd-timesyncd tells the kernel an error of 0 at each poll;
     * over a commune's asymmetric line an NTP answer is off by up to half its round trip. What the kernel has yet to slew is added:
     * after a first answer that is up to 0.4 s, while the clock is said to be synchronised.
     */
    static final long LEAST_ERROR_MS = 50;

    /** Return value of adjtimex when the clock is not synchronised. Source: adjtimex(2), TIME_ERROR. */
    private static final int TIME_ERROR = 5;
    /** Status bit "clock unsynchronized". Source: adjtimex(2), STA_UNSYNC. */
    private static final int STA_UNSYNC = 0x40;
    /** Status bit "offset is in nanoseconds". Source: adjtimex(2), STA_NANO. */
    private static final int STA_NANO = 0x2000;
    /** More than sizeof(struct timex) on every architecture (208 on 64 bit). */
    private static final int TIMEX_BYTES = 512;

    private static final Path TIMESYNCD_MARK = Path.of("/run/systemd/timesync/synchronized");

    private final @Nullable Function adjtimex;
    private final Path mark;

    private KernelNtpState(@Nullable Function adjtimex, Path mark) {
        this.adjtimex = adjtimex;
        this.mark = mark;
    }

    /** Looks up the kernel call once; never fails. */
    public static KernelNtpState open() {
        Function call = null;
        try {
            call = NativeLibrary.getInstance("c").getFunction("adjtimex");
        } catch (LinkageError e) {
            // no native access or no such call: the mark of systemd-timesyncd remains
            call = null;
        }
        return new KernelNtpState(call, TIMESYNCD_MARK);
    }

    @Override
    public OptionalLong errorMs() {
        if (adjtimex == null) {
            return Files.exists(mark) ? OptionalLong.of(1_000) : OptionalLong.empty();
        }
        // struct timex { unsigned modes; long offset, freq, maxerror, esterror; int status; … }; modes 0 only reads
        try (Memory timex = new Memory(TIMEX_BYTES)) {
            timex.clear();
            int state = adjtimex.invokeInt(new Object[] {timex});
            long longBytes = Native.LONG_SIZE;
            long offset = timex.getNativeLong(longBytes).longValue();
            long maxErrorUs = timex.getNativeLong(3 * longBytes).longValue();
            int status = timex.getInt(5 * longBytes);
            if (state < 0 || state == TIME_ERROR || (status & STA_UNSYNC) != 0) {
                return OptionalLong.empty();
            }
            long toSlewUs = Math.abs((status & STA_NANO) != 0 ? offset / 1_000 : offset) + 1;
            return OptionalLong.of(LEAST_ERROR_MS + (maxErrorUs + toSlewUs + 999) / 1_000);
        }
    }
}
