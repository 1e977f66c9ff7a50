package motcua.kiosk.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import motcua.contract.journal.JournalRecord;
import motcua.contract.wire.Batch;
import motcua.kiosk.config.KioskConfig;
import motcua.kiosk.config.UplinkConfig;
import motcua.kiosk.journal.EpochHead;
import motcua.kiosk.journal.JournalCheck;
import motcua.kiosk.journal.JournalReads;
import motcua.kiosk.uplink.CarriedReceipts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the journal, and carries it to the server and receipts back on a stick. All but accept work beside a running kiosk. */
@Command(
        name = "journal",
        description = "Lists, checks and exports the journal; accepts receipts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    public JournalCommand() {}

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int failed(String what) {
        spec.commandLine().getErr().println("kiosk: " + what);
        return 1;
    }

    /** Prints the epochs, or the newest records. */
    @Command(name = "list", description = "Lists the newest records, one a line.", mixinStandardHelpOptions = true)
    int list(
            @Mixin ConfigOption config,
            @Option(
                            names = "--last",
                            defaultValue = "20",
                            paramLabel = "N",
                            description = "How many (${DEFAULT-VALUE}).")
                    int last) {
        KioskConfig read = config.load();
        try (JournalReads reads = JournalReads.open(read.journalFolder(), read.id())) {
            List<EpochHead> heads = reads.heads();
            for (EpochHead head : heads) {
                out().printf(
                                "epoch %s gen %d %s: %d records, last %d %s%n",
                                head.epoch(),
                                head.gen(),
                                head.reason(),
                                head.stored(),
                                head.headSeq(),
                                head.headHash());
            }
            EpochHead newest = heads.get(heads.size() - 1);
            long first = Math.max(1, newest.headSeq() - last + 1);
            for (JournalRecord record :
                    reads.read(newest.gen(), first, newest.headSeq(), Math.max(1, last), Long.MAX_VALUE)) {
                out().printf(
                                "%d/%d %s %s %s %s%n",
                                newest.gen(),
                                record.header().seq(),
                                Instant.ofEpochMilli(record.header().wallMs()),
                                record.header().clock(),
                                record.header().type(),
                                new String(record.bodyBytes(), StandardCharsets.UTF_8));
            }
            return 0;
        } catch (IOException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    /** Checks every record. */
    @Command(
            name = "check",
            description = "Checks every record: bytes, numbers, links, signatures.",
            mixinStandardHelpOptions = true)
    int check(@Mixin ConfigOption config) {
        KioskConfig read = config.load();
        try (JournalReads reads = JournalReads.open(read.journalFolder(), read.id())) {
            Optional<String> wrong = JournalCheck.everything(reads, read.id());
            if (wrong.isPresent()) {
                return failed("the journal is damaged: " + wrong.get()
                        + "; start the kiosk again, it sets the file aside and salvages it");
            }
            long records = reads.heads().stream().mapToLong(EpochHead::stored).sum();
            out().println("journal: " + records + " records are sound");
            return 0;
        } catch (IOException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    /** Writes every record as on the wire. */
    @Command(
            name = "export",
            description = "Writes every record as on the wire, one a line.",
            mixinStandardHelpOptions = true)
    int export(@Mixin ConfigOption config, @Parameters(paramLabel = "FILE") Path file) {
        KioskConfig read = config.load();
        long[] records = new long[1];
        try (JournalReads reads = JournalReads.open(read.journalFolder(), read.id());
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            reads.replay((gen, record) -> {
                try {
                    out.write(Batch.encode(List.of(record)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                records[0]++;
            });
        } catch (UncheckedIOException | IOException e) {
            return failed("export to " + file + ": " + e.getMessage());
        }
        out().println("journal: " + records[0] + " records written to " + file);
        return 0;
    }

    /** Takes receipts that came on a stick. */
    @Command(
            name = "accept",
            description = "Takes the server's receipts from a file, one signed receipt a line. The kiosk must not run.",
            mixinStandardHelpOptions = true)
    int accept(
            @Mixin ConfigOption config,
            @Option(
                            names = "--server-key",
                            paramLabel = "FILE",
                            description = "The server's public key, where uplink.serverKey is not configured.")
                    @Nullable
                    Path serverKey,
            @Parameters(paramLabel = "FILE") Path file) {
        KioskConfig read = config.load();
        UplinkConfig uplink = read.uplink();
        try {
            String key;
            if (serverKey != null) {
                key = Files.readString(serverKey).strip();
            } else if (uplink != null) {
                key = uplink.serverKeyHex();
            } else {
                return failed("the server's key is not known; name its file with --server-key");
            }
            CarriedReceipts receipts =
                    new CarriedReceipts(read.journalFolder(), read.id(), read.simulated(), key, Clock.systemUTC());
            List<String> said = receipts.accept(Files.readAllLines(file));
            said.forEach(out()::println);
            return 0;
        } catch (IOException e) {
            return failed("receipts of " + file + ": " + e.getMessage());
        }
    }
}
