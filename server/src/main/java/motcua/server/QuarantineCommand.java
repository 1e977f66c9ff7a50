package motcua.server;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import motcua.server.config.ConfigFault;
import motcua.server.ingest.QuarantineRetry;
import motcua.server.quarantine.Quarantine;
import motcua.server.storage.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code server quarantine list|retry}. */
@Command(
        name = "quarantine",
        description = "What was refused and kept.",
        mixinStandardHelpOptions = true,
        subcommands = {QuarantineCommand.ListAll.class, QuarantineCommand.Retry.class})
final class QuarantineCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: list or retry");
    }

    @Command(
            name = "list",
            description =
                    "One refusal a line: number, time, kiosk, epoch, first and last seq, reason, bytes, what was wrong.",
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Override
        public Integer call() throws ConfigFault {
            PrintWriter out = spec.commandLine().getOut();
            try (Database database = Database.open(config.read().database())) {
                for (Quarantine.Entry each : Quarantine.all(database)) {
                    out.printf(
                            "%d\t%s\t%s\t%s\t%d\t%d\t%s\t%d\t%s%n",
                            each.id(),
                            Instant.ofEpochMilli(each.receivedAtMs()),
                            each.kiosk(),
                            each.epoch().isEmpty() ? "-" : each.epoch(),
                            each.firstSeq(),
                            each.lastSeq(),
                            each.reason(),
                            each.raw().length,
                            each.detail());
                }
            }
            return 0;
        }
    }

    @Command(
            name = "retry",
            description =
                    "Takes in again what was refused, for instance after an upgrade; what stands now leaves quarantine.",
            mixinStandardHelpOptions = true)
    static final class Retry implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private final ConfigOption config = new ConfigOption();

        @Override
        public Integer call() throws ConfigFault {
            try (Database database = Database.open(config.read().database())) {
                QuarantineRetry.Result result = new QuarantineRetry(database, Clock.systemUTC()).run();
                spec.commandLine()
                        .getOut()
                        .printf("%d taken in, %d still refused%n", result.takenIn(), result.stillRefused());
            }
            return 0;
        }
    }
}
