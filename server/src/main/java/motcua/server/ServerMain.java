package motcua.server;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the server: {@code java -jar server.jar}. */
@Command(
        name = "server",
        description = "Takes in the journals of all offices, counts them and shows them.",
        mixinStandardHelpOptions = true,
        versionProvider = ServerMain.Version.class)
public final class ServerMain implements Runnable {

    private final CommandLine commandLine = new CommandLine(this);

    private ServerMain() {}

    /** Runs the command line and ends the process with its exit code: 0 good, 2 usage, 1 failed. */
    public static void main(String[] args) {
        System.exit(new ServerMain().commandLine.execute(args));
    }

    @Override
    public void run() {
        commandLine.usage(commandLine.getOut());
    }

    /** Reads the version from the manifest of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ServerMain.class.getPackage().getImplementationVersion();
            return new String[] {"server " + (version == null ? "(not packaged)" : version)};
        }
    }
}
