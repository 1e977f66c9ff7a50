package motcua.verifier.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Bar S4: any record or field of a 10,000-record export flipped, inserted, deleted, reordered or cut is found, and the wrong
 * record is named.
 *
 * <p>Every record is damaged once in every way. A damaged record is checked with its neighbours as a partial export that begins
 * at a known place ({@code --first}), which is the same code as over the whole file; a seeded sample is checked over the whole
 * file too.
 */
class TamperedExportTest {
    private static final int RECORDS = 10_000;
    private static final KeyPair KEY = ForgedExport.newKey();
    private static final List<String> FIELDS =
            List.of("bodyHash", "boot", "clock", "epoch", "kiosk", "prev", "seq", "type", "upMs", "v", "wallMs");

    private static ForgedExport export;
    private static Known.Head head;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @BeforeAll
    static void make() {
        export = ForgedExport.of(RECORDS, KEY);
        head = new Known.Head(null, RECORDS, export.hash(RECORDS), "--head");
    }

    @Test
    void theWholeExportIsGood() throws Exception {
        Findings found = check(export.all());

        assertThat(found.records()).isEqualTo(RECORDS);
        assertThat(found.epochs()).singleElement().satisfies(epoch -> {
            assertThat(epoch.checkpoints()).isEqualTo(RECORDS / ForgedExport.CHECKPOINT_EVERY + 1);
            assertThat(epoch.unvouched()).isZero();
        });
    }

    @Test
    void aBitFlippedInAnyRecordIsFoundThere() {
        for (int n = 1; n <= RECORDS; n++) {
            byte[] bad = export.line(n);
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            assertFound(n, n, replaced(n, bad), "a flipped bit");
        }
    }

    @Test
    void everyBitOfAFewRecordsIsFoundThere() {
        for (int n : new int[] {1, 5_000, RECORDS}) { // a boot, a press, a checkpoint
            for (int bit = 0; bit < export.line(n).length * 8; bit++) {
                byte[] bad = export.line(n);
                bad[bit / 8] ^= (byte) (1 << (bit % 8));
                assertFound(n, n, replaced(n, bad), "bit " + bit);
            }
        }
    }

    @Test
    void anyHeaderFieldOfAnyRecordSetToAnotherGoodValueIsFoundThere() {
        Set<String> tried = new TreeSet<>();
        for (int n = 1; n <= RECORDS; n++) {
            String field = FIELDS.get((n + (int) (seed & 0xff)) % FIELDS.size());
            tried.add(field);
            byte[] bad = ForgedExport.withField(export.line(n), field, other(field, n));
            assertFound(n, n, replaced(n, bad), field);
        }
        assertThat(tried).hasSameSizeAs(FIELDS);
    }

    @Test
    void anyRecordForgedWholeWithMatchingHashesIsFoundThere() {
        for (int n = 1; n <= RECORDS; n++) {
            assertFound(n, n, replaced(n, forged(n)), "a forged record");
        }
    }

    @Test
    void anyDeletedRecordIsFoundAtItsFollower() {
        for (int n = 1; n < RECORDS; n++) {
            List<byte[]> lines = window(n);
            lines.remove(n - start(n));
            Problem problem = assertFound(n, n, lines, "a deleted record");
            assertThat(problem.fault()).isIn(Fault.MISSING, Fault.START);
        }
    }

    @Test
    void anyRecordInsertedAgainIsFoundThere() {
        for (int n = 1; n <= RECORDS; n++) {
            List<byte[]> lines = window(n);
            lines.add(n - start(n) + 1, export.line(n));
            assertFound(n, n + 1, lines, "a record twice");
        }
    }

    @Test
    void aForgedRecordInsertedBeforeAnyIsFoundThere() {
        for (int n = 2; n < RECORDS; n++) {
            List<byte[]> lines = window(n);
            lines.add(n - start(n), forged(n));
            assertFound(n, n, lines, "an inserted forgery");
        }
    }

    @Test
    void anyTwoNeighboursSwappedAreFoundThere() {
        for (int n = 1; n < RECORDS; n++) {
            List<byte[]> lines = window(n);
            int at = n - start(n);
            byte[] moved = lines.remove(at);
            lines.add(at + 1, moved);
            assertFound(n, n, lines, "two records swapped");
        }
    }

    @Test
    void anyRecordCutShortIsFoundThere() {
        for (int n = 1; n <= RECORDS; n++) {
            byte[] line = export.line(n);
            assertFound(n, n, replaced(n, Arrays.copyOf(line, random.nextInt(line.length))), "a record cut short");
        }
    }

