package motcua.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import motcua.contract.sign.SigningKey;
import motcua.server.config.ConfigFault;
import motcua.server.config.ServerConfig;
import motcua.server.ingest.FileIngest;
import motcua.server.ingest.Intake;
import motcua.server.ingest.JournalWriter;
import motcua.server.storage.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code server ingest FILE}. */
@Command(
        name = "ingest",
        description = {
            "Takes in an exported journal, for instance from a USB stick, as if it had come over the network.",
            "Writes FILE.receipt, one signed receipt a line, for 'kiosk journal accept'.",
            "Exit code 0 if all lines were taken in, 1 if some were refused."
        },
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "FILE", description = "Written by 'kiosk journal export'.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws ConfigFault, IOException {
        ServerConfig server = config.read();
        SigningKey key = SigningKey.loadOrCreate(server.keyFile());
        try (Database database = Database.open(server.database())) {
            JournalWriter writer =
                    new JournalWriter(database, Clock.systemUTC(), Intake.newInstance(new SecureRandom()));
            FileIngest.Result result = new FileIngest(writer, key).run(file);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d records taken in, %d stored before, %d refused; receipts in %s%n",
                            result.stored(), result.repeated(), result.refused(), result.receiptFile());
            return result.refused() == 0 ? 0 : 1;
        }
    }
}
