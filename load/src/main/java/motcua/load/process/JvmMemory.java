package motcua.load.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the memory of a running JVM is made of, seen from outside: its heap, compiled code, and the rest. Needs Linux, the JDK's {@code jcmd}, and
 * a JVM of the same user with the serial collector.
 */
public final class JvmMemory {
    private static final double MIB = 1024 * 1024;
    private static final double KIB_A_MIB = 1024;
    private static final Pattern GENERATION =
            Pattern.compile("(?m)^ *(?:def new|tenured) generation .*\\[0x(\\p{XDigit}+), .*, 0x(\\p{XDigit}+)\\)");
    private static final Pattern MAPPING = Pattern.compile("(\\p{XDigit}+)-\\p{XDigit}+ (\\S+) \\S+ \\S+ \\d+ *(.*)");
    private static final Pattern RESIDENT = Pattern.compile("Rss: +(\\d+) kB");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");

    private final long pid;
    private final Range heap;

    private JvmMemory(long pid, Range heap) {
        this.pid = pid;
        this.heap = heap;
    }

    /** Addresses from the first to before the last. */
    record Range(long first, long last) {
        boolean holds(long address) {
            return first <= address && address < last;
        }
    }

    /**
     * Memory in use (resident set), in MiB.
     *
     * @param allMiB of the whole process
     * @param heapMiB pages of the Java heap that were ever used, whether or not something lives in them now; its limit bounds it
     * @param codeMiB compiled code; the program's size bounds it
     */
    public record Resident(double allMiB, double heapMiB, double codeMiB) {
        /** The rest: classes, stacks, what the JVM and libraries allocate. Nothing bounds it. */
        public double nativeMiB() {
            return allMiB - heapMiB - codeMiB;
        }
    }

    /**
     * Looks up where the JVM has its heap.
     *
     * @throws IOException if it does not answer or has another collector
     */
    public static JvmMemory of(ProcessHandle process) throws IOException, InterruptedException {
        return new JvmMemory(process.pid(), heap(ask(process.pid(), "GC.heap_info")));
    }

    /** What is resident now. */
    public Resident resident() throws IOException {
        return resident(Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps")), heap);
    }

    /**
     * Collects garbage and tells what is left, in MiB: what the program keeps, and all of that only with
     * {@code -XX:MarkSweepAlwaysCompactCount=1}. Holds the JVM up for some 0.1 s.
     */
    public double liveHeapMiB() throws IOException, InterruptedException {
        return live(ask(pid, "GC.class_histogram"));
    }

    /**
     * Has the C library give back the memory that it keeps for the next time, so that what is resident afterwards is in use. Needs
     * Java 17.0.9.
     */
    public void trim() throws IOException, InterruptedException {
        ask(pid, "System.trim_native_heap");
    }

    static Range heap(String heapInfo) throws IOException {
        Matcher generation = GENERATION.matcher(heapInfo);
        long first = Long.MAX_VALUE;
        long last = 0;
        while (generation.find()) {
            first = Math.min(first, Long.parseLong(generation.group(1), 16));
            last = Math.max(last, Long.parseLong(generation.group(2), 16));
        }
        if (first >= last) {
            throw new IOException("no generations of the serial collector in: " + heapInfo);
        }
        return new Range(first, last);
    }

    static Resident resident(List<String> smaps, Range heap) throws IOException {
        long all = 0;
        long inHeap = 0;
        long inCode = 0;
        boolean ofHeap = false;
        boolean ofCode = false;
        for (String line : smaps) {
            Matcher mapping = MAPPING.matcher(line);
            Matcher resident = RESIDENT.matcher(line);
            if (mapping.matches()) {
                ofHeap = heap.holds(Long.parseUnsignedLong(mapping.group(1), 16));
                ofCode = mapping.group(2).contains("wx") && mapping.group(3).isEmpty();
            } else if (resident.matches()) {
                long kib = Long.parseLong(resident.group(1));
                all += kib;
                inHeap += ofHeap ? kib : 0;
                inCode += ofCode ? kib : 0;
            }
        }
        if (inHeap == 0) {
            throw new IOException("no mapping of the heap");
        }
        return new Resident(all / KIB_A_MIB, inHeap / KIB_A_MIB, inCode / KIB_A_MIB);
    }

    static double live(String histogram) throws IOException {
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException("no total in a histogram of " + histogram.length() + " characters");
        }
        return Long.parseLong(total.group(1)) / MIB;
    }

    private static String ask(long pid, String question) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(pid), question)
                .redirectErrorStream(true)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (asked.waitFor() != 0) {
            throw new IOException(question + " of process " + pid + ": " + answer.strip());
        }
        return answer;
    }
}
