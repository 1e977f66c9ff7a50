package motcua.load.soak;

import com.fasterxml.jackson.databind.json.JsonMapper;
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
import motcua.load.process.BrokeredServer;
import motcua.load.process.PressedKiosk;
import motcua.load.process.ProcessCost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A kiosk with its small heap and a server, pressed at a hundred times an office's pace, with screens that come and go. */
@Command(
        name = "soak",
        description =
                "Presses a kiosk for hours and looks whether its memory or its open files grow; exit 1 if they do.",
        mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
    private static final int COUNTERS = 3;
    private static final int SERVER_HEAP_MIB = 256;
    /** Memory of the first part of a run grows while classes are compiled and the log fills its cache. */
    private static final double WARM_PART = 0.4;

    private static final long SAMPLE_SECONDS = 15;
    private static final int MOST_FILES_MORE = 20;
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

    @Option(
            names = "--slope",
            defaultValue = "1.0",
            description = "Most MiB an hour by which memory may grow, beyond chance; ${DEFAULT-VALUE}")
    private double slope;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public SoakCommand(Clock clock) {
        this.clock = clock;
    }

    /** Hours since the beginning, MiB resident, open files. */
    record Sample(double hours, double mib, int files) {}

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(folder.resolve("kiosk"));
        try (BrokeredServer server = BrokeredServer.start(serverJar, folder, SERVER_HEAP_MIB);
                PressedKiosk kiosk = PressedKiosk.start(kioskJar, folder.resolve("kiosk"), "soak", COUNTERS, server)) {
            List<Sample> samples = new ArrayList<>();
            long presses = press(kiosk, samples);
            ObjectNode result = result(samples, presses);
            spec.commandLine().getOut().println(result);
            if (record != null) {
                Files.writeString(record, result + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            return result.get("steady").asBoolean() ? 0 : 1;
        }
    }

    private long press(PressedKiosk kiosk, List<Sample> samples) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
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
                samples.add(new Sample(
                        (System.nanoTime() - begin) / 3600e9,
                        ProcessCost.residentMiB(kiosk.handle()),
                        ProcessCost.openFiles(kiosk.handle())));
                nextSample += TimeUnit.SECONDS.toNanos(SAMPLE_SECONDS);
            }
            long due = begin + presses * TimeUnit.SECONDS.toNanos(1) / rate;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        }
        return presses;
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

    private ObjectNode result(List<Sample> samples, long presses) {
        List<Sample> warm = samples.subList((int) (samples.size() * WARM_PART), samples.size());
        Fit fit = Fit.of(warm);
        int least = warm.stream().mapToInt(Sample::files).min().orElse(0);
        int most = warm.stream().mapToInt(Sample::files).max().orElse(0);
        ObjectNode line = JSON.createObjectNode();
        line.put("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        line.put("seed", seed);
        line.put("machine", Runtime.getRuntime().availableProcessors() + " vCPU VM");
        line.put("name", "soak");
        line.put("minutes", minutes);
        line.put("pressesASecond", rate);
        line.put("presses", presses);
        line.put("mibFirst", rounded(samples.isEmpty() ? 0 : samples.get(0).mib));
        line.put("mibWarm", rounded(warm.isEmpty() ? 0 : warm.get(0).mib));
        line.put("mibLast", rounded(samples.isEmpty() ? 0 : samples.get(samples.size() - 1).mib));
        line.put("mibAnHour", rounded(fit.slope));
        line.put("mibAnHourError", rounded(fit.error));
        line.put("filesLeast", least);
        line.put("filesMost", most);
        // A short slice cannot tell a small slope from chance; the error says so, and long ones are judged by the slope
        // alone.
        line.put("steady", fit.slope - 2 * fit.error <= slope && most - least <= MOST_FILES_MORE);
        return line;
    }

    /** A straight line through memory over time by least squares: MiB an hour, and the standard error of that. */
    record Fit(double slope, double error) {
        static Fit of(List<Sample> samples) {
            int n = samples.size();
            double x = samples.stream().mapToDouble(Sample::hours).average().orElse(0);
            double y = samples.stream().mapToDouble(Sample::mib).average().orElse(0);
            double xx =
                    samples.stream().mapToDouble(each -> square(each.hours - x)).sum();
            if (n < 3 || xx == 0) {
                return new Fit(0, 0);
            }
            double slope = samples.stream()
                            .mapToDouble(each -> (each.hours - x) * (each.mib - y))
                            .sum()
                    / xx;
            double rest = samples.stream()
                    .mapToDouble(each -> square(each.mib - y - slope * (each.hours - x)))
                    .sum();
            return new Fit(slope, Math.sqrt(rest / (n - 2) / xx));
        }

        private static double square(double value) {
            return value * value;
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
