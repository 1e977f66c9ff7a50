package motcua.load.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import motcua.contract.wire.Batch;
import motcua.load.bench.KioskLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredBacklogTest {
    @TempDir
    Path folder;

    @Test
    void batchesCutFromTheFileAreTheWholeJournalOnce() throws Exception {
        KioskLoad load = KioskLoad.of("storm-1", 600, 5, Batch.MAX_RECORDS);
        SplittableRandom random = new SplittableRandom(9);
        try (FileChannel file = FileChannel.open(
                folder.resolve("backlogs"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            StoredBacklog.write(file, KioskLoad.of("storm-0", 3, 4, Batch.MAX_RECORDS));
            StoredBacklog stored = StoredBacklog.write(file, load);
            long next = 1;
            while (next <= stored.records()) {
                long most = random.nextLong(Batch.MAX_BYTES * 2L);
                long last = stored.lastThatFits(next, most);
                byte[] bytes = stored.read(next, last);
                assertThat(last - next).isLessThan(Batch.MAX_RECORDS);
                assertThat(last == next || bytes.length <= Math.min(most, Batch.MAX_BYTES))
                        .isTrue();
                for (Batch.Line line : Batch.decode(bytes)) {
                    assertThat(line.record()).isEqualTo(load.records().get((int) next - 1));
                    next++;
                }
            }
            assertThat(next - 1).isEqualTo(load.records().size());
            assertThat(stored.head()).isEqualTo(load.head());
        }
    }

    @Test
    void waitsAreSpreadOverTheWholeLimitAndGrowAgainAfterAnAnswer() {
        JitteredWait wait = new JitteredWait(new SplittableRandom(3), 60_000);
        long sum = 0;
        for (int i = 0; i < 1_000; i++) {
            long each = wait.nextMs();
            assertThat(each).isBetween(0L, 60_000L);
            sum += each;
        }
        assertThat(sum / 1_000).isBetween(27_000L, 33_000L);
        wait.reset();
        assertThat(wait.nextMs()).isLessThanOrEqualTo(1_000);
        assertThat(wait.nextMs()).isLessThanOrEqualTo(2_000);
    }
}
