package motcua.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import motcua.contract.journal.JournalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed (SIGKILL) again and again while it appends to one and the same journal. */
class KilledJournalTest {
    private static final int KILLS = 10;

    @TempDir
    Path dir;

    @Test
    void keepsEveryRecordThatWasSaidToBeDurableOnce() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("KilledJournalTest seed " + seed);
        Random random = new Random(seed);
        Set<String> said = new HashSet<>();
        for (int i = 0; i < KILLS; i++) {
            said.addAll(appendUntilKilled(random.nextInt(150)));
        }
        assertThat(said).hasSizeGreaterThan(KILLS);
        try (Journal journal = TestJournals.open(dir)) {
            assertThat(journal.gen())
                    .as("a kill damages nothing (seed %d)", seed)
                    .isEqualTo(1);
            List<String> stored = TestJournals.all(journal).stream()
                    .map(record -> record.hash().hex())
                    .toList();
            assertThat(stored).as("seed %d", seed).containsAll(said).doesNotHaveDuplicates();
            assertThat(TestJournals.all(journal))
                    .filteredOn(record -> record.header().type().equals("boot"))
                    .as("one boot record a process (seed %d)", seed)
                    .hasSize(KILLS + 1);
        }
        try (JournalReads reads = JournalReads.open(dir, TestJournals.KIOSK)) {
            assertThat(JournalCheck.everything(reads, TestJournals.KIOSK))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    /** Starts the process, reads that many lines, kills it, and gives back all it said. */
    private Set<String> appendUntilKilled(int lines) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<String> said = new HashSet<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i <= lines; i++) {
                String line = out.readLine();
                assertThat(line).as("the process appends").isNotNull();
                said.add(line.substring(0, line.indexOf(' ')));
            }
            process.toHandle().destroyForcibly(); // unlike the process's own, it leaves what was said readable
            String rest = out.readLine();
            while (rest != null) {
                if (rest.length() >= 66) { // the last line may be torn
                    said.add(rest.substring(0, 64));
                }
                rest = out.readLine();
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    void letsARunningKiosksJournalBeReadButNotOpened() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        dir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            assertThat(out.readLine()).isNotNull();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> TestJournals.open(dir))
                    .isInstanceOf(JournalInUse.class);
            try (JournalReads reads = JournalReads.open(dir, TestJournals.KIOSK)) {
                JournalRecord first = reads.read(1, 1, 1, 1, 1).get(0);
                assertThat(first.header().type()).isEqualTo("boot");
            }
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        // a reader after the kill leaves the log for the next start
        try (JournalReads reads = JournalReads.open(dir, TestJournals.KIOSK)) {
            assertThat(JournalCheck.everything(reads, TestJournals.KIOSK)).isEmpty();
        }
        assertThat(Files.exists(dir.resolve("journal.db-wal"))).isTrue();
        try (Journal journal = TestJournals.open(dir)) {
            assertThat(journal.gen()).isEqualTo(1);
        }
    }
}
