package motcua.load.day;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Option(names = "--lasts", defaultValue = "PT2M", description = "How long it takes (${DEFAULT-VALUE}).")
    private Duration lasts;

    @Option(
            names = "--share",
            defaultValue = "1",
            description = "Share of an ordinary day's people, 0.1 to 5 (${DEFAULT-VALUE}).")
    private double share;

    @Option(names = "--seed", defaultValue = "1", description = "Equal seeds are equal days (${DEFAULT-VALUE}).")
    private long seed;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public DayCommand() {}

    @Override
    public Integer call() throws Exception {
        if (lasts.isNegative() || lasts.isZero() || share < 0.1 || share > 5) {
            throw new ParameterException(spec.commandLine(), "--lasts is above 0, --share 0.1 to 5");
        }
        Duration open = Duration.between(SimulatedDay.MORNING, SimulatedDay.EVENING);
        DayPlayer player = new DayPlayer(
                SimulatedDay.of(seed, share),
                kiosk,
                (double) open.toMillis() / lasts.toMillis(),
                DayPlayer.RatedBy.PAD,
                new DayWitness() {
                    @Override
                    public void says(String line) {
                        spec.commandLine().getOut().println(line);
                    }
                });
        DayPlayer.Tally tally = player.play(Files.readString(pinFile).strip());
        spec.commandLine().getOut().println("day: " + tally.taken() + " tickets, " + tally.presses() + " presses");
        return 0;
    }
}