    @Test
    void anErasedBodyIsFoundUnlessRetentionIsAllowed() throws Exception {
        for (int n = 1; n <= RECORDS; n++) {
            byte[] erased = ForgedExport.line(ForgedExport.header(export.line(n)), new byte[0]);
            assertFound(n, n, replaced(n, erased), "an erased body");
        }
        List<byte[]> lines = export.all();
        lines.set(99, ForgedExport.line(ForgedExport.header(export.line(100)), new byte[0]));
        Findings found = JournalCheck.of(
                ForgedExport.stream(lines), new Known(ForgedExport.hex(KEY), 1, null, List.of(head), true));
        assertThat(found.erased()).isEqualTo(1);
    }

    @Test
    void aCutOffEndIsFoundWithAHeadAndSaidToBePossibleWithout() throws Exception {
        for (int kept = RECORDS - 300; kept < RECORDS; kept++) {
            List<byte[]> lines = export.lines(kept - 5, kept);
            Known known = new Known(ForgedExport.hex(KEY), kept - 5, export.hash(kept - 6), List.of(head), false);
            int last = kept;
            assertThatThrownBy(() -> JournalCheck.of(ForgedExport.stream(lines), known))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.fault()).isEqualTo(Fault.TRUNCATED);
                        assertThat(problem.seq()).isEqualTo(last);
                    });
        }
        Findings unaware = JournalCheck.of(ForgedExport.stream(export.lines(1, 600)), Known.NOTHING);
        assertThat(unaware.epochs().get(0).unvouched()).isEqualTo(600 - 511);
    }

    @Test
    void theWholeFileNamesTheSameLineAsItsParts() {
        for (int i = 0; i < 10; i++) {
            int n = random.nextInt(2, RECORDS);
            List<byte[]> lines = export.all();
            String how;
            int wrong = n;
            switch (random.nextInt(5)) {
                case 0 -> {
                    how = "forged";
                    lines.set(n - 1, forged(n));
                }
                case 1 -> {
                    how = "deleted";
                    lines.remove(n - 1);
                }
                case 2 -> {
                    how = "moved to the end";
                    lines.add(lines.remove(n - 1));
                }
                case 3 -> {
                    how = "moved to the front";
                    lines.add(0, lines.remove(n - 1));
                    wrong = 1;
                }
                default -> {
                    how = "wallMs set";
                    lines.set(n - 1, ForgedExport.withField(export.line(n), "wallMs", "1"));
                }
            }
            long line = wrong;
            assertThatThrownBy(() -> check(lines))
                    .as("seed %d: record %d %s", seed, n, how)
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.line()).isEqualTo(line));
        }
    }

    /** The damaged lines from {@code start(n)} on are refused, and the line that stands for record {@code wrong} is named. */
    private Problem assertFound(int n, int wrong, List<byte[]> lines, String how) {
        int start = start(n);
        Known known = new Known(
                ForgedExport.hex(KEY),
                start,
                start == 1 ? null : export.hash(start - 1),
                start + 4 > RECORDS ? List.of(head) : List.of(),
                false);
        try {
            JournalCheck.of(ForgedExport.stream(lines), known);
        } catch (Problem problem) {
            if (problem.line() + start - 1 != wrong) {
                fail("seed %d: record %d, %s: taken for %s", seed, n, how, problem.text());
            }
            return problem;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return fail("seed %d: record %d, %s: not found", seed, n, how);
    }

    private static int start(int n) {
        return Math.max(1, n - 1);
    }

    private static List<byte[]> window(int n) {
        return export.lines(start(n), Math.min(RECORDS, n + 2));
    }

    private static List<byte[]> replaced(int n, byte[] line) {
        List<byte[]> lines = new ArrayList<>(window(n));
        lines.set(n - start(n), line);
        return lines;
    }

    /** A record of the same place and link with another body, all its own hashes right. */
    private static byte[] forged(int n) {
        byte[] line = export.line(n);
        byte[] body = new String(ForgedExport.body(line), StandardCharsets.UTF_8)
                .replaceFirst("\"salt\":\"0", "\"salt\":\"f")
                .getBytes(StandardCharsets.UTF_8);
        byte[] header =
                ForgedExport.header(ForgedExport.withField(line, "bodyHash", ForgedExport.quoted(Sha256.body(body))));
        return ForgedExport.line(header, body);
    }

    private String other(String field, int n) {
        return switch (field) {
            case "bodyHash", "prev" -> ForgedExport.quoted(hex(32));
            case "boot" -> ForgedExport.quoted(hex(16));
            case "epoch" -> ForgedExport.quoted(hex(8));
            case "clock" -> ForgedExport.quoted("UNTRUSTED");
            case "kiosk" -> ForgedExport.quoted("kiosk-8");
            case "type" -> ForgedExport.quoted("reasons");
            case "seq" -> Integer.toString(n + 1 + random.nextInt(RECORDS));
            default -> Integer.toString(2 + random.nextInt(1_000_000) * 1_000);
        };
    }

    private String hex(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }

    private static Findings check(List<byte[]> lines) throws IOException, Problem {
        return JournalCheck.of(
                ForgedExport.stream(lines), new Known(ForgedExport.hex(KEY), 1, null, List.of(head), false));
    }
}
