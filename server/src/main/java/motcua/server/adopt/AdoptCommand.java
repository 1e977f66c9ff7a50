package motcua.server.adopt;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
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

/** {@code server adopt list|propose|confirm}: counting a branch of a forked chain, by two people. */
@Command(
        name = "adopt",
        description = {
            "Branches of forked chains. When a kiosk forks, the records that came first count and the others are kept.",
            "They count too once one person has proposed it and another one has confirmed it."
        },
        mixinStandardHelpOptions = true,
        subcommands = {AdoptCommand.ListAll.class, AdoptCommand.Propose.class, AdoptCommand.Confirm.class})
public final class AdoptCommand implements Runnable {
    private final UserCommand.Opener open;
    private final Passwords passwords;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param open opens the database named in a properties file; the command closes it */
    public AdoptCommand(UserCommand.Opener open, Passwords passwords) {
        this.open = open;
        this.passwords = passwords;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: list, propose or confirm");
    }

    /** What all subcommands share. */
    abstract static class OnBranches implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        AdoptCommand parent;

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
                act(database, new AdoptionStore(database, Clock.systemUTC()));
                return 0;
            } catch (AdoptionRefused e) {
                spec.commandLine().getErr().println(e.getMessage());
                return 1;
            }
        }

        abstract void act(Database database, AdoptionStore adoptions) throws AdoptionRefused, IOException;

        PrintWriter out() {
            return spec.commandLine().getOut();
        }
    }

    @Command(
            name = "list",
            description = {
                "One branch a line: kiosk, epoch, first and last seq, number of records, how many of them a checkpoint with",
                "the kiosk's key vouches for, hash of the last one, state (incomplete, open, proposed by NAME, adopted)."
            },
            mixinStandardHelpOptions = true)
    static final class ListAll extends OnBranches {
        @Override
        void act(Database database, AdoptionStore adoptions) {
            for (AdoptionStore.Listed each : adoptions.list()) {
                out().printf(
                                "%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s%n",
                                each.kiosk(),
                                each.epoch(),
                                each.first(),
                                each.last(),
                                each.records(),
                                each.signed(),
                                each.head(),
                                each.state());
            }
        }
    }

    /** A person who shows who they are by a password. */
    abstract static class ByPerson extends OnBranches {
        @Mixin
        private final SignedBy signedBy = new SignedBy();

        @Parameters(index = "0", paramLabel = "KIOSK", description = "Id of the kiosk.")
        String kiosk = "";

        @Parameters(index = "1", paramLabel = "HASH", description = "Hash of the branch's last record, from 'list'.")
        String head = "";

        @Override
        void act(Database database, AdoptionStore adoptions) throws AdoptionRefused, IOException {
            Optional<Account> person =
                    signedBy.person(database, parent.passwords, Clock.systemUTC(), "adopt " + kiosk + " " + head);
            if (person.isEmpty()) {
                throw new AdoptionRefused("name or password is wrong");
            }
            decide(adoptions, person.get());
        }

        abstract void decide(AdoptionStore adoptions, Account person) throws AdoptionRefused;
    }

    @Command(
            name = "propose",
            description = "Proposes to count a branch; nothing counts yet.",
            mixinStandardHelpOptions = true)
    static final class Propose extends ByPerson {
        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "Why, for those who look later.")
        private String reason = "";

        @Override
        void decide(AdoptionStore adoptions, Account person) throws AdoptionRefused {
            adoptions.propose(kiosk, head, reason, person);
            out().println("proposed by " + person.name() + "; another person must confirm it");
        }
    }

    @Command(
            name = "confirm",
            description = "Confirms what another person proposed; the branch counts from now on.",
            mixinStandardHelpOptions = true)
    static final class Confirm extends ByPerson {
        @Override
        void decide(AdoptionStore adoptions, Account person) throws AdoptionRefused {
            out().println(adoptions.confirm(kiosk, head, person) + " records count from now on");
        }
    }
}
