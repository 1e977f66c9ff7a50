package motcua.server.access;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import motcua.server.storage.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code server user add|list|password|disable}: accounts of the reviewers' pages. */
@Command(
        name = "user",
        description = "Accounts of the reviewers' pages.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UserCommand.Add.class,
            UserCommand.ListAll.class,
            UserCommand.SetPassword.class,
            UserCommand.Disable.class
        })
public final class UserCommand implements Runnable {
    private final Opener open;
    private final Passwords passwords;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * A command that finds its database through the server's properties file.
     *
     * @param open opens the database named in a properties file; the command closes it
     */
    public UserCommand(Opener open, Passwords passwords) {
        this.open = open;
        this.passwords = passwords;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: add, list, password or disable");
    }

    /** Opens the database named in a properties file. */
    @FunctionalInterface
    public interface Opener {
        /** The database; the caller closes it. */
        Database open(Path config) throws Exception;
    }

    /** What all subcommands share. */
    abstract static class OnAccounts implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        UserCommand parent;

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
                AccountStore accounts = new AccountStore(database, parent.passwords, Clock.systemUTC());
                return act(
                        accounts,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr());
            }
        }

        abstract int act(AccountStore accounts, PrintWriter out, PrintWriter err) throws IOException;

        static String firstLine(Path file) throws IOException {
            return Files.readString(file).lines().findFirst().orElse("");
        }
    }

    @Command(name = "add", description = "Adds an account.", mixinStandardHelpOptions = true)
    static final class Add extends OnAccounts {
        @Parameters(paramLabel = "NAME", description = "Lower case letters, digits, '.', '_', '-'.")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "clerk, observer, reviewer, leader, auditor, technician or administrator.")
        private String role = "";

        @Option(
                names = "--unit",
                paramLabel = "U",
                defaultValue = "",
                description = "Subtree the person sees; left out: everything.")
        private String unit = "";

        @Option(
                names = "--clerk",
                paramLabel = "ID",
                defaultValue = "",
                description = "Of a clerk: the id at the office that --unit names.")
        private String clerk = "";

        @Option(
                names = "--password-file",
                required = true,
                paramLabel = "F",
                description = "File whose first line is the password.")
        private Path passwordFile = Path.of("");

        @Override
        int act(AccountStore accounts, PrintWriter out, PrintWriter err) throws IOException {
            Role known = Role.ofAccount(role)
                    .orElseThrow(() -> new ParameterException(spec.commandLine(), "Unknown role: " + role));
            try {
                if (!accounts.add(new Account(name, known, unit, false, clerk, false), firstLine(passwordFile))) {
                    err.println("user " + name + " exists already");
                    return 1;
                }
            } catch (IllegalArgumentException e) {
                err.println(e.getMessage());
                return 1;
            }
            out.println("added " + name + " as " + known.name());
            return 0;
        }
    }

    @Command(name = "list", description = "Lists accounts.", mixinStandardHelpOptions = true)
    static final class ListAll extends OnAccounts {
        @Override
        int act(AccountStore accounts, PrintWriter out, PrintWriter err) {
            for (Account account : accounts.list()) {
                out.println(account.name() + "\t" + account.role() + "\t"
                        + (account.unit().isEmpty() ? "-" : account.unit()) + "\t"
                        + (account.disabled() ? "disabled" : "active"));
            }
            return 0;
        }
    }

    @Command(
            name = "password",
            description = "Sets a new password and ends the sessions.",
            mixinStandardHelpOptions = true)
    static final class SetPassword extends OnAccounts {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(
                names = "--password-file",
                required = true,
                paramLabel = "F",
                description = "File whose first line is the password.")
        private Path passwordFile = Path.of("");

        @Override
        int act(AccountStore accounts, PrintWriter out, PrintWriter err) throws IOException {
            try {
                if (!accounts.setPassword(name, firstLine(passwordFile))) {
                    err.println("no user " + name);
                    return 1;
                }
            } catch (IllegalArgumentException e) {
                err.println(e.getMessage());
                return 1;
            }
            out.println("password of " + name + " set");
            return 0;
        }
    }

    @Command(name = "disable", description = "Shuts an account out at once.", mixinStandardHelpOptions = true)
    static final class Disable extends OnAccounts {
        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Override
        int act(AccountStore accounts, PrintWriter out, PrintWriter err) {
            if (!accounts.disable(name)) {
                err.println("no user " + name);
                return 1;
            }
            out.println("disabled " + name);
            return 0;
        }
    }
}
