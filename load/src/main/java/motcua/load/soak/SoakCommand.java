package motcua.load.soak;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import motcua.load.process.BrokeredServer;
import motcua.load.process.JvmMemory;
import motcua.load.process.PressedKiosk;
import motcua.load.process.ProcessCost;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A kiosk with its small heap and a server, pressed at a hundred times an office's pace, with screens that come and go. */
@Command(
        name = "soak",
        description =
                "Presses a kiosk for hours and looks whether its memory, open files, threads or log grow; exit 1 if they do.",
        mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
    private static final int COUNTERS = 3;
    private static final int SERVER_HEAP_MIB = 256;
    private static final long SAMPLE_SECONDS = 15;
    /** Else three of four full collections leave up to 2 MiB of dead objects, which are counted as if they lived. */
    private static final String COMPACT = "-XX:MarkSweepAlwaysCompactCount=1";

    /** Full collections and returns of spare memory in a run; each costs the kiosk about 0.1 s. */
    private static final int COLLECTIONS = 40;

    private static final double MIB = 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(names = "--minutes", defaultValue = "20", description = "${DEFAULT-VALUE}")
    private int minutes;

    @Option(
            names = "--rate",
            defaultValue = "2",
            description =
                    "Presses a second; an office of three counters has one in 50 s, so that 2 is a hundred times that")
    private int rate;

    @Option(names = "--seed", defaultValue = "1", description = "Of keys and screens; ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--server", defaultValue = "server/target/server.jar", description = "${DEFAULT-VALUE}")
    private Path serverJar;

    @Option(names = "--kiosk", defaultValue = "kiosk/target/kiosk.jar", description = "${DEFAULT-VALUE}")
    private Path kioskJar;

    @Option(
            names = "--folder",
            required = true,
            description = "For data and logs; goes on where an earlier run stopped.")
    private Path folder;

    @Option(names = "--record", description = "File to which the result is added as one JSON object.")
    private Path record;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public SoakCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (minutes < 1 || rate < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--minutes and --rate are at least 1");
        }
        Path data = folder.resolve("kiosk");
        Files.createDirectories(data);
        long bytesBefore = stored(data);
        List<SoakSample> samples = new ArrayList<>();
        long presses;
        try (BrokeredServer server = BrokeredServer.start(serverJar, folder, SERVER_HEAP_MIB);
                PressedKiosk kiosk = PressedKiosk.start(kioskJar, data, "soak", COUNTERS, server, COMPACT)) {
            presses = press(kiosk, samples);
        }
        SoakVerdict verdict = SoakVerdict.of(samples);
        ObjectNode result = result(samples, verdict, presses, stored(data) - bytesBefore);
        spec.commandLine().getOut().println(result);
        if (record != null) {
            Files.writeString(record, result + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return Boolean.FALSE.equals(verdict.steady()) ? 1 : 0;
    }

    private long press(PressedKiosk kiosk, List<SoakSample> samples) throws IOException, InterruptedException {
        JvmMemory memory = JvmMemory.of(kiosk.handle());
        SplittableRandom random = new SplittableRandom(seed);
        long collectEvery = Math.max(1, TimeUnit.MINUTES.toSeconds(minutes) / SAMPLE_SECONDS / COLLECTIONS);
        long begin = System.nanoTime();
        long end = begin + TimeUnit.MINUTES.toNanos(minutes);
        long nextSample = begin;
        long presses = 0;
        while (System.nanoTime() < end) {
            int counter = 1 + random.nextInt(COUNTERS);
            kiosk.press(counter, 1 + random.nextInt(5));
            presses++;
            if (random.nextInt(20) == 0) {
                screen(kiosk, counter);
            }
            if (System.nanoTime() >= nextSample) {
                double hours = (System.nanoTime() - begin) / 3600e9;
                samples.add(sample(kiosk, memory, hours, presses, samples.size() % collectEvery == 0));
                nextSample += TimeUnit.SECONDS.toNanos(SAMPLE_SECONDS);
            }
            long due = begin + presses * TimeUnit.SECONDS.toNanos(1) / rate;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        }
        return presses;
    }

    private SoakSample sample(PressedKiosk kiosk, JvmMemory memory, double hours, long presses, boolean collect)
            throws IOException, InterruptedException {
        JvmMemory.Resident resident = memory.resident();
        int files = ProcessCost.openFiles(kiosk.handle());
        int threads = ProcessCost.threads(kiosk.handle());
        double log = bytes(folder.resolve("kiosk"), true) / MIB;
        return new SoakSample(
                hours,
                presses,
                resident.allMiB(),
                resident.codeMiB(),
                resident.nativeMiB(),
                collect ? kept(memory) : null,
                files,
                threads,
                log);
    }

    private static SoakSample.Kept kept(JvmMemory memory) throws IOException, InterruptedException {
        double liveMiB = memory.liveHeapMiB();
        memory.trim();
        return new SoakSample.Kept(liveMiB, memory.resident().nativeMiB());
    }

    /** Bytes of the data but for the journal's log, which a clean stop empties. */
    private static long stored(Path data) throws IOException {
        return bytes(data, false);
    }

    private static long bytes(Path data, boolean ofLog) throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.walk(data)) {
            for (Path each : all.filter(file -> file.toString().endsWith("-wal") == ofLog)
                    .filter(Files::isRegularFile)
                    .toList()) {
                bytes += Files.size(each);
            }
        }
        return bytes;
    }

    /** A screen opens its live feed, reads the first event and goes without a word, as a browser that is closed. */
    private static void screen(PressedKiosk kiosk, int counter) throws IOException, InterruptedException {
        HttpRequest feed = HttpRequest.newBuilder(kiosk.address().resolve("/api/rate/" + counter + "/events"))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/event-stream")
                .build();
        try (InputStream events = kiosk.http()
                .send(feed, HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            if (events.read() < 0) {
                throw new IOException("a screen's live feed ended at once");
            }
        }
    }

    private ObjectNode result(List<SoakSample> samples, SoakVerdict verdict, long presses, long storedBytes) {
        List<SoakSample> warm = verdict.warm();
        ObjectNode line = JSON.createObjectNode();
        line.put("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        line.put("seed", seed);
        line.put("machine", Runtime.getRuntime().availableProcessors() + " vCPU VM");
        line.put("name", "soak");
        line.put("minutes", minutes);
        line.put("pressesASecond", rate);
        line.put("presses", presses);
        line.put("mibFirst", rounded(samples.get(0).residentMiB()));
        line.put("mibWarm", rounded(warm.get(0).residentMiB()));
        line.put("mibLast", rounded(samples.get(samples.size() - 1).residentMiB()));
        put(line, "mib", verdict.resident());
        put(line, "live", verdict, verdict.live());
        put(line, "nativeKept", verdict, verdict.keptBeside());
        put(line, "native", verdict, verdict.beside());
        put(line, "code", verdict, verdict.code());
        put(line, "files", warm, SoakSample::files);
        put(line, "threads", warm, SoakSample::threads);
        line.put(
                "logMibMost",
                rounded(samples.stream().mapToDouble(SoakSample::logMiB).max().orElse(0)));
        line.put("diskBytesAPress", Math.round((double) storedBytes / presses));
        line.put("steady", verdict.steady());
        line.set("grows", JSON.valueToTree(verdict.grows()));
        line.set("undecided", JSON.valueToTree(verdict.undecided()));
        series(line.putObject("series"), samples);
        return line;
    }

    private static void put(ObjectNode line, String name, Trend trend) {
        put(line, name + "AnHour", trend.anHour(), trend.error());
    }

    private static void put(ObjectNode line, String name, SoakVerdict verdict, Trend trend) {
        put(line, name + "Mib", trend);
        put(line, name + "BytesAPress", verdict.bytesAPress(trend.anHour()), verdict.bytesAPress(trend.error()));
    }

    /** A figure and its error, both null where too little was measured. */
    private static void put(ObjectNode line, String name, double figure, double error) {
        boolean known = Double.isFinite(error);
        line.put(name, known ? Double.valueOf(rounded(figure)) : null);
        line.put(name + "Error", known ? Double.valueOf(rounded(error)) : null);
    }

    private static void put(ObjectNode line, String name, List<SoakSample> warm, ToIntFunction<SoakSample> value) {
        line.put(name + "Least", warm.stream().mapToInt(value).min().orElse(0));
        line.put(name + "Most", warm.stream().mapToInt(value).max().orElse(0));
    }

    /** What was measured whenever garbage was collected, warm-up included. */
    private static void series(ObjectNode series, List<SoakSample> samples) {
        ArrayNode minutes = series.putArray("minutes");
        ArrayNode resident = series.putArray("mib");
        ArrayNode code = series.putArray("codeMib");
        ArrayNode beside = series.putArray("nativeMib");
        ArrayNode keptBeside = series.putArray("nativeKeptMib");
        ArrayNode live = series.putArray("liveMib");
        for (SoakSample each : samples) {
            SoakSample.Kept kept = each.kept();
            if (kept != null) {
                minutes.add(rounded(each.hours() * 60));
                resident.add(rounded(each.residentMiB()));
                code.add(rounded(each.codeMiB()));
                beside.add(rounded(each.nativeMiB()));
                keptBeside.add(rounded(kept.nativeMiB()));
                live.add(rounded(kept.liveMiB()));
            }
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
