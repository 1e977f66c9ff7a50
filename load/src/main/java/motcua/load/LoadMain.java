package motcua.load;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the load: {@code java -jar load.jar}. */
@Command(
        name = "load",
        description = "Simulated kiosks and benches.",
        mixinStandardHelpOptions = true,
        versionProvider = LoadMain.Version.class)
public final class LoadMain implements Runnable {

    private final CommandLine commandLine = new CommandLine(this);

    private LoadMain() {}

    /** Runs the command line and ends the process with its exit code: 0 good, 2 usage, 1 failed. */
    public static void main(String[] args) {
        System.exit(new LoadMain().commandLine.execute(args));
    }

    @Override
    public void run() {
        commandLine.usage(commandLine.getOut());
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
