package motcua.acceptance.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's own writer on SQLite over a disk that loses power at any moment. */
class ServerOnAFailingDiskTest {
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
    void wheneverThePowerFailsEveryReceiptIsKeptAndNothingCountsTwice() throws Exception {
        String states = System.getProperty("motcua.serverStates", "100");
        String found = FaultyRun.lastLine(
                ServerCrashStates.class, folder, Duration.ofMinutes(50), String.valueOf(FaultyRun.seed()), states);
        assertThat(found).startsWith("server crash states: " + states + " ").contains(" wrong: 0 ");
    }
}
