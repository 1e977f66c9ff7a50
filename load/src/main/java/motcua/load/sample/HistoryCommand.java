package motcua.load.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import motcua.contract.journal.JournalRecord;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Batch;
import motcua.load.chain.Chain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the sample office's past as an exported journal, which {@code server ingest} reads. */
@Command(
        name = "history",
        description = "Writes weeks of a sample office, marked as simulated, as an exported journal.",
        mixinStandardHelpOptions = true)
public final class HistoryCommand implements Callable<Integer> {
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, description = "File to write.")
    private Path out;

    @Option(names = "--kiosk", defaultValue = "mau-cu", description = "Kiosk it comes from (${DEFAULT-VALUE}).")
    private String kiosk;

    @Option(names = "--weeks", defaultValue = "13", description = "Weeks up to yesterday (${DEFAULT-VALUE}).")
    private int weeks;

    @Option(names = "--seed", defaultValue = "1", description = "Equal seeds give equal visits (${DEFAULT-VALUE}).")
    private long seed;

    /** @param clock says which day is today */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public HistoryCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Chain chain = new Chain(kiosk, SigningKey.generate(), random);
        LocalDate yesterday =
                LocalDate.now(clock.withZone(ZoneId.of("Asia/Ho_Chi_Minh"))).minusDays(1);
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out))) {
            new SampleHistory(chain, random, made -> write(file, made)).play(yesterday.minusWeeks(weeks), yesterday);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        spec.commandLine().getOut().println(chain.seq() + " records of kiosk " + kiosk + " in " + out);
        return 0;
    }

    private static void write(OutputStream file, JournalRecord made) {
        try {
            file.write(Batch.encode(List.of(made)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
