package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server and its database, killed while kiosks send. */
class ServerKillsTest {
    private static final int KIOSKS = Integer.getInteger("motcua.kiosks", 10);

    @TempDir
    Path folder;

    @Test
    void whatAReceiptPromisedOutlivesEveryKillOnBothDatabasesAndIsCountedOnce() throws Exception {
        KillRun run = KillRun.of("server", 20);
        ServerKills kills = new ServerKills(folder, KIOSKS);
        ServerKills.Tally tally = run.inLanes(kills::run, ServerKills.Tally::plus);
        assertThat(tally.kills()).isGreaterThanOrEqualTo(run.kills());
        assertThat(tally.receipted()).as("records were receipted").isGreaterThan(10L * KIOSKS);
        run.result(Map.of(
                "kills", tally.kills(),
                "killsAtChosenCalls", tally.killsAtCalls(),
                "ofPostmaster", tally.postmasters(),
                "kiosks", KIOSKS,
                "receipted", tally.receipted(),
                "lost", 0,
                "doubled", 0));
    }
}
