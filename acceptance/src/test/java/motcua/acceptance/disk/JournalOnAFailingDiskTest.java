package motcua.acceptance.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kiosk's own journal and counters over a disk that fails at every point, or loses power at any. */
class JournalOnAFailingDiskTest {
    private static final Duration AT_MOST = Duration.ofMinutes(Integer.getInteger("motcua.minutes", 8));

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = FaultyRun.folder(temporary);
    }

    @AfterEach
    void removeFolder() throws IOException {
        CrashStates.remove(folder);
    }

    @Test
    void whereverTheDiskFailsNothingIsShownThatIsNotStored() throws Exception {
        String all = System.getProperty("motcua.points", "");
        String found = FaultyRun.lastLine(FaultPoints.class, folder, AT_MOST, String.valueOf(FaultyRun.seed()), all);
        assertThat(found).startsWith("fault points: ").contains(" wrong: 0 ");
        keep(found);
    }

    @Test
    void wheneverThePowerFailsEverythingShownIsStored() throws Exception {
        String states = System.getProperty("motcua.states", "5000");
        String found = FaultyRun.lastLine(CrashStates.class, folder, AT_MOST, String.valueOf(FaultyRun.seed()), states);
        assertThat(found).startsWith("crash states: " + states + " ").contains(" wrong: 0 ");
        assertThat(found).as("a cut of power damages nothing").contains(" set aside: 0 ");
    }

    /**
     * A sync fails, the process ends, another one is started and goes on, then the power fails: what the failed sync was to write
     * could be read all the time, and is not on the disk.
     */
    @ParameterizedTest
    @ValueSource(ints = {6, 9})
    void afterASyncThatFailedNothingNewStandsBehindWhatItLost(int failing) throws Exception {
        Path live = Files.createDirectories(folder.resolve("live"));
        FaultDisk disk = FaultDisk.watching(live);
        disk.skipSyncs();
        try (OfficeDay before = OfficeDay.open(live.resolve("journal"), OfficeDay.morning(), new Random(1))) {
            before.happen(10, hash -> {});
        }
        CrashDisk model = CrashDisk.of(live);
        disk.log(true);
        assertThat(FaultyRun.start(HaltedDay.class, folder, disk, "2").awaitExit(AT_MOST))
                .isZero();
        disk.fail(FaultDisk.SYNC, failing, false, FaultDisk.EIO, false);
        assertThat(FaultyRun.start(HaltedDay.class, folder, disk, "3").awaitExit(AT_MOST))
                .isEqualTo(HaltedDay.FAILED);
        disk.mend();
        assertThat(FaultyRun.start(HaltedDay.class, folder, disk, "4").awaitExit(AT_MOST))
                .isZero();

        List<String> shown = new ArrayList<>();
        Map<String, byte[]> files = PowerCuts.atTheEnd(model, DiskEvent.read(disk.logFile()), shown);

        Path state = folder.resolve("state");
        PowerCuts.write(files, live, state);
        try (OfficeDay again = OfficeDay.open(state.resolve("journal"), OfficeDay.morning(), new Random(5))) {
            assertThat(again.journal().gen()).as("the journal is sound").isEqualTo(1);
        }
        assertThat(shown).hasSizeGreaterThan(10);
        assertThat(ShownRecords.missing(state.resolve("journal").resolve("journal.db"), shown))
                .isEmpty();
    }

    /** Should the journal itself ever be lost, the list beside it says which epochs there were: none is begun again. */
    @Test
    void theListOfEpochsIsOnTheDiskOnceAnythingIsShown() throws Exception {
        Path live = Files.createDirectories(folder.resolve("live"));
        FaultDisk disk = FaultDisk.watching(live);
        disk.skipSyncs();
        CrashDisk model = CrashDisk.of(live);
        disk.log(true);
        assertThat(FaultyRun.start(HaltedDay.class, folder, disk, "2").awaitExit(AT_MOST))
                .isZero();
        List<String> shown = new ArrayList<>();
        Map<String, byte[]> files = PowerCuts.atTheEnd(model, DiskEvent.read(disk.logFile()), shown);

        Path state = folder.resolve("state");
        PowerCuts.write(files, live, state);
        assertThat(shown).isNotEmpty();
        String epochs = Files.readString(state.resolve("journal").resolve("journal.epochs"));
        try (OfficeDay again = OfficeDay.open(state.resolve("journal"), OfficeDay.morning(), new Random(5))) {
            assertThat(epochs).contains("1 " + again.journal().epoch() + " ");
        }
    }

    /** Keeps the line for the long form. */
    private static void keep(String found) throws IOException {
        String result = System.getProperty("motcua.result");
        if (result != null) {
            Files.writeString(Path.of(result), found + "\n");
        }
    }
}
