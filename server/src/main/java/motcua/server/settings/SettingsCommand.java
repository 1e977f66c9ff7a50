package motcua.server.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import motcua.contract.journal.RecordHeader;
import motcua.contract.json.MalformedJson;
import motcua.server.access.Account;
import motcua.server.access.Passwords;
import motcua.server.access.SignedBy;
import motcua.server.access.UserCommand;
import motcua.server.storage.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code server settings push} and {@code server settings catalogue}: settings for the kiosk of an office. */
@Command(
        name = "settings",
        description = "Settings that kiosks get from the server.",
        mixinStandardHelpOptions = true,
        subcommands = {SettingsCommand.Push.class, CatalogueCommand.class})
public final class SettingsCommand implements Runnable {
    private final UserCommand.Opener open;
    private final Passwords passwords;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param open opens the database named in a properties file; the command closes it */
    public SettingsCommand(UserCommand.Opener open, Passwords passwords) {
        this.open = open;
        this.passwords = passwords;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: push, catalogue");
    }

    Database open(Path config) throws Exception {
        return open.open(config);
    }

    Optional<Account> person(SignedBy signedBy, Database database, Clock clock, String forWhat) throws IOException {
        return signedBy.person(database, passwords, clock, forWhat);
    }

    @Command(
            name = "push",
            description = {
                "Publishes settings for a kiosk. It gets them with its next hello, within five minutes,",
                "takes them if it finds them right, and says on its pages if it does not."
            },
            mixinStandardHelpOptions = true)
    static final class Push implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private SettingsCommand parent;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private SignedBy signedBy = new SignedBy();

        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "Properties file of the server.",
                defaultValue = "${env:MOTCUA_CONFIG}")
        private Path config = Path.of("");

        @Parameters(index = "0", paramLabel = "KIOSK", description = "Id of the kiosk.")
        private String kiosk = "";

        @Parameters(index = "1", paramLabel = "FILE", description = "Settings as JSON, see docs/asyncapi.yaml.")
        private Path file = Path.of("");

        @Override
        public Integer call() throws Exception {
            if (!RecordHeader.isKioskId(kiosk)) {
                throw new ParameterException(spec.commandLine(), "no kiosk id: " + kiosk);
            }
            JsonNode settings = JsonMapper.builder().build().readTree(file.toFile());
            if (!(settings instanceof ObjectNode object)) {
                return failed(file + " holds no settings");
            }
            Clock clock = Clock.systemUTC();
            try (Database database = parent.open.open(config)) {
                Optional<Account> person = signedBy.person(database, parent.passwords, clock, "settings push " + kiosk);
                if (person.isEmpty()) {
                    return failed("name or password is wrong");
                }
                long version = new SettingsStore(database, clock).publish(kiosk, object, person.get());
                spec.commandLine()
                        .getOut()
                        .println("settings " + version + " are published for kiosk " + kiosk
                                + "; it gets them with its next hello, within five minutes");
                return 0;
            } catch (MalformedJson e) {
                return failed(file + ": " + e.getMessage());
            }
        }

        private int failed(String why) {
            spec.commandLine().getErr().println(why);
            return 1;
        }
    }
}
