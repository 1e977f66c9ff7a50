package motcua.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import motcua.contract.Samples;
import motcua.contract.journal.JournalRecord;
import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void recordsComeBackInTheirOrderByteForByte() throws Exception {
        List<JournalRecord> records = Samples.journal();

        List<Batch.Line> lines = Batch.decode(Batch.encode(records));

        assertThat(lines).extracting(Batch.Line::record).containsExactlyElementsOf(records);
        assertThat(lines).extracting(Batch.Line::refusal).containsOnlyNulls();
    }

    @Test
    void anEmptyPayloadHoldsNothing() {
        assertThat(Batch.decode(new byte[0])).isEmpty();
    }

    @Test
    void aTornPayloadLosesOnlyItsLastRecord() throws Exception {
        byte[] whole = Batch.encode(Samples.journal().subList(0, 3));
        int second = indexAfter(whole, 2);
        for (int cut = second + 1; cut < whole.length; cut++) {
            List<Batch.Line> lines = Batch.decode(Arrays.copyOf(whole, cut));

            assertThat(lines).as("cut at %d", cut).hasSize(3);
            assertThat(lines.get(1).record()).isEqualTo(Samples.journal().get(1));
            assertThat(lines.get(2).record()).isNull();
            assertThat(lines.get(2).refusal()).startsWith("torn");
        }
    }

    @Test
    void garbageBetweenGoodLinesIsRefusedAloneAndKeptRaw() throws Exception {
        List<JournalRecord> records = Samples.journal();
        String[] garbage = {
            "", "\t", "no tab", "\t{}", "{}\t{}", "null\tnull", "{}\t", "\u0000\u0001\t\u0002", "a\tb\tc", "[[[[\t"
        };
        ByteArrayOutputStream mixed = new ByteArrayOutputStream();
        for (String each : garbage) {
            mixed.writeBytes(Batch.encode(records.subList(0, 1)));
            mixed.writeBytes((each + "\n").getBytes(StandardCharsets.UTF_8));
        }

        List<Batch.Line> lines = Batch.decode(mixed.toByteArray());

        assertThat(lines).hasSize(garbage.length * 2);
        for (int i = 0; i < garbage.length; i++) {
            assertThat(lines.get(2 * i).record()).isEqualTo(records.get(0));
            assertThat(lines.get(2 * i + 1).record()).as("garbage %d", i).isNull();
            assertThat(lines.get(2 * i + 1).refusal()).isNotBlank();
            assertThat(lines.get(2 * i + 1).raw()).isEqualTo(garbage[i].getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void randomBytesNeverThrowAndNeverReadAsARecord() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<JournalRecord> records = Samples.journal();
        byte[] good = Batch.encode(records);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            assertThat(Batch.decode(bytes)).as("seed %d", seed).allMatch(line -> line.record() == null);

            byte[] flipped = good.clone();
            int at = random.nextInt(flipped.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(Batch.decode(flipped))
                    .as("seed %d, byte %d", seed, at)
                    .anyMatch(line -> line.record() == null || !records.contains(line.record()));
        }
    }

    private static int indexAfter(byte[] bytes, int lines) {
        int seen = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' && ++seen == lines) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("fewer lines");
    }
}
