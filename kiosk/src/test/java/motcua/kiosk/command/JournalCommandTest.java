package motcua.kiosk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motcua.contract.journal.Hash;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.StoredReceipt;
import motcua.kiosk.journal.TestJournals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands of a technician, on a real journal. */
class JournalCommandTest {
    @TempDir
    Path dir;

    private final SigningKey serverKey = SigningKey.generate();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path config;
    private Hash third;

    @BeforeEach
    void write() throws Exception {
        config = dir.resolve("kiosk.properties");
        Files.writeString(config, "kiosk.id = kiosk-1\nkiosk.data = " + dir.resolve("data") + "\n");
        Files.writeString(dir.resolve("server.key.pub"), serverKey.publicKeyHex() + "\n");
        try (Journal journal = TestJournals.open(dir.resolve("data/journal"))) {
            journal.append(TestJournals.body(1));
            third = journal.append(TestJournals.body(2)).hash();
        }
    }

    private int run(Object command, String... args) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private int journal(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--config";
        all[args.length + 1] = config.toString();
        return run(new JournalCommand(), all);
    }

    @Test
    void listsEpochsAndTheNewestRecords() {
        assertThat(journal("list", "--last", "2")).isZero();
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(out.toString())
                .contains("gen 1 NEW: 3 records")
                .contains("1/3 ")
                .contains("clerk-2")
                .doesNotContain("1/1 ");
    }

    @Test
    void exportsTheWiresLines() throws Exception {
        Path file = dir.resolve("out.journal");
        assertThat(journal("export", file.toString())).isZero();
        List<Batch.Line> lines = Batch.decode(Files.readAllBytes(file));
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.refusal()).isNull());
    }

    @Test
    void checksEveryRecordAndSaysWhatIsWrong() throws Exception {
        assertThat(journal("check")).isZero();
        assertThat(out.toString()).contains("3 records are sound");
        Path file = dir.resolve("data/journal/journal.db");
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[text.lastIndexOf("clerk-1")] ^= 1;
        Files.write(file, bytes);
        assertThat(journal("check")).isEqualTo(1);
        assertThat(err.toString()).contains("record 1/2 is damaged").contains("start the kiosk again");
    }

    private String signed(SigningKey key, long contiguous, Hash hash, String epoch) {
        Receipt receipt =
                new Receipt("kiosk-1", "", "00112233aabbccdd", epoch, contiguous, hash, List.of(), List.of(), 0);
        return new String(
                SignedMessage.seal(key, Topics.down("kiosk-1", Topics.Down.RECEIPT), receipt), StandardCharsets.UTF_8);
    }

    @Test
    void acceptsReceiptsFromAStickByTheRulesOfTheWire() throws Exception {
        String epoch;
        try (Journal journal = TestJournals.open(dir.resolve("data/journal"))) {
            epoch = journal.epoch();
        }
        Path file = dir.resolve("out.journal.receipt");
        Files.writeString(file, signed(serverKey, 3, third, epoch) + "\n");
        String key = dir.resolve("server.key.pub").toString();
        assertThat(journal("accept", file.toString())).as("no key").isEqualTo(1);
        assertThat(err.toString()).contains("--server-key");
        assertThat(journal("accept", "--server-key", key, file.toString())).isZero();
        assertThat(out.toString()).contains("RISEN, the server has up to 3 of 4");
        try (Journal journal = TestJournals.open(dir.resolve("data/journal"))) {
            assertThat(journal.receipts()).extracting(StoredReceipt::contiguous).containsExactly(3L);
            assertThat(journal.gen()).isEqualTo(1);
            assertThat(journal("accept", "--server-key", key, file.toString()))
                    .as("kiosk runs")
                    .isEqualTo(1);
            assertThat(err.toString()).contains("in use by another process");
        }
        Files.writeString(file, signed(SigningKey.generate(), 4, third, epoch) + "\n");
        assertThat(journal("accept", "--server-key", key, file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("line 1 is no receipt of the server");
    }

    @Test
    void saysWithoutConfigurationWhatToDo() {
        assertThat(run(
                        new JournalCommand(),
                        "check",
                        "--config",
                        dir.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("does not exist");
    }

    @Test
    void doctorSaysWhatIsWrongAndWhatToDo() throws Exception {
        assertThat(run(new DoctorCommand(), "--config", config.toString())).isZero();
        assertThat(out.toString())
                .contains("good   journal: 3 records")
                .containsPattern("good   device key: ([0-9a-f]{64}|none yet)")
                .contains("server: none is configured");
        Files.writeString(
                config,
                "pads.ports = " + dir.resolve("ttyPad*") + "\nuplink.url = tcp://127.0.0.1:1\nuplink.serverKey = "
                        + dir.resolve("server.key.pub") + "\n",
                java.nio.file.StandardOpenOption.APPEND);
        assertThat(run(new DoctorCommand(), "--config", config.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("WRONG  pads: no serial port")
                .contains("plug the pad in")
                .contains("WRONG  server: tcp://127.0.0.1:1 cannot be reached");
    }
}
