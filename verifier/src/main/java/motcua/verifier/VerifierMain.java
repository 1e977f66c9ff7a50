package motcua.verifier;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry point of the verifier: {@code java -jar verifier.jar}. It shares no code with what it checks. */
@Command(
        name = "verifier",
        description = "Checks an exported journal: chain, signatures, completeness.",
        mixinStandardHelpOptions = true,
        versionProvider = VerifierMain.Version.class,
        subcommands = CheckCommand.class)
public final class VerifierMain implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private VerifierMain() {}

    /** Runs the command line and ends the process with its exit code: 0 good, 1 problem, 2 usage. */
    public static void main(String[] args) {
        CommandLine commandLine = commandLine();
        // Always UTF-8: under LANG=C Java 17 would write Vietnamese as question marks.
        commandLine.setOut(writer(FileDescriptor.out));
        commandLine.setErr(writer(FileDescriptor.err));
        System.exit(commandLine.execute(args));
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    /** The command line, its output not yet set. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new VerifierMain());
        commandLine.setExecutionExceptionHandler((failure, command, result) -> {
            command.getErr().println("verifier: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
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
