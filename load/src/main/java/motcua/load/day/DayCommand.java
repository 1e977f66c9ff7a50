package motcua.load.day;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import motcua.load.sample.SampleOffice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays a seeded working day on a running kiosk of the sample office, much faster than a day passes. */
@Command(
        name = "day",
        description = "Plays a working day of the sample office on a running kiosk, fast.",
        mixinStandardHelpOptions = true)
public final class DayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--kiosk", required = true, description = "Address of the kiosk, e.g. http://127.0.0.1:8090.")
    private URI kiosk;

    @Option(
            names = "--pin-file",
            required = true,
            description = "File with the PIN that all clerks of the sample share.")
    private Path pinFile;

    @Option(names = "--visits", defaultValue = "40", description = "Visits at each counter (${DEFAULT-VALUE}).")
    private int visits;

    @Option(names = "--pace", defaultValue = "PT1.5S", description = "Time of one visit (${DEFAULT-VALUE}).")
    private Duration pace;

    @Option(names = "--seed", defaultValue = "1", description = "Equal seeds press equal keys (${DEFAULT-VALUE}).")
    private long seed;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public DayCommand() {}

    @Override
    public Integer call() throws Exception {
        String pin = Files.readString(pinFile).strip();
        SplittableRandom random = new SplittableRandom(seed);
        ExecutorService counters = Executors.newFixedThreadPool(SampleOffice.COUNTERS.size());
        try {
            Map<SampleOffice.Counter, Future<PlayedCounter.Tally>> played = new java.util.LinkedHashMap<>();
            for (SampleOffice.Counter counter : SampleOffice.COUNTERS) {
                PlayedCounter desk = new PlayedCounter(kiosk, counter, pin, pace, random.split());
                played.put(counter, counters.submit(() -> desk.play(visits)));
            }
            List<String> lines = new ArrayList<>();
            for (Map.Entry<SampleOffice.Counter, Future<PlayedCounter.Tally>> each : played.entrySet()) {
                PlayedCounter.Tally tally = each.getValue().get();
                lines.add("counter " + each.getKey().number() + ": " + tally.visits() + " visits, " + tally.presses()
                        + " presses");
            }
            lines.forEach(spec.commandLine().getOut()::println);
            return 0;
        } finally {
            counters.shutdownNow();
        }
    }
}
