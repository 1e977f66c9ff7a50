package motcua.acceptance.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;

/** Runs one of this package's mains over a failing disk and waits for what it found. */
final class FaultyRun {
    private FaultyRun() {}

    /** The seed of this run: {@code -Dmotcua.seed}, else a new one. */
    static long seed() {
        Long given = Long.getLong("motcua.seed");
        return given == null ? new Random().nextInt(1_000_000) : given;
    }

    /** Where what is synced costs nothing: in memory, where the system has such a folder. */
    static Path folder(Path temporary) throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? Files.createTempDirectory(memory, "motcua-disk") : temporary;
    }

    /** The last line the process printed, after it ended with 0; the lines that begin with WRONG are the failure. */
    static String lastLine(Class<?> main, Path folder, Duration atMost, String... arguments)
            throws IOException, InterruptedException {
        RunningProcess process = start(main, folder, FaultDisk.watching(folder.resolve("live")), arguments);
        int exit = process.awaitExit(atMost);
        List<String> lines = process.lines();
        assertThat(lines)
                .as("%s %s", main.getSimpleName(), List.of(arguments))
                .noneMatch(line -> line.startsWith("WRONG"));
        assertThat(exit).as(process.lastLines()).isZero();
        String last = lines.get(lines.size() - 1);
        System.out.println(last);
        return last;
    }

    static RunningProcess start(Class<?> main, Path folder, FaultDisk disk, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(disk.prefix());
        command.addAll(List.of(
                Project.java(),
                "-Xmx256m",
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + Project.file("acceptance/fault-disk/silent.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString()));
        command.addAll(List.of(arguments));
        return RunningProcess.start(main.getSimpleName(), command);
    }
}
