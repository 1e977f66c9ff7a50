package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal's writer, killed. */
class JournalKillsTest {
    @TempDir
    Path folder;

    @Test
    void whatWasSaidToBeDurableOutlivesEveryKillAndIsThereOnce() throws Exception {
        KillRun run = KillRun.of("journal", 150);
        JournalKills kills = JournalKills.prepare(folder);
        JournalKills.Tally tally =
                run.inLanes((lane, seed, most) -> kills.run("lane-" + lane, seed, most), JournalKills.Tally::plus);
        assertThat(tally.kills()).isGreaterThanOrEqualTo(run.kills());
        assertThat(tally.shown()).as("records were shown").isGreaterThan(tally.kills());
        run.result(Map.of(
                "kills", tally.kills(),
                "killsAtChosenCalls", tally.killsAtCalls(),
                "processes", tally.runs(),
                "shownAsRecorded", tally.shown(),
                "lost", 0,
                "doubled", 0));
    }
}
