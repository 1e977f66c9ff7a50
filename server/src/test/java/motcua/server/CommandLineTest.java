package motcua.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import motcua.server.ingest.TestKiosk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Commands, their exit codes and their one clear line. */
class CommandLineTest {
    @TempDir
    Path folder;

    private Path config;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void configure() throws Exception {
        config = folder.resolve("server.properties");
        Files.writeString(config, "server.data=" + folder.resolve("data") + "\n");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = ServerMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.dat=/x                     | server.dat: unknown key",
                "http.port=8080                    | server.data: missing",
                "server.data=/x\\nhttp.port=808o0  | http.port: a port is 0 to 65535, not 808o0",
                "server.data=/x\\ndatabase.url=x   | database.url: no jdbc:sqlite:",
                "server.data=/x\\nbroker.embedded=yes | broker.embedded: true or false, not yes",
                "server.data=/x\\nbroker.embedded=false | broker.url: tcp://HOST:PORT is needed",
                "server.data=/x\\nbroker.url=tcp://a:1 | broker.url: only with broker.embedded=false",
                "server.data=/x\\ndatabase.passwordFile=/no/such | database.passwordFile: cannot read /no/such"
            })
    void aFaultyConfigurationStopsTheStartWithTheKeysName(String text, String message) throws Exception {
        Files.writeString(config, text.replace("\\n", "\n"));
        assertThat(run("run", "--config", config.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(message);
    }

    @Test
    void aMissingConfigurationStopsTheStart() {
        assertThat(run("run", "--config", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("cannot read the configuration");
    }

    @Test
    void checkConfigPrintsWhatIsInForceAndMakesNothing() {
        assertThat(run("run", "--config", config.toString(), "--check-config")).isZero();
        assertThat(out.toString())
                .contains("server.data=" + folder.resolve("data"))
                .contains("http.port=8080")
                .contains("broker.port=1883")
                .contains("database.url=jdbc:sqlite:");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "recount",
                "quarantine",
                "quarantine list",
                "quarantine retry",
                "ingest",
                "key",
                "user"
            })
    void everyCommandHasHelp(String command) {
        String line = (command + " --help").strip();
        assertThat(run(line.split(" "))).isZero();
        assertThat(out.toString()).contains("Usage: server").contains("--help");
    }

    @Test
    void usageIsTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("fly")).isEqualTo(2);
        assertThat(run("quarantine")).isEqualTo(2);
        assertThat(run("ingest", "--config", config.toString())).isEqualTo(2);
    }

    @Test
    void keyIsMadeOnceAndPrinted() {
        assertThat(run("key", "--config", config.toString())).isZero();
        String first = out.toString().strip();
        assertThat(first).matches("[0-9a-f]{64}");
        assertThat(run("key", "--config", config.toString())).isZero();
        assertThat(out.toString().strip()).isEqualTo(first);
    }

    @Test
    void aFileIsTakenInAndReceiptedAndTheRefusedCanBeListedAndTriedAgain() throws Exception {
        TestKiosk kiosk = TestKiosk.open("xa-an-binh-1", "an-binh");
        kiosk.day(5);
        kiosk.newEpoch();
        kiosk.boot();
        kiosk.day(1);
        Path export = folder.resolve("stick.journal");
        byte[] journal = Batch.encode(kiosk.records());
        Files.write(export, journal);

        assertThat(run("ingest", "--config", config.toString(), export.toString()))
                .isZero();
        assertThat(out.toString()).contains(kiosk.records().size() + " records taken in, 0 stored before, 0 refused");
        run("key", "--config", config.toString());
        String key = out.toString().strip();
        List<String> receipts = Files.readAllLines(folder.resolve("stick.journal.receipt"));
        assertThat(receipts).hasSize(2);
        long contiguous = 0;
        for (String line : receipts) {
            Receipt receipt = SignedMessage.open(
                    key, Topics.down(kiosk.id, Topics.Down.RECEIPT), line.getBytes(UTF_8), Receipt.class);
            contiguous += receipt.contiguous();
        }
        assertThat(contiguous).isEqualTo(kiosk.records().size());

        assertThat(run("ingest", "--config", config.toString(), export.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("0 records taken in, " + kiosk.records().size() + " stored before");

        byte[] damaged = journal.clone();
        damaged[journal.length - 10] ^= 1;
        Files.write(export, damaged);
        assertThat(run("ingest", "--config", config.toString(), export.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("1 refused");
        assertThat(run("quarantine", "list", "--config", config.toString())).isZero();
        assertThat(out.toString()).contains("xa-an-binh-1").contains("POISON").contains("body does not match bodyHash");
        assertThat(run("quarantine", "retry", "--config", config.toString())).isZero();
        assertThat(out.toString()).contains("0 taken in, 1 still refused");

        assertThat(run("recount", "--config", config.toString())).isZero();
        assertThat(out.toString()).contains(kiosk.records().size() + " records, 6 services, 0 differences");
    }

    @Test
    void aCommandBeforeTheFirstRunMakesTheDataFolder() {
        assertThat(run("recount", "--config", config.toString())).isZero();
        assertThat(out.toString()).contains("0 records, 0 services, 0 differences");
    }

    @Test
    void aFileThatIsNoJournalIsOneClearLine() throws Exception {
        Path export = Files.writeString(folder.resolve("photo.jpg"), "no journal at all");
        assertThat(run("ingest", "--config", config.toString(), export.toString()))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("holds no record");
        assertThat(run("ingest", "--config", config.toString(), "/no/such/file"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("/no/such/file");
    }
}
