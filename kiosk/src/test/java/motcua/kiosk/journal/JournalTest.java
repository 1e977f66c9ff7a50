package motcua.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import motcua.contract.body.Boot;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.PracticeChanged;
import motcua.contract.journal.JournalRecord;
import motcua.kiosk.clock.SteppedClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path dir;

    @Test
    void beginsWithABootRecordAndGoesOnWhereItStopped() throws Exception {
        JournalRecord kept;
        String epoch;
        try (Journal journal = TestJournals.open(dir)) {
            epoch = journal.epoch();
            kept = journal.append(TestJournals.body(1));
        }
        try (Journal journal = TestJournals.open(dir)) {
            List<JournalRecord> records = TestJournals.all(journal);
            assertThat(records)
                    .extracting(record -> record.header().type())
                    .containsExactly("boot", "clerk-signed-out", "boot");
            assertThat(records.get(1)).isEqualTo(kept);
            assertThat(journal.epoch()).isEqualTo(epoch);
            Boot first = records.get(0).body(Boot.class);
            assertThat(first).isEqualTo(new Boot("test", 1, null, "NEW"));
            assertThat(records.get(2).body(Boot.class)).isEqualTo(new Boot("test", 1, null, null));
        }
    }

    @Test
    void linksEveryRecordAndSignsACheckpointEvery256() throws Exception {
        try (Journal journal = TestJournals.open(dir)) {
            for (int i = 0; i < 600; i++) {
                journal.append(TestJournals.body(i));
            }
            assertThat(TestJournals.all(journal))
                    .filteredOn(record -> record.header().type().equals("checkpoint"))
                    .extracting(record -> record.header().seq())
                    .containsExactly(256L, 512L);
        }
        try (JournalReads reads = JournalReads.open(dir, TestJournals.KIOSK)) {
            assertThat(JournalCheck.everything(reads, TestJournals.KIOSK)).isEmpty();
        }
    }

    @Test
    void signsACheckpointEveryHourAlsoWhenNothingHappens() throws Exception {
        SteppedClock clock = SteppedClock.at(TestJournals.MORNING);
        try (Journal journal = TestJournals.open(dir, clock)) {
            clock.advance(Duration.ofMinutes(59));
            journal.checkpointIfDue();
            assertThat(journal.headSeq()).isEqualTo(1);
            clock.advance(Duration.ofMinutes(1));
            journal.checkpointIfDue();
            journal.checkpointIfDue();
            assertThat(journal.headSeq()).isEqualTo(2);
            clock.advance(Duration.ofHours(1));
            journal.checkpointIfDue();
            assertThat(journal.headSeq()).isEqualTo(3);
        }
    }

    @Test
    void tellsListenersInOrderAfterTheCommit() throws Exception {
        List<Long> told = Collections.synchronizedList(new ArrayList<>());
        try (Journal journal = TestJournals.open(dir)) {
            journal.addListener(record -> {
                assertThat(journal.hashAt(1, record.header().seq())).contains(record.hash());
                told.add(record.header().seq());
            });
            for (int i = 0; i < 20; i++) {
                journal.append(TestJournals.body(i));
            }
        }
        // the boot record before them may still have been on its way when the listener came
        assertThat(told).isSorted().filteredOn(seq -> seq > 1).hasSize(20);
    }

    @Test
    void marksPracticeUntilItEndsAndRemembersIt() throws Exception {
        try (Journal journal = TestJournals.open(dir)) {
            assertThat(journal.practice()).isTrue();
            journal.append(new PracticeChanged(false, "setup"));
            assertThat(journal.append(TestJournals.body(1))
                            .body()
                            .get("practice")
                            .booleanValue())
                    .isFalse();
        }
        try (Journal journal = TestJournals.open(dir)) {
            assertThat(journal.practice()).isFalse();
        }
    }

    @Test
    void refusesASecondProcess() throws Exception {
        Journal journal = TestJournals.open(dir);
        assertThatThrownBy(() -> TestJournals.open(dir))
                .isInstanceOf(JournalInUse.class)
                .hasMessageContaining("in use by another process");
        journal.close();
        TestJournals.open(dir).close();
    }

    @Test
    void refusesATooLargeRecordAndGoesOn() throws Exception {
        try (Journal journal = TestJournals.open(dir)) {
            assertThatThrownBy(() -> journal.append(
                            new ClerkSignedOut(1, "x".repeat(JournalRecord.MAX_BYTES), "session", "CLERK")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("larger than");
            assertThat(journal.append(TestJournals.body(1)).header().seq()).isEqualTo(2);
        }
    }

    @Test
    void startsAnEpochThatNamesTheOneBefore() throws Exception {
        try (Journal journal = TestJournals.open(dir)) {
            String before = journal.epoch();
            journal.append(TestJournals.body(1));
            journal.startEpoch("FORKED");
            assertThat(journal.gen()).isEqualTo(2);
            assertThat(journal.headSeq()).isEqualTo(1);
            assertThat(journal.read(2, 1, 1, 1, 1).get(0).body(Boot.class))
                    .isEqualTo(new Boot("test", 2, before, "FORKED"));
            assertThat(journal.heads()).extracting(EpochHead::headSeq).containsExactly(2L, 1L);
        }
        try (Journal journal = TestJournals.open(dir)) {
            assertThat(journal.gen()).isEqualTo(2);
            assertThat(journal.headSeq()).isEqualTo(2);
        }
    }

    @Test
    void neverGoesBackInUpTimeWithinABoot() throws Exception {
        SteppedClock clock = SteppedClock.at(TestJournals.MORNING);
        try (Journal journal = TestJournals.open(dir, clock)) {
            clock.advance(Duration.ofSeconds(5));
            journal.append(TestJournals.body(1));
        }
        SteppedClock restarted = SteppedClock.at(TestJournals.MORNING); // up time read a little lower after a restart
        try (Journal journal = TestJournals.open(dir, restarted)) {
            assertThat(TestJournals.all(journal))
                    .extracting(record -> record.header().upMs())
                    .isSorted();
        }
    }
}
