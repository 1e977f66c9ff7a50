package motcua.load.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** CPU time of processes, all threads, in seconds: what a machine that does other things as well cannot stretch much. */
final class CpuTime {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private CpuTime() {}

    /** Of this process since its start. */
    static double ofThisProcess() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /** Of another process since its start; steps of 10 ms. */
    static double of(ProcessHandle process) {
        Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return used.toNanos() / 1e9;
    }
}
