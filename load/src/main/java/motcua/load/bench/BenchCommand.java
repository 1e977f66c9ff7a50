package motcua.load.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures this project against baselines of the same minute and prints one JSON object a line. */
@Command(
        name = "bench",
        description = {
            "Prints {name, figure, unit, baseline, ratio, pairs, against} a line; pairs hold figure, baseline, ratio, each pair",
            "measured by turns in short slices. The ratio is null where pairs differ by more than twice.",
            "What the names stand for: script/bench --help; what came out: docs/bench/README.md"
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    private static final Map<String, Bench> BENCHES = new LinkedHashMap<>();

    static {
        BENCHES.put("P1", new IngestBench());
        BENCHES.put("P2", new RelayBench());
        BENCHES.put("P5", new PressBench());
        BENCHES.put("P6", new SeenBench());
        BENCHES.put("P7", new ViewBench());
        BENCHES.put("P9", new DrainBench());
        BENCHES.put("P10", new StartBench());
        BENCHES.put("P12", new VerifyBench());
        BENCHES.put("P14", new CallBench());
    }

    /** What comes out of the same run as another one. */
    private static final Map<String, String> SAME_RUN = Map.of("P4", "P1", "P11", "P5");

    /** Takes long, so only when named. */
    private static final Map<String, Bench> LONG = Map.of("SIZE", new SizeBench());

    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Such as P1; all when none is named.")
    private List<String> names;

    @Option(names = "--server", defaultValue = "server/target/server.jar", description = "${DEFAULT-VALUE}")
    private Path serverJar;

    @Option(names = "--kiosk", defaultValue = "kiosk/target/kiosk.jar", description = "${DEFAULT-VALUE}")
    private Path kioskJar;

    @Option(names = "--verifier", defaultValue = "verifier/target/verifier.jar", description = "${DEFAULT-VALUE}")
    private Path verifierJar;

    @Option(names = "--project", defaultValue = ".", description = "Root of the project; ${DEFAULT-VALUE}")
    private Path project;

    @Option(names = "--folder", description = "Where databases and logs go: the disk that is measured; else a new one.")
    private Path folder;

    @Option(names = "--record", description = "File to which each line is added with date, seed, machine and load.")
    private Path record;

    @Option(names = "--seed", defaultValue = "1", description = "Of everything drawn; ${DEFAULT-VALUE}")
    private long seed;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public BenchCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        List<String> wanted = names == null || names.isEmpty() ? List.copyOf(BENCHES.keySet()) : names;
        for (String each : wanted) {
            if (bench(each) == null) {
                throw new ParameterException(
                        spec.commandLine(), "no bench named " + each + "; there are " + BENCHES.keySet());
            }
        }
        Path parent = folder == null ? Files.createTempDirectory("motcua-bench") : Files.createDirectories(folder);
        PrintWriter out = spec.commandLine().getOut();
        for (String each : wanted) {
            Path own = Files.createTempDirectory(parent, each + "-");
            BenchPlace place = new BenchPlace(own, serverJar, kioskJar, verifierJar, project, seed);
            for (Pairs result : Objects.requireNonNull(bench(each)).measure(place)) {
                out.println(result.line());
                out.flush();
                keep(result);
            }
            delete(own);
        }
        if (folder == null) {
            delete(parent);
        }
        return 0;
    }

    private static @Nullable Bench bench(String name) {
        Bench usual = BENCHES.get(SAME_RUN.getOrDefault(name, name));
        return usual == null ? LONG.get(name) : usual;
    }

    private void keep(Pairs result) throws IOException {
        if (record == null) {
            return;
        }
        ObjectNode line = JSON.createObjectNode();
        line.put("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        line.put("seed", seed);
        line.put("machine", machine());
        line.put(
                "load",
                Math.round(10 * ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()) / 10.0);
        line.setAll(result.json());
        Files.writeString(record, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " vCPU VM, " + System.getProperty("os.arch") + ", JDK "
                + System.getProperty("java.version");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
