package motcua.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motcua.contract.body.DeviceChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A press that is lost is counted once, whatever happens between the count and the record about it. */
class LostPressesTest {
    @TempDir
    Path dir;

    @Test
    void countsStandThroughARestartUntilARecordHasThem() throws Exception {
        try (LostPresses lost = LostPresses.open(List.of(dir))) {
            lost.count(2);
            lost.count(2);
            lost.count(11);
        }
        try (LostPresses lost = LostPresses.open(List.of(dir));
                Journal journal = TestJournals.open(dir.resolve("journal"))) {
            assertThat(lost.total()).isEqualTo(3);
            assertThat(lost.unreported())
                    .containsExactly(
                            new DeviceChanged("disk", 2, "LOST", "2 presses, 2 in all"),
                            new DeviceChanged("disk", 11, "LOST", "1 presses, 1 in all"));
            lost.unreported().forEach(each -> lost.take(journal.append(each)));
            assertThat(lost.unreported()).isEmpty();
            lost.count(2);
            assertThat(lost.unreported()).containsExactly(new DeviceChanged("disk", 2, "LOST", "1 presses, 3 in all"));
        }
        try (LostPresses lost = LostPresses.open(List.of(dir));
                Journal journal = TestJournals.open(dir.resolve("journal"))) {
            journal.replay((gen, record) -> lost.take(record));
            assertThat(lost.unreported())
                    .as("what a record has is not reported again")
                    .containsExactly(new DeviceChanged("disk", 2, "LOST", "1 presses, 3 in all"));
        }
    }

    @Test
    void withoutItsFileItGoesOnWhereTheRecordsEnd() throws Exception {
        try (Journal journal = TestJournals.open(dir.resolve("journal"))) {
            journal.append(new DeviceChanged("disk", 1, "LOST", "5 presses, 5 in all"));
            try (LostPresses lost = LostPresses.open(List.of(dir))) {
                journal.replay((gen, record) -> lost.take(record));
                assertThat(lost.unreported()).isEmpty();
                lost.count(1);
                assertThat(lost.unreported())
                        .containsExactly(new DeviceChanged("disk", 1, "LOST", "1 presses, 6 in all"));
            }
        }
    }

    @Test
    void oneOfTwoPlacesIsEnough() throws Exception {
        Path memory = Files.createDirectory(dir.resolve("run"));
        try (LostPresses lost = LostPresses.open(List.of(dir.resolve("not-there"), memory))) {
            lost.count(1);
        }
        try (LostPresses lost = LostPresses.open(List.of(dir, memory))) {
            assertThat(lost.total()).isEqualTo(1);
        }
    }

    @Test
    void takesItsRoomBeforeItIsNeeded() throws Exception {
        LostPresses.open(List.of(dir)).close();
        assertThat(Files.size(dir.resolve("lost-presses"))).isEqualTo(4_096);
    }
}
