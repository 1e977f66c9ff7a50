package motcua.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class archive only makes a start faster: whatever the file is, the command of the system service starts the kiosk. */
class ClassArchiveTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String START = "ExecStart=/bin/sh -c '";

    @TempDir
    Path folder;

    @Test
    void theKioskStartsWithAnArchiveThatIsMissingTornOrItsOwn() throws IOException, InterruptedException {
        Files.copy(Project.built("kiosk/target/kiosk.jar", "./mvnw package"), folder.resolve("kiosk.jar"));
        Path archive = folder.resolve("kiosk.jsa");
        startsWith("missing");
        RunningProcess make = RunningProcess.start(
                "archive",
                List.of(Project.java(), "-jar", folder.resolve("kiosk.jar").toString(), "archive", archive.toString()));
        assertThat(make.awaitExit(PATIENCE)).as(make.lastLines()).isZero();
        assertThat(Files.size(archive)).isGreaterThan(1 << 20);
        assertThat(startsWith("own")).as("the archive was taken").isTrue();
        byte[] whole = Files.readAllBytes(archive);
        Files.delete(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertThat(startsWith("torn")).as("the archive was taken").isFalse();
    }

    /** Runs the line of the unit with the test's folders; tells whether the kiosk maps the archive. */
    private boolean startsWith(String name) throws IOException {
        Path config = folder.resolve(name + ".properties");
        Files.writeString(config, """
                kiosk.id=archive
                kiosk.data=%s
                kiosk.simulated=true
                http.port=0
                pads.ports=
                pads.simulated=
                """.formatted(folder.resolve(name)));
        String line = Files.readAllLines(Project.file("kiosk/dist/motcua-kiosk.service")).stream()
                .filter(each -> each.startsWith(START))
                .findFirst()
                .orElseThrow();
        String command = line.substring(START.length(), line.length() - 1)
                .replace("$$", "$")
                .replace("/usr/bin/java", Project.java())
                .replace("/usr/lib/motcua", folder.toString())
                .replace("/etc/motcua/kiosk.properties", config.toString());
        assertThat(command).doesNotContain("/usr/lib/motcua", "/etc/");
        try (RunningProcess kiosk = RunningProcess.start(name, List.of("/bin/sh", "-c", command))) {
            assertThat(kiosk.awaitLine(PATIENCE, each -> each.contains("ready at http://")))
                    .contains("kiosk archive ready");
            return Files.readString(Path.of("/proc", Long.toString(kiosk.pid()), "maps"))
                    .contains("kiosk.jsa");
        }
    }
}
