package motcua.load;

import java.time.Clock;
import motcua.load.bench.BenchCommand;
import motcua.load.day.DayCommand;
import motcua.load.province.ProvinceCommand;
import motcua.load.report.ReportCommand;
import motcua.load.sample.HistoryCommand;
import motcua.load.soak.SoakCommand;
import motcua.load.storm.StormCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the simulated offices and the benches: {@code java -jar load.jar}. */
@Command(
        name = "load",
        description = "Simulated offices and benches.",
        mixinStandardHelpOptions = true,
        versionProvider = LoadMain.Version.class)
public final class LoadMain implements Runnable {

    private LoadMain() {}

    /** Runs the command line and ends the process with its exit code: 0 good, 2 usage, 1 failed. */
    public static void main(String[] args) {
        System.exit(commandLine(Clock.systemUTC()).execute(args));
    }

    /** The whole command line, with the clock that its commands read. */
    static CommandLine commandLine(Clock clock) {
        CommandLine line = new CommandLine(new LoadMain())
                .addSubcommand(new HistoryCommand(clock))
                .addSubcommand(new ProvinceCommand(clock))
                .addSubcommand(new DayCommand())
                .addSubcommand(new BenchCommand(clock))
                .addSubcommand(new StormCommand())
                .addSubcommand(new SoakCommand(clock))
                .addSubcommand(new ReportCommand());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            String said = failure.getMessage();
            command.getErr()
                    .println("load: " + (said == null ? failure.getClass().getSimpleName() : said));
            return 1;
        });
        return line;
    }

    @Override
    public void run() {
        CommandLine line = new CommandLine(this);
        line.usage(line.getOut());
    }

    /** Reads the version from the manifest of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = LoadMain.class.getPackage().getImplementationVersion();
            return new String[] {"load " + (version == null ? "(not packaged)" : version)};
        }
    }
}
