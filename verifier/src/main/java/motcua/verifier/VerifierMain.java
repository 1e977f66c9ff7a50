package motcua.verifier;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the verifier: {@code java -jar verifier.jar}. */
@Command(
        name = "verifier",
        description = "Checks an exported journal: chain, signatures, completeness.",
        mixinStandardHelpOptions = true,
        versionProvider = VerifierMain.Version.class)
public final class VerifierMain implements Runnable {

    private final CommandLine commandLine = new CommandLine(this);

    private VerifierMain() {}

    /** Runs the command line and ends the process with its exit code: 0 good, 2 usage, 1 failed. */
    public static void main(String[] args) {
        System.exit(new VerifierMain().commandLine.execute(args));
    }

    @Override
    public void run() {
        commandLine.usage(commandLine.getOut());
    }

    /** Reads the version from the manifest of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = VerifierMain.class.getPackage().getImplementationVersion();
            return new String[] {"verifier " + (version == null ? "(not packaged)" : version)};
        }
    }
}
