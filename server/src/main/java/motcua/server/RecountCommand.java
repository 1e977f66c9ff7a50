package motcua.server;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import motcua.server.config.ConfigFault;
import motcua.server.counting.Recount;
import motcua.server.storage.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code server recount}. */
@Command(
        name = "recount",
        description = {
            "Counts everything anew from the journal, prints what differed and puts it right.",
            "Exit code 0 if nothing differed, 1 if something did."
        },
        mixinStandardHelpOptions = true)
final class RecountCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws ConfigFault {
        PrintWriter out = spec.commandLine().getOut();
        try (Database database = Database.open(config.read().database())) {
            Recount.Result result = new Recount(database, Clock.systemUTC()).run();
            result.findings().forEach(out::println);
            out.printf(
                    "%d records, %d services, %d differences%n",
                    result.records(), result.services(), result.findings().size());
            return result.findings().isEmpty() ? 0 : 1;
        }
    }
}
