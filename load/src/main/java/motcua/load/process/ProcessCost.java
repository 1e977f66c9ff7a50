package motcua.load.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What a process costs: CPU time of all its threads, memory, open files. Memory and files need Linux. */
public final class ProcessCost {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private ProcessCost() {}

    /** CPU time of this process since its start, in seconds. */
    public static double ownCpu() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /** CPU time of another process since its start, in seconds; steps of 10 ms. */
    public static double cpu(ProcessHandle process) {
        Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return used.toNanos() / 1e9;
    }

    /** Memory in use (resident set), in MiB. */
    public static double residentMiB(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElseThrow(() -> new IOException("no VmRSS of process " + process.pid()))
                / 1024.0;
    }

    /** Open files, sockets and pipes. */
    public static int openFiles(ProcessHandle process) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return (int) all.count();
        }
    }

    /** Threads. */
    public static int threads(ProcessHandle process) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return (int) all.count();
        }
    }
}
