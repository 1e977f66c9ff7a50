package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import motcua.acceptance.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kiosk is killed again and again while a whole simulated day goes through its doors: people wait and go on. */
class SimulatedDayKillsTest {
    /** Kills of one day; a long form plays many days. */
    private static final int KILLS_A_DAY = 6;

    private static final double SHARE = 0.35;

    @TempDir
    private Path folder;

    @Test
    void afterEveryKillQueueDesksWindowsAndNumbersAreWhatTheRecordsAndThePeopleSay() throws Exception {
        KillRun run = KillRun.of("simulated-day", KILLS_A_DAY);
        KilledDay.Tally all = new KilledDay.Tally(0, 0, 0, 0, 0);
        while (all.kills() < run.kills()) {
            Path office = folder.resolve("day-" + all.days());
            long seed = run.seed() + all.days();
            all = all.plus(new KilledDay(office, seed, SHARE).run(Math.min(KILLS_A_DAY, run.kills() - all.kills())));
            Folders.delete(office);
        }
        assertThat(all.kills()).isGreaterThanOrEqualTo(run.kills());
        run.result(Map.of(
                "kills", all.kills(),
                "killsBeforeAnAnswer", all.inside(),
                "days", all.days(),
                "tickets", all.tickets(),
                "acts", all.acts(),
                "lost", 0,
                "doubled", 0));
    }
}
