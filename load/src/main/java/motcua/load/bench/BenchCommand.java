package motcua.load.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
            "Prints {name, figure, unit, baseline, ratio, pairs} a line; pairs hold figure, baseline, ratio.",
            "P1: durable, chained, counted records a second / the same records into a bare SQLite table",
            "P2: durable, counted ratings a second / ratings relayed by Mosquitto without persistence",
            "P5: press to durable on the kiosk, HTTP included / one fsync of 4 KiB"
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
    private static final List<String> ALL = List.of("P1", "P2", "P5");
    private static final int PRESSES = 300;
    private static final double NANOS_IN_MS = 1e6;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "P1, P2, P5; all when none is named.")
    private List<String> names;

    @Option(names = "--server", defaultValue = "server/target/server.jar", description = "${DEFAULT-VALUE}")
    private Path serverJar;

    @Option(names = "--kiosk", defaultValue = "kiosk/target/kiosk.jar", description = "${DEFAULT-VALUE}")
    private Path kioskJar;

    @Option(names = "--folder", description = "Where databases and logs go: the disk that is measured; else a new one.")
    private Path folder;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public BenchCommand() {}

    @Override
    public Integer call() throws Exception {
        List<String> wanted = names == null || names.isEmpty() ? ALL : names;
        for (String each : wanted) {
            if (!ALL.contains(each)) {
                throw new ParameterException(spec.commandLine(), "no bench named " + each + "; there are " + ALL);
            }
        }
        Path parent = folder == null ? Files.createTempDirectory("motcua-bench") : Files.createDirectories(folder);
        PrintWriter out = spec.commandLine().getOut();
        for (String each : wanted) {
            Path own = Files.createTempDirectory(parent, each + "-");
            switch (each) {
                case "P1" -> out.println(ingestAgainstSqlite(own));
                case "P2" -> out.println(ingestAgainstMosquitto(own));
                default -> pressAgainstFsync(own).forEach(out::println);
            }
            out.flush();
            delete(own);
        }
        if (folder == null) {
            delete(parent);
        }
        return 0;
    }

    private String ingestAgainstSqlite(Path own) throws Exception {
        Pairs pairs = new Pairs("P1", "records/s");
        try (IngestBench server = IngestBench.start(serverJar, own)) {
            for (int i = 0; i <= Pairs.COUNT; i++) {
                List<KioskLoad> loads = server.newKiosks();
                double raw = RawSqlite.recordsPerSecond(own.resolve("raw-" + i + ".db"), IngestBench.records(loads));
                double ours = IngestBench.records(loads).size() / server.seconds(loads);
                if (i > 0) {
                    pairs.add(ours, raw);
                }
            }
        }
        return pairs.line();
    }

    private String ingestAgainstMosquitto(Path own) throws Exception {
        Pairs pairs = new Pairs("P2", "ratings/s");
        try (IngestBench server = IngestBench.start(serverJar, own);
                MosquittoRelay relay = MosquittoRelay.start(own)) {
            for (int i = 0; i <= Pairs.COUNT; i++) {
                List<KioskLoad> loads = server.newKiosks();
                double relayed = relay.ratingsPerSecond(IngestBench.ratings(loads));
                double ours = IngestBench.ratings(loads) / server.seconds(loads);
                if (i > 0) {
                    pairs.add(ours, relayed);
                }
            }
        }
        return pairs.line();
    }

    private List<String> pressAgainstFsync(Path own) throws Exception {
        Pairs half = new Pairs("P5", "ms, p50");
        Pairs slow = new Pairs("P5", "ms, p99");
        try (PressBench kiosk = PressBench.start(kioskJar, own)) {
            for (int i = 0; i <= Pairs.COUNT; i++) {
                PressBench.Latencies latencies = kiosk.measure(PRESSES);
                if (i > 0) {
                    half.add(ms(latencies.presses(), 50), ms(latencies.fsyncs(), 50));
                    slow.add(ms(latencies.presses(), 99), ms(latencies.fsyncs(), 99));
                }
            }
        }
        return List.of(half.line(), slow.line());
    }

    private static double ms(org.HdrHistogram.Histogram latencies, double percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_IN_MS;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
