package motcua.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on the samples of the wire, which the kiosk's and server's own code made. */
class CheckCommandTest {
    private static final Path SAMPLES = Path.of("../docs/samples/v1");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void findsTheSampleWholeAndSaysSoInBothLanguages() throws Exception {
        assertThat(run("check", sample("journal.txt"), "--public-key", publicKey()))
                .isZero();

        assertThat(out.toString()).contains("ĐẠT / WHOLE", "xa-mau-1", "records: 45", "đúng khoá đã cho / as given");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysThatTheLastRecordHasNothingToVouchForIt() {
        assertThat(run("check", sample("journal.txt"))).isZero();

        assertThat(out.toString()).contains("nothing vouches for the last 1 records", "chưa được bảo đảm");
    }

    @Test
    void namesTheFirstWrongRecordOnStandardError() throws Exception {
        String text = Files.readString(Path.of(sample("journal.txt")));
        Path bad = Files.writeString(folder.resolve("bad.txt"), text.replace("UBND xã Mẫu", "UBND xã Khác"));

        assertThat(run("check", bad.toString())).isEqualTo(1);

        assertThat(err.toString())
                .contains("dòng/line 3", "seq 3", "nội dung không khớp với mã băm", "the body does not match its hash")
                .hasLineCount(1);
        assertThat(out.toString()).contains("KHÔNG ĐẠT / NOT WHOLE");
    }

    @Test
    void takesAReceiptOfTheServer() throws Exception {
        Path receipts = folder.resolve("journal.receipt");
        Files.write(receipts, Files.readAllBytes(SAMPLES.resolve("receipt-signed.json")));

        assertThat(run("check", sample("journal.txt"), "--receipts", receipts.toString(), "--server-key", publicKey()))
                .as(err.toString())
                .isZero();
    }

    @Test
    void saysThatReceiptsAreNoText() throws Exception {
        Path receipts = folder.resolve("journal.receipt");
        Files.write(receipts, new byte[] {'{', (byte) 0xff, '}'});

        assertThat(run("check", sample("journal.txt"), "--receipts", receipts.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("the receipt is wrong", "journal.receipt is not UTF-8");
    }

    @Test
    void findsACutOffEndByTheReceipt() throws Exception {
        String[] lines = Files.readString(Path.of(sample("journal.txt"))).split("(?<=\n)");
        Path cut = folder.resolve("cut.txt");
        Files.writeString(cut, String.join("", Arrays.copyOf(lines, 10)));

        assertThat(run("check", cut.toString())).isZero();
        assertThat(run("check", cut.toString(), "--receipts", sample("receipt-signed.json")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("the end was cut off");
    }

    @Test
    void refusesAReceiptThatTheServerDidNotSign() {
        assertThat(run(
                        "check",
                        sample("journal.txt"),
                        "--receipts",
                        sample("receipt-signed.json"),
                        "--server-key",
                        "0".repeat(64)))
                .isEqualTo(1);
        assertThat(err.toString()).contains("the receipt is wrong");
    }

    @Test
    void takesAHeadKnownFromElsewhere() {
        assertThat(run("check", sample("journal.txt"), "--head", "21:" + "0".repeat(64)))
                .isEqualTo(1);
        assertThat(err.toString()).contains("it does not match the known hash");
    }

    @Test
    void wrongUsageIsTwo() {
        assertThat(run("check")).isEqualTo(2);
        assertThat(run("check", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("check", sample("journal.txt"), "--public-key", "xyz")).isEqualTo(2);
        assertThat(run("check", sample("journal.txt"), "--head", "1")).isEqualTo(2);
        assertThat(run("check", sample("journal.txt"), "--first", "0")).isEqualTo(2);
        assertThat(run("check", sample("journal.txt"), "--wrong")).isEqualTo(2);
    }

    @Test
    void helpIsZero() {
        assertThat(run("--help")).isZero();
        assertThat(run("check", "--help")).isZero();
        assertThat(out.toString()).contains("--receipts", "--head", "--public-key");
    }

    private int run(String... args) {
        CommandLine commandLine = VerifierMain.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    private static String sample(String name) {
        return SAMPLES.resolve(name).toString();
    }

    private static String publicKey() throws Exception {
        return Files.readString(SAMPLES.resolve("public-key.txt"), StandardCharsets.US_ASCII)
                .strip();
    }
}
