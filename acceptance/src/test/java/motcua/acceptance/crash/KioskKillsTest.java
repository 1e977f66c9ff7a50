package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import motcua.acceptance.RunningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole kiosk, killed while people press. */
class KioskKillsTest {
    @TempDir
    Path folder;

    @Test
    void whatAPadShowedAsRecordedOutlivesEveryKillAndIsCountedOnce() throws Exception {
        KillRun run = KillRun.of("kiosk", 30);
        CrashServer server = CrashServer.whole(folder.resolve("server"));
        try (RunningProcess running = server.start()) {
            KioskKills kills = new KioskKills(folder, server);
            KioskKills.Tally tally = run.inLanes(kills::run, KioskKills.Tally::plus);
            assertThat(tally.kills()).isGreaterThanOrEqualTo(run.kills());
            assertThat(tally.shown()).as("pads showed presses as recorded").isGreaterThan(tally.kills());
            assertThat(running.isAlive()).isTrue();
            run.result(Map.of(
                    "kills", tally.kills(),
                    "killsAtChosenCalls", tally.killsAtCalls(),
                    "shownAsRecorded", tally.shown(),
                    "lost", 0,
                    "doubled", 0));
        }
    }
}
