package motcua.acceptance.network;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;

/** The check that nothing was lost and nothing counts twice, by a program that shares nothing with ours. */
final class Invariant {
    private Invariant() {}

    /**
     * What is on the server is there once and counted once, and is what the kiosks have. Nobody may write meanwhile.
     *
     * @param more {@code --drained}: all that the kiosks have is there; {@code --quarantine N}: so many refusals are expected
     */
    static void holds(Path serverData, List<Path> kioskData, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                Project.file("acceptance/invariant/invariant.py").toString(),
                "--server",
                serverData.resolve("server.db").toString()));
        for (Path each : kioskData) {
            command.addAll(List.of("--kiosk", each.resolve("journal/journal.db").toString()));
        }
        command.addAll(List.of(more));
        RunningProcess check = RunningProcess.start("invariant", command);
        int exit = check.awaitExit(Duration.ofMinutes(4));
        if (exit != 0) {
            throw new AssertionError("the invariant does not hold: " + check.lastLines());
        }
    }
}
