package motcua.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import motcua.contract.body.Press;
import motcua.contract.body.PressSource;
import motcua.contract.body.Verdict;
import motcua.contract.journal.JournalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TamperedCopyTest {
    @TempDir
    private Path folder;

    @Test
    void aRatingChangedInACopyIsFoundAndTheJournalStaysAsItWas() throws Exception {
        try (Journal journal = TestJournals.open(folder)) {
            journal.append(press(2, Verdict.UNMATCHED));
            assertThat(TamperedCopy.of(folder, TestJournals.KIOSK))
                    .as("a stray press is no rating")
                    .isEmpty();
            JournalRecord rating = journal.append(press(5, Verdict.COUNTS));
            journal.append(press(3, Verdict.DUPLICATE));
            journal.append(TestJournals.body(1));
            List<JournalRecord> before = TestJournals.all(journal);

            TamperedCopy copy = TamperedCopy.of(folder, TestJournals.KIOSK).orElseThrow();

            assertThat(copy.seq()).isEqualTo(rating.header().seq());
            assertThat(copy.found()).contains(Long.toString(rating.header().seq()));
            assertThat(TestJournals.all(journal)).isEqualTo(before);
        }
    }

    private static Press press(int level, Verdict verdict) {
        return new Press(
                1,
                level,
                level,
                verdict,
                verdict == Verdict.UNMATCHED ? null : "00000000000000a1",
                null,
                1,
                PressSource.SCREEN,
                null,
                null,
                null,
                null,
                List.of());
    }
}
