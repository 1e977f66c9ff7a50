package motcua.load.province;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fills the database of a server that does not run with an invented province. */
@Command(
        name = "province",
        description = {
            "Fills the SQLite database of a server that does not run with an invented province: communes of four",
            "counters, twelve months of working days, all marked as simulated. Cells only, no journal: for looking at",
            "pages and measuring them. 'server recount' takes it all away again."
        },
        mixinStandardHelpOptions = true)
public final class ProvinceCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Option(names = "--database", required = true, description = "The server's file server.db.")
    private Path database;

    @Option(names = "--communes", defaultValue = "30", description = "Communes (${DEFAULT-VALUE}).")
    private int communes;

    @Option(names = "--months", defaultValue = "12", description = "Months up to yesterday (${DEFAULT-VALUE}).")
    private int months;

    @Option(names = "--until", description = "The last day, YYYY-MM-DD (yesterday).")
    private @Nullable LocalDate until;

    @Option(names = "--seed", defaultValue = "1", description = "Equal seeds give equal cells (${DEFAULT-VALUE}).")
    private long seed;

    /** @param clock says which day is today */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public ProvinceCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        if (!Files.exists(database)) {
            throw new ParameterException(spec.commandLine(), "no database at " + database);
        }
        LocalDate last = until == null ? LocalDate.now(clock.withZone(ZONE)).minusDays(1) : until;
        long services = new Province(seed, communes)
                .write(database, last.minusMonths(months).plusDays(1), last);
        spec.commandLine()
                .getOut()
                .println(services + " simulated services of " + communes + " communes in " + database);
        return 0;
    }
}
