package motcua.kiosk;

import motcua.kiosk.command.ArchiveCommand;
import motcua.kiosk.command.DoctorCommand;
import motcua.kiosk.command.JournalCommand;
import motcua.kiosk.command.MeasureCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Entry point of the kiosk: {@code java -jar kiosk.jar}. */
@Command(
        name = "kiosk",
        description = "Runs one office: windows, ratings, journal and the link to the server.",
        mixinStandardHelpOptions = true,
        versionProvider = KioskMain.Version.class,
        subcommands = {
            RunCommand.class,
            JournalCommand.class,
            DoctorCommand.class,
            MeasureCommand.class,
            ArchiveCommand.class
        })
public final class KioskMain implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(KioskMain.class);

    private final CommandLine commandLine = new CommandLine(this)
            .setParameterExceptionHandler(KioskMain::refused)
            .setExecutionExceptionHandler(KioskMain::failed);

    private KioskMain() {}

    /** Runs the command line and ends the process with its exit code: 0 good, 2 usage, 1 failed. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true"); // slips are drawn without a screen
        System.exit(new KioskMain().commandLine.execute(args));
    }

    private static int refused(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("kiosk: " + wrong.getMessage());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        LOG.error("{} failed", command.getCommandName(), failure);
        String message = failure.getMessage();
        command.getErr().println("kiosk: " + (message == null ? failure : message));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public void run() {
        commandLine.usage(commandLine.getOut());
    }

    /** Reads the version from the manifest of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = KioskMain.class.getPackage().getImplementationVersion();
            return new String[] {"kiosk " + (version == null ? "(not packaged)" : version)};
        }
    }
}
