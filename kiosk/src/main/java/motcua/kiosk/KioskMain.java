package motcua.kiosk;

import motcua.kiosk.command.DoctorCommand;
import motcua.kiosk.command.JournalCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the kiosk: {@code java -jar kiosk.jar}. */
@Command(
        name = "kiosk",
        description = "Runs one office: windows, ratings, journal and the link to the server.",
        mixinStandardHelpOptions = true,
        versionProvider = KioskMain.Version.class,
        subcommands = {RunCommand.class, JournalCommand.class, DoctorCommand.class})
public final class KioskMain implements Runnable {

    private final CommandLine commandLine = new CommandLine(this);

    private KioskMain() {}

    /** Runs the command line and ends the process with its exit code: 0 good, 2 usage, 1 failed. */
    public static void main(String[] args) {
        System.exit(new KioskMain().commandLine.execute(args));
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
