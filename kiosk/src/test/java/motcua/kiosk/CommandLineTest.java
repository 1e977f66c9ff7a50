package motcua.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process: what it ends with, and the one line it says, when it cannot start. */
class CommandLineTest {
    @TempDir
    Path folder;

    private record Ended(int code, List<String> out, List<String> err) {}

    private Ended kiosk(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", // as the manifest of the jar says
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                KioskMain.class.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("MOTCUA_CONFIG");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the process ends by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(),
                Files.readAllLines(out, StandardCharsets.UTF_8),
                Files.readAllLines(err, StandardCharsets.UTF_8));
    }

    private String config(String... lines) throws Exception {
        return Files.write(folder.resolve("kiosk.properties"), List.of(lines)).toString();
    }

    @Test
    void aTypoInTheConfigurationIsOneLineThatNamesTheKey() throws Exception {
        Path data = folder.resolve("data");
        Ended ended = kiosk("run", "--config", config("kiosk.id = k1", "kiosk.data = " + data, "htp.port = 1"));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).singleElement().asString().startsWith("kiosk: ").contains("htp.port is unknown");
        assertThat(ended.out()).isEmpty();
        assertThat(data).doesNotExist();
    }

    @Test
    void aMissingKeyIsOneLineThatNamesIt() throws Exception {
        Ended ended = kiosk("run", "--check-config", "--config", config("kiosk.id = k1"));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).singleElement().asString().contains("kiosk.data is missing");
    }

    @Test
    void aMissingOrUnreadableFileIsOneLineThatNamesIt() throws Exception {
        String none = folder.resolve("none.properties").toString();
        Ended missing = kiosk("run", "--config", none);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).singleElement().asString().contains(none + " does not exist");

        Ended folderInstead = kiosk("journal", "check", "--config", folder.toString());
        assertThat(folderInstead.code()).isEqualTo(2);
        assertThat(folderInstead.err()).singleElement().asString().contains(folder + " cannot be read");

        Ended unnamed = kiosk("run");
        assertThat(unnamed.code()).isEqualTo(2);
        assertThat(unnamed.err()).singleElement().asString().contains("--config FILE or MOTCUA_CONFIG");
    }

    @Test
    void checkConfigSaysWhatIsInForceAndDoesNothingElse() throws Exception {
        Path data = folder.resolve("data");
        Ended ended = kiosk(
                "run",
                "--check-config",
                "--config",
                config("kiosk.id = k1", "kiosk.data = " + data, "pads.simulated = a"));
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains(
                        "kiosk.id = k1",
                        "http.port = 8090  # default",
                        "kiosk.simulated = true  # forced by simulated devices");
        assertThat(data).doesNotExist();
    }
}
