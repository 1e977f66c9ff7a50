package motcua.acceptance.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import motcua.acceptance.FreePort;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;
import motcua.acceptance.Web;
import org.awaitility.Awaitility;

/**
 * The card of an office that has been set up: ext4 with the kiosk's data folder, made by the kiosk itself on this machine.
 *
 * <p>The same run leaves an archive of the classes that were loaded, so that the slow processor of a guest need not read them
 * again.
 *
 * @param image to be copied for each office
 */
record NewCard(Path image, Path classes) {
    /** Both counters are open: each press is a rating. The pad is at the first, a screen at the second. */
    static final int PAD_COUNTER = 1;

    static final int SCREEN_COUNTER = 2;
    /** The data folder on the card. */
    static final String DATA = "kiosk";

    /** The pad of the first counter, simulated in the kiosk. */
    static final String SIMULATED_PAD = "pads.simulated=quay-1\n";

    /** Pads by their names from udev; one with the serial number {@link #USB_SERIAL} is the second counter's. */
    static final String USB_PADS = "pads.ports=/dev/rating-pad-*\npads.simulated=\n";

    static final String USB_SERIAL = "THU1";

    private static final String OFFICE = """
            {"office":{"id":"xa-thu-nghiem","name":"UBND xã Thử Nghiệm"},
             "counters":[{"number":1,"name":"Quầy 1","mode":"OPEN"},{"number":2,"name":"Quầy 2","mode":"OPEN"}],
             "clerks":[{"id":"nguyen-thi-an","name":"Nguyễn Thị An","kind":"CONG_CHUC","pin":"246810"}],
             "scale":"HL5/1","windowMs":120000,"procedures":["1.001193"],"pads":{"quay-1":1,"/dev/rating-pad-THU1":2},"official":true}
            """;
    private static final Duration STARTS = Duration.ofSeconds(90);
    private static final long ENDS_SECONDS = 120;

    static NewCard make(Path folder) throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("card"));
        Path classes = folder.resolve("kiosk.jsa");
        Path seed = Files.writeString(folder.resolve("office.json"), OFFICE);
        int port = FreePort.find();
        Path config = Files.writeString(
                folder.resolve("first.properties"),
                properties(root.resolve(DATA), port, SIMULATED_PAD) + "office.seed=" + seed + "\n");
        List<String> command = new ArrayList<>(List.of(Project.java(), "-XX:ArchiveClassesAtExit=" + classes));
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
        command.addAll(kiosk(config));
        Process kiosk = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("first.log").toFile())
                .start();
        try {
            Web web = new Web(java.net.URI.create("http://127.0.0.1:" + port));
            Awaitility.await("the kiosk has set the office up")
                    .atMost(STARTS)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> web.get("/api/health").statusCode() == 200);
            web.post("/api/rate/" + SCREEN_COUNTER + "/press", "{\"key\":1}");
            web.post("/api/simulated/counters/" + PAD_COUNTER + "/press/1", "");
            web.get("/api/simulated");
        } finally {
            kiosk.destroy();
            if (!kiosk.waitFor(ENDS_SECONDS, TimeUnit.SECONDS)) {
                kiosk.destroyForcibly();
            }
        }
        Path image = folder.resolve("card.img");
        run("mke2fs", "-q", "-F", "-t", "ext4", "-b", "4096", "-d", root.toString(), image.toString(), "48M");
        return new NewCard(image, classes);
    }

    /** A copy of the card that was never used. */
    Path copyTo(Path folder) throws IOException {
        return Files.copy(image, folder.resolve("office.img"), StandardCopyOption.REPLACE_EXISTING);
    }

    static String properties(Path data, int port, String pads) {
        return """
                kiosk.id=thu-nghiem-1
                kiosk.data=%s
                kiosk.simulated=true
                http.host=0.0.0.0
                http.port=%d
                """.formatted(data, port) + pads;
    }

    /** Java's options as in the unit file, and those that spare a slow processor; then the kiosk. */
    static List<String> kiosk(Path config) {
        return List.of(
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Project.built("kiosk/target/kiosk.jar", "./mvnw package").toString(),
                "run",
                "--config",
                config.toString());
    }

    static List<String> run(String... command) throws IOException, InterruptedException {
        RunningProcess process = RunningProcess.start(command[0], List.of(command));
        int exit = process.awaitExit(Duration.ofMinutes(2));
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exit + ": " + process.lastLines());
        }
        return process.lines();
    }
}
