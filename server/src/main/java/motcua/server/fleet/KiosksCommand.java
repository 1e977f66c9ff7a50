package motcua.server.fleet;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
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

/** {@code server kiosks list|accept-key}: the kiosks and the keys they are known by. */
@Command(
        name = "kiosks",
        description = "The kiosks and the keys they are known by.",
        mixinStandardHelpOptions = true,
        subcommands = {KiosksCommand.ListAll.class, KiosksCommand.AcceptKey.class})
public final class KiosksCommand implements Runnable {
    private final UserCommand.Opener open;
    private final Passwords passwords;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param open opens the database named in a properties file; the command closes it */
    public KiosksCommand(UserCommand.Opener open, Passwords passwords) {
        this.open = open;
        this.passwords = passwords;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: list or accept-key");
    }

    /** What both subcommands share. */
    abstract static class OnKiosks implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        KiosksCommand parent;

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "Properties file of the server.",
                defaultValue = "${env:MOTCUA_CONFIG}")
        Path config = Path.of("");

        @Override
        public Integer call() throws Exception {
            try (Database database = parent.open.open(config)) {
                return act(database, spec.commandLine().getOut());
            }
        }

        abstract int act(Database database, PrintWriter out) throws IOException;
    }

    @Command(
            name = "list",
            description =
                    "One kiosk a line: id, office, software, last heard of, its key, the key it offers instead ('-' = none).",
            mixinStandardHelpOptions = true)
    static final class ListAll extends OnKiosks {
        @Override
        int act(Database database, PrintWriter out) {
            for (KeyStore.Listed each : new KeyStore(database, Clock.systemUTC()).list()) {
                out.printf(
                        "%s\t%s\t%s\t%s\t%s\t%s%n",
                        each.kiosk(),
                        orDash(each.office()),
                        orDash(each.software()),
                        Instant.ofEpochMilli(each.lastSeenMs()),
                        orDash(each.publicKey()),
                        orDash(each.offeredKey()));
            }
            return 0;
        }

        private static String orDash(String text) {
            return text.isEmpty() ? "-" : text;
        }
    }

    @Command(
            name = "accept-key",
            description = {
                "Accepts the key that a kiosk offers in place of its own, after its card or its Pi was replaced.",
                "KEY is read at the kiosk, with 'kiosk doctor'. The person is a technician or administrator over everything."
            },
            mixinStandardHelpOptions = true)
    static final class AcceptKey extends OnKiosks {
        @Mixin
        private final SignedBy signedBy = new SignedBy();

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "Why, for those who look later.")
        private String reason = "";

        @Parameters(index = "0", paramLabel = "KIOSK", description = "Id of the kiosk.")
        private String kiosk = "";

        @Parameters(index = "1", paramLabel = "KEY", description = "64 hexadecimal digits.")
        private String key = "";

        @Override
        int act(Database database, PrintWriter out) throws IOException {
            Clock clock = Clock.systemUTC();
            Optional<Account> person =
                    signedBy.person(database, parent.passwords, clock, "accept-key " + kiosk + " " + key);
            String refused = person.isEmpty()
                    ? "name or password is wrong"
                    : new KeyStore(database, clock).accept(kiosk, key, reason, person.get());
            if (!refused.isEmpty()) {
                spec.commandLine().getErr().println(refused);
                return 1;
            }
            out.println("kiosk " + kiosk + " is known by its new key from its next hello on, within five minutes");
            return 0;
        }
    }
}
