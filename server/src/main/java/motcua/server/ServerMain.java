package motcua.server;

import java.io.PrintWriter;
import java.nio.file.Path;
import motcua.server.access.Passwords;
import motcua.server.access.UserCommand;
import motcua.server.adopt.AdoptCommand;
import motcua.server.config.ConfigFault;
import motcua.server.config.ServerConfig;
import motcua.server.fleet.KiosksCommand;
import motcua.server.settings.SettingsCommand;
import motcua.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry point of the server: {@code java -jar server.jar}. */
@Command(
        name = "server",
        description = "Takes in the journals of all offices, counts them and shows them.",
        mixinStandardHelpOptions = true,
        versionProvider = ServerMain.Version.class,
        subcommands = {
            RunCommand.class,
            RecountCommand.class,
            QuarantineCommand.class,
            IngestCommand.class,
            KeyCommand.class
        })
public final class ServerMain implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerMain.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ServerMain() {}

    /** Runs the command line and ends the process with its exit code: 0 good, 2 usage or configuration, 1 failed. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line, for tests with other writers. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new ServerMain());
        line.addSubcommand(new UserCommand(ServerMain::database, Passwords.STRONG));
        line.addSubcommand(new KiosksCommand(ServerMain::database, Passwords.STRONG));
        line.addSubcommand(new SettingsCommand(ServerMain::database, Passwords.STRONG));
        line.addSubcommand(new AdoptCommand(ServerMain::database, Passwords.STRONG));
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command.getErr()));
        return line;
    }

    /** Opens the database that a properties file names. */
    private static Database database(Path config) {
        try {
            return Database.open(ServerConfig.read(config).database());
        } catch (ConfigFault e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** One clear line; the whole of it, if it is a bug, goes to the log. */
    private static int failed(Exception failure, PrintWriter err) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getMessage() == null) {
            deepest = deepest.getCause();
        }
        err.println("server: " + (deepest.getMessage() == null ? deepest.toString() : firstLine(deepest.getMessage())));
        err.flush();
        if (failure instanceof ConfigFault || failure.getCause() instanceof ConfigFault) {
            return CommandLine.ExitCode.USAGE;
        }
        LOG.debug("failed", failure);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand; see --help");
    }

    /** The version from the manifest of the jar. */
    static String version() {
        String version = ServerMain.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /** Says the version. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"server " + version()};
        }
    }
}
