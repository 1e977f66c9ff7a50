package motcua.acceptance.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many kiosks come back at once, and one of them knows no manners; {@code script/long/storm} is the form with 2,000. */
class StormTest {
    private static final int KIOSKS = 100;
    /** Two settled records and two a visit, so each has at least as many as are asked for. */
    private static final int BACKLOG = 40;

    private static final int FLOOD = 4_000;
    private static final int BACK_OFF_SECONDS = 2;

    @TempDir
    Path folder;

    @Test
    void kiosksThatComeBackAtOnceBesideAFloodGetEverythingThroughOnce() throws Exception {
        RunningProcess storm = RunningProcess.start(
                "storm",
                List.of(
                        Project.java(),
                        "-Xmx256m",
                        "-jar",
                        Project.built("load/target/load.jar", "./mvnw package -Pacceptance")
                                .toString(),
                        "storm",
                        "--server",
                        Project.built("server/target/server.jar", "./mvnw package")
                                .toString(),
                        "--folder",
                        folder.toString(),
                        "--kiosks",
                        Integer.toString(KIOSKS),
                        "--backlog",
                        Integer.toString(BACKLOG),
                        "--back-off",
                        Integer.toString(BACK_OFF_SECONDS),
                        "--flood",
                        Integer.toString(FLOOD),
                        "--patience",
                        "200"));
        int exit = storm.awaitExit(Duration.ofMinutes(4));
        assertThat(exit).as(storm.lastLines()).isZero();
        String line = storm.lines().stream()
                .filter(each -> each.startsWith("{"))
                .findFirst()
                .orElseThrow();
        JsonNode result = new ObjectMapper().readTree(line);
        assertThat(result.path("stored").asLong())
                .isEqualTo(result.path("records").asLong());
        assertThat(result.path("stored").asLong()).isGreaterThan((long) KIOSKS * BACKLOG + FLOOD);
        assertThat(result.path("slowestFirstReceiptMs").asLong())
                .as("nobody waits until a kiosk would give up: %s", line)
                .isLessThan(60_000);
        // Drawn from a fixed seed: ten kiosks in each tenth of the back-off, give or take five times the root of that.
        assertThat(result.path("busiestTenth").asInt())
                .as("waits are spread: %s", line)
                .isBetween(KIOSKS / 10, KIOSKS / 10 + 16);
        Invariant.holds(folder.resolve("server"), List.of());
    }
}
