package motcua.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import motcua.server.access.AccountStore;
import motcua.server.access.Passwords;
import motcua.server.config.ServerConfig;
import motcua.server.ingest.Greetings;
import motcua.server.ingest.TestKiosk;
import motcua.server.storage.Database;
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
                "server.data=/x\\u0000y           | server.data: is no path",
                "server.data=/x\\nhttp.port=808o0  | http.port: a port is 0 to 65535, not 808o0",
                "server.data=/x\\nhttp.publicUrl=mot-cua.vn | http.publicUrl: https://NAME or http://NAME",
                "server.data=/x\\nhttp.publicUrl=https://a.vn/b | http.publicUrl: https://NAME or http://NAME",
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
                "user",
                "adopt",
                "adopt list",
                "adopt propose",
                "adopt confirm",
                "settings",
                "settings push",
                "settings catalogue",
                "kiosks",
                "kiosks list",
                "kiosks accept-key"
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
    void accountsAreAddedListedChangedAndShutOut() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "một mật khẩu đủ dài\n");
        Path other = Files.writeString(folder.resolve("other"), "một mật khẩu khác hẳn\n");
        assertThat(user("add", "lanhdao", "--role", "leader", "--unit", "xa-an-binh", "--password-file", password + ""))
                .isZero();
        assertThat(out.toString()).contains("added lanhdao as LEADER").doesNotContain("mật khẩu");
        assertThat(user("add", "lanhdao", "--role", "leader", "--password-file", password + ""))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("lanhdao exists already");
        assertThat(user("list")).isZero();
        assertThat(out.toString().strip()).isEqualTo("lanhdao\tLEADER\txa-an-binh\tactive");
        try (Database database = open()) {
            AccountStore accounts = new AccountStore(database, Passwords.STRONG, Clock.systemUTC());
            assertThat(accounts.check("lanhdao", "một mật khẩu đủ dài")).isPresent();
        }
        assertThat(user("password", "lanhdao", "--password-file", other + "")).isZero();
        try (Database database = open()) {
            AccountStore accounts = new AccountStore(database, Passwords.STRONG, Clock.systemUTC());
            assertThat(accounts.check("lanhdao", "một mật khẩu đủ dài")).isEmpty();
            assertThat(accounts.check("lanhdao", "một mật khẩu khác hẳn")).isPresent();
        }
        assertThat(user("disable", "lanhdao")).isZero();
        assertThat(user("list")).isZero();
        assertThat(out.toString()).contains("\tdisabled");
        assertThat(user("disable", "nobody")).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().isEqualTo("no user nobody");
        assertThat(user("password", "nobody", "--password-file", other + "")).isEqualTo(1);
    }

    @Test
    void aFaultyAccountIsOneClearLine() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path password = Files.writeString(folder.resolve("password"), "một mật khẩu đủ dài\n");
        assertThat(user("add", "an", "--role", "king", "--password-file", password + ""))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Unknown role: king");
        assertThat(user("add", "an", "--role", "public", "--password-file", password + ""))
                .isEqualTo(2);
        assertThat(user("add", "Ông An", "--role", "leader", "--password-file", password + ""))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("name 'Ông An'");
        assertThat(user("add", "an", "--role", "leader", "--password-file", empty + ""))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("password");
        assertThat(user("add", "an", "--role", "leader", "--password-file", "/no/such/file"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("/no/such/file");
        assertThat(user("list")).isZero();
        assertThat(out.toString()).isEmpty();
    }

    private int user(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of("user", command, "--config", config.toString()));
        all.addAll(List.of(arguments));
        return run(all.toArray(new String[0]));
    }

    private Database open() throws Exception {
        return Database.open(ServerConfig.read(config).database());
    }

    @Test
    void aForkedBranchCountsAfterTwoPeopleSaidSo() throws Exception {
        TestKiosk kiosk = TestKiosk.open("xa-an-binh-1", "an-binh");
        TestKiosk clone = kiosk.copy(9);
        kiosk.day(2);
        clone.day(3);
        takeIn(kiosk);
        takeIn(clone);
        Path password = account("lan", "auditor");
        account("minh", "administrator");
        assertThat(run("adopt", "list", "--config", config.toString())).isZero();
        String head = clone.headHash().hex();
        assertThat(out.toString()).contains("xa-an-binh-1\t" + clone.epoch()).contains(head + "\topen");

        assertThat(adopt("propose", "lan", password, head, "--reason", "Sửa máy"))
                .isZero();
        assertThat(adopt("confirm", "lan", password, head)).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("another person");
        Path wrong = Files.writeString(folder.resolve("wrong"), "not the password at all");
        assertThat(adopt("confirm", "minh", wrong, head)).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("name or password is wrong");
        assertThat(adopt("confirm", "minh", password, head)).isZero();

        assertThat(out.toString()).contains("6 records count from now on");
        assertThat(run("recount", "--config", config.toString())).isZero();
        assertThat(out.toString()).contains(kiosk.records().size() + 6 + " records, 5 services, 0 differences");
    }

    private int adopt(String command, String by, Path password, String head, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "adopt", command, "--config", config.toString(), "--by", by, "--password-file", password.toString()));
        all.addAll(List.of(more));
        all.addAll(List.of("xa-an-binh-1", head));
        return run(all.toArray(new String[0]));
    }

    private Path account(String name, String role) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "mật khẩu đủ dài 1\n");
        assertThat(user("add", name, "--role", role, "--password-file", password.toString()))
                .isZero();
        return password;
    }

    private void takeIn(TestKiosk kiosk) throws Exception {
        Path export = Files.write(folder.resolve("stick.journal"), Batch.encode(kiosk.records()));
        run("ingest", "--config", config.toString(), export.toString());
    }

    @Test
    void anotherKeyIsAcceptedByATechnicianWhoReadItAtTheKiosk() throws Exception {
        String first = "11".repeat(32);
        String offered = "22".repeat(32);
        try (Database database = open()) {
            Greetings.write(database, "xa-an-binh-1", first);
            Greetings.write(database, "xa-an-binh-1", offered);
        }
        Path password = account("tuan", "technician");
        account("lan", "auditor");
        assertThat(run("kiosks", "list", "--config", config.toString())).isZero();
        assertThat(out.toString()).contains("xa-an-binh-1\t-\ttest\t").contains(first + "\t" + offered);

        assertThat(acceptKey("lan", password, offered)).isEqualTo(1);
        assertThat(err.toString()).contains("no technician");
        assertThat(acceptKey("tuan", password, "33".repeat(32))).isEqualTo(1);
        assertThat(err.toString()).contains("offers another key");
        assertThat(acceptKey("tuan", password, offered)).isZero();
        assertThat(acceptKey("tuan", password, offered)).isEqualTo(1);
        assertThat(err.toString()).contains("offers no other key");

        run("kiosks", "list", "--config", config.toString());
        assertThat(out.toString()).contains(offered + "\t-");
        try (Database database = open()) {
            assertThat(Greetings.write(database, "xa-an-binh-1", offered))
                    .as("answered")
                    .isEqualTo(1);
            assertThat(Greetings.write(database, "xa-an-binh-1", first))
                    .as("a stranger now")
                    .isZero();
        }
    }

    private int acceptKey(String by, Path password, String key) {
        return run(
                "kiosks",
                "accept-key",
                "--config",
                config.toString(),
                "--by",
                by,
                "--password-file",
                password.toString(),
                "--reason",
                "Thay máy",
                "xa-an-binh-1",
                key);
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
