package motcua.acceptance.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** Keeps the line for the long form. */
    private static void keep(String found) throws IOException {
        String result = System.getProperty("motcua.result");
        if (result != null) {
            Files.writeString(Path.of(result), found + "\n");
        }
    }
}
